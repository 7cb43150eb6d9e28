"""Numbers as clerks type and paste them: Vietnamese on screen, English out of many a spreadsheet.

A dot parts thousands and a comma decimals. What the other habit would read as another number is never guessed at
silently: either it is told, or (a count has no decimals) only one reading is possible.
"""

import re
from decimal import Decimal

from chungtay.base.problems import Problem, Severity

DIGITS, DECIMALS = 15, 3  # of the column
THOUSANDTHS = 3
_DIGITS = re.compile(r"\d+")
_GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:\{sign}\d{{3}})+") for sign in ".,"}
_PLAIN = {sign: re.compile(rf"\d+\{sign}\d+") for sign in ".,"}
_BOTH = {
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+,\d+"),  # 1.234,5
    ".": re.compile(r"\d{1,3}(?:,\d{3})+\.\d+"),  # 1,234.5
}


def parse_number(text: str, decimals: int) -> tuple[Decimal | None, list[Problem]]:
    """The number that was typed into a cell with so many decimals; None for an empty cell, or with the problems.

    A warning comes with its number.

    >>> parse_number("1.234,5", 1)[0], parse_number("1.234", 0)[0], parse_number(" ", 0)
    (Decimal('1234.5'), Decimal('1234'), (None, []))
    """
    typed = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    if not typed:
        return None, []
    bare = typed.replace("\N{MINUS SIGN}", "-").lstrip("-+")
    bare = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", bare)  # 1 234
    read, doubt = _read(bare, decimals)
    if read is None:
        return None, [doubt or _wrong("not_a_number", "“{typed}” không phải là số.", typed)]
    number = -read if typed[0] in "-\N{MINUS SIGN}" else read
    problems = check_number(number, decimals)
    return (None, problems) if problems else (number, [doubt] if doubt else [])


def check_number(number: Decimal, decimals: int) -> list[Problem]:
    """Why this number cannot stand in the cell."""
    if number < 0:
        sentence = "{typed} là số âm; số liệu chỉ có thể là 0 hoặc lớn hơn."
        return [_wrong("negative", sentence, plain(number))]
    if number != round(number, decimals):
        if decimals == 0:
            return [
                _wrong("not_whole", "{typed} không phải số nguyên; ô này đếm từng đơn vị.", plain(number))
            ]
        sentence = "{typed} có quá nhiều chữ số thập phân; ô này lấy {decimals} chữ số."
        return [_wrong("too_precise", sentence, plain(number), decimals=decimals)]
    if number >= Decimal(10) ** (DIGITS - DECIMALS):
        return [_wrong("too_large", "{typed} quá lớn; hãy kiểm tra lại đơn vị tính.", plain(number))]
    return []


def plain(number: Decimal) -> str:
    """As it is written in Vietnamese, without zeros that say nothing: 1.234,5."""
    digits = f"{abs(number):f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def _read(bare: str, decimals: int) -> tuple[Decimal | None, Problem | None]:
    if _DIGITS.fullmatch(bare):
        return Decimal(bare), None
    if _BOTH[","].fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", ".")), None
    if _BOTH["."].fullmatch(bare):
        return Decimal(bare.replace(",", "")), None
    if _GROUPED["."].fullmatch(bare):
        return _dotted(bare, decimals)
    if _GROUPED[","].fullmatch(bare):
        return _with_commas(bare, decimals)
    for sign in ".,":  # 12.5 and 12,5: three digits behind the sign have been told apart above
        if _PLAIN[sign].fullmatch(bare):
            return Decimal(bare.replace(",", ".")), None
    return None, None


def _dotted(bare: str, decimals: int) -> tuple[Decimal, Problem | None]:
    """1.234: thousands, as Vietnamese writes it; in a cell with three decimals somebody may have meant 1,234."""
    number = Decimal(bare.replace(".", ""))
    if decimals < THOUSANDTHS or bare.count(".") > 1:
        return number, None
    sentence = "Đã đọc “{typed}” là {read}. Nếu ý là số thập phân, hãy gõ dấu phẩy: {other}."
    return number, _doubt(bare, plain(number), bare.replace(".", ","), sentence)


def _with_commas(bare: str, decimals: int) -> tuple[Decimal | None, Problem | None]:
    """1,234: a decimal as Vietnamese writes it; in a cell without three decimals it can only be a mistake."""
    thousands = bare.replace(",", "")
    if bare.count(",") > 1:
        return Decimal(thousands), None
    if decimals < THOUSANDTHS:
        sentence = "“{typed}” không rõ là số nào. Nếu là {other}, hãy gõ {other}."
        return None, _wrong("ambiguous", sentence, bare, other=plain(Decimal(thousands)))
    number = Decimal(bare.replace(",", "."))
    sentence = "Đã đọc “{typed}” là {read} (số thập phân). Nếu ý là hàng nghìn, hãy gõ {other}."
    return number, _doubt(bare, plain(number), plain(Decimal(thousands)), sentence)


def _doubt(typed: str, read: str, other: str, sentence: str) -> Problem:
    values = {"typed": typed, "read": read, "other": other}
    return Problem("ambiguous", sentence, severity=Severity.WARNING, values=values)


def _wrong(code: str, sentence: str, typed: str, **values: object) -> Problem:
    return Problem(code, sentence, values={"typed": typed[:40], **values})
