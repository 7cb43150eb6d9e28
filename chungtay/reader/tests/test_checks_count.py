import pytest

from chungtay.reader.checks.count import check_count
from chungtay.reader.checks.paper import Paper
from chungtay.reader.contract import Check
from chungtay.reader.quantities.counted_tables import read_counted_tables
from chungtay.reader.tests.papers import paper

STATED = "Tỉnh có 129 đơn vị hành chính cấp xã (115 xã, 09 phường, 05 thị trấn); 1.441 thôn, bản."


def check(*parts: str | list[str]) -> list[Check]:
    text = paper(*parts)
    return check_count(Paper(text, tables=read_counted_tables(text)))


def test_classes_that_make_more_than_the_whole_are_told() -> None:
    classes = (
        "Hiện có 30 xã loại 1, 32 xã loại 2, 33 xã loại 3, 31 xã không phải trọng điểm, 04 xã không có ma túy"
    )
    (slip,) = check(STATED, classes)
    assert (slip.code, slip.stated, slip.found) == ("count", 129, 130)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hiện có 30 xã loại 1, 32 xã loại 2, 33 xã loại 3, 34 xã không phải trọng điểm.",
        "Có 124 xã, phường, thị trấn trọng điểm về ma túy.",
        "Trong đó có 124 xã, phường, thị trấn.",
        "Hiện có 30 xã loại 1, 32 xã loại 2, 33 xã loại 3.",
        "Xây dựng 10 xã, phường, thị trấn không ma túy.",
        "Toàn tỉnh có 129 xã, phường, thị trấn.",
        "Huyện Mường Ảng có 10 đơn vị hành chính cấp xã.",
        "Sau sắp xếp, tỉnh có 45 đơn vị hành chính cấp xã (42 xã, 03 phường).",
        "Cả nước có 3.321 đơn vị hành chính cấp xã.",
    ],
)
def test_other_numbers_of_communes_are_left_alone(sentence: str) -> None:
    assert check(STATED, sentence) == []


def test_the_same_whole_stated_twice_is_told() -> None:
    (slip,) = check(STATED, "Toàn tỉnh có 130 xã, phường, thị trấn.")
    assert (slip.stated, slip.found) == (129, 130)


TABLE = ["STT | Nội dung | Số tiền", "1 | Hội nghị | 400", "2 | Tài liệu | 310", " | Tổng cộng | 710"]


def test_money_in_prose_and_table_is_compared() -> None:
    title = "DỰ TOÁN KINH PHÍ (triệu đồng)"
    assert check("Tổng kinh phí thực hiện là 710.000.000 đồng.", title, TABLE) == []
    (slip,) = check("Tổng kinh phí thực hiện là 720.000.000 đồng.", title, TABLE)
    assert (slip.code, slip.stated, slip.found) == ("count", 720_000_000, 710_000_000)
    assert check("Tổng kinh phí thực hiện là 2.400.000.000 đồng.", title, TABLE) == []


def test_a_list_that_announces_its_length_is_counted() -> None:
    lead = "II. Tập trung thực hiện 03 nhóm nhiệm vụ sau:"
    assert check(lead, "1. Tuyên truyền.", "2. Kiểm tra.", "3. Cai nghiện.", "III. KINH PHÍ") == []
    (slip,) = check(lead, "1. Tuyên truyền.", "2. Kiểm tra.", "III. KINH PHÍ")
    assert (slip.stated, slip.found) == (3, 2)


@pytest.mark.parametrize(
    ("sentence", "stated", "named"),
    [
        ("Còn 03 xã: Long Hiệp, Ngãi Xuyên, Tập Sơn, Đôn Châu chưa đưa được người nào đi cai.", 3, 4),
        ("Chọn 02 xã, phường trọng điểm (An Thí, Bình Thí, xã Cam Thí).", 2, 3),
        ("Chỉ đạo điểm tại 05 thôn: Đội 1, Đội 2, Đội 3 và Đội 4.", 5, 4),
    ],
)
def test_names_behind_their_number_are_counted(sentence: str, stated: int, named: int) -> None:
    (slip,) = check(sentence)
    assert (slip.code, slip.stated, slip.found) == ("count", stated, named)


@pytest.mark.parametrize(
    "sentence",
    [
        "Còn 03 xã: Long Hiệp, Ngãi Xuyên, Tập Sơn chưa đạt.",
        "Tại 12 trường: THPT A, THCS B, Tiểu học C, Mầm non D.",
        "Có 03 xã: An Thí (12 người), Bình Thí (3 người) và Cam Thí.",
        "Tại 01 xã: An Thí, Công an xã chủ trì ra quân.",
        "Tại 05 xã (Thanh Nưa, Hua Thanh, Thanh Luông, ...).",
        "Có 02 xã: An Thí, Bình Thí và các xã khác.",
    ],
)
def test_names_that_may_be_more_or_fewer_are_left_alone(sentence: str) -> None:
    assert check(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Đoàn đã làm việc với 06 xã, thị trấn.",
        "Địa bàn trọng điểm gồm 03 xã, thị trấn (An Thí, Bình Thí, Cam Thí).",
        "Hiện có 04 xã, thị trấn; các xã khác chưa có.",
        "Đến nay 3/8 xã, thị trấn đã hoàn thành.",
    ],
)
def test_a_few_communes_of_a_district_are_not_all_of_them(sentence: str) -> None:
    assert check("Huyện Lam Sơn có 15 xã, thị trấn.", sentence) == []


def test_all_of_another_number_than_the_commune_has_is_told() -> None:
    (slip,) = check(
        "Đặc khu có 09 khu dân cư, 5.126 nhân khẩu.", "Ký cam kết tại cả 10 khu dân cư của đặc khu."
    )
    assert (slip.code, slip.stated, slip.found) == ("count", 9, 10)
    (slip,) = check(
        "Huyện Mường Ảng có 14 xã, thị trấn với 121 bản.", "Vận động ở cả 15 xã, thị trấn của huyện."
    )
    assert (slip.stated, slip.found) == (14, 15)


@pytest.mark.parametrize(
    "sentence",
    [
        "12/12 thôn đạt chuẩn.",
        "Cả 03 thôn được công nhận.",
        "08/10 thôn trọng điểm ra quân.",
        "Sau sáp nhập, 09/10 thôn đạt chuẩn.",
    ],
)
def test_some_of_the_hamlets_are_not_all_of_them(sentence: str) -> None:
    assert check("Xã Mỹ Lộc có 12 thôn, 3.215 hộ.", sentence) == []


def test_names_that_begin_with_what_is_counted_are_counted() -> None:
    names = "Tổ Nam Sơn, Tổ Bắc Sơn và Tổ Chợ Mới"
    (slip,) = check(f"Thành lập 04 tổ tự quản gồm: {names}; ra mắt trước ngày 30/6/2026.")
    assert (slip.code, slip.stated, slip.found) == ("count", 4, 3)
    assert check(f"Thành lập 03 tổ tự quản, gồm {names}.") == []
    assert check(f"Thành lập 04 tổ tự quản gồm: {names}, Bình Sơn.") == []
