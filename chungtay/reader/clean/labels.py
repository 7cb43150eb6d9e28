"""What begins a new unit of an official document: labels, set lines of the form, lines in capitals."""

import re
from functools import cache
from importlib import resources

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

# A heading or numbered unit. Two digits at most: "4.376 đối tượng" is a number, not a label.
NUMBERED = re.compile(
    rf"""^(?:
        (?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu\ mục|Phụ\ lục|PHỤ\ LỤC)\ (?:thứ\ |THỨ\ )?[\w]+(?=$|[.:)\s])
      | Điều\ \d{{1,3}}[a-zđ]?\s?[.:]
      | [IVX]{{1,5}}\s?(?:[.)/](?=\s|[{UPPER}])|[-–]\s(?=[{UPPER}]))
      | [A-HĐ]\s?[.)/–-]\s(?=[{UPPER}])
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\s?[.)/](?=\s|[{UPPER}])(?!\s?\d(?![\d.,]*\s?%))
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\s?[-–]\s(?=[{UPPER}][^\W\dA-ZĐ]|[{UPPER}]{{2,}}\s)
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s(?=[{UPPER}])
      | \(\d{{1,2}}\)\s
      | [a-zđ]{{1,2}}[.)]\s
      | [a-zđ][/–-]\s(?=[{UPPER}])
      | \([a-zđ]\)\s
      | \*\s(?=[{UPPER}“"‘])
    )""",
    re.VERBOSE,
)
DASHED = re.compile(r"^[-–—+*](?!\d)\s?(?=\S)")
FOOTNOTE = re.compile(r"^\[\d{1,3}\]\s?\S")
LABEL_ALONE = re.compile(
    r"^(?:(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s(?:(?:thứ|THỨ)\s\w+|[IVXLC]+|\d{1,2}|[A-H])|[IVX]{1,5})\s?[.:]?$|^\d{1,2}(?:\.\d{1,2})*\.$"
)
TERMINAL = re.compile(r"[.;:!?…][”\"’)\]]*$")


@cache
def stored(name: str) -> tuple[str, ...]:
    """The lines of a data file of this package, without remarks."""
    text = resources.files("chungtay.reader.clean").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def set_line_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in stored("set_lines.txt")))


def is_set_line(text: str) -> bool:
    """A line of the form itself (motto, kind, position, "Nơi nhận:") that always stands alone."""
    return set_line_pattern().fullmatch(text) is not None


def is_numbered(text: str) -> bool:
    return NUMBERED.match(text) is not None


def is_dashed(text: str) -> bool:
    return DASHED.match(text) is not None


def is_ended(text: str) -> bool:
    return TERMINAL.search(text[-40:]) is not None


def without_label(text: str) -> str:
    found = NUMBERED.match(text) or DASHED.match(text)
    return text[found.end() :].lstrip() if found else text


def is_capitals(text: str) -> bool:
    """Written in capitals throughout, apart from its label and anything in quotation marks."""
    letters = [c for c in without_label(text) if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def starts_lower(text: str) -> bool:
    first = text.lstrip("“\"‘'(")[:1]
    return first.islower()
