"""A form made question by question: each step takes the text of a form and gives the next one.

A question gets its name from its label ("Số hộ" becomes so_ho), and a choice its own from its words.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from chungtay.base.text import fold
from chungtay.xlsforms.rules.tables import SHEETS, rows_of, table

LONGEST = 32  # letters of a name
_Row = dict[str, str]


class Ask(StrEnum):
    """What a question of one's own can ask for; all else is written into the table."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    ONE = "select_one"
    MANY = "select_multiple"
    POINT = "geopoint"
    PHOTO = "image"


CHOOSES = (Ask.ONE, Ask.MANY)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """``choices`` in words, for a question that offers some."""

    ask: Ask
    label: str
    hint: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


def add_question(source: str, new: NewQuestion) -> str:
    """The form with one question more, the last one."""
    sheets = _sheets(source)
    survey = sheets.setdefault("survey", [])
    name = name_for(new.label, {row.get("name", "") for row in survey})
    written = "text" if new.ask is Ask.LONG_TEXT else str(new.ask)
    row = {
        "type": f"{written} {name}" if new.ask in CHOOSES else written, "name": name,
        _column(survey, "label"): new.label, "required": "yes" if new.required else "",
    }  # fmt: skip
    row |= {_column(survey, "hint"): new.hint} if new.hint else {}
    row |= {"appearance": "multiline"} if new.ask is Ask.LONG_TEXT else {}
    survey.append(row)
    if new.ask in CHOOSES:
        offered = sheets.setdefault("choices", [])
        known: set[str] = set()
        for words in new.choices:
            known.add(choice := name_for(words, known))
            offered.append({"list_name": name, "name": choice, _column(offered, "label"): words})
    return _text(sheets)


def drop_question(source: str, name: str) -> str:
    """The form without that question and the choices that it alone offered."""
    sheets = _sheets(source)
    sheets["survey"] = [row for row in sheets.get("survey", []) if row.get("name") != name]
    used = {row.get("type", "").partition(" ")[2].strip() for row in sheets["survey"]}
    kept = [row for row in sheets.get("choices", []) if row.get("list_name") in used]
    return _text({**sheets, "choices": kept})


def call(source: str, title: str, *, unnamed: str) -> str:
    """The form under this title; its code follows from the title where it is still ``unnamed``."""
    sheets = _sheets(source)
    settings = sheets.get("settings") or [{}]
    code = settings[0].get("form_id") or unnamed
    new = {"form_title": title, "form_id": name_for(title, ()) if code == unnamed else code}
    return _text({**sheets, "settings": [{**settings[0], **new}, *settings[1:]]})


def name_for(words: str, taken: Collection[str]) -> str:
    """A name that XForms allow, told by the words, and not taken yet."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:LONGEST].strip("_") or "muc"
    plain = plain if plain[0].isalpha() else f"m_{plain}"
    number, name = 1, plain
    while name in taken:
        number += 1
        name = f"{plain}_{number}"
    return name


def _column(rows: Iterable[_Row], of: str) -> str:
    """How the sheet calls its labels or hints: "label", or "label::Tiếng Việt (vi)" in several languages."""
    heads = [head for row in rows for head in row]
    return next((head for head in heads if head == of or head.startswith(f"{of}::")), of)


def _sheets(source: str) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for sheet, rows in rows_of(source).items():
        heads = rows[0][1]
        found[sheet] = [
            {head: cell for head, cell in zip(heads, cells, strict=False) if head} for _n, cells in rows[1:]
        ]
    return found


def _text(sheets: dict[str, list[_Row]]) -> str:
    texts = []
    for name in SHEETS:
        if rows := sheets.get(name):
            heads = list(dict.fromkeys(head for row in rows for head in row))
            texts.append(table(name, [heads, *([row.get(head, "") for head in heads] for row in rows)]))
    return "\n".join(texts)
