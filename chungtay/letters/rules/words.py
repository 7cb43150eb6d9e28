"""Number, place, date and the names of annexes as the decree writes them."""

from datetime import date


def number_line(number: int | None, symbol: str) -> str:
    """``Số: 05/BC-UBND``; below ten with a nought, and blank before the paper is registered.

    >>> number_line(5, "BC-UBND")
    'Số: 05/BC-UBND'
    >>> number_line(None, "BC-UBND")
    'Số:       /BC-UBND'
    """
    return f"Số: {number:02d}/{symbol}" if number is not None else f"Số:       /{symbol}"


def place_and_date(place: str, dated: date | None) -> str:
    """Days below ten and the months 1 and 2 take a nought (Phụ lục I, mục II.4); without a day it stays open.

    >>> place_and_date("Mường Mẫu", date(2026, 6, 5))
    'Mường Mẫu, ngày 05 tháng 6 năm 2026'
    """
    if dated is None:
        return f"{place}, ngày      tháng      năm"
    month = f"{dated.month:02d}" if dated.month < 3 else str(dated.month)
    return f"{place}, ngày {dated.day:02d} tháng {month} năm {dated.year}"


_MILLIMETRES = 25.4 / 72  # in a point
# Of the size: how wide a bold letter of Times New Roman is, on the average of a line.
_CAPITAL, _SMALL = 0.61, 0.453


def length_of(words: str, size: float) -> float:
    """Millimetres that bold words take on one line; the face itself is where the paper is opened, not here.

    >>> round(length_of("Độc lập - Tự do - Hạnh phúc", 13))
    56
    """
    return len(words) * size * (_CAPITAL if words.isupper() else _SMALL) * _MILLIMETRES


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def annex_label(number: int) -> str:
    """
    >>> annex_label(4)
    'Phụ lục IV'
    """
    return f"Phụ lục {_ROMAN[number - 1]}"
