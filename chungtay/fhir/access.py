"""What this room adds to the page of a patient: the way to the episode as a file."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from chungtay.base.web import ActorRequest

if TYPE_CHECKING:
    from chungtay.care.models import Patient


def way_to_the_file(request: ActorRequest, patient: "Patient") -> str:
    return render_to_string("fhir/way.html", {"patient": patient}, request)
