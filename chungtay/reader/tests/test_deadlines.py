"""When a duty is due."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from chungtay.reader.contract import Deadline
from chungtay.reader.duties.deadlines import find_deadlines


def facts(deadline: Deadline) -> str:
    when: Any = (
        deadline.date or deadline.every or (f"{deadline.start}..{deadline.end}" if deadline.start else "")
    )
    return " ".join(filter(None, (deadline.kind, when, f"on {deadline.on}" if deadline.on else "")))


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("báo cáo trước ngày 01/7/2024", ["by 2024-07-01"]),
        ("Chậm nhất là ngày 30 tháng 6 năm 2010", ["by 2010-06-30"]),
        ("thực hiện từ ngày 01/6/2024 đến hết ngày 30/6/2024", ["window 2024-06-01..2024-06-30"]),
        ("từ 01/6 - 30/6/2025", ["window 2025-06-01..2025-06-30"]),
        ("hoàn thành trong quý II/2025", ["window 2025-04-01..2025-06-30"]),
        ("từ tháng 5 đến tháng 7/2025", ["window 2025-05-01..2025-07-31"]),
        ("trước tháng 6/2025", ["by 2025-05-31"]),
        ("đến hết năm 2025", ["by 2025-12-31"]),
        ("Định kỳ 06 tháng, 01 năm hoặc đột xuất", ["every P6M", "every P1Y"]),
        ("Hằng năm, tham mưu", ["every P1Y"]),
        ("Ngày toàn dân phòng, chống ma túy (26/6) hằng năm", ["every P1Y on 06-26"]),
        ("trước ngày 15/6 và 15/12 hằng năm", ["every P1Y on 06-15", "every P1Y on 12-15"]),
        ("vào ngày 22 hàng tháng", ["every P1M on 22"]),
        ("trước ngày 15 của tháng cuối quý", ["every P3M on 15"]),
        ("01 lần/quý", ["every P3M"]),
        ("sơ kết 6 tháng, tổng kết năm", ["every P6M", "every P1Y"]),
        ("trong thời hạn 15 ngày kể từ ngày ban hành", ["relative"]),
    ],
)
def test_a_deadline_in_words(words: str, known: list[str]) -> None:
    assert [facts(deadline) for deadline in find_deadlines(words)] == known


@pytest.mark.parametrize(
    "words",
    [
        "thường xuyên rà soát",
        "tính đến ngày 15/6/2022",
        "từ năm 2021 đến năm 2023",
        "Chương trình phòng, chống ma túy đến năm 2030",
        "đưa vào kế hoạch hằng năm",
        "hoạt động từ ngày 01/7/2025",
        "Tháng hành động (tháng 6)",
        "giai đoạn 2022 - 2025, định hướng đến năm 2030",
        "trước ngày 31/02/2025",
    ],
)
def test_what_is_no_deadline(words: str) -> None:
    assert find_deadlines(words) == ()


def test_the_date_of_a_cited_paper_is_no_deadline() -> None:
    words = "theo Kế hoạch số 15/KH-UBND trước ngày 05/01/2026, hoàn thành trước ngày 30/6/2026"
    assert [facts(d) for d in find_deadlines(words, base=100, skip=[(104, 145)])] == ["by 2026-06-30"]


def test_a_day_without_a_year_takes_the_year_of_the_plan() -> None:
    assert [facts(d) for d in find_deadlines("hoàn thành trước ngày 30/9", year=2025)] == ["by 2025-09-30"]
    assert [facts(d) for d in find_deadlines("hoàn thành trước ngày 30/9")] == ["relative"]


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("Quý IV/2025", ["window 2025-10-01..2025-12-31"]),
        ("Quý I, II/2026", ["window 2026-01-01..2026-06-30"]),
        ("Tháng 6", ["window 2025-06-01..2025-06-30"]),
        ("30/6/2026", ["by 2026-06-30"]),
        ("2025-2030", ["window 2025-01-01..2030-12-31"]),
        ("Năm 2026", ["window 2026-01-01..2026-12-31"]),
        ("Hằng quý", ["every P3M"]),
        ("Thường xuyên", []),
    ],
)
def test_a_cell_of_a_column_of_times(cell: str, known: list[str]) -> None:
    assert [facts(deadline) for deadline in find_deadlines(cell, year=2025, column=True)] == known


def test_spans_count_from_the_base() -> None:
    (found,) = find_deadlines("Nộp trước ngày 01/7/2024.", base=50)
    assert found.span == (54, 74)


WORDINGS = (Path(__file__).parent / "wordings" / "deadlines.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", WORDINGS)
def test_every_wording_of_a_class_is_read(line: str) -> None:
    words, _, known = line.partition(" =>")
    assert "; ".join(facts(d) for d in find_deadlines(words, year=2026)) == known.strip()


LATEST = ["chậm nhất là", "muộn nhất vào", "không muộn hơn", "xong vào", "đến hết", "phải hoàn thành đến hết"]
BEFORE = ["trước", "hoàn thành trước", "xong trước"]
WITHIN = ["trong", "hoàn thành trong", "thực hiện vào", "Thời gian thực hiện:"]
PERIODS = {
    "tháng 3/2026": ("2026-03-01", "2026-03-31", "2026-02-28"),
    "tháng 10 năm 2026": ("2026-10-01", "2026-10-31", "2026-09-30"),
    "quý I/2026": ("2026-01-01", "2026-03-31", "2025-12-31"),
    "Quý III năm 2026": ("2026-07-01", "2026-09-30", "2026-06-30"),
    "quý 4/2026": ("2026-10-01", "2026-12-31", "2026-09-30"),
}


@pytest.mark.parametrize(("binding", "period"), list(product([*LATEST, *BEFORE, *WITHIN], PERIODS)))
def test_any_binding_word_goes_with_any_period(binding: str, period: str) -> None:
    first, last, before = PERIODS[period]
    said = [facts(d) for d in find_deadlines(f"Rà soát, lập danh sách, {binding} {period}.")]
    window = f"window {first}..{last}"
    assert said == [window if binding in WITHIN else f"by {before if binding in BEFORE else last}"]
