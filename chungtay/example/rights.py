"""What the example's people are told, ask and are given; and who treats and helps them. Everybody is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.care import services as care
from chungtay.care.rules import DoseState, HelperPart, HelpKind, NoteKind, Reached, RoomKind, Treatment
from chungtay.cases import queries as cases
from chungtay.example.bodies import data
from chungtay.people.access import acting
from chungtay.rights import queries, services
from chungtay.rights.rules import Against, Answered, Asked, Ended, Reader


@dataclass(frozen=True)
class Seats:
    """Who keeps the files, who settles complaints at first and above, who treats; files by the name of the person."""

    keeper: Actor
    settler: Actor
    above: Actor
    doctor: Actor
    files: Mapping[str, Any]
    today: date
    now: datetime

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def at(self, ago: int, hour: int = 9) -> datetime:
        """A moment so many days ago; today's things happened just now."""
        return min(timezone.make_aware(datetime.combine(self.day(ago), time(hour))), self.now)


def give_copies(keeper: Actor, file: Any, at: datetime) -> None:
    """To the person: from here the days to read it run, and only then it may go to the court."""
    services.serve_copies(
        by=keeper, now=at, file=file.code, reader=Reader.PERSON, at=at, proof=data("rights")["proof"]
    )


def look_after(offered: Mapping[str, Actor], *, today: date, now: datetime) -> bool:
    """The rights of the people with a file, treatment and help; False where the example has no files yet."""
    said = data("rights")
    keeper = offered[data("cases")["desk"]]
    with acting(keeper):
        files = {file.person.name: file for file in cases.list_work(keeper)}
    if said["sheet"]["name"] not in files:
        return False
    seats = Seats(
        keeper, offered[said["settler"]], offered[said["above"]], offered["bacsi"], files, today, now
    )
    with acting(seats.keeper):
        _tell(seats, said)
        _complain(seats, said)
        _ask(seats, said)
        _help(seats, said)
    with acting(seats.doctor):
        _treat(seats, said)
    return True


def _tell(seats: Seats, said: dict[str, Any]) -> None:
    """What followed from the earlier steps was told and given; the latest still waits."""
    for file in seats.files.values():
        for one in queries.list_owed(file, on=seats.today):
            if one.step.on <= seats.day(said["told_until"]):
                at = min(seats.at(0), timezone.make_aware(datetime.combine(one.step.on, time(17))))
                services.tell(
                    by=seats.keeper, now=at, file=file.code, step=one.step.number, what=one.row.name,
                    to=Reader(one.to), at=at, proof=said["proof"],
                )  # fmt: skip
    sheet = said["sheet"]
    at = seats.at(sheet["days"])
    services.give_sheet(
        by=seats.keeper, now=at, file=seats.files[sheet["name"]].code, to=Reader.PERSON, at=at, proof=said["proof"]
    )  # fmt: skip


def _complain(seats: Seats, said: dict[str, Any]) -> None:
    row = said["complaint_to_the_second"]
    made = _filed(seats, row, Against.DECISION, Reader.PERSON)
    with acting(seats.settler):
        services.accept_complaint(
            by=seats.settler, now=seats.at(row["accepted"]), complaint=made.pk, on=seats.day(row["accepted"]),
            complicated=False,
        )  # fmt: skip
        services.settle_complaint(
            by=seats.settler, now=seats.at(row["settled"]), complaint=made.pk, ended=Ended.REJECTED,
            on=seats.day(row["settled"]), number="21/QĐ-CAX (ví dụ)", answer=row["answer"],
        )  # fmt: skip
    services.complain_again(
        by=seats.keeper, now=seats.at(row["again"]), complaint=made.pk, filed_on=seats.day(row["again"]),
        text=row["still"], settler=seats.above.agency,
    )  # fmt: skip
    _filed(seats, said["complaint_of_parents"], Against.CONDUCT, Reader.PARENTS)


def _filed(seats: Seats, row: dict[str, Any], against: Against, by: Reader) -> Any:
    return services.file_complaint(
        by=seats.keeper, now=seats.at(row["filed"]), file=seats.files[row["name"]].code, against=against,
        about=row["about"], spoken_by=by, told_on=seats.day(row["told"]), filed_on=seats.day(row["filed"]),
        text=row["text"], settler=seats.settler.agency,
    )  # fmt: skip


def _ask(seats: Seats, said: dict[str, Any]) -> None:
    for row in said["request"]:
        by: dict[str, Any] = {
            "by": seats.keeper,
            "now": seats.at(row["days"]),
            "file": seats.files[row["name"]].code,
        }
        made = services.ask_request(
            **by, asked=Asked(row["asked"]), spoken_by=Reader.PERSON, text=row["text"], asked_on=seats.day(row["days"])
        )  # fmt: skip
        if "answered" in row:
            services.answer_request(
                **by, request=made.pk, answered=Answered(row["answered"]), answer=row["answer"]
            )


def _treat(seats: Seats, said: dict[str, Any]) -> None:
    for room, number in said["places"].items():
        care.set_places(
            by=seats.doctor, now=seats.at(90), room=RoomKind(room), number=number, since=seats.day(90)
        )
    row = said["substitution"]
    patient = _admitted(seats, row, Treatment.SUBSTITUTION, RoomKind.SUBSTITUTION)
    by: dict[str, Any] = {"by": seats.doctor, "patient": patient.pk}
    care.record_demand(**by, now=seats.at(row["since"]), answers=row["demand"])
    for ago in range(row["noted"], 0, -1):
        state = DoseState.MISSED if ago in row["missed"] else DoseState.TAKEN
        state = DoseState.EXCUSED if ago in row["excused"] else state
        care.record_dose(**by, now=seats.at(ago), on=seats.day(ago), state=state)
    care.record_follow_up(**by, now=seats.at(row["reached"]), how=Reached.PHONE, outcome=row["outcome"])
    _admitted(seats, said["rehab"], Treatment.REHAB, RoomKind.MEN)


def _admitted(seats: Seats, row: dict[str, Any], treatment: Treatment, room: RoomKind) -> Any:
    """Taken in, with the note of the first examination."""
    now, on = seats.at(row["since"]), seats.day(row["since"])
    made = care.admit(
        by=seats.doctor, now=now, file=seats.files[row["name"]].code, treatment=treatment, room=room, on=on
    )
    care.write_note(by=seats.doctor, now=now, patient=made.pk, kind=NoteKind.EXAM, on=on, text=row["note"])
    return made


def _help(seats: Seats, said: dict[str, Any]) -> None:
    for row in said["team"]:
        if row["name"] not in seats.files:
            continue  # years from now nobody of the old law is under management any more
        code = seats.files[row["name"]].code
        for part, name in row["helpers"]:
            care.add_helper(by=seats.keeper, now=seats.at(100), file=code, part=HelperPart(part), name=name)
        for kind, ago, note in row["helps"]:
            care.give_help(
                by=seats.keeper,
                now=seats.at(ago),
                file=code,
                kind=HelpKind(kind),
                on=seats.day(ago),
                note=note,
            )
        if "loan" in row:
            loan = row["loan"]
            care.give_help(
                by=seats.keeper, now=seats.at(loan["days"]), file=code, kind=HelpKind.LOAN, on=seats.day(loan["days"]),
                amount=loan["amount"], note=loan["note"],
            )  # fmt: skip
