"""Reads an XLSForm, written as Markdown tables, into a Definition.

pyxform reads, checks and converts the three sheets of the standard (survey, choices, settings). Three sheets more say
what XLSForm has no word for: ``register`` (key, value), ``contributes`` (element, options, value, when, how, each, day)
and ``unique`` (questions, within, message). Without them a form is a plain register: any XLSForm can be one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from chungtay.base.problems import Problem, Refused
from chungtay.registers.rules.checking import check_definition
from chungtay.registers.rules.definition import (
    Contribution,
    Definition,
    How,
    Keeper,
    Scope,
    Sight,
    Unique,
)
from chungtay.xlsforms.rules.languages import english_in, said
from chungtay.xlsforms.rules.questions import Choice, Group, Question, QuestionKind
from chungtay.xlsforms.rules.tables import Row, rows_of

PLACES = "dia_ban.csv"  # the file of units that goes with a form to the phone
_KINDS = {
    **dict.fromkeys(
        "text string barcode hidden geotrace geoshape acknowledge trigger".split(), QuestionKind.TEXT
    ),
    "phone number": QuestionKind.TEXT,
    **dict.fromkeys(("integer", "int", "percentage"), QuestionKind.INTEGER),
    **dict.fromkeys(("photo", "image", "audio", "video", "file"), QuestionKind.FILE),
    "decimal": QuestionKind.DECIMAL,
    "range": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "datetime": QuestionKind.MOMENT,
    "select one": QuestionKind.ONE,
    "select one external": QuestionKind.TEXT,
    "rank": QuestionKind.MANY,
    "select all that apply": QuestionKind.MANY,
    "geopoint": QuestionKind.POINT,
    "gps": QuestionKind.POINT,
    "location": QuestionKind.POINT,
    "calculate": QuestionKind.CALCULATED,
    "note": QuestionKind.NOTE,
}
# What a telephone tells of itself and of who holds it is not asked, whatever the form says.
_LEFT_OUT = frozenset(
    "start end today deviceid subscriberid simserial phonenumber username email audit imei osm start-geopoint "
    "background-audio background-geopoint csv-external xml-external".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """A form that can be published: ``xform`` is what an OpenRosa client gets, ``warnings`` pyxform's."""

    definition: Definition
    xform: str
    warnings: tuple[str, ...]


def read_form(source: str, *, code: str = "", version: str = "1") -> Read:
    """``source`` is Markdown (rules.tables makes it of an .xlsx). ``code`` and ``version`` go into the XForm.

    Raises Refused with a Problem for everything wrong, its ``place`` being "sheet: row".
    """
    sheets = rows_of(source)
    try:
        book = asdict(get_xlsform(source.encode(), file_type=".md"))
        settings = dict((book["settings"] or [{}])[0])
        code = code or str(settings.get("form_id") or settings.get("id_string") or "")
        book["settings"] = [{**settings, "form_id": code or "so", "version": version, "name": "data"}]
        book["settings_header"] = [dict.fromkeys(book["settings"][0])]
        result = convert(book)
    except PyXFormError as wrong:
        raise Refused(_told(str(wrong))) from None
    kept = result._pyxform  # noqa: SLF001  the parsed survey, which pyxform hands out under this name only
    title = str(settings.get("form_title") or settings.get("title") or code)
    plain = Definition(
        code, title, tuple(_parts(kept["children"], _Names())), english=english_in(kept["children"])
    )
    definition = _own_sheets(plain, sheets)
    problems = check_definition(definition)
    if problems:
        raise Refused(problems)
    return Read(definition, result.xform, tuple(result.warnings))


def _told(words: str) -> Problem:
    """pyxform's own words with the sheet and row that it names, led by ours."""
    row = re.search(r"\[row : (\d+)\]", words)
    sheet = re.search(r"(?:the|On the) '?(survey|choices|settings)'? sheet", words)
    place = f"{sheet[1] if sheet else 'survey'}: {row[1]}" if row else sheet[1] if sheet else ""
    sentence = "Biểu mẫu chưa đúng chuẩn XLSForm: {words}"
    return Problem("xlsform", sentence, place, values={"words": " ".join(words.split())[:400]})


# -- survey ---------------------------------------------------------------------------------------------


class _Names:
    """Gives each question its key: its name, or its path where the name is taken."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def key(self, name: str, path: tuple[str, ...]) -> str:
        key = name if name not in self.taken else "/".join((*path, name))
        self.taken.add(key)
        return key


def _parts(
    rows: Iterable[Mapping[str, Any]], names: _Names, path: tuple[str, ...] = ()
) -> Iterator[Question | Group]:
    for row in rows:
        kind, name = str(row["type"]), str(row.get("name", ""))
        if name == "meta" or kind.removeprefix("uri:") in _LEFT_OUT:
            continue
        if kind in ("group", "repeat"):
            key = names.key(name, path)
            inner = tuple(_parts(row.get("children", ()), names, (*path, name)))
            if inner:
                relevant = str(row.get("bind", {}).get("relevant", ""))
                yield Group(key, name, said(row.get("label")), relevant, kind == "repeat", inner)
        else:
            yield _question(row, names.key(name, path))


def _question(row: Mapping[str, Any], key: str) -> Question:
    written = str(row["type"]).casefold()
    bind = row.get("bind", {})
    kind = _KINDS.get(written)
    if kind is None and written.startswith("select"):
        kind = QuestionKind.MANY if "multiple" in written or "all" in written else QuestionKind.ONE
    if str(row.get("itemset", "")) == PLACES:
        kind = QuestionKind.PLACE
    if kind is None:
        raise Refused(Problem("kind", "Câu hỏi “{name}” có kiểu “{kind}” chưa dùng được.", f"survey: {key}",
                              values={"name": row.get("name", ""), "kind": row["type"]}))  # fmt: skip
    if kind is QuestionKind.TEXT and "calculate" in bind and "label" not in row:
        kind = QuestionKind.CALCULATED
    if kind is QuestionKind.DECIMAL and written == "range" and _whole(row.get("parameters", {})):
        kind = QuestionKind.INTEGER
    choices = tuple(Choice(str(one["name"]), said(one.get("label")) or str(one["name"]))
                    for one in row.get("choices", ()))  # fmt: skip
    if kind in (QuestionKind.ONE, QuestionKind.MANY) and not choices:
        kind = QuestionKind.TEXT  # its choices are in a file of another system
    return Question(
        key, str(row["name"]), kind, said(row.get("label")), said(row.get("hint")), str(bind.get("required", "")),
        str(bind.get("relevant", "")), str(bind.get("constraint", "")), said(bind.get("jr:constraintMsg")),
        str(bind.get("calculate", "")), str(row.get("default", "")), choices, written in ("photo", "image"),
        str((row.get("control") or {}).get("appearance", "")),
    )  # fmt: skip


def _whole(parameters: Mapping[str, Any]) -> bool:
    return all("." not in str(parameters.get(name, "")) for name in ("start", "end", "step"))


# -- the sheets of our own ---------------------------------------------------------------------------


def _own_sheets(plain: Definition, sheets: Mapping[str, list[Row]]) -> Definition:
    given = {
        row.get("key", ""): (number, row.get("value", ""))
        for number, row in _rows(sheets.get("register", []))
    }
    english = {key: given.pop(f"{key}::en", (0, ""))[1] for key in ("form_title", "group", "note")}
    changes: dict[str, Any] = {}
    for key, (number, value) in given.items():
        if key not in _SETTINGS:
            known = ", ".join(_SETTINGS)
            raise _wrong("register", number, "Không có mục “{value}”. Các mục: {known}.", key, known=known)
        try:
            name, make = _SETTINGS[key]
            changes[name] = make(value)
        except ValueError:
            raise _wrong("register", number, "Mục {key} không nhận “{value}”.", value, key=key) from None
    made = replace(plain, **changes)
    titles = dict(zip((made.title, made.group, made.note), english.values(), strict=True))
    titles.pop("", None)
    made = replace(
        made,
        contributes=tuple(_contribution(number, row) for number, row in _rows(sheets.get("contributes", []))),
        uniques=tuple(_unique(number, row) for number, row in _rows(sheets.get("unique", []))),
    )
    return replace(
        made,
        day=made.day or _first(made, QuestionKind.DATE),
        place=made.place or _first(made, QuestionKind.PLACE),
        point=made.point or _first(made, QuestionKind.POINT),
        english={**titles, **made.english} if made.english and all(titles.values()) else {},
    )


def _first(definition: Definition, kind: QuestionKind) -> str:
    outside = (one.key for one in definition.questions.values() if one.key not in definition.inside)
    return next((key for key in outside if definition.questions[key].kind is kind), "")


def _rows(rows: list[Row]) -> Iterator[tuple[int, dict[str, str]]]:
    if rows:
        names = [name.casefold() for name in rows[0][1]]
        for number, cells in rows[1:]:
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            if any(row.values()):
                yield number, row


def _wrong(sheet: str, number: int, sentence: str, value: str, **more: str) -> Refused:
    return Refused(Problem("sheet", sentence, f"{sheet}: {number}", values={"value": value, **more}))


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _yes(text: str) -> bool:
    if text.casefold() not in ("yes", "no", "có", "không"):
        raise ValueError(text)
    return text.casefold() in ("yes", "có")


def _keepers(text: str) -> tuple[Keeper, ...]:
    found = [part.split(":", 2) for part in _names(text)]
    if any(len(parts) < 2 for parts in found):
        raise ValueError(text)
    return tuple(Keeper(*(piece.strip() for piece in parts)) for parts in found)


_SETTINGS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "group": ("group", str), "order": ("order", int), "sight": ("sight", Sight), "approval": ("approval", _yes),
    "keepers": ("keepers", _keepers), "day": ("day", str), "place": ("place", str), "point": ("point", str),
    "until": ("until", str), "title": ("called", _names), "columns": ("columns", _names), "yearly": ("yearly", str),
    "sentence": ("sentence", str), "note": ("note", str),
}  # fmt: skip


def _contribution(number: int, row: Mapping[str, str]) -> Contribution:
    if not row.get("element"):
        raise _wrong("contributes", number, "Dòng này chưa có mã chỉ tiêu (cột element).", "")
    try:
        how = How(row.get("how") or How.EVENT)
    except ValueError:
        raise _wrong("contributes", number, "Cột how nhận event hoặc standing, không nhận “{value}”.",
                     row.get("how", "")) from None  # fmt: skip
    return Contribution(
        row["element"], _names(row.get("options", "")), row.get("value") or "1", row.get("when", ""), how,
        row.get("each", ""), row.get("day", ""),
    )  # fmt: skip


def _unique(number: int, row: Mapping[str, str]) -> Unique:
    try:
        return Unique(
            _names(row.get("questions", "")), Scope(row.get("within") or Scope.AGENCY), row.get("message", "")
        )
    except ValueError:
        raise _wrong("unique", number, "Cột within nhận agency hoặc register, không nhận “{value}”.",
                     row.get("within", "")) from None  # fmt: skip
