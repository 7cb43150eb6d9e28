"""Invented figures of a commune, month after month, that keep what its form must keep: parts add up to their totals,
the end of a month follows from its beginning. Seeded: the same commune has the same figures every time.
"""

import random
from collections.abc import Iterator
from decimal import Decimal

AGES = ("14_16", "16_18", "18_30", "tu_30")


class CommuneFigures:
    """The people on file of one invented commune, as numbers; nobody stands behind them."""

    def __init__(self, seed: int) -> None:
        self._chance = chance = random.Random(seed)
        self._file = {("nam", age): chance.randint(0, 4) for age in AGES[:2]}
        self._file |= {("nam", "18_30"): chance.randint(6, 30), ("nam", "tu_30"): chance.randint(8, 40)}
        self._file |= {("nu", age): chance.randint(0, 3) for age in AGES}
        self._points = chance.randint(1, 4)

    def month(self) -> dict[str, Decimal]:
        """The next month of the forms XA.THANG and XA.PHONGNGUA, by the codes of their cells."""
        return {
            code: Decimal(number) for code, number in [*self._on_file(), *self._around(), *self._prevention()]
        }

    def _on_file(self) -> Iterator[tuple[str, int]]:
        chance = self._chance
        new, gone = chance.randint(0, 3), chance.randint(0, 2)
        self._file["nam", "18_30"] += new - gone
        for age in ("duoi_14", *AGES):
            for sex in ("nam", "nu"):
                yield f"DEMAND.FILE.TOTAL:{sex}.{age}", self._file.get((sex, age), 0)
        total = sum(self._file.values())
        inside = {"bat_buoc": total // 6, "co_so_khac": total // 20, "giam_giu": total // 12}
        yield "DEMAND.FILE.WHEREABOUTS:xa_hoi", total - sum(inside.values())
        for where, number in inside.items():
            yield f"DEMAND.FILE.WHEREABOUTS:{where}", number
        yield from (("DEMAND.FILE.NEW:nam", new), ("DEMAND.FILE.NEW:nu", 0))
        yield from (("DEMAND.FILE.REMOVED:nam", gone), ("DEMAND.FILE.REMOVED:nu", 0))
        rehab = {
            "cong_dong": 2,
            "tu_nhan": 0,
            "cong_lap": 1,
            "bat_buoc": total // 6,
            "giao_duong": 0,
            "giam_giu": 0,
        }
        for form, number in rehab.items():
            yield f"DEMAND.REHAB.CURRENT:{form}", number

    def _around(self) -> Iterator[tuple[str, int]]:
        chance = self._chance
        tests = chance.randint(5, 25)
        positive = chance.randint(0, 3)
        yield from (
            ("DEMAND.USERS.RESIDENCE:on_dinh", 9),
            ("DEMAND.USERS.RESIDENCE:khong_on_dinh", chance.randint(0, 2)),
        )
        yield from (("DEMAND.USERS.TESTS", tests), ("DEMAND.USERS.POSITIVE", positive))
        yield from (("DEMAND.USERS.DECISIONS", positive), ("DEMAND.PSYCHOTIC", chance.randint(0, 2)))
        managed = {"tu_nguyen": chance.randint(0, 3), "bat_buoc": chance.randint(1, 6), "thay_the": 0}
        for form, number in managed.items():
            yield f"DEMAND.AFTERCARE.MANAGED:{form}", number
        yield "DEMAND.AFTERCARE.COUNSELLED", sum(managed.values())
        yield "DEMAND.RELAPSE", chance.randint(0, 1)

    def _prevention(self) -> Iterator[tuple[str, int]]:
        chance = self._chance
        for whom in ("nhan_dan", "hoc_sinh", "cong_nhan", "can_bo", "nguy_co"):
            sessions = chance.randint(0, 2) if whom != "nhan_dan" else chance.randint(1, 4)
            yield f"PROPAGANDA.SESSIONS:{whom}", sessions
            yield f"PROPAGANDA.ATTENDANCES:{whom}", sessions * chance.randint(30, 80)
        for medium, most in (("BROADCASTS", 30), ("BANNERS", 12), ("LEAFLETS", 400), ("COMMITMENTS", 90)):
            yield f"PROPAGANDA.{medium}", chance.randint(most // 3, most)
        found, cleared = chance.randint(0, 1), chance.randint(0, min(1, self._points))
        self._points += found - cleared
        yield from (("SUPPLY.POINTS_FOUND", found), ("SUPPLY.POINTS_CLEARED", cleared))
        yield from (("SUPPLY.POINTS_OPEN", self._points), ("SUPPLY.ADMINISTRATIVE", chance.randint(0, 3)))
