"""What can be corrected in a file because it is wrong, and how the right words are read. Columns of people.Person."""

from collections.abc import Mapping
from typing import Any

from chungtay.base.problems import Problem
from chungtay.base.text import fold

LAST_STEP = "last_step"  # of the file: struck, then told anew
NEEDED = ("name", "born")  # corrected, never taken away
_TEXTS = (
    "name", "born", "origin", "permanent_address", "temporary_address", "present_address", "nationality", "job",
    "workplace", "first_use", "first_found", "frequency", "dose",
)  # fmt: skip
_LISTS = ("aliases", "phones", "accounts", "past_decisions")
_ASKED = ("religion", "disturbed")  # true or false
_RELATIVES = ("father", "mother", "guardian")
_LISTED = ("sex", "schooling", "drug", "route")
CORRECTABLE = (*_TEXTS, *_LISTED, "numbers", *_LISTS, *_RELATIVES, *_ASKED)
_KINDS = {9: "cmnd", 12: "cccd"}  # of a number, by how many digits it has


def check_correction(what: str, right: str, paper: str) -> list[Problem]:
    """What is missing before something can be corrected."""
    if what not in (LAST_STEP, *CORRECTABLE):
        return [Problem("what_missing", "Hãy chọn điều được sửa trong hồ sơ.", "what")]
    found = []
    if what in NEEDED and not right.strip():
        found.append(
            Problem("right_missing", "Hãy ghi thế nào là đúng; điều này không bỏ trống được.", "right")
        )
    if not paper.strip():
        found.append(Problem("paper_missing", "Hãy ghi giấy tờ làm căn cứ để sửa.", "paper"))
    return found


def read_right(what: str, right: str, *, now: Any, choices: Mapping[str, str]) -> Any:
    """The value of the column, or the Problem why it cannot be read.

    ``now`` is what stands there, ``choices`` the code of each word of a closed list. Nothing written takes away what is
    there. Several names, telephones, numbers stand apart by ";".
    """
    said = " ".join(right.split())
    parts = [part.strip() for part in said.split(";") if part.strip()]
    if what in _TEXTS:
        return said or None
    if what in _LISTED or what in _ASKED:
        return _chosen(what, said, choices)
    if what in _LISTS:
        return parts or None
    if what in _RELATIVES:
        return {**(now or {}), "name": said} if said else None
    return _numbers(parts, now or [])


def _chosen(what: str, said: str, choices: Mapping[str, str]) -> Any:
    known: dict[str, Any] = {"": "", **{fold(word): code for word, code in choices.items()}}
    if what in _ASKED:
        known = {"": None, "co": True, "khong": False}
    if fold(said) in known:
        return known[fold(said)]
    words = "Hãy ghi một trong các từ: {words}."
    return Problem("right_unknown", words, "right", values={"words": ", ".join(choices or ("có", "không"))})


def _numbers(parts: list[str], now: list[dict[str, Any]]) -> Any:
    """A number that stands there already keeps its day and place of issue."""
    known = {one["number"]: one for one in now}
    found = [known.get(part, {"kind": _KINDS.get(len(part), ""), "number": part}) for part in parts]
    if any(not one["number"].isdecimal() or not one["kind"] for one in found if one["number"] not in known):
        return Problem(
            "number_unreadable", "Căn cước có 12 chữ số, chứng minh nhân dân có 9 chữ số.", "right"
        )
    return found or None
