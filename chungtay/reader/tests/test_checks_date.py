import pytest

from chungtay.reader.checks.date import check_date
from chungtay.reader.checks.paper import Paper
from chungtay.reader.contract import Check, Deadline, Header, Period, Task
from chungtay.reader.tests.papers import paper

HEADER = Header(issued_on="2022-07-14", period=Period("2022-01-01", "2025-12-31"))


def due(deadline: Deadline, header: Header = HEADER) -> list[Check]:
    text = paper("- Hoàn thành việc rà soát đúng hạn.")
    return check_date(Paper(text, header, tasks=[Task("Rà soát", None, (), (), (deadline,), (0, 20))]))


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo trước ngày 31/6/2024.",
        "Căn cứ Kế hoạch ngày 30 tháng 02 năm 2023.",
        "Hoàn thành trước ngày 29/02/2023.",
        "Báo cáo vào ngày 15/13/2024.",
        "Gửi báo cáo trước ngày 31/11 hằng năm.",
    ],
)
def test_a_day_that_does_not_exist_is_told(sentence: str) -> None:
    (slip,) = check_date(Paper(paper(sentence)))
    assert (slip.code, slip.severity) == ("date", "error")


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo trước ngày 30/6/2024; 29/02/2024; ngày 29/02 hằng năm.",
        "Đạt từ 31/32 chỉ tiêu đến 45/50 chỉ tiêu.",
        "Quyết định số 31/2023/QĐ-UBND ngày 31 tháng 12 năm 2023.",
        "Từ 65/70 vụ tăng đến 80.15 điểm.",
    ],
)
def test_real_days_and_fractions_raise_nothing(sentence: str) -> None:
    assert check_date(Paper(paper(sentence))) == []


def test_a_deadline_before_the_paper_is_told() -> None:
    (slip,) = due(Deadline("by", "trước ngày 01/6/2022", date="2022-06-01"))
    assert (slip.stated, slip.found, slip.severity) == ("2022-06-01", "2022-07-14", "error")


def test_a_deadline_long_after_the_period_is_told() -> None:
    (slip,) = due(Deadline("by", "trước ngày 30/6/2026", date="2026-06-30"))
    assert (slip.stated, slip.found) == ("2026-06-30", "2025-12-31")


@pytest.mark.parametrize(
    "deadline",
    [
        Deadline("by", "trước ngày 15/01/2026", date="2026-01-15"),  # the last report
        Deadline("by", "trước 31/12/2022", date="2022-12-31"),
        Deadline("window", "năm 2022", start="2022-01-01", end="2022-12-31"),
        Deadline("every", "trước ngày 15/12 hằng năm", every="P1Y", on="12-15"),
    ],
)
def test_deadlines_within_the_plan_raise_nothing(deadline: Deadline) -> None:
    assert due(deadline) == []


def test_a_blank_day_of_issue_only_excludes_earlier_months() -> None:
    header = Header(issued_on="2024-06")
    assert due(Deadline("by", "ngày 05/6/2024", date="2024-06-05"), header) == []
    assert len(due(Deadline("by", "ngày 05/5/2024", date="2024-05-05"), header)) == 1


def test_a_vision_widens_the_period() -> None:
    header = Header(period=Period("2022-01-01", "2025-12-31", "2030-12-31"))
    assert due(Deadline("by", "đến năm 2030", date="2030-12-31"), header) == []
