import pytest

from chungtay.reader.checks.paper import Paper
from chungtay.reader.checks.prose_sums import check_prose_sums
from chungtay.reader.tests.papers import paper

RIGHT = [
    "Tỉnh có 10 đơn vị hành chính cấp huyện (01 thành phố, 01 thị xã, 08 huyện).",
    "Toàn tỉnh có 129 đơn vị hành chính cấp xã (115 xã, 09 phường, 05 thị trấn).",
    "Biên giới dài 455,573km (trong đó đoạn giáp Lào 414,712km; đoạn giáp Trung Quốc 40,861km).",
    (
        "Đã bắt giữ 3.835 vụ, 4.376 đối tượng. Trong đó Công an 3.331 vụ, 3.779 đối tượng; Biên phòng bắt"
        " 504 vụ, 597 đối tượng; Hải quan phối hợp bắt 78 vụ, 105 đối tượng; truy bắt 59 đối tượng truy nã."
    ),
    (
        "Cai nghiện cho 4.674 lượt người, gồm cai tại Trung tâm cho 2.164 lượt người (trong đó cai bắt buộc"
        " 1.801 lượt người, cai tự nguyện 363 lượt người); cai tại cộng đồng cho 2.510 lượt người."
    ),
    ("Kinh phí là 26.498 triệu đồng; trong đó NSTW là 4,083 tỷ đồng; NSĐP là 22,415 tỷ đồng."),
    "Tổng số là 233.906 người, trong đó người nghiện là 184.427 và người sử dụng là 49.479, giảm 8.043 người.",
    "Có 1.661 người, giảm 270 người. Trong đó, có 539 người nghiện, 1.122 người sử dụng; 346 người vô gia cư.",
    "Ban hành 25 văn bản (01 chỉ thị, 10 kế hoạch, 14 công văn).",
]
SILENT = [
    "Phấn đấu 90% hội viên ký cam kết (năm 2026: 70%; năm 2027: 80%).",
    "Bình quân mỗi năm bắt 20 vụ, cụ thể: năm 2022 bắt 25 vụ, năm 2023 bắt 15 vụ.",
    "Có 45 xã (42 xã có người nghiện, 38 xã trọng điểm).",
    "Bắt giữ 2.194 vụ/3.160 đối tượng, trong đó phối hợp bắt giữ, bàn giao 749 vụ/1.327 đối tượng.",
    "Có 912 người nghiện (so với cuối năm 2021 giảm 360, so với cuối năm 2020 giảm 87).",
    "Cả nước hiện có 110 cơ sở, trong đó có 97 cơ sở công lập.",
    "Phát hiện 100 vụ, trong đó có 60 vụ mua bán, 20 vụ tàng trữ.",  # not every part is named
    "Hiện có 200 người nghiện, trong đó có 120 người dưới 30 tuổi, 90 người thất nghiệp.",
    "Tổ chức 5 hội nghị (300 người tham dự, 20 đơn vị).",
    "Phát hiện 12 vụ (tăng 3 vụ, giảm 2 đối tượng so với cùng kỳ).",
    "Tổ chức hơn 50 buổi, gồm 30 buổi cấp tỉnh, 15 buổi cấp huyện.",
    "Phát 1.366 cuốn sách; 2.800 cuốn sổ tay; treo 4.812 cụm pano.",
    "Dạy nghề cho 1.130 học viên, gồm các nghề sau: hàn xì, cơ khí, mộc.",
    "Thành lập 10 đoàn kiểm tra, gồm 3 đoàn cấp tỉnh, 2 đoàn liên ngành và một số đoàn cấp huyện.",
    "Toàn tỉnh có 129 xã, phường; trong đó có 124 xã (chiếm tỷ lệ 96%) là địa bàn trọng điểm.",
    "Xét xử 40 vụ, 52 bị cáo; phối hợp với tỉnh bạn bắt 5 vụ, trong đó có 3 vụ lớn.",
]
WRONG = [
    ("Có 73 học sinh, sinh viên, gồm 41 học sinh phổ thông, 22 học sinh cơ sở và 13 sinh viên.", 73, 76),
    ("Test 1.248 lượt người, trong đó tại cơ sở lưu trú 452 lượt, quán bar 517 lượt, nhà trọ 315 lượt.", 1248, 1284),
    ("Huyện có 25 đơn vị hành chính cấp xã (22 xã, 02 thị trấn).", 25, 24),
    ("Hiện có 118 trường hợp, gồm 90 trường hợp cai tại gia đình, 29 trường hợp cai tại cơ sở.", 118, 119),
    ("Trong năm đã bắt 150 vụ. Trong đó Công an bắt 120 vụ; Bộ đội Biên phòng bắt 40 vụ.", 150, 160),
    ("Lập hồ sơ 80 người, trong đó nam 60 người, nữ 18 người.", 80, 78),
    ("Kinh phí 10 tỷ đồng, trong đó ngân sách trung ương 6 tỷ đồng, ngân sách địa phương 4.500 triệu đồng.",
     10_000_000_000, 10_500_000_000),
    ("Phát hiện 40 vụ, trong đó có 45 vụ mua bán.", 40, 45),
    ("Ban hành 26 văn bản (01 chỉ thị, 10 kế hoạch, 14 công văn).", 26, 25),
    ("Xóa nhổ 900 m2 thuốc phiện, cụ thể: năm 2022: 400 m2; năm 2023: 300 m2; năm 2024: 210 m2.", 900, 910),
    ("Cai nghiện 500 người, trong đó bắt buộc 300 người; còn lại 210 người tự nguyện.", 500, 510),
]  # fmt: skip


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_split_that_adds_up_is_counted(sentence: str) -> None:
    findings = check_prose_sums(Paper(paper(sentence)))
    assert findings.checks == ()
    assert findings.held > 0


@pytest.mark.parametrize("sentence", SILENT)
def test_what_need_not_add_up_is_left_alone(sentence: str) -> None:
    assert check_prose_sums(Paper(paper(sentence))).checks == ()


@pytest.mark.parametrize(("sentence", "stated", "found"), WRONG)
def test_a_split_that_does_not_add_up_is_told(sentence: str, stated: int, found: int) -> None:
    (slip,) = check_prose_sums(Paper(paper(sentence))).checks
    assert (slip.code, slip.stated, slip.found) == ("sum", stated, found)


def test_a_footnote_splits_the_number_that_it_stands_at() -> None:
    text = paper(
        "Xóa nhổ 9.663 m2 diện tích[1] trồng cây thuốc phiện.",
        "[1] Năm 2017: 1.764 m2; Năm 2018: 5.911 m2; Năm 2019: 193 m2; Năm 2020: 974 m2; Năm 2021: 839 m2",
    )
    (slip,) = check_prose_sums(Paper(text)).checks
    assert (slip.stated, slip.found) == (9663, 9681)
    start, end = slip.spans[0]
    assert text.text[start:end] == "9.663 m2"
    assert "9.681 m2" in slip.message


def test_list_items_split_the_whole_above_them() -> None:
    head = "Tổng kinh phí thực hiện: 10.000 triệu đồng, trong đó:"
    right = paper(
        head, "- Ngân sách trung ương: 6.000 triệu đồng;", "- Ngân sách địa phương: 4.000 triệu đồng."
    )
    assert check_prose_sums(Paper(right)).held == 1
    wrong = paper(
        head, "- Ngân sách trung ương: 6.000 triệu đồng;", "- Ngân sách địa phương: 4.100 triệu đồng."
    )
    (slip,) = check_prose_sums(Paper(wrong)).checks
    assert slip.found == 10_100_000_000


def test_parts_of_one_unit_behind_a_colon_make_the_whole() -> None:
    (slip,) = check_prose_sums(
        Paper(paper("Lập hồ sơ quản lý 25 người: thôn Đông 10 người, thôn Tây 8 người, thôn Nam 6 người."))
    ).checks
    assert (slip.code, slip.stated, slip.found) == ("sum", 25, 24)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lập hồ sơ 25 người: thôn Đông 10 người, thôn Tây 8 người, thôn Nam 7 người.",
        "Lập hồ sơ 25 người: thôn Đông 10 người, thôn Tây 8 người, các thôn khác.",
        "Lập hồ sơ 25 người: trước hết 2 người ở thôn Đông, 3 người ở thôn Tây.",
        "Tổ chức 3 đợt: đợt 1 có 12 người, đợt 2 có 15 người.",
        "Tỷ lệ đạt 90%: bắt buộc 95%, tự nguyện 80%.",
    ],
)
def test_other_lists_behind_a_colon_are_left_alone(sentence: str) -> None:
    assert check_prose_sums(Paper(paper(sentence))).checks == ()


def test_a_list_complete_for_its_cases_is_complete_for_its_people() -> None:
    sentence = (
        "Bắt 156 vụ, 214 đối tượng, trong đó: mua bán 98 vụ, 131 đối tượng; tàng trữ 58 vụ, 73 đối tượng."
    )
    findings = check_prose_sums(Paper(paper(sentence)))
    assert [(check.stated, check.found) for check in findings.checks] == [(214, 204)]


def test_behind_a_semicolon_another_thing_is_told() -> None:
    said = "Bắt giữ 412 vụ, gồm: Công an 371 vụ, Biên phòng 32 vụ, Hải quan 6 vụ; thu giữ 14,6 kg heroin, 38.450 viên."
    (slip,) = check_prose_sums(Paper(paper(said))).checks
    assert (slip.stated, slip.found) == (412, 409)
