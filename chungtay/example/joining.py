"""Two bodies count the people whom both have; two communes share the files of a divided body. All of it is invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.agencies.rules.successions import WHOLE
from chungtay.agencies.services.life import end_agency, name_successor
from chungtay.base.actor import Actor
from chungtay.cases import services as cases
from chungtay.comparisons import services
from chungtay.comparisons.rules import ComparedList
from chungtay.example.bodies import Bodies, People, data
from chungtay.people.access import acting


def count_together(offered: Mapping[str, Actor], *, today: date, now: datetime) -> None:
    """One comparison that was counted, and a second one, later, that waits for the list of the commune's police."""
    said = data("joining")["comparison"]
    here, there = offered[said["here"]], offered[said["there"]]

    def ask(days: int) -> Any:
        with acting(there):
            return services.ask_comparison(
                by=there, now=_at(today, days, now), other=here.agency, listed=ComparedList.SHEET,
                sheet=_list(*said["listed_there"]), ground=said["ground"], purpose=said["purpose"],
            )  # fmt: skip

    asked = ask(said["asked"])
    with acting(here):
        services.answer_comparison(
            by=here, now=_at(today, said["answered"], now), comparison=asked.pk, listed=ComparedList.SHEET,
            sheet=_list(*said["listed_here"]),
        )  # fmt: skip
    ask(said["asked_again"])


def divide_a_body(bodies: Bodies, people: People, *, today: date, now: datetime) -> int:
    """A body with files ends, and its heirs have not taken them over yet; returns how many wait."""
    said = data("joining")["station"]
    heirs = {name: agencies.get_agency(bodies.by, bodies.ids[name]) for name in said["heirs"]}
    since = _at(today, said["opened"], now).date()
    station = bodies.open(
        {"name": said["name"], "from": since}, level=AgencyLevel.COMMUNE, place=heirs[said["near"]].place_id,
        kind=AgencyKind.POLICE,
    )  # fmt: skip
    keeper = people.open_seat(station, said["username"], said["post"], "commune_police", held_from=since)
    with acting(keeper):
        for number, row in enumerate(said["file"], start=1):
            _open(keeper, row, number, heirs, _at(today, row["opened"], now))
    ended = _at(today, said["ended"], now)
    body = agencies.get_agency(bodies.by, station)
    terms: dict[str, Any] = {"by": bodies.by, "now": ended, "ground": said["ground"]}
    for heir in heirs.values():
        name_successor(**terms, old=body, new=heir.pk, subject=WHOLE, on=ended.date(), parted=True)
    end_agency(**terms, agency=body, ends_on=ended.date())
    return len(said["file"])


def _open(keeper: Actor, row: dict[str, Any], number: int, heirs: Mapping[str, Any], at: datetime) -> None:
    told = {"name": row["name"], "born": row["born"], "present_address": row["address"]}
    if "lives" in row:
        told["commune"] = heirs[row["lives"]].place_id
    cases.open_file(
        by=keeper, now=at, ground="own_request", on=at.date(), paper=f"Đơn số {number:02} (ví dụ)", told=told,
        at=at, is_example=True,
    )  # fmt: skip


def _list(first: int, last: int) -> bytes:
    """A workbook of invented people, by their numbers."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["STT", "Họ và tên", "Ngày sinh", "Số CCCD"])
        for line, n in enumerate(range(first, last), start=1):
            sheet.write_row(line, 0, [str(line), f"Người thứ {n} (ví dụ)", "17/05/1990", f"{n:012}"])
    return file.getvalue()


def _at(today: date, days_ago: int, now: datetime) -> datetime:
    """Nine o'clock of a day so many days ago; today's things happened just now."""
    return min(timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), time(9))), now)
