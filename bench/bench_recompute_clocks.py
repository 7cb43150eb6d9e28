"""All running clocks of 200,000 case files after the law changes, with the list of what moves and why.

Three changes, each worked out in full as it would be shown before it is put in force: a limit (residence verified
within 12 hours, not 24), one more holiday while clocks run, and both. The value is the slowest of the three. The
baseline is what stands without such a list: every clock asked by both laws, in the same run, and the answers compared;
it must find the same moves. The same is then done over the stored rows of 200,000 files of room ``cases``
(``bench.case_files``): a shorter limit and one more holiday, rehearsed and put in force; that counts towards the goal.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta

from bench.result import Result, Scale
from bench.store import measured_apart
from chungtay.law.rules import calendar, due
from chungtay.law.rules.book import pages
from chungtay.law.rules.changes import Law, Running, moves, national
from chungtay.law.rules.clocks import Clocks, clocks_of
from chungtay.law.rules.moments import VIETNAM

FILES = {"small": 2_000, "full": 200_000}
CLOCKS_A_FILE = (1, 8)
GOAL_S = 60
SEED = 20260701
FIRST, DAYS = datetime(2026, 7, 1, tzinfo=VIETNAM), 180
NEW_HOLIDAY = date(2026, 9, 14)

Moved = list[tuple[int, str]]


def run(scale: Scale) -> Result:
    running = list(files(FILES[scale]))
    old = national()
    changes = {
        "a_limit": Law(shorter_verification(), old.calendar),
        "a_holiday": Law(old.clocks, one_more_holiday()),
        "both": Law(shorter_verification(), one_more_holiday()),
    }
    detail: dict[str, object] = {"files": FILES[scale], "clocks": len(running)}
    seconds, baselines, agree = {}, {}, True
    for name, new in changes.items():
        seconds[name], found = timed(listed, running, old, new)
        baselines[name], again = timed(asked_twice, running, old, new)
        agree = agree and found == again
        detail[name] = {
            "seconds": round(seconds[name], 2),
            "baseline_seconds": round(baselines[name], 2),
            "moved": len(found),
            "by_clock": dict(Counter(clock for _, clock in found).most_common(3)),
        }
    slowest = max(seconds, key=lambda name: seconds[name])
    stored = measured_apart("bench.case_files", scale)
    in_store = stored["rehearse_s"] + stored["put_in_force_s"]
    return Result(
        bench="recompute_clocks",
        value=round(seconds[slowest], 2),
        unit="s",
        goal=GOAL_S,
        baseline=round(baselines[slowest], 2),
        holds=max(seconds[slowest], in_store) <= GOAL_S and agree,
        detail=detail | {"slowest": slowest, "same_moves_as_baseline": agree, "stored": stored},
    )


def files(count: int) -> Iterator[Running]:
    """The running clocks of so many invented files; a clock's key is its own, not the file's."""
    chance = random.Random(SEED)
    names, key = sorted(national().clocks), 0
    for _ in range(count):
        for _ in range(chance.randint(*CLOCKS_A_FILE)):
            start = FIRST + timedelta(seconds=chance.randrange(DAYS * 86_400))
            yield Running(key, chance.choice(names), start, remote=chance.random() < 0.2)
            key += 1


def shorter_verification() -> Clocks:
    raw = deepcopy(pages("clocks"))
    raw["verify_residence"]["row"][0]["limit"] = 12
    return clocks_of(raw)


def shorter_decision() -> Clocks:
    """One limit that many stored files wait for: half a day to decide on a voluntary rehab."""
    raw = deepcopy({"decide_voluntary": pages("clocks")["decide_voluntary"]})
    raw["decide_voluntary"]["row"][0]["limit"] = 12
    return clocks_of(raw)


def one_more_holiday() -> calendar.Calendar:
    return calendar.of(
        [*calendar.national().rows, calendar.DaysOff(NEW_HOLIDAY, NEW_HOLIDAY, "Ngày nghỉ mới")]
    )


def timed(
    work: Callable[[list[Running], Law, Law], Moved], running: list[Running], old: Law, new: Law
) -> tuple[float, Moved]:
    begin = time.perf_counter()
    found = work(running, old, new)
    return time.perf_counter() - begin, found


def listed(running: list[Running], old: Law, new: Law) -> Moved:
    return [(move.key, running[move.key].clock) for move in moves(running, old, new)]


def asked_twice(running: list[Running], old: Law, new: Law) -> Moved:
    return [(one.key, one.clock) for one in running if ends(one, old) != ends(one, new)]


def ends(one: Running, law: Law) -> tuple[datetime | None, datetime]:
    answer = due(one.clock, one.start, remote=one.remote, calendar=law.calendar, clocks=law.clocks)
    return answer.opens, answer.due
