"""Patterns of regex() in a form, worked out in a time that no pattern can stretch.

A form is a stranger's, and Python's own ``re`` goes back and tries again: (a+)+ over thirty letters takes hours. Here a
part of a pattern takes the set of all places where it may begin and gives that of all where it may end (Thompson 1968);
nothing is tried twice. So neither a look around nor a word of what was found before can be asked for.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from chungtay.base.problems import Problem
from chungtay.xlsforms.rules.expressions import BadExpression, Tree, patterns

LONGEST, READ = 200, 500  # letters of a pattern; of an answer
_DEEPEST, _LOOPS = 20, 2  # brackets in brackets; repeated in what is repeated
_ONE = re.compile(r"\[\^?(?:\\[dDwWsSnrt]|\\[^\w]|[^\]\[\\])++\]|\\[dDwWsSnrt]|\\[^\w]|[^\\\[(){|*+?^$]")
_MANY = re.compile(r"(?:([*+?])|\{(\d{1,3})(,(\d{0,3}))?\})\??")
# Sets of places are the bits of a number: from where it may begin to where it may end, in an answer.
Step = Callable[[int, str], int]


def matches(pattern: str, answer: str) -> bool:
    """Whether the pattern is the whole of the answer. Raises BadExpression as ``read_pattern`` does."""
    answer = answer[:READ]
    return bool(read_pattern(pattern)(1, answer) >> len(answer))


@lru_cache(maxsize=1024)
def read_pattern(pattern: str) -> Step:
    """Raises BadExpression, with the place where it cannot be read any more, or is too long or too deep."""
    if len(pattern) > LONGEST:
        raise BadExpression(pattern[LONGEST : LONGEST + 20])
    reader = _Reader(pattern)
    step, _loops = reader.either(0)
    if reader.at < len(pattern):
        raise reader.wrong()
    return step


def check_patterns(tree: Tree, place: str) -> Iterator[Problem]:
    """Whether every regex() of an expression names a pattern that can be worked out."""
    for pattern in patterns(tree):
        if pattern is None:
            sentence = "Mẫu của hàm regex() phải viết sẵn trong dấu nháy, không lấy từ câu trả lời."
            yield Problem("pattern_worked_out", sentence, place)
            continue
        try:
            read_pattern(pattern)
        except BadExpression as wrong:
            sentence = (
                "Hàm regex() không dùng được mẫu “{pattern}”, từ chỗ “{at}”: mẫu dài không quá 200 chữ, lặp trong lặp "
                "không quá hai bậc, không nhìn trước, nhìn sau, không nhắc lại phần đã khớp."
            )
            yield Problem("pattern", sentence, place, values={"pattern": pattern, "at": str(wrong)})


class _Reader:
    """Each reads its part and gives the step, and how deep one repeats within another."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def wrong(self) -> BadExpression:
        return BadExpression(self.text[self.at : self.at + 20] or "…")

    def ahead(self, *words: str) -> str:
        """The first of the words that stands here, which is then read; else nothing."""
        word = next((word for word in words if self.text.startswith(word, self.at)), "")
        self.at += len(word)
        return word

    def either(self, depth: int) -> tuple[Step, int]:
        if depth > _DEEPEST:
            raise self.wrong()
        ways = [self.row(depth)]
        while self.ahead("|"):
            ways.append(self.row(depth))
        return _either([step for step, _loops in ways]), max(loops for _step, loops in ways)

    def row(self, depth: int) -> tuple[Step, int]:
        steps: list[Step] = []
        deepest = 0
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            step, loops = self.part(depth)
            steps.append(step)
            deepest = max(deepest, loops)
        return _row(steps), deepest

    def part(self, depth: int) -> tuple[Step, int]:
        if anchor := self.ahead("^", "$"):
            return (_first if anchor == "^" else _last), 0
        begun = self.at
        if self.ahead("(?:", "("):
            step, loops = self.either(depth + 1)
            if not self.ahead(")"):
                raise self.wrong()
        elif one := _ONE.match(self.text, self.at):
            self.at = one.end()
            step, loops = self.letter(one[0], begun), 0
        else:
            raise self.wrong()
        if many := _MANY.match(self.text, self.at):
            self.at = many.end()
            least, most = _bounds(many)
            if loops == _LOOPS or least > most:
                self.at = begun
                raise self.wrong()
            return _many(step, least, most), loops + (most > 1)
        return step, loops

    def letter(self, text: str, begun: int) -> Step:
        try:
            return _letter(re.compile(text))
        except re.error:
            self.at = begun
            raise self.wrong() from None


def _bounds(many: re.Match[str]) -> tuple[int, int]:
    if many[1]:
        return {"*": (0, READ), "+": (1, READ), "?": (0, 1)}[many[1]]
    least = int(many[2])
    if not many[3]:
        return least, least
    return least, int(many[4]) if many[4] else max(least, READ)


def _first(places: int, answer: str) -> int:
    return places & 1


def _last(places: int, answer: str) -> int:
    return places & (1 << len(answer))


def _letter(one: re.Pattern[str]) -> Step:
    @lru_cache(maxsize=8)
    def where(answer: str) -> int:
        return sum(1 << at for at, letter in enumerate(answer) if one.fullmatch(letter))

    return lambda places, answer: (places & where(answer)) << 1


def _row(steps: list[Step]) -> Step:
    def go(places: int, answer: str) -> int:
        for step in steps:
            if not places:
                break
            places = step(places, answer)
        return places

    return go


def _either(ways: list[Step]) -> Step:
    def go(places: int, answer: str) -> int:
        found = 0
        for way in ways:
            found |= way(places, answer)
        return found

    return ways[0] if len(ways) == 1 else go


def _many(step: Step, least: int, most: int) -> Step:
    def go(places: int, answer: str) -> int:
        for _n in range(least):
            if (after := step(places, answer)) == places:
                break
            places = after
        found = new = places
        for _n in range(most - least):
            new = step(new, answer) & ~found
            if not new:
                break
            found |= new
        return found

    return go
