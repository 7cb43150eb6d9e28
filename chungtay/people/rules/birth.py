"""A day of birth of which the day, or the month too, may be unknown."""

import re
from dataclasses import dataclass
from datetime import date

from chungtay.law.rules import age_on

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WRITTEN = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?(\d{4})")
ADULT, YOUNGEST = 18, 12  # years; below the second the law of drug control has no measure


@dataclass(frozen=True, slots=True, order=True)
class Born:
    """``month`` and ``day`` are 0 where nobody knows them; a day without its month is not kept."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # ValueError for a day that is not

    def __str__(self) -> str:
        """As it is stored: "1990", "1990-05", "1990-05-17"."""
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part)

    @property
    def written(self) -> str:
        """As it is shown: "1990", "05/1990", "17/05/1990"."""
        return "/".join([*(f"{part:02}" for part in (self.day, self.month) if part), f"{self.year:04}"])

    @property
    def is_whole(self) -> bool:
        return self.day > 0

    def latest(self) -> date:
        """The last day on which the person may have been born."""
        if self.is_whole:
            return date(self.year, self.month, self.day)
        if self.month:
            following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        return date(self.year, 12, 31)

    def age(self, on: date) -> int:
        """Full years that are certain, as the law counts them: where the day is unknown, the latest possible one."""
        return age_on(self.latest(), on)


def read_born(text: str) -> Born | None:
    """What is stored ("1990-05") or written ("17/5/1990", "5/1990", "1990"); None for no day at all."""
    text = "".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := _WRITTEN.fullmatch(text):
        day, month, year = (int(part or 0) for part in found.groups())
    else:
        return None
    try:
        return Born(year, month, day) if year else None
    except ValueError:
        return None
