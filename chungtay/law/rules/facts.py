"""The facts of an area as they come from outside: whole, not negative, and told apart from what nobody reported."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from chungtay.law.rules.answers import NoAnswer

# No area of the country comes near these; what is beyond them is a slip or an attack on the arithmetic.
LARGEST_EXPONENT, MOST_DECIMALS = 15, 30


def count(facts: Mapping[str, object], name: str) -> int:
    """A whole number of people, points, plants, communes."""
    value = exact(facts, name)
    if value.denominator != 1:
        raise _wrong(name, "phải là số nguyên")
    return value.numerator


def exact(facts: Mapping[str, object], name: str) -> Fraction:
    """A number that is not negative, exactly as it was written."""
    value = _present(facts, name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise _wrong(name, "phải là một số")
    if isinstance(value, Decimal) and not is_plain(value):
        raise _wrong(name, "không phải là một số tính được")
    number = Fraction(value)
    if number < 0:
        raise _wrong(name, "không thể âm")
    return number


def total(facts: Mapping[str, object], name: str) -> int:
    """A whole number that others are divided by: never zero."""
    value = count(facts, name)
    if not value:
        raise _wrong(name, "bằng 0 nên không tính được tỷ lệ")
    return value


def yes_or_no(facts: Mapping[str, object], name: str) -> bool:
    value = _present(facts, name)
    if not isinstance(value, bool):
        raise _wrong(name, "phải là true hoặc false")
    return value


def _present(facts: Mapping[str, object], name: str) -> object:
    value = facts.get(name)
    if value is None:
        raise NoAnswer(
            "not reported", f"Thiếu số liệu “{name}”. Chưa báo cáo không có nghĩa là bằng 0.", fact=name
        )
    return value


def is_plain(value: Decimal) -> bool:
    """Finite, and of a size that arithmetic may be trusted with."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.adjusted() <= LARGEST_EXPONENT and isinstance(exponent, int) and exponent >= -MOST_DECIMALS


def _wrong(name: str, why: str) -> NoAnswer:
    return NoAnswer("not a usable fact", f"Số liệu “{name}” {why}.", fact=name)
