"""Writing entries: once, whole or not at all, and so that several people may write without seeing each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.registers.models import Entry, Register
from chungtay.registers.queries.sight import get_register, keeps_register
from chungtay.registers.queries.versions import definition_of, get_version, newest
from chungtay.registers.rules import (
    Answers,
    Definition,
    Edit,
    EntryEvent,
    EntryState,
    Scope,
    after_all,
    difference,
    fill,
    fold_edits,
    may_write,
    overridden,
)
from chungtay.registers.services import feeding
from chungtay.registers.services.attaching import Brought, keep_files, with_files
from chungtay.registers.services.desk import Desk, lock, place_of


@dataclass(frozen=True, slots=True)
class Saved:
    """``new``: whether it was not known before. ``overridden``: questions that somebody else changed meanwhile,
    in words; the later of the two counts and both stay in the history. ``closed``: forms of figures that are closed, so
    that their numbers did not follow.
    """

    entry: Entry
    new: bool = False
    overridden: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a room above is asked of an entry before it is saved (``register_check``). ``entry`` None: a new one."""

    register: Register
    definition: Definition
    agency: int
    place: int
    day: date
    answers: Answers
    entry: int | None


_CHECKS: dict[str, Callable[[Asked], list[Problem]]] = {}


def register_check(code: str, check: Callable[[Asked], list[Problem]]) -> None:
    """From now on entries of the shipped register of this code are also held against ``check``."""
    _CHECKS[code] = check


@transaction.atomic
def save_entry(
    *, by: Actor, now: datetime, register: int, uuid: UUID, given: Mapping[str, Any], brought: Brought | None = None,
    made_at: datetime | None = None, version: int | None = None, quiet: bool = False,
) -> Saved:  # fmt: skip
    """Write an entry once: the same ``uuid`` with the same answers again changes nothing, whatever the order.

    ``given``: what was written, by question; a repeat is a list of such. ``made_at``: when, if not now; ``version``:
    of the form that was filled, the newest without. ``quiet``: the caller feeds the figures and writes the journal
    (an import does so once for all). Raises Refused with a problem for each answer that is wrong.
    """
    kept = get_register(by, register)
    if not may_write(by, agency=by.agency) or not keeps_register(by, kept):
        raise NotThere("register")
    if kept.ended_on and timezone.localdate(now) >= kept.ended_on:
        raise Refused(Problem("ended", "Sổ này đã kết thúc, không ghi thêm được."))

    def write(at: Desk) -> Saved:
        return _write(at, given, brought or {}, made_at or now, seen=0, quiet=quiet)

    known = Entry.objects.filter(uuid=uuid).first()
    if known is not None:
        if (known.register_id, known.agency_id) != (kept.pk, by.agency):
            raise NotThere("entry")
        return write(lock(by, now, known.pk))
    form = get_version(kept, version or newest(kept).number)
    entry = Entry(uuid=uuid, register=kept, version=form, agency_id=by.agency, made_at=made_at or now,
                  author_id=by.account or None)  # fmt: skip
    desk = Desk(by, now, entry, definition_of(form))
    try:
        with transaction.atomic():
            return write(desk)
    except IntegrityError:  # the same entry came twice at once: the other was quicker
        return write(lock(by, now, Entry.objects.get(uuid=uuid).pk))


@transaction.atomic
def correct_entry(
    *, by: Actor, now: datetime, entry: int, seen: int, given: Mapping[str, Any], brought: Brought | None = None,
    made_at: datetime | None = None, words: str = "",
) -> Saved:  # fmt: skip
    """Change what an entry of the own body says. ``seen`` is the revision on which it was written.

    What somebody else changed meanwhile stays, but for the answers that both changed: there the later counts.
    """
    desk = lock(by, now, entry)
    if not may_write(by, agency=desk.entry.agency_id):
        raise NotThere("entry")
    return _write(desk, given, brought or {}, made_at or now, seen=seen, words=words)


def _write(
    desk: Desk, given: Mapping[str, Any], brought: Brought, made_at: datetime, *, seen: int, words: str = "",
    quiet: bool = False,
) -> Saved:  # fmt: skip
    entry, form, new = desk.entry, desk.definition, not desk.entry.revision
    known = desk.edits(until=seen) if seen else []
    answers = _filled(form, with_files(given, brought), desk.today)
    edit = Edit(after_all(made_at, known), desk.by.account, difference(fold_edits(known), answers))
    edits = [] if new else desk.edits()
    if not new and (not edit.changed or edit.mark in {one.mark for one in edits}):
        keep_files(desk, brought)  # what is too large for one post comes in parts, each repeating the answers
        return Saved(entry)
    if entry.state == EntryState.STRUCK:
        sentence = "Bản ghi này đã gạch bỏ, lý do: {reason}. Việc có thật thì hãy ghi thành bản mới."
        raise Refused(Problem("struck", sentence, values={"reason": entry.reason}))
    after = desk.after(EntryEvent.SAVE)
    merged = fold_edits([*edits, edit])
    _take(desk, answers if merged == answers else _filled(form, merged, desk.today))
    unseen = [one for one in edits if one not in known]
    lost = [
        form.questions[key].label or key for key in sorted(overridden(edit, unseen)) if key in form.questions
    ]
    desk.happen(EntryEvent.SAVE, after, edit=edit, words=words)
    keep_files(desk, brought)
    touched = feeding.renew(entry, form, today=desk.today)
    closed = () if quiet else feeding.feed(touched, now=desk.now)
    if not quiet:
        journal.record(
            by=desk.by, now=desk.now, verb="register.entry_saved" if new else "register.entry_corrected",
            subject=f"entry:{entry.pk}", title=f"{entry.register.title}: {entry.title}",
            change={"revision": [entry.revision - 1, entry.revision]},
        )  # fmt: skip
    return Saved(entry, new, tuple(lost), closed)


def _filled(form: Definition, given: Mapping[str, Any], today: date) -> Answers:
    filled = fill(form, given, today=today)
    if filled.problems:
        raise Refused(filled.problems)
    return filled.answers


def _take(desk: Desk, answers: Answers) -> None:
    """Let the entry say this, if nothing outside its own answers stands against it."""
    entry, form = desk.entry, desk.definition
    place, problem = place_of(desk.by, form, answers, desk.today)
    if problem:
        raise Refused(problem)
    desk.take(answers, place)
    problems = _not_unique(entry, form)
    check = _CHECKS.get(entry.register.code) if entry.register.place_id is None else None
    if check is not None:
        problems += check(Asked(entry.register, form, entry.agency_id, place, entry.day, answers, entry.pk))
    if problems:
        raise Refused(problems)


def _not_unique(entry: Entry, form: Definition) -> list[Problem]:
    problems = []
    for unique in form.uniques:
        said = {key: entry.answers.get(key) for key in unique.keys}
        if None in said.values():
            continue
        others = Entry.objects.filter(register=entry.register_id).exclude(state=EntryState.STRUCK)
        others = others.exclude(pk=entry.pk) if entry.pk else others
        if unique.within is Scope.AGENCY:
            others = others.filter(agency=entry.agency_id)
        if form.day in unique.keys:
            others = others.filter(day=entry.day)
        if others.filter(**{f"answers__{key}": value for key, value in said.items()}).exists():
            sentence = unique.said or "Đã có bản ghi khác với cùng nội dung này."
            problems.append(Problem("unique", sentence, unique.keys[0]))
    return problems
