"""Letterheads, blanks, Party papers, periods."""

import pytest

from chungtay.reader.contract import Header, Period
from chungtay.reader.duties.citations import find_citations
from chungtay.reader.header import find_header
from chungtay.reader.header.period import period_in
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.zones import zones_of
from chungtay.reader.tests.papers import paper


def header(*lines: str) -> Header:
    text = paper(*lines)
    outline = find_outline(text)
    return find_header(text, outline, find_citations(text, zones_of(text, outline)))


def test_a_blank_number_keeps_its_symbol_and_a_blank_day_its_month() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN",
        "HUYỆN SƠN HÀ",
        "Số: /KH- UBND",
        "Sơn Hà, ngày     tháng 6 năm 2024",
        "KẾ HOẠCH",
        "Tháng hành động năm 2024",
    )
    assert (found.number, found.symbol, found.code, found.issued_on) == (None, "KH-UBND", None, "2024-06")
    assert (found.issuer, found.place) == ("Ủy ban nhân dân huyện Sơn Hà", "Sơn Hà")


def test_one_line_may_hold_both_columns() -> None:
    found = header(
        "UBND TỈNH SƠN HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-SYT Sơn Hà, ngày 05 tháng 3 năm 2025", "KẾ HOẠCH", "Tập huấn năm 2025",
    )  # fmt: skip
    assert (found.parent_body, found.issuer) == ("Ủy ban nhân dân tỉnh Sơn Hà", "Sở Y tế")
    assert (found.code, found.place, found.issued_on) == ("12/KH-SYT", "Sơn Hà", "2025-03-05")


def test_a_party_paper_is_issued_by_the_standing_board() -> None:
    found = header(
        "TỈNH ỦY SƠN HÀ",
        "*",
        "Số 58 - CT/TU",
        "CHỈ THỊ",
        "về phòng, chống ma túy",
        "1. Quán triệt Chỉ thị.",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Hoàng Văn Mẫu",
    )
    assert (found.issuer, found.code, found.symbol) == ("Ban Thường vụ Tỉnh ủy Sơn Hà", "58-CT/TU", "CT/TU")
    assert (found.signers[0].authority, found.signers[0].position) == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")


def test_the_chair_of_a_board_signs_in_that_seat_over_his_own() -> None:
    found = header(
        "Số: 3/KH-BCĐ", "KẾ HOẠCH", "Cao điểm", "TRƯỞNG BAN", "CHỦ TỊCH UBND PHƯỜNG", "Trần Văn Thử"
    )
    (signer,) = found.signers
    assert (signer.authority, signer.position) == ("TRƯỞNG BAN", "CHỦ TỊCH UBND PHƯỜNG")


def test_three_lines_are_one_authority_and_ranks_stay_in_the_name() -> None:
    found = header(
        "Số: 3/KH-CAT",
        "KẾ HOẠCH",
        "Cao điểm năm 2025",
        "TM. BAN CHỈ ĐẠO",
        "KT. TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "Đại tá Nguyễn Văn Thử",
    )
    (signer,) = found.signers
    assert (signer.authority, signer.position, signer.name) == (
        "TM. BAN CHỈ ĐẠO KT. TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "Đại tá Nguyễn Văn Thử",
    )


def test_an_incoming_stamp_is_not_the_number() -> None:
    found = header(
        "CÔNG VĂN ĐẾN",
        "Số: 4471",
        "Ngày: 12/3/2025",
        "ỦY BAN NHÂN DÂN XÃ SƠN HÀ",
        "Số: 9/KH-UBND",
        "KẾ HOẠCH",
        "Tuyên truyền năm 2025",
    )
    assert (found.code, found.issuer) == ("9/KH-UBND", "Ủy ban nhân dân xã Sơn Hà")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Kiểm soát ma túy trong hai năm 2024 - 2025", Period("2024-01-01", "2025-12-31")),
        ("giai đoạn 2022 - 2025, định hướng đến năm 2030", Period("2022-01-01", "2025-12-31", "2030-12-31")),
        ("Triển khai Chương trình đến năm 2030", Period(None, "2030-12-31")),
        ("công tác 6 tháng cuối năm 2025", Period("2025-07-01", "2025-12-31")),
        ("Cao điểm từ ngày 15/9/2025 đến ngày 15/12/2025", Period("2025-09-15", "2025-12-15")),
        ("Tháng hành động năm 2024", Period("2024-01-01", "2024-12-31")),
        ("công tác quý II năm 2026", Period("2026-04-01", "2026-06-30")),
        ("Nhiệm vụ quý IV năm 2025 và năm 2026", Period("2025-10-01", "2026-12-31")),
        ("6 tháng cuối năm 2024, năm 2025", Period("2024-07-01", "2025-12-31")),
        ("Về tăng cường sự lãnh đạo của Đảng", None),
    ],
)
def test_the_period_of_a_subject(words: str, period: Period | None) -> None:
    assert period_in(words) == period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (
            "Kết quả 6 tháng đầu năm; phương hướng, nhiệm vụ 6 tháng cuối năm 2024",
            ("2024-01-01", "2024-06-30"),
        ),
        ("Kết quả quý I, phương hướng nhiệm vụ quý II năm 2026", ("2026-01-01", "2026-03-31")),
        ("Kết quả 9 tháng đầu năm 2025", ("2025-01-01", "2025-09-30")),
        ("Kết quả thực hiện nhiệm vụ năm 2023 và phương hướng năm 2024", ("2023-01-01", "2023-12-31")),
    ],
)
def test_a_report_is_of_the_time_that_it_tells_of(words: str, period: tuple[str, str]) -> None:
    assert period_in(words, of_report=True) == Period(*period)


def test_a_subject_may_begin_like_an_introduction() -> None:
    found = header(
        "UBND TỈNH SƠN HÀ",
        "Số: 118/KH-UBND",
        "KẾ HOẠCH",
        "Thực hiện Chương trình phòng, chống ma túy đến năm 2030",
        "Thực hiện Quyết định số 7619/QĐ-BCA ngày 08/9/2025, UBND tỉnh ban hành Kế hoạch như sau:",
    )
    assert found.title == "Thực hiện Chương trình phòng, chống ma túy đến năm 2030"
    assert found.period == Period(None, "2030-12-31")


def test_a_letter_has_its_subject_beside_its_number_and_its_addressees_are_no_recipients() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN TỈNH SƠN HÀ",
        "Số: 4123/UBND-NC",
        "V/v tăng cường phòng, chống ma túy",
        "Sơn Hà, ngày 20 tháng 11 năm 2024",
        "Kính gửi:",
        "- Các sở, ban, ngành;",
        "1. Công an tỉnh rà soát địa bàn.",
    )
    assert (found.kind, found.code, found.issued_on) == ("CV", "4123/UBND-NC", "2024-11-20")
    assert (found.title, found.recipients) == ("tăng cường phòng, chống ma túy", ())


def test_the_place_comes_from_the_parent_body_where_the_issuer_names_none() -> None:
    found = header("UBND XÃ NA SANG", "BAN CHỈ ĐẠO 138", "Số: 2/KH-BCĐ", "KẾ HOẠCH", "Tuyên truyền năm 2026")
    assert (found.parent_body, found.issuer) == ("Ủy ban nhân dân xã Na Sang", "Ban Chỉ đạo 138 xã Na Sang")


def test_a_body_whose_name_holds_phong_is_one_body() -> None:
    found = header(
        "BỘ TƯ LỆNH BỘ ĐỘI BIÊN PHÒNG",
        "BỘ CHỈ HUY BỘ ĐỘI BIÊN PHÒNG TỈNH LAM SƠN",
        "Số: 219/KH-BCH",
        "Lam Sơn, ngày 19 tháng 02 năm 2021",
        "KẾ HOẠCH",
        "Đấu tranh phòng, chống ma túy năm 2021",
    )
    assert found.issuer == "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lam Sơn"
    assert found.parent_body == "Bộ Tư lệnh Bộ đội Biên phòng"


LETTERHEADS = [
    (("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT CHUYÊN LÊ QUÝ ĐÔN"), "Trường THPT chuyên Lê Quý Đôn"),
    (("HUYỆN ĐOÀN THÍ DỤ", "ĐOÀN XÃ BÌNH THÍ", "ĐOÀN TNCS HỒ CHÍ MINH"), "Đoàn xã Bình Thí"),
    (("BỘ CHỈ HUY BĐBP TỈNH LAM SƠN", "ĐỒN BIÊN PHÒNG CỬA KHẨU NA Ư"), "Đồn Biên phòng cửa khẩu Na Ư"),
    (("SỞ Y TẾ", "BỆNH VIỆN ĐA KHOA TỈNH LAM SƠN"), "Bệnh viện Đa khoa tỉnh Lam Sơn"),
]


@pytest.mark.parametrize(("bodies", "issuer"), LETTERHEADS)
def test_the_issuer_is_the_innermost_body_spelled_as_in_a_sentence(
    bodies: tuple[str, ...], issuer: str
) -> None:
    found = header(
        *bodies, "Số: 7/KH-X", "Lam Sơn, ngày 03 tháng 02 năm 2026", "KẾ HOẠCH", "Phòng, chống ma túy"
    )
    assert (found.issuer, found.parent_body is None) == (issuer, False)


def test_a_first_heading_of_any_label_ends_the_subject() -> None:
    found = header(
        "Số: 7/KH-X", "KẾ HOẠCH", "Tổ chức Tháng hành động năm 2026", "A- MỤC ĐÍCH, YÊU CẦU", "1/ Mục đích"
    )
    assert found.title == "Tổ chức Tháng hành động năm 2026"


def test_the_number_of_a_page_in_the_subject_is_left_out() -> None:
    found = header(
        "Số: 7/QĐ-X", "QUYẾT ĐỊNH", "Về phòng, chống ma túy niên vụ 2019 -", "2020", "2", "của huyện"
    )
    assert found.title == "Về phòng, chống ma túy niên vụ 2019 - 2020 của huyện"


@pytest.mark.parametrize(
    ("number", "place_and_date", "code", "place"),
    [
        ("Số: 7/KH-UBND", "Lam Sơn, ngày 02/01/2026", "7/KH-UBND", "Lam Sơn"),
        ("Số: 7/KH-UBND", "Ea H'leo, ngày 02 tháng 01 năm 2026", "7/KH-UBND", "Ea H'leo"),
        ("Số: 15/KH-THPT.LQĐ", "Lam Sơn, ngày 02 tháng 01 năm 2026", "15/KH-THPT.LQĐ", "Lam Sơn"),
        ("Số 07-KH/ĐU", "Bản Na - Lam Sơn, ngày 2 tháng 1 năm 2026", "07-KH/ĐU", "Bản Na - Lam Sơn"),
    ],
)
def test_numbers_and_places_are_written_in_many_ways(
    number: str, place_and_date: str, code: str, place: str
) -> None:
    found = header(number, place_and_date, "KẾ HOẠCH", "Phòng, chống ma túy năm 2026")
    assert (found.code, found.place, found.issued_on) == (code, place, "2026-01-02")


def test_a_day_in_figures_without_a_place_is_not_the_papers() -> None:
    assert header("Số: 7/KH-UBND", "In ngày 02/01/2026", "KẾ HOẠCH", "Phòng, chống ma túy").issued_on is None


def test_a_whole_paper_on_a_page_keeps_the_date_of_the_page() -> None:
    lines = ("Số: 3/KH-SGDĐT", "KẾ HOẠCH", "Phòng, chống ma túy", "Thực hiện Kế hoạch năm 2025.")
    assert header("Ngày đăng: 16/09/2025 08:15 - Lượt xem: 1.204", *lines).posted_on == "2025-09-16"
    assert header(*lines, "Số liệu cập nhật đến ngày 01/9/2025.").posted_on is None


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        (
            ("UBND XÃ HẢ", "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM,", "TỆ NẠN XÃ HỘI VÀ XÂY DỰNG", "PHONG TRÀO BẢO VỆ AN NINH"),
            "Ủy ban nhân dân xã Hả",
            "Ban Chỉ đạo Phòng, chống tội phạm, tệ nạn xã hội và Xây dựng phong trào bảo vệ An ninh xã Hả",
        ),
        (("CÔNG AN - HỘI NÔNG DÂN -", "ĐOÀN THANH NIÊN XÃ PÁ LÔNG"), None, "Công an xã Pá Lông"),
        (("SỞ Y TẾ TỈNH HÀ KHÊ", "TRUNG TÂM KIỂM SOÁT", "BỆNH TẬT TỈNH"), "Sở Y tế tỉnh Hà Khê", "Trung tâm Kiểm soát bệnh tật tỉnh Hà Khê"),
        (("HỘI LHPN TỈNH HÀ KHÊ", "BAN THƯỜNG VỤ"), "Hội Liên hiệp Phụ nữ tỉnh Hà Khê", "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Hà Khê"),
        (("TỈNH ỦY HÀ KHÊ", "ĐẢNG ỦY CÔNG AN TỈNH"), "Tỉnh ủy Hà Khê", "Đảng ủy Công an tỉnh Hà Khê"),
        (("SỞ NỘI VỤ HÀ KHÊ", "CƠ SỞ CAI NGHIỆN MA TÚY"), "Sở Nội vụ Hà Khê", "Cơ sở cai nghiện ma túy"),
        (("UBND TỈNH HÀ KHÊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ", "HỘI"), "Ủy ban nhân dân tỉnh Hà Khê", "Sở Lao động - Thương binh và Xã hội"),
        (("CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH HÀ KHÊ"), None, "Chủ tịch Ủy ban nhân dân tỉnh Hà Khê"),
        (("UBND TP. HÀ KHÊ", "TRƯỜNG PTDTBT THCS XUÂN HÒA"), "Ủy ban nhân dân thành phố Hà Khê", "Trường PTDTBT THCS Xuân Hòa"),
    ],
)  # fmt: skip
def test_a_letterhead_of_several_lines_names_its_bodies_whole(
    lines: tuple[str, ...], parent: str | None, issuer: str
) -> None:
    found = header(*lines, "Số: 5/KH-X", "Hà Khê, ngày 02 tháng 3 năm 2026", "KẾ HOẠCH", "Phòng, chống ma túy năm 2026", "1. Rà soát.")  # fmt: skip
    assert (found.parent_body, found.issuer) == (parent, issuer)


def test_a_party_organ_of_the_introduction_is_placed_by_the_letterhead() -> None:
    said = "Ban Nội chính Tỉnh ủy hướng dẫn một số nội dung như sau:"
    found = header(
        "TỈNH ỦY HÀ KHÊ", "BAN NỘI CHÍNH", "Số 5-HD/BNCTU", "HƯỚNG DẪN", "tuyên truyền", said, "1. Rà soát."
    )
    assert found.issuer == "Ban Nội chính Tỉnh ủy Hà Khê"


@pytest.mark.parametrize(
    ("lines", "authority", "position", "name"),
    [
        (("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ Y", "Mùa A Mẫu"), "TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ Y", "Mùa A Mẫu"),
        (("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH", "Lò Thị Mẫu"), "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH", "Lò Thị Mẫu"),
        (("TM. ĐOÀN CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Mẫu"), "TM. ĐOÀN CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Mẫu"),
    ],
)  # fmt: skip
def test_seats_of_a_signature(lines: tuple[str, ...], authority: str, position: str, name: str) -> None:
    (signer,) = header("Số: 3/KH-UBND", "KẾ HOẠCH", "Cao điểm", "1. Rà soát.", *lines).signers
    assert (signer.authority, signer.position, signer.name) == (authority, position, name)


def test_two_signatures_side_by_side_may_be_read_row_by_row() -> None:
    one, other = header(
        "Số: 3/KH-LN", "KẾ HOẠCH", "Cao điểm", "1. Rà soát.",
        "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "KT. GIÁM ĐỐC SỞ Y TẾ", "BÍ THƯ", "PHÓ GIÁM ĐỐC", "Lò Thị Mẫu", "Trung tá Lưu Văn Mẫu",
    ).signers  # fmt: skip
    assert (one.authority, one.position, one.name) == ("TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "BÍ THƯ", "Lò Thị Mẫu")
    assert (other.authority, other.position, other.name) == ("KT. GIÁM ĐỐC SỞ Y TẾ", "PHÓ GIÁM ĐỐC", "Trung tá Lưu Văn Mẫu")  # fmt: skip
