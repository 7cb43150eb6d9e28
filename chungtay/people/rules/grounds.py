"""Why somebody may be written down at all: a ground that the law names, its day and the paper that proves it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.problems import Problem
from chungtay.people.rules.birth import YOUNGEST, Born


@dataclass(frozen=True, slots=True)
class Ground:
    """``kind`` is a name of grounds.toml, ``on`` the day of the fact, ``paper`` the paper that proves it
    ("Phiếu xét nghiệm số 12/PXN"), ``because`` the subject of the file that needs the person ("case:12").
    """

    kind: str
    on: date
    paper: str
    because: str


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A data file of the room."""
    return tomllib.loads(files("chungtay.people").joinpath("data", name).read_text(encoding="utf-8"))


def ground_words(kind: str) -> Mapping[str, Any]:
    """What grounds.toml says of a kind: words, article, from, to, verified. KeyError for another."""
    row: Mapping[str, Any] = read_toml("grounds.toml")[kind]
    return row


def kinds_on(on: date) -> list[str]:
    """The kinds of ground that the law knows on a day."""
    every = read_toml("grounds.toml").items()
    return [kind for kind, row in every if row["from"] <= on <= row.get("to", date.max)]


def check_ground(ground: Ground, *, born: Born | None, today: date) -> list[Problem]:
    """Why nobody may be written down on this ground; empty when the law allows it."""
    found = []
    if ground.kind not in kinds_on(ground.on):
        words = "Chưa có căn cứ nào mà luật quy định vào ngày {on}. Không được ghi tên người này."
        found.append(Problem("no_ground", words, "kind", values={"on": f"{ground.on:%d/%m/%Y}"}))
    if not ground.paper.strip() or not ground.because:
        words = "Hãy ghi số, ngày của giấy tờ chứng minh căn cứ: không có giấy tờ thì không được lập hồ sơ."
        found.append(Problem("no_paper", words, "paper"))
    if ground.on > today:
        found.append(Problem("ground_ahead", "Ngày của căn cứ chưa đến.", "on"))
    if born is None:
        words = "Hãy ghi ít nhất năm sinh: không biết tuổi thì không biết luật nào áp dụng."
        found.append(Problem("no_birth", words, "born"))
    elif born.age(ground.on) < YOUNGEST:
        found.append(too_young(ground.on))
    return found


def too_young(on: date) -> Problem:
    words = (
        "Vào ngày {on} người này chưa đủ 12 tuổi: Luật 120/2025/QH15 không có biện pháp nào cho độ tuổi này, nên "
        "không lập hồ sơ. Hãy báo người làm công tác bảo vệ trẻ em cấp xã, hoặc gọi Tổng đài 111."
    )
    return Problem("under_age", words, "born", values={"on": f"{on:%d/%m/%Y}"})
