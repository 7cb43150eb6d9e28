"""A form that comes back as a file: read against what stands there now, then written as if it had been typed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.figures.queries import get_submission, sheet
from chungtay.figures.services import Saved, save_cells
from chungtay.workbooks.sheets_back import read_sheet


@transaction.atomic
def save_sheet(*, by: Actor, now: datetime, submission: int, content: bytes) -> Saved:
    """Take in what an .xlsx of this form changes. Raises Refused with every wrong cell; then nothing is taken."""
    of = get_submission(by, submission)
    shown = sheet(
        by, data_set=of.data_set.code, agency=of.agency_id, place=of.place_id, period=of.period,
        today=timezone.localdate(now),
    )  # fmt: skip
    typed, problems = read_sheet(content, shown)
    if problems:
        raise Refused(problems)
    return save_cells(by=by, now=now, submission=submission, cells=typed) if typed else Saved()
