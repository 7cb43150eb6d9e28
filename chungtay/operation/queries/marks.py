"""When something of the installation last happened."""

from datetime import datetime

from chungtay.operation.models import Mark
from chungtay.operation.rules import MarkName


def last_at(name: MarkName) -> datetime | None:
    return Mark.objects.filter(name=name).values_list("at", flat=True).first()
