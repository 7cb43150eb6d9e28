"""A rule says what is wrong in Vietnamese; a page says it in its own language."""

from django.utils.translation import override

from chungtay.base.problems import Problem
from chungtay.base.web import told

LEFT = Problem(
    "undecided",
    "Còn {n} mục chưa soát. Hãy quyết định từng mục ở trang soát văn bản rồi quay lại đây.",
    values={"n": 3},
)


def test_a_problem_is_a_whole_sentence_without_any_page() -> None:
    assert LEFT.message.startswith("Còn 3 mục chưa soát.")


def test_a_page_translates_the_sentence_before_the_values_enter_it() -> None:
    with override("vi"):
        assert told(LEFT) == LEFT.message
    with override("en"):
        assert told(LEFT).startswith("Items not reviewed yet: 3.")


def test_braces_of_a_sentence_without_values_stay() -> None:
    typed = Problem("unknown", "Không có cơ quan nào tên “{x}”.")
    assert typed.message == told(typed) == "Không có cơ quan nào tên “{x}”."


def test_problems_with_values_can_be_gathered_in_a_set() -> None:
    assert len({LEFT, LEFT}) == 1
