"""Reading the file: who must be given the copies, until when they may read, and when nothing stands in the way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from chungtay.base.problems import Problem
from chungtay.law.rules import due
from chungtay.law.rules.moments import in_vietnam
from chungtay.rights.rules.words import Reader

ADULT = 18
TO_COURT = "sent_to_court"  # the step of a file that waits for the reading


@dataclass(frozen=True, slots=True)
class Served:
    """The copies of the whole file reached somebody at a moment, with what proves it."""

    reader: Reader
    at: datetime


def read_until(served: Served) -> datetime:
    """Three working days from when the copies came (ND 163, articles 102.3 and 105.3)."""
    return due("read_file", served.at).due


def must_be_served(age: int) -> tuple[Reader, ...]:
    """The person; the parents or guardian too of who is under 18."""
    return (Reader.PERSON, Reader.PARENTS) if age < ADULT else (Reader.PERSON,)


def still_to_serve(age: int, served: Collection[Served]) -> list[Reader]:
    have = {one.reader for one in served}
    return [reader for reader in must_be_served(age) if reader not in have]


def reading_ends(served: Collection[Served]) -> datetime | None:
    """When the last of them has had the days; before that the file goes to no court."""
    return max((read_until(one) for one in served), default=None)


def check_to_court(age: int, served: Collection[Served], *, at: datetime) -> Problem | None:
    """Why the file may not go to the court at a moment: copies not given yet, or not the days to read them."""
    if Reader.PERSON in (missing := still_to_serve(age, served)):
        words = (
            "Chưa được chuyển Tòa án: chưa giao bản sao hồ sơ cho người đó. Hãy giao, rồi ghi ở trang quyền."
        )
        return Problem("not_served", words, "at")
    if missing:
        words = (
            "Chưa được chuyển Tòa án: người này dưới 18 tuổi mà chưa giao bản sao hồ sơ cho cha mẹ, người giám hộ. "
            "Hãy giao, rồi ghi ở trang quyền."
        )
        return Problem("parents_not_served", words, "at")
    ends = reading_ends(served)
    if ends is None or at > ends:
        return None
    words = (
        "Chưa được chuyển Tòa án: hồ sơ còn được đọc, ghi chép đến hết ngày {day} (Nghị định 163/2026/NĐ-CP, "
        "Điều 102.3, 105.3)."
    )
    return Problem("still_read", words, "at", values={"day": f"{in_vietnam(ends):%d/%m/%Y}"})


def check_served(
    reader: Reader, *, age: int, proof: str, refused: bool, witness: str, at: datetime, now: datetime
) -> list[Problem]:
    found = []
    if reader is Reader.PARENTS and age >= ADULT:
        words = "Người này đã đủ 18 tuổi: chỉ người đó, người đại diện hoặc người bào chữa được đọc hồ sơ."
        found.append(Problem("parents_of_adult", words, "reader"))
    if not proof.strip():
        found.append(
            Problem("proof_missing", "Hãy ghi biên bản hoặc giấy báo phát chứng minh đã giao.", "proof")
        )
    if refused and not witness.strip():
        words = "Người nhận từ chối thì phải có người chứng kiến từ đủ 18 tuổi ký biên bản. Hãy ghi người chứng kiến."
        found.append(Problem("witness_missing", words, "witness"))
    if at > now:
        found.append(Problem("served_ahead", "Thời điểm giao chưa đến.", "at"))
    return found
