"""The states of a person under the law, and the steps that lead from one to another: there are no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import Row, pages, row_fields
from chungtay.law.rules.terms import LegalMeasure

NO_FILE = ""  # where every story begins


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonState(Row):
    """``measure`` is the one with a term that runs in this state."""

    code: str
    name: str
    measure: LegalMeasure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Row):
    """What happens (``event``), from which states, to which; some need a ground that the law names."""

    event: str
    words: str
    before: tuple[str, ...]
    after: str
    needs_ground: bool


def next_steps(state: str, on: date) -> list[Step]:
    """What the law lets happen next to a person in this state."""
    return [step for step in steps() if state in step.before and step.holds(on)]


def state_after(events: Iterable[str], on: date) -> str:
    """Where these events lead, one after the other, from no file at all.

    Raises NoAnswer at the first one that the law does not let happen there.
    """
    state = NO_FILE
    for event in events:
        step = next((one for one in next_steps(state, on) if one.event == event), None)
        if step is None:
            raise NoAnswer(
                "no such step",
                f"Luật áp dụng ngày {on:%d/%m/%Y} không có bước “{event}” từ tình trạng này.",
                event=event,
                state=state,
            )
        state = step.after
    return state


@cache
def person_states() -> tuple[PersonState, ...]:
    return tuple(
        PersonState(
            code=raw["code"],
            name=raw["name"],
            measure=LegalMeasure(raw["measure"]) if "measure" in raw else None,
            **row_fields(raw),
        )
        for raw in pages("states")["state"]
    )


@cache
def steps() -> tuple[Step, ...]:
    return tuple(
        Step(
            event=raw["event"],
            words=raw["words"],
            before=tuple(raw["before"]),
            after=raw["after"],
            needs_ground=raw.get("needs_ground", False),
            **row_fields(raw),
        )
        for raw in pages("states")["step"]
    )
