"""What the words of a task suggest, and what follows from an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.catalogue.rules.indicators import indicators
from chungtay.catalogue.rules.shipped import elements, forms
from chungtay.following.rules import (
    CriterionKind,
    Evidence,
    EvidenceState,
    fell_back,
    lexicon,
    share_state,
    suggest,
    turn_of_share,
)
from chungtay.plans.rules import ShareState


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Xây dựng kế hoạch thực hiện tại địa phương, hoàn thành trước ngày 28/02/2026.", "own_plan"),
        ("Tăng cường tuyên truyền về tác hại của ma túy đến từng hộ dân", "propaganda"),
        ("Kiểm tra, phát hiện và triệt phá diện tích trồng cây có chứa chất ma túy", "crime"),
        ("Tổ chức tổng rà soát, thống kê người nghiện ma túy trên toàn tỉnh", "people"),
        ("Tham mưu UBND tỉnh bố trí kinh phí thực hiện Kế hoạch", "money"),
        ("Kiểm tra các cơ sở sản xuất, kinh doanh, sử dụng tiền chất", "precursors"),
        ("Mở rộng điều trị nghiện các chất dạng thuốc phiện bằng thuốc thay thế", "treatment"),
        ("Định kỳ tổ chức sơ kết, tổng kết các chương trình", "summing_up"),
    ],
)
def test_the_words_that_stand_first_suggest_how_a_task_is_known_to_be_done(words: str, code: str) -> None:
    assert suggest(words, is_report=False)[0].rule.code == code


def test_a_share_that_the_words_promise_is_asked_of_its_indicator() -> None:
    words = "Bảo đảm 100% trạm y tế xã, phường đủ điều kiện xác định tình trạng nghiện ma túy"
    first = suggest(words, is_report=False)[0]
    assert first.rule.kind == CriterionKind.INDICATOR
    assert (first.settings["indicator"], first.settings["at_least"]) == ("STATIONS_ABLE_SHARE", "100")
    without = suggest(words.replace("100%", "các"), is_report=False)
    assert CriterionKind.INDICATOR not in {one.rule.kind for one in without}


def test_words_that_nobody_counts_suggest_nothing() -> None:
    assert suggest("Phân công một lãnh đạo phụ trách, chịu trách nhiệm trước Chủ tịch", is_report=False) == []


def test_a_duty_to_report_is_known_by_its_report() -> None:
    [only] = suggest("Báo cáo kết quả tuyên truyền về UBND tỉnh", is_report=True)
    assert only.rule.kind == CriterionKind.REPORT


def test_every_form_and_element_of_the_lexicon_is_in_the_shipped_catalogue() -> None:
    asked = [rule for rule in lexicon().values() if "sets" in rule.settings]
    assert {code for rule in asked for code in rule.settings["sets"]} <= set(forms())
    assert {rule.settings["element"] for rule in asked if "element" in rule.settings} <= set(elements())
    measured = {rule.settings["indicator"] for rule in lexicon().values() if "indicator" in rule.settings}
    assert measured <= set(indicators())


@given(st.sampled_from(list(EvidenceState)), st.integers(0, 500), st.integers(0, 500))
def test_a_hundred_percent_means_met_and_nothing_else_does(state: EvidenceState, value: int, of: int) -> None:
    evidence = Evidence(state, "", value, of)
    assert (evidence.percent == 100) == (state == EvidenceState.MET)
    assert (share_state(evidence) == ShareState.DONE) == (state == EvidenceState.MET)
    if share_state(evidence) == ShareState.OPEN:
        assert evidence.percent == 0


@given(
    st.dates(date(2022, 1, 1), date(2031, 12, 31)), st.none() | st.dates(date(2022, 1, 1), date(2031, 12, 31))
)
def test_a_turn_runs_forward_and_ends_on_its_date(today: date, due_on: date | None) -> None:
    first, last = turn_of_share(
        opens_on=None, due_on=due_on, begun=date(2026, 1, 15), ends=date(2030, 12, 31), today=today
    )
    assert first <= last
    assert due_on is None or last == due_on
    if due_on is None:
        assert last - first < timedelta(days=366)
        assert date(2026, 1, 15) <= first
        assert last <= date(2030, 12, 31)


def test_only_what_was_done_can_fall_back() -> None:
    assert fell_back(ShareState.DONE, ShareState.IN_PROGRESS)
    assert not fell_back(ShareState.OPEN, ShareState.IN_PROGRESS)
    assert not fell_back(ShareState.DONE, ShareState.DONE)
