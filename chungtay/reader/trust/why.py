"""The evidence that a decision carries with it through the reader, as a plain value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chungtay.reader.blocks import Span


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that decided, an entry of ``rules.toml`` beside this file, and the words that it decided on.

    ``part`` says of what in the item it speaks ("lead"); "" is the item itself.
    """

    rule: str
    span: Span | None  # None where no words of their own decided
    part: str = ""

    def at(self, base: int) -> "Why":
        """The same, where ``span`` counted within a paragraph that begins at ``base``."""
        return replace(self, span=(base + self.span[0], base + self.span[1])) if self.span else self


@dataclass(frozen=True, slots=True)
class Passed:
    """Words that looked like an item of a kind ("task", "deadline") and were not taken for one."""

    kind: str
    why: Why
    words: Span


def of_part(whys: Sequence[Why], part: str) -> tuple[Why, ...]:
    return tuple(why for why in whys if why.part == part)
