"""Vietnamese numbers: ``1.441`` has a thousands dot, ``9.541,26`` a decimal comma, ``01-02`` is a range.

Values are exact (:class:`~decimal.Decimal`). Numbers that name something rather than count it (dates,
years, codes of documents, articles of a law, labels of a list) are passed over by :func:`find_numbers`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_LONGEST = 40  # characters: nothing that anybody counts needs more
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d+$")
_GROUPED_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+$")
_GROUPED_COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}$")
_GROUPED_SPACES = re.compile(r"[1-9]\d{0,2}(?: \d{3})+$")
_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$")
_POINT = re.compile(r"\d+\.\d+$")

# What looks like a number and counts nothing. One alternation, tried before the number itself.
_NAMES = r"""
    ^\s*(?:[-+*•]\s*)?\(?\d{1,2}(?:\.\d{1,2})*[.)](?=\s)                   # label of a list
  | \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d(?!\d)                # 14/7/2022
  | (?<!mỗi\s)(?<!hằng\s)(?<!hàng\s)
    (?:ngày|đêm|hôm|sáng|chiều)\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}(?!\d)(?:\s?[/.-]\s?\d{4})?)?
    (?:\s+tháng\s+\d{1,2})?(?:\s+năm\s+\d{4})?(?![\d.,]*\d|\s?%)
  | (?<!mỗi\s)(?<!hằng\s)(?<!hàng\s)(?<!một\s)tháng\s+\d{1,2}(?:\s?[/-]\s?(?:19|20)\d\d)?(?:\s+năm\s+\d{4})?
    (?![\d.,]*\d|\s?%|\s+(?:lần|số|buổi|lớp|cuộc|tin|kỳ)\b)
  | quý\s+\d(?:\s?[/-]\s?(?:19|20)\d\d)?(?![\d.,]*\d)
  | (?:iv|i{1,3})\s?/\s?(?:19|20)\d\d(?!\d)                              # quý III/2024
  | (?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d(?!\d)                            # 2022 - 2025
  | (?:năm(?:\s+học)?|nhiệm\s+kỳ|giai\s+đoạn|khóa|niên\s+vụ)\s+(?:19|20)\d\d
    (?:\s?[-–]\s?(?:19|20)\d\d)?(?![\d.,]*\d)
  | \d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)                                      # 7/2022
  | (?-i:\d+(?:/\d{4})?(?:/|-|/\s|-\s)[A-ZĐ][A-ZĐ&\d]*(?:[-/]?[A-Za-zĐđ&]+)*(?:[-/]\w+)*)       # 36-CT/TW
  | (?:mẫu|biểu|bảng|hình|phụ\s+lục|đội|tổ|khu|thôn|bản|tờ|cống|nhà|đợt|phiếu)(?:\s+số)?\s+[1-9]\d?
    (?![\d.,]*\d|\s?%|\s+\w)
  | (?:điều|khoản|điểm|mục|chương|phần|dự\s+án|bước|câu|loại|cấp|hạng|nhóm|lần\s+thứ|thứ|vùng|lớp|khối|tuyến
       |quốc\s+lộ|chỉ\s+tiêu|tiêu\s+chí|ban\s+chỉ\s+đạo|BCĐ|covid)
    (?:\s+số)?[\s-]+[1-9]\d{0,2}(?:/[A-Z]+)?(?![\d.,]*\d|\s?%|\s?(?:người|vụ|đồng|triệu|tỷ|lượt|buổi|ngày|đợt|học))
  | \d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?:\s?phút)?(?!\w)                     # 8h30
  | (?:0|\+84\s?)\d{2,4}[\s.]\d{3}[\s.]?\d{3,4}(?!\d)                      # telephone
  | \(\d{1,2}\)(?=\s)                                                      # (1) label inside a sentence
"""
_MASTER = re.compile(
    rf"(?P<name>(?<![\w.,])(?:{_NAMES})|\[\d+\])"  # the last: mark of a footnote
    rf"|(?<!\w)(?P<low>{_NUMBER})(?:\s?%)?\s?(?:-|–|—|đến)\s?(?P<high>{_NUMBER})(?!\w*/)"
    rf"|(?<!\w)(?P<one>{_NUMBER})",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``text[start:end]``; ``value_max`` is set for a range. A percent sign is not part of it."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None = None


def parse_number(printed: str) -> Decimal | None:
    """The value of one number as a Vietnamese document prints it, or None where it is no number.

    ``1.441`` is 1441 and ``1,441`` is one and a fraction; only twice grouped commas (``1,441,000``) and a
    dot before other than three digits (``12.5``) are read the English way.
    """
    printed = printed.strip()
    if len(printed) > _LONGEST:
        return None
    if _PLAIN.match(printed):
        return Decimal(printed)
    if _GROUPED_DOTS.match(printed):
        return Decimal(printed.replace(".", ""))
    if _DECIMAL.match(printed) and not _GROUPED_COMMAS.match(printed):
        return Decimal(printed.replace(".", "").replace(",", "."))
    if _GROUPED_COMMAS.match(printed):
        return Decimal(printed.replace(",", ""))
    if _GROUPED_SPACES.match(printed):
        return Decimal(printed.replace(" ", ""))
    return Decimal(printed) if _POINT.match(printed) else None


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The counting numbers of ``text[start:end]`` in order; offsets are into ``text``."""
    end = len(text) if end is None else end
    position = start if _DIGIT.search(text, start, end) else end  # most lines have none, and the rest is slow
    while match := _MASTER.search(text, position, end):
        position = match.end()
        if match["name"] is not None:
            continue
        found = _single(match.start("one"), match["one"]) if match["one"] else _range(match)
        if match["low"] is not None and found is None:
            found = _single(match.start("low"), match["low"])
            position = match.end("low")
        if found is not None:
            yield found


def _single(start: int, printed: str) -> Number | None:
    value = parse_number(printed)
    return None if value is None else Number(start, start + len(printed), value)


def _range(match: re.Match[str]) -> Number | None:
    """A range rises, and both its ends are small enough to be read together ("01-02", "65% - 70%")."""
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None or low >= high:
        return None
    return Number(match.start("low"), match.end("high"), low, high)


def plain(value: Decimal) -> int | float:
    """The value as JSON writes it: an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def printed(value: Decimal | int | float) -> str:
    """The value as a Vietnamese reader expects it: ``9681`` is ``9.681``, ``0.5`` is ``0,5``."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    whole, _, fraction = f"{exact.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
