"""Days and numbers as people type them."""

import re
from datetime import date

_DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")


def iso_day(text: str) -> str | None:
    """The ISO text of a day, a month or a year; None for anything else.

    >>> iso_day("5/6/2024"), iso_day("06/2024"), iso_day("2024"), iso_day("31/02/2024")
    ('2024-06-05', '2024-06', '2024', None)
    """
    typed = _DAY.fullmatch(text.strip())
    if typed is None:
        return None
    day, month, year = (int(part) if part else None for part in typed.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    return "-".join(parts)


def typed_number(text: str) -> int | float | None:
    """1.234,5 as Vietnamese papers write it; None for nothing. Raises ValueError for what is no number.

    >>> typed_number("71.440"), typed_number("0,5"), typed_number("")
    (71440, 0.5, None)
    """
    plain = "".join(text.split())
    if not plain:
        return None
    if not re.fullmatch(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", plain):
        raise ValueError(text)
    plain = plain.replace("−", "-").replace(".", "")
    return float(plain.replace(",", ".")) if "," in plain else int(plain)
