import pytest

from chungtay.reader.checks.missing import check_missing
from chungtay.reader.checks.paper import Paper
from chungtay.reader.contract import Header, Signer
from chungtay.reader.tests.papers import paper


@pytest.mark.parametrize(
    "line", ["Số: /KH-UBND", "Số: /KH- UBND", "Số:       /KH-UBND", "Số ....../KH-UBND", "Số: -CT/TU"]
)
def test_a_blank_number_is_told(line: str) -> None:
    text = paper("ỦY BAN NHÂN DÂN", line, "KẾ HOẠCH")
    (slip,) = check_missing(Paper(text, Header(symbol="KH-UBND", issued_on="2024-06-05")))
    assert (slip.code, slip.field) == ("missing", "number")
    start, end = slip.spans[0]
    assert text.text[start:end] == line.strip()


@pytest.mark.parametrize(
    "line",
    [
        "Việt Yên, ngày tháng 6 năm 2024",
        "Huế, ngày ... tháng ... năm 2024",
        "Huế, ngày 5 tháng năm 2024",
        "Huế, ngày 05 tháng 6 năm 20...",
    ],
)
def test_a_blank_day_is_told(line: str) -> None:
    (slip,) = check_missing(Paper(paper("Số: 12/KH-UBND", line), Header(number="12", issued_on="2024-06")))
    assert (slip.code, slip.field) == ("missing", "date")


def test_a_day_whose_year_was_broken_off_is_not_told_as_blank() -> None:
    text = paper("Số: 12/SYT-NVY", "Huế, ngày 02 tháng 10 năm các chất dạng thuốc phiện", "2024 bằng thuốc")
    assert check_missing(Paper(text, Header(number="12"))) == []


def test_a_full_letterhead_raises_nothing() -> None:
    text = paper("Số: 12/KH-UBND", "Huế, ngày 05 tháng 6 năm 2024", "KẾ HOẠCH")
    assert check_missing(Paper(text, Header(number="12", issued_on="2024-06-05"))) == []


def test_a_copy_without_a_letterhead_raises_nothing() -> None:
    text = paper("CHỈ THỊ", "Về tăng cường sự lãnh đạo", "Trong những năm qua, ngày càng có nhiều mô hình.")
    assert check_missing(Paper(text, Header(kind="CT"))) == []


def test_a_position_without_a_name_is_told() -> None:
    text = paper("KẾ HOẠCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    header = Header(
        number="1", issued_on="2024-06-05", signers=(Signer("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", None),)
    )
    (slip,) = check_missing(Paper(text, header))
    assert slip.field == "signer"
