"""The reader's door for other rooms: what its doubts mean in words, numbers as words, the promises of a sentence.

Reading itself is done by the command, apart.
"""

from dataclasses import dataclass
from decimal import Decimal

from chungtay.reader.blocks import Line, Text
from chungtay.reader.contract import Relation, Target
from chungtay.reader.lexicon import low
from chungtay.reader.quantities.promises import forms
from chungtay.reader.quantities.targets import find_targets
from chungtay.reader.quantities.units import lexicon
from chungtay.reader.quantities.words import to_words
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.confidence import families

__all__ = ["Promised", "doubt_in_words", "doubts", "promises_of", "to_words"]


@dataclass(frozen=True, slots=True)
class Promised:
    """A measurable promise. ``per`` is of whom or in what time each owes it, ``yearly`` the turn that the sentence
    names besides ("năm", "quý"); ``is_count``: things that are counted, neither shares nor money nor days.
    """

    text: str
    relation: Relation
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    per: str
    yearly: str
    is_count: bool


def promises_of(sentence: str) -> list[Promised]:
    """The measurable promises of one duty, in order; nothing around it is known."""
    words = " ".join(sentence.split())
    text = Text(words, (Line(0, len(words), words),))
    turn = forms()["yearly"].search(low(words))
    return [
        _promised(target, turn["unit"] if turn else "") for target in find_targets(text, [], [Zone.TASKS])
    ]


def _promised(target: Target, yearly: str) -> Promised:
    unit = target.unit or ""
    return Promised(
        text=target.text,
        relation=target.relation,
        value=None if target.value is None else Decimal(str(target.value)),
        value_max=None if target.value_max is None else Decimal(str(target.value_max)),
        unit=unit,
        per=target.per or "",
        yearly=yearly,
        is_count=unit in lexicon().counted,
    )


def doubt_in_words(doubt: str, language: str) -> str:
    """Why the reader was not sure, in a sentence ("vi" or "en"); "" for a doubt that it no longer has."""
    told = families().get(doubt, {})
    return told.get(language, told.get("vi", ""))


def doubts() -> tuple[str, ...]:
    """Every family of doubts that an item can carry."""
    return tuple(families())
