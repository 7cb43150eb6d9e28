"""What the criteria for areas leave open: named choices of the province, each with a default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import pages

YES_NO = {"true": True, "false": False}
COMMON_YEAR = 2025  # a day that comes every year comes in this one too


@dataclass(frozen=True, slots=True)
class Policies:
    """``residents_on`` is the day of the year, "12-14", on which the residents given were counted."""

    zero_is_under_threshold: bool
    higher_band_counts_lower: bool
    residents_on: str

    def as_lines(self) -> list[str]:
        """The three as NAME=VALUE, the way they are set."""
        return [
            f"zero_is_under_threshold={str(self.zero_is_under_threshold).lower()}",
            f"higher_band_counts_lower={str(self.higher_band_counts_lower).lower()}",
            f"residents_on={self.residents_on}",
        ]


def policies(chosen: Mapping[str, str] | None = None) -> Policies:
    """The defaults with what the province chose; raises NoAnswer for an unknown name or value."""
    known = pages("areas")["policy"]
    values = {name: one["default"] for name, one in known.items()}
    for name, value in (chosen or {}).items():
        if name not in known:
            raise _unknown(name, value, f"Không có lựa chọn này. Các lựa chọn: {', '.join(known)}.")
        if known[name]["kind"] == "yes_no" and value not in YES_NO:
            raise _unknown(name, value, "Giá trị phải là true hoặc false.")
        if known[name]["kind"] == "day_of_year" and not _is_day_of_year(value):
            raise _unknown(name, value, "Giá trị phải là tháng-ngày, như 12-14.")
        values[name] = value
    return Policies(
        zero_is_under_threshold=YES_NO[values["zero_is_under_threshold"]],
        higher_band_counts_lower=YES_NO[values["higher_band_counts_lower"]],
        residents_on=values["residents_on"],
    )


def _is_day_of_year(text: str) -> bool:
    try:
        return date.fromisoformat(f"{COMMON_YEAR}-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def _unknown(name: str, value: str, message: str) -> NoAnswer:
    return NoAnswer("no such policy", message, policy=f"{name}={value}")
