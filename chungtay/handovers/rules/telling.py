"""What a handover tells before it is confirmed and ever after: totals, what moved, what a person must decide."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from chungtay.base.problems import Problem

# Totals that an operation must leave as they are. Shares join and part, bodies end and begin: those are told only.
SAME = ("plans", "tasks", "tasks_done", "shares_done", "reports")


class HandoverKind(StrEnum):
    WORK = "work"  # the work of one body
    UNITS = "units"  # a province's units change: bodies, people and work
    FILES = "files"  # the open files of one body, by who keeps them now


class HandoverState(StrEnum):
    ASKED = "asked"  # the worker has it, or it failed there
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Moved:
    """How much passed from one body to others. ``parted``: to several, each of whom took over a part."""

    body: str
    to: list[str]
    tasks: int
    people: int = 0

    @property
    def parted(self) -> bool:
        return len(self.to) > 1


@dataclass(frozen=True, slots=True)
class Decision:
    """What the machine left to a person, and why."""

    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """The whole report. ``before`` and ``after`` have the same names."""

    before: dict[str, int]
    after: dict[str, int]
    moved: list[Moved]
    decide: list[Decision]
    ownerless: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Told":
        return cls(
            before=dict(said["before"]),
            after=dict(said["after"]),
            moved=[Moved(**row) for row in said["moved"]],
            decide=[Decision(**row) for row in said["decide"]],
            ownerless=said["ownerless"],
        )


def balance(before: Mapping[str, int], after: Mapping[str, int]) -> list[Problem]:
    """Why an operation must not stand: a total that it should have left alone has changed."""
    moved = [name for name in SAME if before[name] != after[name]]
    said = "Tổng số trước và sau không khớp ({names}). Chưa ghi gì; hãy báo người quản trị."
    return [Problem("unbalanced", said, values={"names": ", ".join(moved)})] if moved else []


def check_handover(*, ground: str, moves: Sequence[object]) -> list[Problem]:
    problems = []
    if not ground.strip():
        problems.append(
            Problem("ground_empty", "Hãy ghi căn cứ: số, ngày của văn bản cho chuyển giao.", "ground")
        )
    if not moves:
        problems.append(Problem("nothing_moves", "Chưa chọn việc nào để chuyển."))
    return problems


# What stands in the way of an undoing, as a person would name it.
_ON_TOP = {
    "plans.Update": Problem("on_top", "{n} lần báo cáo tiến độ của cơ quan nhận"),
    "plans.Share": Problem("on_top", "{n} phần việc đã đổi sau khi nhận"),
    "plans.Assignment": Problem("on_top", "{n} phân công đã đổi sau khi nhận"),
    "plans.Passing": Problem("on_top", "{n} phần việc đã chuyển tiếp"),
    "plans.Plan": Problem("on_top", "{n} kế hoạch đã đổi hoặc mới lập"),
    "agencies.Agency": Problem("on_top", "{n} cơ quan đã đổi sau đó"),
    "agencies.Post": Problem("on_top", "{n} chức danh đã đổi sau đó"),
    "agencies.Holding": Problem("on_top", "{n} người đã nhận hoặc thôi giữ chức danh"),
    "agencies.AgencySuccession": Problem("on_top", "{n} quan hệ kế tục đã đổi"),
}
_ELSE = Problem("on_top", "{n} bản ghi khác dựa vào lần chuyển này")


def standing_on_top(found: Mapping[str, Sequence[int]]) -> list[Problem]:
    """Why an operation cannot be undone: what has been done on top of it, by model label."""
    reasons = [
        replace(_ON_TOP.get(label, _ELSE), values={"n": len(keys)})
        for label, keys in sorted(found.items())
        if keys
    ]
    if not reasons:
        return []
    head = "Không hoàn tác được nữa vì sau đó đã có thay đổi. Hãy chuyển giao lần nữa theo chiều ngược lại. Đã có:"
    return [Problem("too_late", head), *reasons]
