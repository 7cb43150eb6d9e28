"""From what somebody wrote to the answers of an entry: read, made relevant, calculated, checked.

The same rules for the page, the sheet and the telephone. An answer is text, a whole number, a decimal as text ("1.5"),
an ISO date, a list of choices, "lat lon", or the name of a file; a repeat is a list of such answers.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from chungtay.base.problems import Problem
from chungtay.registers.rules.definition import Definition
from chungtay.xlsforms.rules.evaluating import Surroundings, evaluate, holds, to_text
from chungtay.xlsforms.rules.expressions import BadExpression
from chungtay.xlsforms.rules.questions import NUMERIC, SILENT, Group, Question, QuestionKind

Answers = dict[str, Any]
MOST_ROWS = 500  # of one repeat
MOST_LETTERS = 10_000
_WHOLE = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,12}([.,]\d{1,9})?")
_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)(?:[\s,;]+-?[\d.]+){0,2}\s*")
_ROUNDS = 8  # a calculation that rests on one that rests on one …


@dataclass(slots=True)
class Filled:
    """``problems`` have the key of their question as place; inside a repeat "repeat.0.question"."""

    answers: Answers = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def fill(definition: Definition, given: Mapping[str, Any], *, today: date) -> Filled:
    """``given`` holds what was written, by key; what the form does not ask is passed over."""
    filled = Filled()
    filled.answers = _read_parts(definition.parts, given, "", filled.problems)
    wrong = {problem.place for problem in filled.problems}
    _settle(definition, filled.answers, today)
    _Checked(definition, filled, today, wrong).check(definition.parts, filled.answers, "")
    return filled


# -- reading -------------------------------------------------------------------------------------------


def _read_parts(
    parts: tuple[Question | Group, ...], given: Mapping[str, Any], before: str, problems: list[Problem]
) -> Answers:
    found: Answers = {}
    for part in parts:
        if isinstance(part, Question):
            if part.kind not in SILENT:
                answer, problem = read_answer(part, given.get(part.key))
                if problem:
                    problems.append(
                        Problem(problem.code, problem.sentence, before + part.key, values=problem.values)
                    )
                if answer not in ("", None, []):
                    found[part.key] = answer
        elif part.repeats:
            rows = given.get(part.key)
            rows = rows[:MOST_ROWS] if isinstance(rows, list) else []
            read = [
                _read_parts(part.parts, row, f"{before}{part.key}.{n}.", problems)
                for n, row in enumerate(rows) if isinstance(row, Mapping)
            ]  # fmt: skip
            found |= {part.key: read} if read else {}
        else:
            found |= _read_parts(part.parts, given, before, problems)
    return found


def read_answer(question: Question, given: Any) -> tuple[Any, Problem | None]:
    """One answer as it is kept; what cannot be read stays as it was written, with what is wrong with it."""
    if isinstance(given, list):
        given = " ".join(str(one) for one in given)
    text = "" if given is None else str(given).strip()
    if not text:
        return "", None
    if len(text) > MOST_LETTERS:
        return text[:MOST_LETTERS], Problem("long", "Câu trả lời dài quá 10.000 chữ.")
    reader = _READERS.get(question.kind)
    return reader(question, text) if reader else (text, None)


def _read_integer(_question: Question, text: str) -> tuple[Any, Problem | None]:
    bare = re.sub(r"(?<=\d)[. ](?=\d{3}(?!\d))", "", text)  # 1.234 and 1 234 as people write them
    if _WHOLE.fullmatch(bare):
        return int(bare), None
    return text, Problem("number", "“{text}” không phải số nguyên.", values={"text": text[:40]})


def _read_decimal(_question: Question, text: str) -> tuple[Any, Problem | None]:
    if _DECIMAL.fullmatch(text):
        try:
            number = Decimal(text.replace(",", ".")).normalize()
            return f"{number:f}", None
        except InvalidOperation:
            pass
    return text, Problem("number", "“{text}” không phải một số; phần lẻ viết sau dấu phẩy: 12,5.",
                         values={"text": text[:40]})  # fmt: skip


def _read_day(_question: Question, text: str) -> tuple[Any, Problem | None]:
    local = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        day = date(int(local[3]), int(local[2]), int(local[1])) if local else date.fromisoformat(text[:10])
        return day.isoformat(), None
    except ValueError:
        return text, Problem(
            "day", "“{text}” không phải một ngày; viết 31/12/2026.", values={"text": text[:40]}
        )


def _read_one(question: Question, text: str) -> tuple[Any, Problem | None]:
    name = _choice(question, text)
    return (name, None) if name else (text, _no_choice(text))


def _read_many(question: Question, text: str) -> tuple[Any, Problem | None]:
    pieces = [piece.strip() for piece in text.split(";")] if ";" in text else [text]
    if not all(_choice(question, piece) for piece in pieces):
        pieces = text.split()
    chosen = [_choice(question, piece) for piece in pieces]
    if not all(chosen):
        return text, _no_choice(next(p for p, c in zip(pieces, chosen, strict=True) if not c))
    return [one.name for one in question.choices if one.name in chosen], None


def _choice(question: Question, text: str) -> str:
    """The name of a choice given by its name or by its words."""
    return next((one.name for one in question.choices if text in (one.name, one.label)), "")


def _no_choice(text: str) -> Problem:
    return Problem("choice", "Không có lựa chọn “{text}”.", values={"text": text[:60]})


def _read_point(_question: Question, text: str) -> tuple[Any, Problem | None]:
    found = _POINT.fullmatch(text)
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        return f"{float(found[1]):.6f} {float(found[2]):.6f}", None
    return text, Problem("point", "Tọa độ viết vĩ độ rồi kinh độ: 21.386 103.016.")


_READERS: Mapping[QuestionKind, Callable[[Question, str], tuple[Any, Problem | None]]] = {
    QuestionKind.INTEGER: _read_integer,
    QuestionKind.DECIMAL: _read_decimal,
    QuestionKind.DATE: _read_day,
    QuestionKind.ONE: _read_one,
    QuestionKind.MANY: _read_many,
    QuestionKind.POINT: _read_point,
}


# -- what follows --------------------------------------------------------------------------------------


def surroundings(
    definition: Definition, answers: Answers, row: Answers | None, today: date, *, own: Any = "", at: int = 1
) -> Surroundings:
    """What an expression may read: inside a repeat its own row first, then the entry; from outside all rows."""

    def read(name: str) -> Any:
        key = definition.named.get(name, name)
        repeat = definition.inside.get(key)
        if repeat is None:
            return _plain(answers.get(key))
        if row is not None and (key in row or repeat == row.get(_ROW_OF)):
            return _plain(row.get(key))
        return [_plain(one.get(key)) for one in answers.get(repeat, ())]

    def words(name: str, choice: str) -> str:
        question = definition.questions.get(definition.named.get(name, name))
        return question.labels.get(choice, choice) if question else choice

    return Surroundings(read, today, _plain(own), at, words)


_ROW_OF = "\0repeat"  # no question can be called so


def rows_of(answers: Answers, repeat: str) -> list[Answers]:
    """The rows of a repeat, each knowing whose it is, for ``surroundings``."""
    return [{**row, _ROW_OF: repeat} for row in answers.get(repeat, ())]


def _plain(answer: Any) -> Any:
    """As XForms see it: choices in one word list, a repeat as its rows, a number as a number."""
    if isinstance(answer, list):
        return answer if answer and isinstance(answer[0], dict) else " ".join(map(str, answer))
    if isinstance(answer, int) and not isinstance(answer, bool):
        return float(answer)
    return "" if answer is None else answer


def _settle(definition: Definition, answers: Answers, today: date) -> None:
    """Work out what is calculated and take away what is not asked, until nothing changes any more."""
    for _round in range(_ROUNDS):
        before = repr(answers)
        _settle_parts(definition, definition.parts, answers, answers, None, today)
        if repr(answers) == before:
            return


def _settle_parts(
    definition: Definition, parts: tuple[Question | Group, ...], here: Answers, answers: Answers,
    row: tuple[str, int] | None, today: date,
) -> None:  # fmt: skip
    for part in parts:
        own = {**here, _ROW_OF: row[0]} if row else None
        at = row[1] + 1 if row else 1
        around = surroundings(definition, answers, own, today, own=here.get(part.key), at=at)
        if not _asked(part, around):
            _drop(part, here)
        elif isinstance(part, Question):
            if part.kind is QuestionKind.CALCULATED and part.calculation:
                _calculate(part, here, around)
        elif part.repeats:
            for n, inner in enumerate(here.get(part.key, ())):
                _settle_parts(definition, part.parts, inner, answers, (part.key, n), today)
        else:
            _settle_parts(definition, part.parts, here, answers, row, today)


def _asked(part: Question | Group, around: Surroundings) -> bool:
    try:
        return holds(part.relevant, around)
    except BadExpression:
        return True  # what cannot be worked out is asked


def _drop(part: Question | Group, here: Answers) -> None:
    if isinstance(part, Group) and not part.repeats:
        for inner in part.parts:
            _drop(inner, here)
    here.pop(part.key, None)


def _calculate(question: Question, here: Answers, around: Surroundings) -> None:
    try:
        found = evaluate(question.calculation, around)
    except BadExpression:
        return
    if isinstance(found, float):
        kept: Any = None if math.isnan(found) or math.isinf(found) else _number(found)
    else:
        kept = to_text(found)
    if kept in ("", None):
        here.pop(question.key, None)
    else:
        here[question.key] = kept


def _number(value: float) -> int | str:
    return int(value) if value == int(value) else f"{Decimal(repr(round(value, 9))).normalize():f}"


# -- checking ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Checked:
    definition: Definition
    filled: Filled
    today: date
    wrong: set[str]  # could not even be read, and has been told

    def check(
        self, parts: tuple[Question | Group, ...], here: Answers, before: str, row: tuple[str, int] | None = None
    ) -> None:  # fmt: skip
        for part in parts:
            own = {**here, _ROW_OF: row[0]} if row else None
            at = row[1] + 1 if row else 1
            around = surroundings(
                self.definition, self.filled.answers, own, self.today, own=here.get(part.key), at=at
            )
            if not _asked(part, around):
                continue
            if isinstance(part, Question):
                self.check_question(part, here, before + part.key, around)
            elif part.repeats:
                for n, inner in enumerate(here.get(part.key, ())):
                    self.check(part.parts, inner, f"{before}{part.key}.{n}.", (part.key, n))
            else:
                self.check(part.parts, here, before, row)

    def check_question(self, question: Question, here: Answers, place: str, around: Surroundings) -> None:
        if question.kind in SILENT or place in self.wrong:
            return
        given = here.get(question.key) not in (None, "", [])
        try:
            if not given and question.required and holds(question.required, around):
                self.tell("required", "Chưa trả lời câu “{label}”.", question, place)
            elif given and not holds(question.constraint, around):
                said = (
                    question.constraint_said or "Câu trả lời của “{label}” chưa đúng điều kiện của biểu mẫu."
                )
                self.tell("constraint", said, question, place)
        except BadExpression:
            self.tell("constraint", "Chưa kiểm được câu “{label}”: điều kiện của biểu mẫu chưa dùng được.",
                      question, place)  # fmt: skip

    def tell(self, code: str, sentence: str, question: Question, place: str) -> None:
        values = {"label": question.label or question.name} if "{label}" in sentence else {}
        self.filled.problems.append(Problem(code, sentence, place, values=values))


def numbers_in(definition: Definition, answers: Answers) -> dict[str, float]:
    """What of an entry can be added up: numbers asked or calculated, those of a repeat over its rows."""
    found: dict[str, float] = {}
    for key, question in definition.questions.items():
        if question.kind not in NUMERIC and question.kind is not QuestionKind.CALCULATED:
            continue
        repeat = definition.inside.get(key)
        rows = answers.get(repeat, ()) if repeat else (answers,)
        numbers = [_as_number(row.get(key)) for row in rows]
        known = [number for number in numbers if number is not None]
        if known:
            found[key] = sum(known)
    return found


def _as_number(answer: Any) -> float | None:
    if isinstance(answer, int):
        return answer
    if isinstance(answer, str) and _DECIMAL.fullmatch(answer):
        return float(answer)
    return None
