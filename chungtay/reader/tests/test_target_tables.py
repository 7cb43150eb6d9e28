from chungtay.reader.contract import Target
from chungtay.reader.duties.tasks import find_tasks
from chungtay.reader.quantities.targets import find_row_targets, find_targets
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import classify
from chungtay.reader.tests.papers import paper


def read(*parts: str | list[str]) -> list[Target]:
    text = paper("KẾ HOẠCH", "Phòng, chống ma túy giai đoạn 2026 - 2030", *parts)
    return find_targets(text, find_sections(text), classify(text))


def said(found: list[Target]) -> list[tuple[object, ...]]:
    return [(t.text, t.relation, t.value, t.unit, (t.due or "")[:4]) for t in found]


def test_a_heading_of_aims_makes_a_table_of_years_one_of_promises() -> None:
    found = read(
        "I. MỤC TIÊU",
        "1. Lộ trình thực hiện",
        [
            "STT | Tiêu chí | ĐVT | Năm 2026 | Năm 2030",
            "1 | Tỷ lệ tái nghiện không quá | % | 60 | 45",
            "2 | Số xã không có ma túy | Xã | 3 | 8",
        ],
    )
    assert said(found) == [
        ("Tỷ lệ tái nghiện không quá", "at_most", 60, "%", "2026"),
        ("Tỷ lệ tái nghiện không quá", "at_most", 45, "%", "2030"),
        ("Số xã không có ma túy", "equal", 3, "xã", "2026"),
        ("Số xã không có ma túy", "equal", 8, "xã", "2030"),
    ]


def test_the_unit_over_the_table_holds_for_all_cells() -> None:
    found = read(
        "I. CHỈ TIÊU",
        "Đơn vị tính: người",
        ["TT | Buôn, thôn | 2026 | 2027", "1 | Buôn Kty | 8 | 10", " | Cộng | 8 | 10"],
    )
    assert said(found) == [
        ("Buôn Kty", "equal", 8, "người", "2026"),
        ("Buôn Kty", "equal", 10, "người", "2027"),
    ]


def test_a_column_don_vi_names_units_or_bodies() -> None:
    units = read("I. CHỈ TIÊU", ["TT | Chỉ tiêu | Đơn vị | 2026", "1 | Giảm số vụ phạm tội | % | 5"])
    bodies = read("I. CHỈ TIÊU GIAO", ["TT | Đơn vị | Chỉ tiêu giao năm 2026 (người)", "1 | Xã Đông | 5"])
    assert said(units) == [("Giảm số vụ phạm tội", "decrease", 5, "%", "2026")]
    assert said(bodies) == [("Xã Đông", "equal", 5, "người", "2026")]


def test_a_promise_may_be_split_by_other_columns_than_years() -> None:
    found = read(
        "I. CHỈ TIÊU GIAO CÁC XÃ NĂM 2026",
        "(Đơn vị tính: người)",
        ["TT | Tên xã | Cai bắt buộc | Cai tự nguyện | Tổng", "1 | Xã An Thí | 12 | 4 | 16"],
    )
    assert said(found) == [
        ("Xã An Thí", "equal", 12, "người", "2026"),
        ("Xã An Thí", "equal", 4, "người", "2026"),
    ]


def test_a_table_may_have_a_row_for_each_year() -> None:
    found = read(
        "I. MỤC TIÊU PHẤN ĐẤU",
        ["Năm | Số người cai nghiện (người) | Tỷ lệ xã không ma túy (%)", "2026 | 40 | 55", "2027 | 45 | 60"],
    )
    assert said(found) == [
        ("Số người cai nghiện", "equal", 40, "người", "2026"),
        ("Tỷ lệ xã không ma túy", "equal", 55, "%", "2026"),
        ("Số người cai nghiện", "equal", 45, "người", "2027"),
        ("Tỷ lệ xã không ma túy", "equal", 60, "%", "2027"),
    ]


def test_money_and_results_under_a_heading_of_aims_are_no_promises() -> None:
    money = ["TT | Nội dung | Năm 2026 | Năm 2027", "1 | Tuyên truyền | 100 | 120"]
    assert read("I. MỤC TIÊU", "Kinh phí thực hiện mục tiêu (đơn vị: triệu đồng):", money) == []
    assert read("I. MỤC TIÊU", "Kết quả thực hiện chỉ tiêu các năm trước:", money) == []


def test_the_years_of_a_table_of_results_are_no_promises_wherever_it_stands() -> None:
    results = ["TT | Chỉ tiêu | ĐVT | 2024 | 2025", "1 | Số vụ phát hiện | vụ | 12 | 14"]
    for title in ("THỐNG KÊ SỐ LIỆU", "TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU", "BIỂU SO SÁNH KẾT QUẢ"):
        assert read("II. NHIỆM VỤ", "- Rà soát.", f"PHỤ LỤC {title}", results) == []
    planned = ["TT | Chỉ tiêu | ĐVT | Thực hiện 2025 | Kế hoạch 2026", "1 | Số vụ phát hiện | vụ | 12 | 14"]
    assert said(read("PHỤ LỤC SỐ LIỆU", planned)) == [("Số vụ phát hiện", "equal", 14, "vụ", "2026")]


def test_the_row_of_a_task_table_promises_by_the_day_that_it_is_due() -> None:
    text = paper(
        "II. NHIỆM VỤ",
        [
            "STT | Nhiệm vụ | Chủ trì | Thời gian",
            "1 | Lập 12 hồ sơ cai nghiện | Công an xã | Trước ngày 30/6/2026",
            "2 | Kiểm tra 100% nhà trọ | Công an xã | Quý III/2026",
            "3 | Gặp mặt người có uy tín | Trạm Y tế | Tháng 4/2026 - tháng 7/2026",
        ],
    )
    tasks = find_tasks(text, find_outline(text), classify(text))
    assert [(t.value, t.unit, t.due) for t in find_row_targets(text, tasks)] == [
        (12, "hồ sơ", "2026-06-30"),
        (100, "%", "2026-09-30"),
    ]
