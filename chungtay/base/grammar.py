"""Small languages read from left to right, exact and never run as a program: formulas of money, expressions of figures.

A language says what its tokens are and which of its rules stands where; how a text is walked through, and where it
stops making sense, is the same for all.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

Leaf = TypeVar("Leaf")  # what a token may be by itself: a number, a name
Tree = TypeVar("Tree")  # what the language makes of a text

DEEPEST = 20  # brackets within brackets


class Senseless(Exception):
    """The text says nothing; ``at`` is the character where it stops making sense, from 0."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True, slots=True)
class Token(Generic[Leaf]):
    at: int
    said: str
    leaf: Leaf | None = None


class Grammar(ABC, Generic[Leaf, Tree]):
    """One reading of one text."""

    longest: ClassVar[int]  # characters
    pattern: ClassVar[re.Pattern[str]]  # of one token, blanks before it included

    def __init__(self, text: str) -> None:
        if len(text) > self.longest:
            raise Senseless(self.longest)
        self.tokens, self.end, self.place = list(self._tokens(text)), len(text), 0

    @classmethod
    def read(cls, text: str) -> Tree:
        """Raises Senseless where it is nothing of this language, too long or too deep."""
        reading = cls(text)
        whole = reading.whole(0)
        if reading.next() is not None:
            raise Senseless(reading.at())
        return whole

    @staticmethod
    @abstractmethod
    def token(found: re.Match[str]) -> Token[Leaf]: ...

    @staticmethod
    @abstractmethod
    def joined(sign: str, left: Tree, right: Tree) -> Tree: ...

    @abstractmethod
    def whole(self, depth: int) -> Tree: ...

    def _tokens(self, text: str) -> Iterator[Token[Leaf]]:
        at = 0
        while text[at:].strip():
            found = self.pattern.match(text, at)
            if found is None:
                raise Senseless(at)
            yield self.token(found)
            at = found.end()

    def next(self) -> Token[Leaf] | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def at(self) -> int:
        following = self.next()
        return self.end if following is None else following.at

    def take_leaf(self, depth: int) -> Leaf | None:
        """The token that follows, where it is one by itself. Raises Senseless at the end and too deep inside."""
        following = self.next()
        if following is None or depth > DEEPEST:
            raise Senseless(self.at())
        if following.leaf is not None:
            self.place += 1
        return following.leaf

    def take(self, *signs: str) -> str | None:
        following = self.next()
        if following is None or following.leaf is not None or following.said not in signs:
            return None
        self.place += 1
        return following.said

    def must_take(self, sign: str) -> None:
        if not self.take(sign):
            raise Senseless(self.at())

    def chain(self, signs: tuple[str, ...], part: Callable[[], Tree]) -> Tree:
        """Parts with signs between them, joined from the left."""
        left = part()
        while sign := self.take(*signs):
            left = self.joined(sign, left, part())
        return left
