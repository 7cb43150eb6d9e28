"""Files of invented people (ví dụ) at two commune police bodies, walked through the law step by step."""

from datetime import datetime
from typing import Any

from chungtay.base.actor import Actor
from chungtay.cases.models import CaseFile, Step
from chungtay.cases.services import Signed, open_file, record_step
from chungtay.law.rules.moments import VIETNAM

WHO: dict[str, Any] = {"name": "Nguyễn Văn Ví Dụ", "born": "17/05/1990", "sex": "male"}
MINOR: dict[str, Any] = {"name": "Trần Thị Ví Dụ", "born": "03/09/2010", "sex": "female"}
PARENTS = "Bản ý kiến của mẹ, 05/7/2026 (ví dụ)"


def at(day: int, month: int = 7, year: int = 2026, hour: int = 9) -> datetime:
    """A moment in Việt Nam."""
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


def signed(on: datetime, number: str = "01/QĐ-CAX (ví dụ)") -> Signed:
    return Signed(number=number, signed_on=on.date(), signed_as="TRƯỞNG CÔNG AN XÃ", signer="Lê Văn Mẫu")


def opened(by: Actor, when: datetime, ground: str = "own_request", **told: Any) -> CaseFile:
    told.setdefault("told", WHO)
    return open_file(
        by=by, now=when, ground=ground, on=when.date(), paper="Đơn số 01 (ví dụ)", at=when, **told
    )


def step(by: Actor, row: CaseFile, event: str, when: datetime, **told: Any) -> Step:
    """A step recorded at the moment it happened, with a paper."""
    told.setdefault("paper", signed(when))
    made = record_step(by=by, now=when, file=row.pk, event=event, at=when, **told)
    row.refresh_from_db()
    return made


def treated_at_home(by: Actor, **told: Any) -> CaseFile:
    """From the request to the first day of rehab at home, 7 July 2026."""
    row = opened(by, at(2), **told)
    minor = {"parents": told["parents"]} if "parents" in told else {}
    for event, when in (
        ("determined_addicted", at(5)), ("result_told", at(5, hour=10)), ("voluntary_registered", at(5, hour=11)),
        ("home_rehab_decided", at(6)), ("rehab_started", at(7)),
    ):  # fmt: skip
        step(by, row, event, when, **minor)
    return row
