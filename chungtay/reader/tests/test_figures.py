from chungtay.reader.contract import Figure, Header, Period
from chungtay.reader.quantities.figures import find_figures
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import classify
from chungtay.reader.tests.papers import paper


def read(*parts: str | list[str], header: Header | None = None) -> list[Figure]:
    text = paper(*parts)
    return find_figures(text, find_sections(text), classify(text), header or Header(kind="KH"))


RESULTS = (
    "ĐỀ ÁN",
    "Phòng, chống ma túy",
    "I. KẾT QUẢ CÔNG TÁC GIAI ĐOẠN 2017 - 2021",
    "- Đã tổ chức 6.041 buổi tuyên truyền thu hút 435.889 lượt người tham gia; phát 1.366 cuốn sách.",
    "- Năm 2021, đã phát hiện, bắt giữ 3.835 vụ, 4.376 đối tượng, thu giữ 754kg heroin.",
    "II. NHIỆM VỤ",
    "- Mở 05 lớp tập huấn.",
)


def test_results_are_read_with_what_they_count_and_when() -> None:
    figures = read(*RESULTS)
    assert [(f.value, f.unit, f.label) for f in figures] == [
        (6041, "buổi", "tuyên truyền"),
        (435889, "lượt người", "tham gia"),
        (1366, "cuốn", "sách"),
        (3835, "vụ", "phát hiện, bắt giữ"),
        (4376, "đối tượng", "phát hiện, bắt giữ"),
        (754, "kg", "heroin"),
    ]
    assert figures[0].period == Period("2017-01-01", "2021-12-31")
    assert figures[3].period == Period("2021-01-01", "2021-12-31")


def test_spans_hold_the_number_and_its_unit() -> None:
    text = paper(*RESULTS)
    figures = find_figures(text, find_sections(text), classify(text), Header())
    assert [text.text[slice(*f.span)] for f in figures][:2] == ["6.041 buổi", "435.889 lượt người"]


def test_the_situation_and_the_duties_report_nothing() -> None:
    found = read(
        "I. CƠ SỞ THỰC TIỄN",
        "Tỉnh có 129 xã; có 7.831 người nghiện.",
        "II. NHIỆM VỤ",
        "- Mở 05 lớp tập huấn cho 200 người.",
    )
    assert found == []


def test_a_ratio_reports_what_was_done() -> None:
    found = read("I. KẾT QUẢ NĂM 2023", "- Làm sạch ma túy tại 18/20 xã.", "II. NHIỆM VỤ", "- Tuyên truyền.")
    assert [(f.value, f.unit) for f in found] == [(18, "xã")]


def test_cells_of_a_report_have_the_unit_of_their_column() -> None:
    figures = read(
        "BÁO CÁO",
        "Kết quả phòng, chống ma túy năm 2024",
        "I. KẾT QUẢ",
        ["STT | Đơn vị | Số vụ | Tỷ lệ (%)", "1 | Huyện A | 12 | 80", "2 | Huyện B | - | 75,5"],
        header=Header(kind="BC", period=Period("2024-01-01", "2024-12-31")),
    )
    assert [(f.value, f.unit, f.label) for f in figures] == [
        (12, "vụ", "Huyện A, Số vụ"),
        (80, "%", "Huyện A, Tỷ lệ (%)"),
        (75.5, "%", "Huyện B, Tỷ lệ (%)"),
    ]
    assert figures[0].period == Period("2024-01-01", "2024-12-31")


def test_columns_of_years_date_their_cells() -> None:
    figures = read(
        "I. KẾT QUẢ THỰC HIỆN",
        ["STT | Nội dung | Đơn vị tính | Năm 2022 | Năm 2023", "1 | Lớp tập huấn | lớp | 5 | 8"],
    )
    assert [(f.value, f.unit, f.label, f.period) for f in figures] == [
        (5, "lớp", "Lớp tập huấn", Period("2022-01-01", "2022-12-31")),
        (8, "lớp", "Lớp tập huấn", Period("2023-01-01", "2023-12-31")),
    ]


def test_a_row_may_name_what_its_half_years_count() -> None:
    figures = read(
        "I. KẾT QUẢ THỰC HIỆN",
        ["STT | Nội dung | 6 tháng 2024 | 6 tháng 2025", "1 | Số vụ phát hiện | 20 | 25"],
    )
    assert [(f.value, f.unit, f.period) for f in figures] == [
        (20, "vụ", Period("2024-01-01", "2024-06-30")),
        (25, "vụ", Period("2025-01-01", "2025-06-30")),
    ]


def test_an_article_that_judges_the_state_of_things_reports() -> None:
    figures = read(
        "NGHỊ QUYẾT",
        "Điều 1. Đánh giá tình hình",
        "Giai đoạn 2017 - 2021 đã triệt phá 186 vụ.",
        "Điều 2. Mục tiêu",
    )
    assert [(f.value, f.unit) for f in figures] == [(186, "vụ")]


def test_a_share_in_brackets_is_of_what_stands_before_it() -> None:
    figures = read(
        "KẾ HOẠCH", "I. KẾT QUẢ", "- Phát hiện 38 trường hợp dương tính (chiếm 9,3%).", "II. NHIỆM VỤ"
    )
    assert [f.value for f in figures] == [38, 9.3]


def test_what_is_so_now_is_reported_under_any_heading() -> None:
    found = read("I. ĐỊA BÀN", "Hiện các ấp này có 37 người nghiện.", "II. NHIỆM VỤ", "- Tuyên truyền.")
    assert [(f.value, f.unit) for f in found] == [(37, "người nghiện")]


def test_results_told_among_duties_are_figures() -> None:
    found = read(
        "I. NỘI DUNG TUYÊN TRUYỀN", "- Kết quả 6 tháng đầu năm 2026: toàn huyện mở 14 lớp tập huấn.", "Hết."
    )
    assert [(figure.value, figure.unit) for figure in found] == [(14, "lớp")]


def test_an_annex_that_lists_places_counts_how_matters_stand() -> None:
    table = ["TT | Thôn | Số người nghiện", "1 | Thôn Đoài | 4", "2 | Thôn Thượng | 7"]
    found = read("I. NHIỆM VỤ", "1. Rà soát.", "PHỤ LỤC", "DANH SÁCH THÔN TRỌNG ĐIỂM", table)
    assert [(figure.value, figure.unit) for figure in found] == [(4, "người nghiện"), (7, "người nghiện")]
