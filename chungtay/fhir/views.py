"""One patient's episode as a file for another health system."""

import json

from django.http import HttpResponse
from django.shortcuts import render

from chungtay.agencies.rules import Power
from chungtay.base.web import ActorRequest, as_file, with_power
from chungtay.care import queries as care
from chungtay.care.access import note_look
from chungtay.fhir import services
from chungtay.fhir.forms import PurposeForm
from chungtay.fhir.rules import MEDIA, ROOT, file_of


@with_power(Power.CARE_TREAT)
def episode(request: ActorRequest, patient: int) -> HttpResponse:
    """What leaves and what does not; POST with a purpose: the file."""
    row = care.get_patient(request.actor, patient)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = services.give_episode(
            by=request.actor, now=request.now, patient=patient, purpose=form.cleaned_data["purpose"]
        )
        bundle = file_of(given, base=request.build_absolute_uri(ROOT), now=request.now)
        answer = HttpResponse(json.dumps(bundle, ensure_ascii=False), content_type=MEDIA)
        return as_file(answer, f"dot-dieu-tri-{patient}.fhir.json")
    note_look(request, row)
    return render(
        request, "fhir/episode.html", {"patient": row, "form": form}, status=422 if form.errors else 200
    )
