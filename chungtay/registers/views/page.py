"""A form as the page shows it, and what comes back from it: by the names of its fields.

A field is called by its question ("ten"), inside a repeat by its row ("doi_tuong.0.luot"); files by "f:" and that.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from chungtay.base.problems import Problem
from chungtay.base.web import told
from chungtay.registers.rules import Definition, Group, Question, QuestionKind
from chungtay.registers.words import tongue_of
from chungtay.xlsforms.rules.expressions import BadExpression, parse

BLANK = "__"  # the number of the row that scripts copy
_ROW = re.compile(r"(?P<repeat>.+)\.(?P<at>\d{1,3})\.(?P<key>.+)")
INPUTS = {QuestionKind.DATE: "date", QuestionKind.TIME: "time", QuestionKind.MOMENT: "datetime-local"}


def told_of(definition: Definition, problem: Problem) -> str:
    """A problem of an answer, the form's own words in it in the language of the page."""
    known = definition.english if tongue_of(definition) == "en" else {}
    values = {name: known.get(str(value), value) for name, value in problem.values.items()}
    sentence = known.get(problem.sentence, problem.sentence)
    return told(Problem(problem.code, sentence, problem.place, problem.severity, values))


def anchor_of(name: str) -> str:
    """The id of the field of this name."""
    return f"q-{name.replace('.', '-').replace('/', '-')}"


@dataclass(slots=True)
class Field:
    """One question as it is asked. ``when`` is the tree of its condition, for the browser."""

    question: Question
    name: str
    value: Any
    problem: str = ""
    when: str = ""
    count: str = ""  # the tree of what a calculated one shows

    @property
    def id(self) -> str:
        return anchor_of(self.name)

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def input_type(self) -> str:
        return INPUTS.get(self.question.kind, "text")

    @property
    def chosen(self) -> list[str]:
        return [str(one) for one in self.value] if isinstance(self.value, list) else [str(self.value or "")]

    @property
    def is_required(self) -> bool:
        return self.question.required.strip().casefold() in ("yes", "true", "true()")

    @property
    def is_long(self) -> bool:
        return len(str(self.value or "")) > 60 or "multiline" in self.question.appearance


@dataclass(slots=True)
class Section:
    """A group with its fields; a repeat with its rows, the last of which is blank for scripts to copy."""

    group: Group
    when: str
    parts: list["Field | Section"] = field(default_factory=list)
    rows: list[list["Field | Section"]] = field(default_factory=list)
    blank: list["Field | Section"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shown:
    answers: Mapping[str, Any]
    problems: Mapping[str, str]


def lay_out(
    definition: Definition, answers: Mapping[str, Any], problems: Mapping[str, str] | None = None
) -> list[Field | Section]:
    """The whole form with what was answered and what is wrong with it."""
    return list(_parts(definition.parts, _Shown(answers, problems or {}), answers, ""))


def _parts(
    parts: tuple[Question | Group, ...], shown: _Shown, here: Mapping[str, Any], before: str
) -> Iterator[Field | Section]:
    for part in parts:
        when = tree_of(part.relevant)
        if isinstance(part, Question):
            name = before + part.key
            count = tree_of(part.calculation) if part.kind is QuestionKind.CALCULATED and part.label else ""
            if part.kind is not QuestionKind.CALCULATED or count:
                value = here.get(part.key, part.default if not shown.answers else "")
                yield Field(part, name, value, shown.problems.get(name, ""), when, count)
        elif part.repeats:
            rows = here.get(part.key) or [{}]
            yield Section(
                part, when,
                rows=[list(_parts(part.parts, shown, row, f"{part.key}.{n}.")) for n, row in enumerate(rows)],
                blank=list(_parts(part.parts, _Shown({}, {}), {}, f"{part.key}.{BLANK}.")),
            )  # fmt: skip
        else:
            yield Section(part, when, parts=list(_parts(part.parts, shown, here, before)))


def tree_of(text: str) -> str:
    """The parsed expression for the browser, which then asks as the server does; empty where there is none."""
    try:
        return json.dumps(parse(text), ensure_ascii=False) if text.strip() else ""
    except BadExpression:
        return ""


def names_for_scripts(definition: Definition) -> dict[str, list[str]]:
    """Of each name that expressions use: the question, and the repeat it stands in."""
    return {name: [key, definition.inside.get(key, "")] for name, key in definition.named.items()}


def given_in(request: HttpRequest, definition: Definition) -> dict[str, Any]:
    """What was written into the form, by question; of a repeat the rows in which something stands, in their order."""
    given: dict[str, Any] = {}
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for name, values in request.POST.lists():
        told = " ".join(str(one) for one in values if one) if len(values) > 1 else str(values[0])
        inside = _inside(name, definition)
        if inside:
            rows.setdefault(inside[:2], {})[inside[2]] = told
        elif name in definition.questions:
            given[name] = told
    for repeat, numbers in _filled_rows(request, definition).items():
        given[repeat] = [rows.get((repeat, at), {}) for at in numbers]
    return given


def brought_in(request: HttpRequest, definition: Definition) -> dict[str, tuple[str, Any]]:
    """The files of the form, by question; rows numbered as ``given_in`` has them."""
    rows = _filled_rows(request, definition)
    found: dict[str, tuple[str, Any]] = {}
    for name, file in request.FILES.items():
        where = str(name).removeprefix("f:")
        inside = _inside(where, definition)
        if inside:
            where = f"{inside[0]}.{rows[inside[0]].index(inside[1])}.{inside[2]}"
        if isinstance(file, UploadedFile):
            found[where] = (str(file.name), file.chunks())
    return found


def _inside(name: str, definition: Definition) -> tuple[str, int, str] | None:
    found = _ROW.fullmatch(name)
    known = found and found["repeat"] in definition.repeats
    return (found["repeat"], int(found["at"]), found["key"]) if found and known else None


def _filled_rows(request: HttpRequest, definition: Definition) -> dict[str, list[int]]:
    """The numbers of the rows in which something stands, of each repeat."""
    written = [str(name) for name, values in request.POST.lists() if any(str(one).strip() for one in values)]
    written += [str(name).removeprefix("f:") for name in request.FILES]
    found: dict[str, set[int]] = {}
    for name in written:
        inside = _inside(name, definition)
        if inside:
            found.setdefault(inside[0], set()).add(inside[1])
    return {repeat: sorted(numbers) for repeat, numbers in found.items()}
