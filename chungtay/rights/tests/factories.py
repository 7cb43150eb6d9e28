"""The settlers of complaints, a minor before a court, what is asked and complained of. Everybody is invented."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.base.problems import Refused
from chungtay.cases.models import CaseFile
from chungtay.cases.tests.factories import MINOR, PARENTS, at, signed, step, treated_at_home
from chungtay.rights.models import Complaint, Request
from chungtay.rights.rules import Against, Asked, Reader
from chungtay.rights.services import ask_request, file_complaint
from chungtay.signin.tests.factories import try_password, with_app
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


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def signed_in(actor: Actor) -> Client:
    """Signed in with the second factor that these posts ask for."""
    client, username = Client(), Account.objects.get(pk=actor.account).username
    app = with_app(username)
    try_password(client, username)
    client.post(reverse("signin:second_step"), {"code": app.now()})
    return client


def complain(by: Actor, row: CaseFile, settler: Actor, **told: Any) -> Complaint:
    now = told.pop("now", at(20))
    return file_complaint(by=by, now=now, file=row.code, settler=settler.agency, **(COMPLAINT | told))


def asked_of(by: Actor, row: CaseFile, asked: Asked = Asked.CORRECTION) -> Request:
    return ask_request(
        by=by, now=at(20), file=row.code, asked=asked, spoken_by=Reader.PERSON, text="Ghi sai (ví dụ).",
        asked_on=date(2026, 7, 20),
    )  # fmt: skip
