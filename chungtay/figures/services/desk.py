"""One submission while somebody works on it: locked, its values in hand, written back together at the end."""

# ruff: noqa: I001 - many names, laid out by hand several a line

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import starmap
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.figures.models import Clash, DataValue, Submission, ValueChange
from chungtay.figures.queries.forms import Form, form_for, with_kept
from chungtay.figures.queries.sight import standing_of, visible_to
from chungtay.figures.queries.timing import closed_since
from chungtay.figures.rules import (
    NOTHING, SENT, Claim, Levels, Said, ValueEvent, ValuePart, ValueState, next_state,
)  # fmt: skip
from chungtay.figures.services import feed
from chungtay.figures.services.rows import columns_of, insert_once, write_rows

_WRITTEN = ["at", "account", "revision", "missing", "state", "value"]
_FIELDS = ("submission_id", "cell_id", "at", "account_id", "revision", "missing", "state", "value")
_COUNTS = ["given", "sent", "passed", "approved", "returned"]


@dataclass(slots=True)
class Value:
    """A row of DataValue in hand: dozens a form, and an instance of the model costs ten times as much."""

    submission_id: int
    cell_id: int
    at: datetime
    account_id: int | None
    revision: int
    missing: int | None
    state: int
    value: Decimal | None

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _FIELDS}


def said_of(row: Value | Clash) -> Said:
    return Said(row.value, row.missing)


def claim_of(row: Value) -> Claim:
    return Claim(row.account_id or 0, row.at, said_of(row))


@dataclass(slots=True)
class Desk:
    """What is changed here is written by ``finish``: values, counts, what clashed, and the numbered changes."""

    by: Actor
    now: datetime
    submission: Submission
    parts: frozenset[ValuePart]
    levels: Levels
    form: Form
    values: dict[int, Value] = field(default_factory=dict)  # by cell
    clashes: dict[int, dict[int, Clash]] = field(default_factory=dict)  # by cell and account
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)  # by cell: rows of ValueChange
    touched: dict[int, Value] = field(default_factory=dict)
    met: dict[tuple[int, int], Clash] = field(default_factory=dict)
    arrived: dict[int, dict[int, list[tuple[datetime, Said]]]] = field(
        default_factory=dict
    )  # by account and cell

    @property
    def subject(self) -> str:
        return f"submission:{self.submission.pk}"

    @property
    def title(self) -> str:
        of = self.submission
        return f"{of.data_set.name} – {of.agency.name} – {of.period}"

    def fetch(self, cells: Collection[int] | None = None) -> None:
        """Take the values and clashes of these cells in hand; of all without a choice."""
        wanted = Q() if cells is None else Q(cell__in=cells)
        rows = self.submission.values.filter(wanted).values_list(*_FIELDS)
        self.values = {row.cell_id: row for row in starmap(Value, rows)}
        for clash in (
            self.submission.clashes.filter(wanted) if self.values else ()
        ):  # over something, or nothing
            self.clashes.setdefault(clash.cell_id, {})[clash.account] = clash

    def must_be_open(self) -> None:
        closed = closed_since(self.submission, timezone.localdate(self.now))
        if closed is not None:
            sentence = "Biểu đã khóa từ ngày {day}. Muốn sửa, hãy đề nghị cơ quan duyệt mở lại."
            values = {"day": f"{closed:%d/%m/%Y}"}
            raise Refused(Problem("closed", sentence, values=values))

    # -- what may happen to one value ------------------------------------------------------------------

    def enter(self, cell: int, claim: Claim) -> Value:
        """Let this claim stand in the cell; what it reached before, it reaches anew."""
        row = self.values.get(cell)
        if row is None:
            first = ValueState.ENTERED.value
            row = Value(self.submission.pk, cell, claim.made_at, None, 0, None, first, None)
            self.values[cell], before, state = row, NOTHING, None
        else:
            before, state = said_of(row), ValueState(row.state)
        new_state = state if state and before == claim.said else self._after(state, ValueEvent.ENTER)
        row.revision += 1
        row.at, row.account_id = claim.made_at, claim.account or None
        row.value, row.missing = claim.said.value, claim.said.missing
        self._note(row, before, state, new_state, claim=claim)
        return row

    def move(self, row: Value, event: ValueEvent, *, words: str = "") -> bool:
        """Let the event happen to a value that stays what it is; False where it may not."""
        state = ValueState(row.state)
        after = next_state(state, event, self.parts, between=self.levels.between)
        if after is None:
            return False
        self._note(row, said_of(row), state, after, words=words)
        return True

    def date(self, row: Value, claim: Claim) -> None:
        """The same again, perhaps later or by another: no change, but what is older than it counts as older."""
        if (claim.made_at, claim.account) > (row.at, row.account_id or 0):
            row.at, row.account_id = claim.made_at, claim.account or None
            self.touched[row.cell_id] = row

    def noted(self, row: Value) -> None:
        """Something new is to be settled here: who saw the cell before has not seen it all."""
        row.revision += 1
        self.touched[row.cell_id] = row

    def _after(self, state: ValueState | None, event: ValueEvent) -> ValueState:
        after = next_state(state, event, self.parts, between=self.levels.between)
        if after is None:
            raise NotThere("submission")
        return after

    def _note(
        self, row: Value, before: Said, state: ValueState | None, after: ValueState, *,
        claim: Claim | None = None, words: str = "",
    ) -> None:  # fmt: skip
        account = claim.account if claim else self.by.account
        self._count(row, before, state, after)
        row.state = after.value
        self.touched[row.cell_id] = row
        change = self.changes.get(row.cell_id)
        if change is not None and claim is None:  # written and sent in one act: one change
            change |= {"state": after.value, "words": words}
            return
        self.changes[row.cell_id] = {
            "at": self.now, "made_at": claim.made_at if claim else self.now, "submission_id": self.submission.pk,
            "cell_id": row.cell_id, "account_id": account or None, "revision": row.revision,
            "post": self.by.post if account == self.by.account else 0, "old_missing": before.missing,
            "old_value": before.value, "old_state": state.value if state else None,
            "missing": row.missing, "value": row.value, "state": after.value, "words": words,
        }  # fmt: skip

    def _count(self, row: Value, before: Said, state: ValueState | None, after: ValueState) -> None:
        of = self.submission
        for sign, said, at in ((-1, before, state), (1, said_of(row), after)):
            if at is None:
                continue
            of.given += sign * said.is_given
            of.sent += sign * (said.is_given and at in SENT)
            of.passed += sign * (at is ValueState.PASSED)
            of.approved += sign * (at is ValueState.APPROVED)
            of.returned += sign * (at is ValueState.RETURNED)

    # -- what clashed ----------------------------------------------------------------------------------

    def open_claims(self, cell: int) -> list[Claim]:
        """What others wrote into the cell unseen, the same thing or another, not settled yet."""
        met = self.clashes.get(cell)
        open_ones = [clash for clash in met.values() if not clash.settled] if met else ()
        return [Claim(clash.account, clash.made_at, said_of(clash)) for clash in open_ones]

    def knows(self, row: Value, new: Claim) -> bool:
        """Whether this, or something later by the same person, has arrived here before."""
        if row.account_id == new.account and row.at > new.made_at:
            return True
        clash = self.clashes.get(row.cell_id, {}).get(new.account)
        if clash is not None and (
            clash.made_at > new.made_at or (clash.made_at, said_of(clash)) == (new.made_at, new.said)
        ):
            return True
        return any(
            made_at > new.made_at or (made_at, said) == (new.made_at, new.said)
            for made_at, said in self._arrived(new.account).get(row.cell_id, ())
        )

    def _arrived(self, account: int) -> dict[int, list[tuple[datetime, Said]]]:
        """What this person said before, by cell: asked once, for a form that comes again asks it of every cell."""
        if account not in self.arrived:
            rows = ValueChange.objects.filter(submission=self.submission, account=account or None)
            before = self.arrived[account] = {}
            for cell, made_at, value, missing in rows.values_list("cell", "made_at", "value", "missing"):
                before.setdefault(cell, []).append((made_at, Said(value, missing)))
        return self.arrived[account]

    def keep(self, cell: int, claims: Iterable[Claim]) -> None:
        """Let these be what others wrote into the cell, and no more."""
        self.settle(cell)
        for claim in claims:
            known = self.clashes.setdefault(cell, {})
            clash = known.get(claim.account) or Clash(
                submission=self.submission, cell_id=cell, account=claim.account
            )
            clash.value, clash.missing, clash.made_at = claim.said.value, claim.said.missing, claim.made_at
            clash.settled = False
            known[claim.account] = self.met[cell, claim.account] = clash

    def settle(self, cell: int) -> None:
        for account, clash in self.clashes.get(cell, {}).items():
            if not clash.settled:
                clash.settled = True
                self.met[cell, account] = clash

    # -- the end ---------------------------------------------------------------------------------------

    def finish(self, *also: str) -> None:
        """Write it all; ``also`` names further attributes of the submission that were changed."""
        if self.touched:
            rows = [row.columns() for row in self.touched.values()]
            write_rows(DataValue, rows, unique=("submission", "cell"), update=_WRITTEN)
        if self.met:
            Clash.objects.bulk_create(
                self.met.values(), update_conflicts=True, update_fields=["value", "missing", "made_at", "settled"],
                unique_fields=["submission", "cell", "account"],
            )  # fmt: skip
        if self.touched or also:
            of = self.submission
            changed = {name: getattr(of, name) for name in (*_COUNTS, *also)}
            Submission.objects.filter(pk=of.pk).update(**changed)
        if self.changes:
            feed.append(list(self.changes.values()))


def opened(new: Submission) -> Submission:
    """This submission, made unless it is there already."""
    key = {"data_set": new.data_set, "agency": new.agency, "place_id": new.place_id, "period": new.period}
    if connection.vendor != "postgresql":
        # Whole by itself: a transaction around it would keep SQLite's one writer busy while a form is only looked for.
        return Submission.objects.get_or_create(**key, defaults={"opened_at": new.opened_at})[0]
    made = insert_once(Submission, columns_of(new))
    if made is None:
        return Submission.objects.get(**key)
    new.pk = made
    return new


def lock(by: Actor, now: datetime, submission: int) -> Desk:
    """The submission for as long as the transaction lasts; NotThere for who may not see it."""
    found = visible_to(by).select_for_update(of=("self",)).filter(pk=submission).order_by().first()
    if found is None:
        raise NotThere("submission")
    locked = with_kept(found)
    standing = standing_of(by, locked)
    return Desk(by, now, locked, standing.parts, standing.levels, form_for(locked))
