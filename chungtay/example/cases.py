"""The example's case files: invented people of one commune, in every state of the law, through the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.cases import queries, services
from chungtay.cases.rules import ReferralFor
from chungtay.cases.services import Signed
from chungtay.example.bodies import data
from chungtay.example.rights import give_copies
from chungtay.people.access import acting

LAW_SINCE = date(2026, 7, 1)
EARLIEST = 140  # days: nothing of the example happens earlier, so the new law must be that old


@dataclass(frozen=True)
class Desk:
    """Who keeps the files, and the day of today."""

    keeper: Actor
    today: date
    now: datetime
    facility: int

    def at(self, days_ago: int, hour: int = 8) -> datetime:
        """A moment so many days ago; today's things happened just now."""
        said = timezone.make_aware(datetime.combine(self.today - timedelta(days=days_ago), time(hour)))
        return min(said, self.now)


def keep_files(keeper: Actor, bodies: Mapping[str, int], *, today: date, now: datetime) -> int:
    """Returns how many files were opened; none before the new law is old enough."""
    said = data("cases")
    if today - timedelta(days=EARLIEST) < LAW_SINCE:
        return 0
    with acting(keeper):
        return _keep(Desk(keeper, today, now, bodies[said["facility"]]), bodies)


def _keep(desk: Desk, bodies: Mapping[str, int]) -> int:
    opened = 0
    for number, row in enumerate(data("cases")["file"], start=1):
        if row["ground"].endswith("_2021") and desk.at(row["began"]).date() >= LAW_SINCE:
            continue  # years from now nothing of the old law is still running
        opened += 1
        file = _opened(desk, row, number)
        if "served" in row:
            give_copies(desk.keeper, file, desk.at(row["served"]))
        for line in row["steps"]:
            event, days, *hour = line.split()
            _step(desk, file, event, desk.at(int(days), int(hour[0]) if hour else 8), number)
        _stages(desk, file, row)
        if "referred" in row:
            what, body = row["referred"]
            services.refer(
                by=desk.keeper, now=desk.at(1, 10), file=file.pk, target=bodies[body], what=ReferralFor(what),
                consent="Giấy đồng ý (ví dụ)",
            )  # fmt: skip
        if row.get("sent"):
            _send(desk, file)
    return opened


def _opened(desk: Desk, row: dict[str, Any], number: int) -> Any:
    when = desk.at(row["opened"])
    carried = "state" in row
    began = desk.at(row["began"]) if carried else when
    return services.open_file(
        by=desk.keeper, now=when, ground=row["ground"], on=began.date() if carried else when.date(),
        paper=f"Giấy tờ số {number:02} (ví dụ)", told={"name": row["name"], "born": row["born"]}, at=began,
        state=row.get("state", ""), last_day=desk.today - timedelta(days=row["last"]) if "last" in row else None,
        parents=_parents(row), is_example=True,
    )  # fmt: skip


def _parents(row: dict[str, Any]) -> str:
    return str(data("cases")["parents"]) if int(row["born"][-4:]) > LAW_SINCE.year - 18 else ""


def _step(desk: Desk, file: Any, event: str, when: datetime, number: int) -> None:
    row = data("cases")["file"][number - 1]
    told: dict[str, Any] = {}
    if event in ("ground_found", "compulsory_file_opened"):
        told = {"grounds": ["not_registered"], "last_act": when.date()}
    if event == "taken_off":
        told = {"why": "year_without_use"}
    if row.get("at_facility") and event in ("public_place_chosen", "substitution_admitted"):
        told = {"facility": desk.facility}
    paper = Signed(
        number=f"{number:02}/CAX (ví dụ)", signed_on=timezone.localdate(when), signed_as="TRƯỞNG CÔNG AN XÃ",
        signer="Người ký (ví dụ)",
    )  # fmt: skip
    services.record_step(
        by=desk.keeper,
        now=when,
        file=file.pk,
        event=event,
        at=when,
        paper=paper,
        parents=_parents(row),
        **told,
    )


def _stages(desk: Desk, file: Any, row: dict[str, Any]) -> None:
    episode = file.episodes.filter(ended__isnull=True).last()
    for code, days in zip("abcde", row.get("stages", []), strict=False):
        services.begin_stage(
            by=desk.keeper, now=desk.now, episode=episode.pk, code=code, on=desk.today - timedelta(days=days)
        )


def _send(desk: Desk, file: Any) -> None:
    """Sent after the person yesterday, to the police of another commune."""
    target = next(
        body for body, name in queries.list_bodies(desk.keeper, "police", on=desk.today)
        if name.startswith(("Công an xã ", "Công an phường "))
    )  # fmt: skip
    paper = Signed(number="25/TB-CAX (ví dụ)", signed_on=desk.today - timedelta(days=1))
    services.transfer_file(
        by=desk.keeper, now=desk.at(1, 9), file=file.pk, target=target, moved_at=desk.at(1, 8), paper=paper
    )
