"""How far the yearly general survey has come, hamlet by hamlet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.base.text import fold
from chungtay.fieldwork.rules.attention import Row


@dataclass(frozen=True, slots=True)
class Coverage:
    """One survey in one commune. ``unknown``: names that the list of places does not have, for somebody to mend.

    ``households`` and ``visited`` are those of the hamlets done.
    """

    campaign: str
    place: int
    done: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    households: int
    visited: int
    last: date

    @property
    def all(self) -> int:
        return len(self.done) + len(self.missing)


def coverage(rows: Iterable[Row], villages: Mapping[int, Iterable[str]]) -> list[Coverage]:
    """By survey and commune, the newest survey first. ``villages``: the full names in each commune.

    A hamlet is found by its name with or without its kind ("Bản Pom La", "Pom La"), marks and capitals aside.
    """
    grouped: dict[tuple[str, int], list[Row]] = {}
    names: dict[str, str] = {}
    for row in rows:
        campaign = str(row.answers.get("campaign", "")).strip()
        names.setdefault(fold(campaign), campaign)
        grouped.setdefault((fold(campaign), row.place), []).append(row)
    found = [
        _covered(names[campaign], place, group, list(villages.get(place, ())))
        for (campaign, place), group in grouped.items()
    ]
    return sorted(found, key=lambda one: (one.last, one.campaign, -one.place), reverse=True)


def _covered(campaign: str, place: int, rows: list[Row], villages: list[str]) -> Coverage:
    known = {key: name for name in villages for key in (_bare(name), fold(name))}
    told = [str(row.answers.get("village", "")).strip() for row in rows]
    done = {known[key] for name in told for key in (fold(name), _bare(name)) if key in known}
    return Coverage(
        campaign=campaign,
        place=place,
        done=tuple(name for name in villages if name in done),
        missing=tuple(name for name in villages if name not in done),
        unknown=tuple(
            sorted({name for name in told if fold(name) not in known and _bare(name) not in known})
        ),
        households=sum(int(row.answers.get("households") or 0) for row in rows),
        visited=sum(int(row.answers.get("visited") or 0) for row in rows),
        last=max(row.day for row in rows),
    )


_KINDS = ("to dan pho ", "thon ", "ban ", "khu pho ", "khu ", "xom ", "ap ", "buon ", "lang ", "to ", "khoi ")


def _bare(name: str) -> str:
    folded = fold(name)
    return next((folded.removeprefix(kind) for kind in _KINDS if folded.startswith(kind)), folded)
