"""Numbers as an administrative sentence writes them, and whether an edited sentence still says them."""

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(
    r"(?<![\w/.,-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/])|(?<![\w/.,-])\d+(?:,\d+)?(?![\w/]|\.\d)"
)
_NAMED = re.compile(
    r"(?:năm|tháng|quý|ngày|điều|khoản)\s+\d+(?:[/.]\d+)*|\d+/\d[\w/.-]*", re.IGNORECASE
)  # a date or the code of a paper counts nothing


def printed(value: Decimal) -> str:
    """
    >>> printed(Decimal(435889)), printed(Decimal("12.30")), printed(Decimal(5)), printed(Decimal(0))
    ('435.889', '12,3', '05', '0')
    """
    whole, _, fraction = f"{value.normalize():,f}".partition(".")
    said = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return (
        f"0{said}" if len(said) == 1 and said != "0" else said
    )  # below ten with a nought, as papers write it


def change(now: Decimal, before: Decimal) -> str | None:
    """ "tăng 12,3%"; None where there is nothing to compare with.

    >>> change(Decimal(110), Decimal(100)), change(Decimal(95), Decimal(100)), change(Decimal(7), Decimal(7))
    ('tăng 10%', 'giảm 5%', 'bằng')
    """
    if not before:
        return None
    share = (100 * (now - before) / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not share:
        return "bằng" if now == before else ("tăng" if now > before else "giảm") + " dưới 0,1%"
    said = f"{abs(share).normalize():,f}".replace(".", ",")
    return f"{'tăng' if share > 0 else 'giảm'} {said}%"


def numbers_in(text: str) -> list[str]:
    """The numbers of a sentence as they are printed; those of dates, codes and laws are none.

    >>> numbers_in("Năm 2026 mở 05 lớp cho 1.130 người, đạt 98,5% theo Quyết định 28/2025/QĐ-TTg")
    ['05', '1.130', '98,5']
    """
    return [match.group() for match in _NUMBER.finditer(_NAMED.sub(lambda m: " " * len(m.group()), text))]


def value_of(said: str) -> Decimal:
    return Decimal(said.replace(".", "").replace(",", "."))


def strange_numbers(said: str, known: list[str], drafted: str) -> list[str]:
    """Numbers of an edited sentence that no figure of it says, nor its draft."""
    values = {value_of(one) for one in (*known, *numbers_in(drafted))}
    return [one for one in numbers_in(said) if value_of(one) not in values]
