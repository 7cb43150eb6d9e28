"""What people type finds what is written."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.text import fold


def test_marks_case_dashes_and_both_spellings_fold_to_one_key() -> None:
    assert fold("Phòng, chống MA TÚY") == fold("phong chong ma tuý") == "phong chong ma tuy"
    assert fold("Đặc khu") == "dac khu"
    assert fold("Lao động – Thương binh") == fold("Lao động- Thương binh") == fold("Lao động_Thương binh")
    assert fold("Số 101/KH-UBND") == "so 101/kh ubnd"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
