"""The record of a person: made on a ground, kept by bodies, changed, sealed, erased."""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.people import queries
from chungtay.people.models import Decision, Keeping, Person
from chungtay.people.rls import everything
from chungtay.people.rules import EDIT, KIND, Ground, check_ground, read_born
from chungtay.people.sealing import SealedField
from chungtay.people.services.tokens import write_tokens

# What may be told of a person: every column of Person but what the services keep themselves.
OWN = {
    "id", "row", "ground", "ground_on", "ground_paper", "made_at", "changed_at", "birth_year", "keyed", "same_as",
    "sealed_at", "erased_at",
}  # fmt: skip
FIELDS = frozenset(field.name for field in Person._meta.local_fields) - OWN
SEALED = frozenset(field.name for field in Person._meta.local_fields if isinstance(field, SealedField))
Told = Mapping[str, Any]


@transaction.atomic
def register_person(
    *, by: Actor, now: datetime, ground: Ground, told: Told, agency: int | None = None
) -> Person:
    """Write a person down because a file needs it. ``told``: fields of Person by name; ``born`` stored or written.

    ``agency`` keeps the file, the actor's own body unless said. Raises Refused without a ground of the law, for
    anybody who may have been under 12 on its day, and for what is not told well.
    """
    by.must(EDIT)
    problems = check_ground(ground, born=read_born(told.get("born") or ""), today=timezone.localdate(now))
    problems += _check_told(told, whole=True)
    if problems:
        raise Refused(problems)
    with everything():
        person = Person(
            ground=ground.kind,
            ground_on=ground.on,
            ground_paper=ground.paper.strip(),
            made_at=now,
            changed_at=now,
        )
        _tell(person, told)
        person.save(force_insert=True)
        write_tokens(person)
        Keeping.objects.create(
            person=person, agency_id=agency or by.agency, because=ground.because, since=now
        )
    _journal(by, now, person, "registered", {"ground": [None, ground.kind]})
    return person


@transaction.atomic
def change_person(*, by: Actor, now: datetime, person: int, told: Told) -> Person:
    """Correct what is written of a person. The journal keeps which fields changed, never what they say."""
    row = queries.get_to_edit(by, person)
    problems = _check_told(told, whole=False)
    if problems:
        raise Refused(problems)
    before = {name: getattr(row, _column(name)) for name in told}
    _tell(row, told)
    changed = sorted(name for name in told if getattr(row, _column(name)) != before[name])
    if changed:
        row.changed_at = now
        with everything():
            row.save(force_update=True)
            write_tokens(row)
        _journal(by, now, row, "changed", {name: ["•", "•"] for name in changed})
    return row


@transaction.atomic
def keep_person(*, by: Actor, now: datetime, person: int, agency: int, because: str) -> None:
    """Another body, or another file, needs the person from now on; the room of that file has asked whether it may."""
    with everything():
        row = _locked(person)
        made = Keeping.objects.get_or_create(
            person=row, agency_id=agency, because=because, until=None, defaults={"since": now}
        )[1]
        if made:
            _journal(by, now, row, "kept", {"agency": [None, agency], "because": [None, because]})


@transaction.atomic
def end_keeping(*, by: Actor, now: datetime, person: int, agency: int, because: str) -> None:
    """The file has ended or gone elsewhere: this body no longer sees the person because of it."""
    with everything():
        row = _locked(person)
        if Keeping.objects.filter(person=row, agency=agency, because=because, until=None).update(until=now):
            _journal(by, now, row, "let_go", {"agency": [agency, None], "because": [because, None]})


@transaction.atomic
def seal_person(*, by: Actor, now: datetime, person: int, ground: str) -> None:
    """Nobody sees or finds the record any more; it can be brought back. Called by the room that knows the law's day."""
    with everything():
        row = _locked(person)
        if row.sealed_at is None:
            row.sealed_at = now
            row.save(update_fields=["sealed_at"])
            row.tokens.all().delete()
            _journal(by, now, row, "sealed", {"ground": [None, ground]})


@transaction.atomic
def unseal_person(*, by: Actor, now: datetime, person: int, ground: str) -> None:
    """The law gives a new ground: the record is seen and found again by who keeps it."""
    with everything():
        row = _locked(person)
        if row.sealed_at is not None:
            row.sealed_at = None
            row.save(update_fields=["sealed_at"])
            write_tokens(row)
            _journal(by, now, row, "unsealed", {"ground": [None, ground]})


@transaction.atomic
def erase_person(*, by: Actor, now: datetime, person: int, ground: str) -> None:
    """Everything sealed is overwritten with nothing, the tokens go, every keeping ends; what is counted stays."""
    with everything():
        row = _locked(person)
        for name in SEALED:
            setattr(row, name, None)
        row.erased_at = now
        row.permanent_commune = row.temporary_commune = None
        row.save(force_update=True)
        row.tokens.all().delete()
        row.keepings.filter(until=None).update(until=now)
        _journal(by, now, row, "erased", {"ground": [None, ground]})


@transaction.atomic
def withdraw_person(*, by: Actor, now: datetime, person: int, because: str) -> None:
    """A record that was written down for one file by mistake is no more. Refused where anything else needs it."""
    with everything():
        row = _locked(person)
        others = row.keepings.exclude(because=because)
        if others.exists() or Decision.objects.filter(Q(first=row) | Q(second=row)).exists():
            raise Refused(Problem("needed", "Nhân thân này còn cần cho việc khác, không hoàn tác được."))
        row.keepings.all().delete()
        _journal(by, now, row, "withdrawn", {"because": [because, None]})
        row.delete()


def _locked(person: int) -> Person:
    """Not erased, locked. The caller is a service of a room above that has asked whether its file allows it."""
    row = Person.objects.select_for_update(of=("self",)).filter(pk=person, erased_at=None).first()
    if row is None:
        raise NotThere(KIND)
    return row


def _check_told(told: Told, *, whole: bool) -> list[Problem]:
    unknown = set(told) - FIELDS
    if unknown:
        raise TypeError(f"no such field of a person: {sorted(unknown)}")
    found = []
    if (whole or "name" in told) and not (told.get("name") or "").strip():
        found.append(Problem("name_missing", "Hãy ghi họ, chữ đệm và tên.", "name"))
    if told.get("born") and read_born(told["born"]) is None:
        words = "Ngày sinh chưa đọc được. Hãy ghi ngày/tháng/năm, tháng/năm hoặc chỉ năm, ví dụ 17/05/1990."
        found.append(Problem("born_unreadable", words, "born"))
    if not whole and "born" in told and not told["born"]:
        found.append(Problem("no_birth", "Hãy ghi ít nhất năm sinh.", "born"))
    return found


def _tell(person: Person, told: Told) -> None:
    for name, value in told.items():
        setattr(person, _column(name), value)
    if told.get("born"):
        born = read_born(told["born"])
        assert born is not None  # noqa: S101  checked before
        person.born, person.birth_year = str(born), born.year


def _column(name: str) -> str:
    """Places are told by their id."""
    return f"{name}_id" if Person._meta.get_field(name).is_relation else name


def _journal(by: Actor, now: datetime, person: Person, what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"people.{what}", subject=f"{KIND}:{person.pk}", title=f"Nhân thân số {person.pk}",
        change=change,
    )  # fmt: skip
