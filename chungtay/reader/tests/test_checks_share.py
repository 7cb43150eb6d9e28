import pytest

from chungtay.reader.checks.paper import Paper
from chungtay.reader.checks.share import check_share
from chungtay.reader.tests.papers import paper

RIGHT = [
    "Tỉnh có 10 huyện, 129 xã; trong đó có 124 xã (chiếm tỷ lệ 96%) là địa bàn trọng điểm.",
    "Có 190/200 xã đạt chuẩn, đạt 95%.",
    "Đã hoàn thành 45/52 chỉ tiêu (86,5%).",
    "Số vụ giảm từ 120 xuống còn 96 vụ, giảm 20%.",
    "Phát hiện 150 vụ, tăng 30 vụ (25%) so với cùng kỳ.",
    "Có 2/3 huyện hoàn thành, đạt 66,6%.",
]
SILENT = [
    "Trong 9 tháng có 72 đơn vị thành lập đội, đạt 80%.",
    "Trong 96 xã có 72 xã báo cáo, đạt 80% kế hoạch.",
    "Tỉnh xếp thứ 5/63 tỉnh, đạt 85% điểm chuẩn.",
    "Có 12/20 xã hoàn thành, so với kế hoạch đạt 80%.",
    "Có gần 96% số xã là địa bàn trọng điểm.",
    "Phấn đấu 100% cơ quan, trường học được tuyên truyền.",
    "Hằng năm có từ 65% - 70% số vụ phạm pháp có liên quan đến ma túy.",
    "Phát hiện 150 vụ, 180 đối tượng, tăng 25% so với cùng kỳ.",
    "Bắt 20 vụ, 30 đối tượng, trong đó có 5 vụ lớn, thu 3 kg heroin, chiếm 40% tổng số vụ của khu vực.",
    "Từ ngày 15/12/2023 đến ngày 14/6/2024 đạt 60% kế hoạch.",
]
WRONG = [
    ("Có 190/200 xã đạt chuẩn, đạt 85%.", 85, 95),
    ("Lập 64 tổ; giúp đỡ 118 người lầm lỗi, trong đó 59 người tiến bộ (chiếm 60%).", 60, 50),
    ("Toàn tỉnh có 129 xã; trong đó có 100 xã (chiếm tỷ lệ 87%) là địa bàn trọng điểm.", 87, 77.52),
    ("Số vụ giảm từ 120 xuống còn 96 vụ, giảm 25%.", 25, 20),
    ("Phát hiện 150 vụ, tăng 30 vụ (20%) so với cùng kỳ.", 20, 25),
    ("Có 486/540 trường tổ chức ký cam kết không vi phạm pháp luật về ma túy, đạt 92%.", 92, 90),
    ("Trong 64 người nghiện có hồ sơ quản lý, 48 người đang được điều trị, đạt 85%.", 85, 75),
    ("Trong 96 xã, phường có 72 đơn vị thành lập đội xung kích, đạt 80%.", 80, 75),
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_share_that_matches_is_counted(sentence: str) -> None:
    findings = check_share(Paper(paper(sentence)))
    assert (findings.checks, findings.held) == ((), 1)


@pytest.mark.parametrize("sentence", SILENT)
def test_a_share_without_its_two_numbers_is_left_alone(sentence: str) -> None:
    assert check_share(Paper(paper(sentence))).checks == ()


@pytest.mark.parametrize(("sentence", "stated", "found"), WRONG)
def test_a_share_that_does_not_match_is_told(sentence: str, stated: float, found: float) -> None:
    (slip,) = check_share(Paper(paper(sentence))).checks
    assert (slip.code, slip.stated, slip.found) == ("share", stated, found)
