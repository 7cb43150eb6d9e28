"""The settlers of complaints, and a compulsory file of an invented minor with its notice. Everybody is invented."""

from datetime import date
from typing import Any

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile
from chungtay.cases.tests.factories import MINOR, PARENTS, at, signed, step, treated_at_home
from chungtay.rights.models import Complaint
from chungtay.rights.rules import Against, Reader
from chungtay.rights.services import file_complaint
from tests.cast import Town, seat

COMPLAINT: dict[str, Any] = {
    "against": Against.DECISION, "about": "Quyết định 01/QĐ-CAX (ví dụ)", "spoken_by": Reader.PERSON,
    "told_on": date(2026, 7, 6), "filed_on": date(2026, 7, 20), "text": "Tôi không đồng ý (ví dụ).",
}  # fmt: skip


def seat_at(commune: int, username: str, role: str) -> Actor:
    return seat("Công an xã A", username, role, place=commune, level=AgencyLevel.COMMUNE)


def chief_of(town: Town) -> Actor:
    """Who settles complaints at Công an xã A."""
    return seat_at(town.commune_a, "truong.cax", "complaint_settler")


def provincial_settler(town: Town) -> Actor:
    return seat(
        "Công an tỉnh Mẫu", "gq.tinh", "complaint_settler", place=town.province, level=AgencyLevel.PROVINCE
    )


def complained(commune: int) -> Complaint:
    """A complaint against the decision of a file that the police of this commune keep."""
    police, chief = (
        seat_at(commune, "quyen.a", "commune_police"),
        seat_at(commune, "truong.cax", "complaint_settler"),
    )
    row = treated_at_home(police)
    return file_complaint(by=police, now=at(20), file=row.code, settler=chief.agency, **COMPLAINT)


def minor_before_court(by: Actor) -> CaseFile:
    """A girl of 15 at home by her parents' request, for whom a compulsory file was opened on 10 August 2026."""
    row = treated_at_home(by, told=MINOR, parents=PARENTS)
    step(
        by, row, "compulsory_file_opened", at(10, month=8), paper=signed(at(10, month=8)), parents=PARENTS,
        grounds=["use_in_voluntary"], last_act=at(9, month=8).date(),
    )  # fmt: skip
    return row
