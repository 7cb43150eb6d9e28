"""Whether a form that XLSForm allows can be a register here: what it refers to is there, and it asks for no person."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.problems import Problem
from chungtay.base.text import fold
from chungtay.registers.rules.definition import Definition
from chungtay.xlsforms.rules.evaluating import KNOWN
from chungtay.xlsforms.rules.expressions import BadExpression, calls, parse, references
from chungtay.xlsforms.rules.patterns import check_patterns
from chungtay.xlsforms.rules.questions import Group, Question, QuestionKind

RULES = ("required", "relevant", "constraint", "calculation")
_NAME = re.compile(r"[\w./-]{1,64}")
_PLAIN = ("", "yes", "no", "true", "false")
_ASKED = {
    "day": QuestionKind.DATE,
    "until": QuestionKind.DATE,
    "place": QuestionKind.PLACE,
    "point": QuestionKind.POINT,
}


@cache
def personal() -> dict[str, Any]:
    """What a register may not ask, as personal.toml has it."""
    return tomllib.loads(files("chungtay.registers").joinpath("personal.toml").read_text(encoding="utf-8"))


def check_definition(definition: Definition) -> list[Problem]:
    """Everything that keeps it from being published."""
    return [
        *_check_parts(definition),
        *(problem for one in definition.questions.values() for problem in _check_rules(definition, one)),
        *_check_settings(definition),
        *_check_contributions(definition),
        *check_asks_for_nobody(definition),
    ]


def check_asks_for_nobody(definition: Definition) -> list[Problem]:
    """A register counts events: no question names a person who uses drugs or is suspected, or says where one is."""
    sentence = (
        "Câu hỏi “{name}” hỏi thông tin của một con người. Sổ theo dõi ghi việc đã làm và số đếm, không ghi danh "
        "tính; hãy bỏ câu này, hoặc hỏi số người."
    )
    words = [re.compile(rf"\b{pattern}\b") for pattern in personal()["asks"]]
    allowed = [re.compile(rf"\b{pattern}\b") for pattern in personal()["unless"]]
    return [
        Problem("personal", sentence, f"survey: {one.key}", values={"name": one.label or one.name})
        for one in definition.questions.values()
        if one.kind not in (QuestionKind.NOTE, QuestionKind.INTEGER, QuestionKind.DECIMAL)
        and any(_meets(words, text) and not _meets(allowed, text) for text in _told_by(one))
    ]


def _told_by(question: Question) -> tuple[str, str]:
    return fold(question.name), fold(question.label)


def _meets(patterns: list[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _check_parts(definition: Definition) -> Iterator[Problem]:
    if not _NAME.fullmatch(definition.code) or not definition.title:
        sentence = "Trang settings cần form_id (mã, không dấu, không cách) và form_title (tên sổ)."
        yield Problem("no_name", sentence, "settings")
    if all(one.kind is QuestionKind.NOTE for one in definition.questions.values()):
        yield Problem("no_question", "Biểu mẫu chưa có câu hỏi nào.", "survey")
    for repeat in definition.repeats.values():
        if any(isinstance(part, Group) and _repeats(part) for part in repeat.parts):
            yield Problem("deep", "Nhóm lặp “{name}” nằm trong một nhóm lặp khác; chỉ được một bậc.",
                          f"survey: {repeat.key}", values={"name": repeat.label or repeat.name})  # fmt: skip


def _repeats(group: Group) -> bool:
    return group.repeats or any(isinstance(part, Group) and _repeats(part) for part in group.parts)


def _check_rules(definition: Definition, question: Question) -> Iterator[Problem]:
    for rule in RULES:
        text = getattr(question, rule)
        if text.strip().casefold() not in _PLAIN:
            yield from check_expression(definition, text, f"survey: {question.key}")


def check_expression(definition: Definition, text: str, place: str) -> Iterator[Problem]:
    """Whether an expression can be read, uses known functions, and names questions that are there."""
    try:
        tree = parse(text)
    except BadExpression as wrong:
        yield Problem("expression", "Không đọc được biểu thức “{text}”, từ chỗ “{at}”.", place,
                      values={"text": text, "at": str(wrong)})  # fmt: skip
        return
    for name in sorted(calls(tree) - KNOWN):
        yield Problem("function", "Biểu thức “{text}” dùng hàm {name}() chưa dùng được.", place,
                      values={"text": text, "name": name})  # fmt: skip
    yield from check_patterns(tree, place)
    for name in sorted(references(tree) - set(definition.named)):
        if "${" in text:  # a path of another form's own tree is empty, as a phone has it
            yield Problem("reference", "Biểu thức “{text}” nhắc câu hỏi “{name}” không có trong biểu mẫu.", place,
                          values={"text": text, "name": name})  # fmt: skip


def _check_settings(definition: Definition) -> Iterator[Problem]:
    no_question = "Không có câu hỏi “{name}”."
    for setting, kind in _ASKED.items():
        key = getattr(definition, setting)
        if key and (key not in definition.questions or definition.questions[key].kind is not kind):
            yield Problem("setting", "Mục {setting} cần tên một câu hỏi kiểu {kind}, không phải “{name}”.",
                          "register", values={"setting": setting, "kind": kind, "name": key})  # fmt: skip
    uniques = [key for unique in definition.uniques for key in unique.keys]
    for key in (*definition.called, *definition.columns, *uniques):
        if key not in definition.questions or key in definition.inside:
            yield Problem("setting", no_question, "register", values={"name": key})
    repeat, _dot, year = definition.yearly.partition(".")
    if definition.yearly and (repeat not in definition.repeats or definition.inside.get(year) != repeat):
        sentence = "Mục yearly cần dạng nhóm_lặp.câu_hỏi_năm."
        yield Problem("setting", sentence, "register", values={})


def _check_contributions(definition: Definition) -> Iterator[Problem]:
    for one in definition.contributes:
        if one.each and one.each not in definition.repeats:
            yield Problem("each", "Không có nhóm lặp “{name}”.", "contributes", values={"name": one.each})
        if one.day and (
            one.day not in definition.questions or definition.questions[one.day].kind is not QuestionKind.DATE
        ):
            yield Problem("day", "Cột day cần tên một câu hỏi ngày, không phải “{name}”.",
                          f"contributes: {one.element}", values={"name": one.day})  # fmt: skip
        for text in (one.value, one.when, *(option for option in one.options if "$" in option)):
            if text:
                yield from check_expression(definition, text, f"contributes: {one.element}")


def check_succession(before: Definition, after: Definition) -> list[Problem]:
    """A newer form may ask more, less, or in other words; under one name it asks for the same kind of thing.

    So the entries of all versions stand in one list, and their numbers add up.
    """
    sentence = (
        "Câu hỏi “{name}” trước đây có kiểu {before}, nay là {after}. Bản ghi cũ sẽ không đọc được cùng cột; "
        "hãy đặt tên khác cho câu hỏi mới."
    )
    return [
        Problem("kind_changed", sentence, f"survey: {key}",
                values={"name": key, "before": old.kind, "after": after.questions[key].kind})
        for key, old in before.questions.items()
        if key in after.questions and not _alike(old.kind, after.questions[key].kind)
    ]  # fmt: skip


def _alike(old: QuestionKind, new: QuestionKind) -> bool:
    numbers = {QuestionKind.INTEGER, QuestionKind.DECIMAL, QuestionKind.CALCULATED}
    words = {QuestionKind.TEXT, QuestionKind.ONE, QuestionKind.MANY, QuestionKind.CALCULATED}
    return old is new or {old, new} <= numbers or {old, new} <= words
