"""One entry while something happens to it: locked, changed, written back with its history and what it gives."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Conflict, NotThere, Problem, must_have_been
from chungtay.base.text import fold
from chungtay.places import queries as places
from chungtay.registers.models import Entry, EntryChange
from chungtay.registers.queries.sight import visible_to
from chungtay.registers.queries.versions import definition_of
from chungtay.registers.rules import (
    COUNTING,
    Answers,
    Definition,
    Edit,
    EntryEvent,
    EntryState,
    QuestionKind,
    next_state,
    numbers_in,
    words_of,
)

_MOST_WORDS = 4000


@dataclass(slots=True)
class Desk:
    """``entry`` is locked until the transaction ends."""

    by: Actor
    now: datetime
    entry: Entry
    definition: Definition

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def edits(self, *, until: int | None = None) -> list[Edit]:
        """What was written into the entry; ``until``: what who saw that revision has seen."""
        found = self.entry.changes.filter(event=EntryEvent.SAVE)
        rows = found if until is None else found.filter(number__lte=until)
        return [Edit(row.made_at, row.account_id or 0, row.changed) for row in rows]

    def must_have_seen(self, seen: int) -> None:
        must_have_been(seen, self.entry.revision)
        if seen != self.entry.revision:
            sentence = "Bản ghi “{title}” vừa được người khác sửa. Hãy mở lại, xem chỗ đã đổi rồi làm tiếp."
            raise Conflict(Problem("changed", sentence, values={"title": self.entry.title}))

    def after(self, event: EntryEvent) -> EntryState:
        """The state that follows. Raises NotThere where the event may not happen."""
        state = EntryState(self.entry.state) if self.entry.revision else None
        after = next_state(state, event, approval=self.definition.approval)
        if after is None:
            raise NotThere("entry")
        return after

    def happen(
        self, event: EntryEvent, after: EntryState, *, edit: Edit | None = None, words: str = ""
    ) -> None:
        """Write the entry as it now is, and what happened to it."""
        entry = self.entry
        entry.state = after
        entry.revision += 1
        entry.numbers = numbers_in(self.definition, entry.answers) if after in COUNTING else {}
        entry.save()
        EntryChange.objects.create(
            entry=entry, number=entry.revision, event=event, state=after, words=words, at=self.now,
            changed=dict(edit.changed) if edit else {}, mark=edit.mark if edit else "",
            made_at=edit.made_at if edit else self.now, account_id=self.by.account or None, post=self.by.post,
        )  # fmt: skip

    def take(self, answers: Answers, place: int) -> None:
        """Let these be its answers, and tell from them its day, place, point, name and the words it is found by."""
        entry, form = self.entry, self.definition
        entry.answers, entry.place_id = answers, place
        entry.day = _day(answers, form.day) or (entry.day if entry.revision else self.today)
        until = _day(answers, form.until)
        entry.until = max(until, entry.day) if until else None
        point = str(answers.get(form.point, "")).split() if form.point else []
        entry.lat, entry.lon = (float(point[0]), float(point[1])) if len(point) == 2 else (None, None)
        said = [words_of(form.questions[key], answers.get(key)) for key in form.called or _first_words(form)]
        entry.title = " – ".join(one for one in said if one)[:300] or form.title
        entry.words = fold(" ".join([entry.title, *_every_word(form, answers)]))[:_MOST_WORDS]


def _day(answers: Answers, key: str) -> date | None:
    said = answers.get(key) if key else None
    return date.fromisoformat(str(said)) if said else None


def _first_words(form: Definition) -> list[str]:
    """What names an entry where the form does not say: the first question of text, else the first of choices."""
    kinds = (QuestionKind.TEXT, QuestionKind.ONE)
    found = (
        k for kind in kinds for k, q in form.questions.items() if q.kind is kind and k not in form.inside
    )
    return list(islice(found, 1))


def _every_word(form: Definition, answers: Answers) -> list[str]:
    found = []
    for key, question in form.questions.items():
        repeat = form.inside.get(key)
        rows = answers.get(repeat, ()) if repeat else (answers,)
        if question.kind in (QuestionKind.TEXT, QuestionKind.ONE, QuestionKind.MANY, QuestionKind.PLACE):
            found += [words_of(question, row.get(key)) for row in rows]
    return found


def place_of(by: Actor, form: Definition, answers: Answers, day: date) -> tuple[int, Problem | None]:
    """The unit that the entry concerns: the one answered, else the body's own. It lies where the actor works."""
    if by.place is None:
        raise NotThere("register")
    code = str(answers.get(form.place, "")) if form.place else ""
    if not code:
        return by.place, None
    found = places.place_at(code, day)
    within = found is not None and not places.ids_ever_above(found.pk).isdisjoint(by.reach)
    if found is None or not within:
        sentence = "Mã “{code}” không phải một đơn vị hành chính trong địa bàn của cơ quan anh/chị."
        return by.place, Problem("place", sentence, form.place, values={"code": code})
    return found.pk, None


def lock(by: Actor, now: datetime, entry: int) -> Desk:
    """The entry for as long as the transaction lasts; NotThere for who may not see it."""
    if not visible_to(by).filter(pk=entry).exists():
        raise NotThere("entry")
    found = Entry.objects.select_for_update(of=("self",)).select_related("register", "version").get(pk=entry)
    return Desk(by, now, found, definition_of(found.version))
