from chungtay.reader.checks.table_sums import check_table_sums
from chungtay.reader.contract import Budget, Header
from chungtay.reader.quantities.budgets import find_budgets, stated_totals
from chungtay.reader.quantities.counted_tables import read_counted_tables
from chungtay.reader.tests.papers import paper


def only(*parts: str | list[str], header_rows: int = 1) -> Budget:
    (budget,) = find_budgets(paper(*parts, header_rows=header_rows), Header())
    return budget


def cells(budget: Budget) -> list[tuple[object, ...]]:
    return [(row.level, row.no, row.label, row.total, *row.values.values()) for row in budget.rows]


def test_commas_number_children_and_years_head_columns() -> None:
    budget = only(
        "DỰ TOÁN KINH PHÍ ĐỀ ÁN",
        "ĐVT: Triệu đồng",
        [
            "STT | Nội dung | Tổng kinh phí giai đoạn 2022-2023 | Phân kỳ đầu tư | <",
            "^ | ^ | ^ | Năm 2022 | Năm 2023",
            "1 | Tuyên truyền | 5.800 | 2.900 | 2.900",
            "1,1 | Các sở, ngành | 4.200 | 2.100 | 2.100",
            "1,2 | Các huyện | 1.600 | 800 | 800",
            " | Tổng cộng | 5.800 | 2.900 | 2.900",
        ],
        header_rows=2,
    )
    assert (budget.title, budget.unit) == ("DỰ TOÁN KINH PHÍ ĐỀ ÁN", "triệu đồng")
    assert budget.columns == ("2022", "2023")
    assert budget.total == 5800
    assert cells(budget) == [
        (1, "1", "Tuyên truyền", 5800, 2900, 2900),
        (2, "1,1", "Các sở, ngành", 4200, 2100, 2100),
        (2, "1,2", "Các huyện", 1600, 800, 800),
    ]


def test_groups_of_every_class_lie_under_each_other_and_the_total_may_come_first() -> None:
    budget = only(
        "Biểu số 02: Nhu cầu kinh phí thực hiện Chương trình",
        "Đơn vị tính: nghìn đồng",
        [
            "TT | Nội dung | Tổng cộng | NSTW | NSĐP | Ghi chú",
            "A | B | 1=2+3 | 2 | 3 | 4",
            " | TỔNG SỐ | 900.000 | 600.000 | 300.000 | ",
            "A | CẤP TỈNH | 700.000 | 500.000 | 200.000 | ",
            "I | Tuyên truyền | 700.000 | 500.000 | 200.000 | Sở TT&TT",
            "1 | Hội nghị | 300.000 | 200.000 | 100.000 | ",
            "1.1 | Tỉnh | 100.000 | 100.000 | - | ",
            "1.2 | Huyện | 200.000 | 100.000 | 100.000 | ",
            "2 | Tài liệu | 400.000 | 300.000 | 100.000 | ",
            "- | Tờ rơi | 400.000 | 300.000 | 100.000 | ",
            "B | CẤP XÃ | 200.000 | 100.000 | 100.000 | ",
            "I | Cai nghiện |  | 100.000 | 100.000 | ",
        ],
    )
    assert budget.unit == "nghìn đồng"
    assert budget.columns == ("NSTW", "NSĐP")
    assert budget.total == 900000
    assert [(row.level, row.no) for row in budget.rows] == [
        (1, "A"), (2, "I"), (3, "1"), (4, "1.1"), (4, "1.2"), (3, "2"), (4, "-"), (1, "B"), (2, "I"),
    ]  # fmt: skip
    assert budget.rows[3].values == {"NSTW": 100000, "NSĐP": None}
    assert budget.rows[-1].total is None


def test_a_total_that_names_its_groups_is_no_row() -> None:
    budget = only(
        "Dự toán (ĐVT: đồng)",
        [
            "STT | Hạng mục | Số lượng | Đơn giá | Thành tiền",
            "I | Hội nghị |  |  | 9.000.000",
            "1 | In tài liệu | 100 | 50.000 | 5.000.000",
            "2 | Nước uống | 200 | 20.000 | 4.000.000",
            "II | Trang phục | 10 | 600.000 | 6.000.000",
            "Tổng cộng (I+II) | < |  |  | 15.000.000",
        ],
    )
    assert (budget.title, budget.unit, budget.columns) == ("Dự toán", "đồng", ())
    assert budget.total == 15_000_000
    assert [(row.level, row.no, row.total) for row in budget.rows] == [
        (1, "I", 9_000_000), (2, "1", 5_000_000), (2, "2", 4_000_000), (1, "II", 6_000_000),
    ]  # fmt: skip


def test_years_split_into_sources_keep_both_in_the_name() -> None:
    budget = only(
        "TỔNG HỢP KINH PHÍ",
        "(Đơn vị: tỷ đồng)",
        [
            "STT | Nội dung | Tổng số | Năm 2026 | < | Năm 2027 | <",
            "^ | ^ | ^ | NSTW | NSĐP | NSTW | NSĐP",
            "1 | Dự án 1 | 10,5 | 4 | 1,5 | 3 | 2",
            "2 | Dự án 2 | 4 | 1 | 1 | 1 | 1",
        ],
        header_rows=2,
    )
    assert budget.unit == "tỷ đồng"
    assert budget.columns == ("2026 NSTW", "2026 NSĐP", "2027 NSTW", "2027 NSĐP")
    assert budget.rows[0].values["2026 NSĐP"] == 1.5
    assert budget.total is None


def test_a_column_of_money_in_a_table_of_tasks_is_a_budget() -> None:
    budget = only(
        "Phân công nhiệm vụ",
        [
            "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Kinh phí (triệu đồng)",
            "1 | Mở lớp tập huấn | Công an tỉnh | Quý II | 120",
            "2 | In tờ rơi | Sở Y tế | Quý III | 80,5",
        ],
    )
    assert (budget.unit, [row.total for row in budget.rows]) == ("triệu đồng", [120, 80.5])


def test_commas_of_a_spreadsheet_group_thousands() -> None:
    budget = only(
        "Dự toán kinh phí",
        ["STT | Nội dung | Số tiền (đồng)", "1 | Hội nghị | 1,500,000", "2 | Tài liệu | 750,000"],
    )
    assert [row.total for row in budget.rows] == [1500000, 750000]


def test_a_table_of_results_or_of_tasks_is_no_budget() -> None:
    text = paper(
        "Kết quả",
        ["STT | Đơn vị | Số vụ", "1 | Huyện A | 12", "2 | Huyện B | 8", " | Tổng | 20"],
        ["STT | Nhiệm vụ | Chủ trì", "1 | Tuyên truyền | Sở Y tế", "2 | Kiểm tra | Công an"],
    )
    assert find_budgets(text, Header()) == []


def test_of_which_rows_are_marked_and_their_head_is_left_out() -> None:
    (table,) = read_counted_tables(
        paper(
            "Dự toán kinh phí (triệu đồng)",
            [
                "STT | Nội dung | Số tiền",
                "1 | Tuyên truyền | 100",
                " | Trong đó: | ",
                " | - Cấp tỉnh | 60",
                "2 | Tập huấn | 50",
            ],
        )
    )
    assert [(row.label, row.of_which) for row in table.lines] == [
        ("Tuyên truyền", False), ("- Cấp tỉnh", True), ("Tập huấn", False),
    ]  # fmt: skip


def test_a_total_stated_in_prose_is_read_in_dong() -> None:
    text = paper(
        "Dự kiến kinh phí thực hiện 2022 - 2025 là 71.440.000.000 đồng.", "Tổng kinh phí: 5,5 tỷ đồng"
    )
    assert [value for _, value in stated_totals(text)] == [71_440_000_000, 5_500_000_000]


def test_sums_of_groups_are_no_rows_and_a_summary_is_no_sum() -> None:
    text = paper(
        "Dự toán kinh phí (triệu đồng)",
        [
            "STT | Nội dung | Số tiền",
            "I | Tuyên truyền | ",
            "1 | Tờ rơi | 10",
            "2 | Pano | 20",
            " | Cộng I | 30",
            "II | Kiểm tra | ",
            "1 | Xăng xe | 5",
            "2 | Tổng hợp, báo cáo | 2",
            " | Cộng mục II | 7",
            " | Tổng cộng (I+II) | 37",
        ],
    )
    (budget,) = find_budgets(text, Header())
    assert budget.total == 37
    assert [row.label for row in budget.rows] == [
        "Tuyên truyền", "Tờ rơi", "Pano", "Kiểm tra", "Xăng xe", "Tổng hợp, báo cáo",
    ]  # fmt: skip
    (table,) = read_counted_tables(text)
    assert (check_table_sums(table).checks, check_table_sums(table).held) == ((), 1)


def test_rows_without_numbers_are_told_from_their_sum_by_its_words() -> None:
    (budget,) = find_budgets(
        paper(
            "Dự toán kinh phí (triệu đồng)",
            ["Nội dung | Số tiền", "Hội nghị | 5", "Tổng kết, khen thưởng | 2", "Tổng số tiền | 7"],
        ),
        Header(),
    )
    assert [(row.label, row.level, row.total) for row in budget.rows] == [
        ("Hội nghị", 1, 5),
        ("Tổng kết, khen thưởng", 1, 2),
    ]
    assert budget.total == 7


def test_the_word_of_the_whole_may_stand_in_the_column_of_numbers() -> None:
    budget = only(
        "Dự toán kinh phí (đơn vị: đồng)",
        [
            "STT | Nội dung chi | Số lượng | Thành tiền",
            "1 | In băng rôn | 4 | 1.400.000",
            "Cộng | | | 1.400.000",
        ],
    )
    assert (budget.total, len(budget.rows)) == (1400000, 1)
