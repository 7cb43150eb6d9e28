"""The sentence of a report: clauses with their numbers, as Vietnamese papers write them; what is nought is left out."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_SLOT = re.compile(r"\{(\w+)\.(\w+)\}")
Count = Callable[[str, str], Decimal]  # of a kind, of a question ("entries": how many there are)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``by``: the question whose answer tells the kinds apart."""

    by: str
    clauses: tuple[str, ...]


@cache
def sentences() -> Mapping[str, Sentence]:
    """By register, as sentences.toml has them."""
    raw = tomllib.loads(files("chungtay.fieldwork").joinpath("sentences.toml").read_text(encoding="utf-8"))
    return {register: Sentence(one["by"], tuple(one["clauses"])) for register, one in raw.items()}


def say(sentence: Sentence, count: Count) -> str:
    """ "Đã tổ chức 6.041 buổi …; treo 4.812 cụm …." A clause is said when its first number is not nought.

    Empty where there is nothing to say.
    """
    said = [text for clause in sentence.clauses if (text := _clause(clause, count))]
    return f"Đã {'; '.join(said)}." if said else ""


def _clause(clause: str, count: Count) -> str:
    first = _SLOT.search(clause)
    if first is None or not count(first[1], first[2]):
        return ""
    return _SLOT.sub(lambda slot: number(count(slot[1], slot[2])), clause)


def slots(sentence: Sentence) -> set[tuple[str, str]]:
    """Every kind and question that the sentence asks for."""
    return {(kind, question) for clause in sentence.clauses for kind, question in _SLOT.findall(clause)}


def number(value: Decimal) -> str:
    """As Vietnamese papers write it.

    >>> number(Decimal("435889")), number(Decimal("1234.5"))
    ('435.889', '1.234,5')
    """
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))
