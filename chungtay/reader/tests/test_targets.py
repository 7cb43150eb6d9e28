from pathlib import Path

import pytest

from chungtay.reader.contract import Target
from chungtay.reader.quantities.targets import find_targets
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import classify
from chungtay.reader.tests.papers import paper


def read(*parts: str | list[str]) -> list[Target]:
    text = paper("KẾ HOẠCH", "Phòng, chống ma túy giai đoạn 2022 - 2025", *parts)
    return find_targets(text, find_sections(text), classify(text))


def aims(sentence: str) -> list[Target]:
    return read(
        "I. MỤC TIÊU",
        f"- {sentence}",
        "- Nâng cao nhận thức của nhân dân.",
        "II. NHIỆM VỤ",
        "- Tuyên truyền.",
    )


def duties(sentence: str) -> list[Target]:
    return read(
        "I. MỤC TIÊU", "- Giảm cung, giảm cầu.", "II. NHIỆM VỤ, GIẢI PHÁP", f"- {sentence}", "- Tuyên truyền."
    )


@pytest.mark.parametrize(
    ("sentence", "relation", "value", "value_max", "unit", "due", "per"),
    [
        ("100% cơ quan, đơn vị được tuyên truyền.", "equal", 100, None, "%", None, None),
        ("Phấn đấu trên 95% người nghiện có hồ sơ quản lý.", "at_least", 95, None, "%", None, None),
        (
            "Đến năm 2025, có từ 80% trở lên số xã không có ma túy.",
            "at_least",
            80,
            None,
            "%",
            "2025-12-31",
            None,
        ),
        ("Tỷ lệ tái nghiện dưới 30% vào năm 2025.", "at_most", 30, None, "%", "2025-12-31", None),
        ("Mỗi năm giảm từ 3% - 5% số người nghiện.", "decrease", 3, 5, "%", None, "năm"),
        ("Tăng 20-30% số vụ phát hiện so với năm 2021.", "increase", 20, 30, "%", None, None),
        ("Mỗi huyện, thị xã xây dựng 01-02 mô hình điểm.", "equal", 1, 2, "mô hình", None, "huyện, thị xã"),
        ("Hằng năm mở ít nhất 03 lớp tập huấn.", "at_least", 3, None, "lớp", None, "năm"),
        ("Xây dựng 15 xã không ma túy đến hết quý II/2024.", "equal", 15, None, "xã", "2024-06-30", None),
        ("Mỗi xã giúp đỡ ít nhất một người nghiện.", "at_least", 1, None, "người nghiện", None, "xã"),
        ("Hằng năm, số vụ được phát hiện tăng trên 3%.", "increase", 3, None, "%", None, "năm"),
        ("Kiềm chế tỷ lệ gia tăng người nghiện dưới 1%/năm.", "at_most", 1, None, "%", None, "năm"),
        ("90% người sau cai nghiện được hỗ trợ vay vốn.", "equal", 90, None, "%", None, None),
        ("Triệt xóa từ 5 - 10% số điểm, tụ điểm mỗi năm.", "equal", 5, 10, "%", None, "năm"),
        ("Tỷ lệ xã không có ma túy đạt trên 20%.", "at_least", 20, None, "%", None, None),
        ("Số người nghiện mới không quá 50 người/năm.", "at_most", 50, None, "người", None, "năm"),
    ],
)
def test_a_promise_among_aims_is_read(
    sentence: str,
    relation: str,
    value: int,
    value_max: int | None,
    unit: str,
    due: str | None,
    per: str | None,
) -> None:
    (target,) = aims(sentence)
    assert (target.relation, target.value, target.value_max, target.unit) == (
        relation,
        value,
        value_max,
        unit,
    )
    assert (target.due, target.per) == (due, per)


def test_two_horizons_are_two_targets_with_one_base() -> None:
    first, second = aims(
        "Đến năm 2025, có 20% và đến năm 2030 có 30% số xã giảm mức độ phức tạp so với năm 2020."
    )
    assert (first.value, first.due, first.baseline_year) == (20, "2025-12-31", 2020)
    assert (second.value, second.due, second.baseline_year) == (30, "2030-12-31", 2020)
    assert first.span == second.span


def test_a_horizon_behind_each_number_belongs_to_it() -> None:
    assert [(t.value, t.due) for t in aims("Tỷ lệ xã không ma túy đạt 50% năm 2025 và 80% năm 2030.")] == [
        (50, "2025-12-31"),
        (80, "2030-12-31"),
    ]


def test_two_horizons_may_each_stand_before_their_number() -> None:
    found = aims("Đến năm 2025, hơn 80% và năm 2030 có hơn 90% thanh niên nghiện ma túy được tư vấn.")
    assert [(t.relation, t.value, t.due) for t in found] == [
        ("at_least", 80, "2025-12-31"),
        ("at_least", 90, "2030-12-31"),
    ]


def test_two_shares_of_one_clause_are_two_targets() -> None:
    found = aims("Trên 80% trạm y tế và 100% cơ sở cai nghiện đủ điều kiện xác định tình trạng nghiện.")
    assert [(t.relation, t.value) for t in found] == [("at_least", 80), ("equal", 100)]


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        (
            "Cai nghiện cho 95 lượt người, trong đó: bắt buộc 40 lượt người, tại gia đình, cộng đồng 55 lượt người.",
            [("equal", 95), ("equal", 40), ("equal", 55)],
        ),
        ("Có trên 75% số ấp sạch, trong đó 04 xã đạt chuẩn.", [("at_least", 75), ("equal", 4)]),
        ("Mở 12 lớp tập huấn, trong đó nêu gương 40 hộ.", [("equal", 12)]),
    ],
)
def test_the_parts_of_what_is_promised_are_promised(sentence: str, known: list[tuple[str, int]]) -> None:
    assert [(t.relation, t.value) for t in aims(sentence)] == known


def test_clauses_are_targets_of_their_own() -> None:
    found = aims("100% xã có mô hình; trên 90% người nghiện được cai; không để phát sinh điểm phức tạp.")
    assert [(t.relation, t.value) for t in found] == [("equal", 100), ("at_least", 90), ("none", None)]
    assert found[2].text == "không để phát sinh điểm phức tạp"


def test_a_direction_without_a_number_is_a_target_without_a_value() -> None:
    (target,) = aims("Tăng số xã trong sạch, không có tệ nạn ma túy.")
    assert (target.relation, target.value) == ("increase", None)
    (target,) = duties("Phấn đấu giảm dần số xã trọng điểm.")
    assert (target.relation, target.value) == ("decrease", None)


def test_the_heading_gives_the_horizon() -> None:
    found = read(
        "I. MỤC TIÊU",
        "1. Mục tiêu đến năm 2025",
        "- 100% xã có mô hình.",
        "- 50% xã sạch.",
        "II. NHIỆM VỤ",
        "- A.",
    )
    assert [t.due for t in found] == ["2025-12-31", "2025-12-31"]
    assert found[0].section is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Hỗ trợ 100% kinh phí cai nghiện từ ngân sách tỉnh.",
        "Tập trung vào xã có từ 30 người nghiện trở lên.",
        "Báo cáo trong thời hạn 05 ngày.",
        "Thực hiện Luật Phòng, chống ma túy năm 2021 và Nghị định số 105/2021/NĐ-CP.",
        "Không để tội phạm lợi dụng.",
        "Tập trung chỉ đạo thực hiện đối với 03 xã điểm.",
        "Triển khai Tháng hành động trong 12 xã, phường.",
        "Chủ trì, phối hợp với 05 đơn vị liên quan.",
        "Thực hiện 03 tiêu chí “giảm cung, giảm cầu, giảm tác hại”.",
        "Tuyên truyền cho người từ 18 tuổi trở lên.",
        "Đề xuất thu hồi giấy phép của cơ sở vi phạm từ 02 lần trở lên.",
        "Xử lý người tái phạm từ 02 lần trở lên.",
        "Lập hồ sơ người bị xử phạt hành chính từ 02 lần trở lên.",
        "Gặp gỡ gia đình học sinh nghỉ học từ 03 buổi trở lên.",
        "Kiểm tra địa bàn để xảy ra từ 02 vụ trở lên.",
    ],
)
def test_conditions_limits_and_money_are_no_targets(sentence: str) -> None:
    assert duties(sentence) == []


@pytest.mark.parametrize(
    ("heading", "when", "due"),
    [
        ("NHIỆM VỤ NĂM 2024", "trong quý II", "2024-06-30"),
        ("NHIỆM VỤ NĂM 2024", "trong Quý IV", "2024-12-31"),
        ("NHIỆM VỤ NĂM 2024", "trong quý II hằng năm", "2024-12-31"),
        ("NHIỆM VỤ NĂM 2024", "trong quý I, II", "2024-12-31"),
        ("NHIỆM VỤ NĂM 2024", "trong quý II năm 2025", "2025-06-30"),
        ("NHIỆM VỤ", "trong quý II", None),
    ],
)
def test_a_quarter_is_of_the_year_of_its_heading(heading: str, when: str, due: str | None) -> None:
    (target,) = read("I. MỤC TIÊU", "- Giảm cung.", f"II. {heading}", f"- Hoàn thành 18 hồ sơ {when}.")
    assert (target.value, target.due) == (18, due)


def test_what_an_article_sets_up_is_no_promise_of_its_members() -> None:
    rest = "Điều 2. Hội Phụ nữ xã mở 02 lớp tập huấn."
    found = read("Điều 1. Thành lập Tổ công tác cai nghiện ma túy gồm 11 thành viên.", rest)
    assert [(t.value, t.unit) for t in found] == [(2, "lớp")]
    (target,) = duties("Thành lập Tổ phản ứng nhanh gồm 12 đồng chí.")
    assert target.value == 12


def test_results_are_no_targets() -> None:
    found = read(
        "I. KẾT QUẢ THỰC HIỆN", "- Đã mở 12 lớp, 100% xã có mô hình.", "II. NHIỆM VỤ", "- Tuyên truyền."
    )
    assert found == []


def test_a_table_of_aims_gives_one_target_for_each_year() -> None:
    found = read(
        "I. MỤC TIÊU",
        "1. Chỉ tiêu cụ thể",
        [
            "TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2023 | Năm 2024 | Năm 2025",
            "1 | Tỷ lệ xã không ma túy | % | 35 | 40 | ≥ 50",
            "2 | Số mô hình | mô hình | 8 | 10 | -",
        ],
        "II. NHIỆM VỤ",
        "- Tuyên truyền.",
    )
    assert [(t.text, t.relation, t.value, t.unit, t.due) for t in found] == [
        ("Tỷ lệ xã không ma túy", "equal", 40, "%", "2024-12-31"),
        ("Tỷ lệ xã không ma túy", "at_least", 50, "%", "2025-12-31"),
        ("Số mô hình", "equal", 10, "mô hình", "2024-12-31"),
    ]


def test_a_table_may_name_its_promise_in_the_head() -> None:
    found = read(
        "I. CHỈ TIÊU GIAO",
        [
            "STT | Xã, phường | Chỉ tiêu giao năm 2026 (người)",
            "1 | Mường A | 12",
            "2 | Mường B | 10",
            " | Cộng | 22",
        ],
        "II. NHIỆM VỤ",
        "- Tuyên truyền.",
    )
    assert [(t.text, t.value, t.unit, t.due) for t in found] == [
        ("Mường A", 12, "người", "2026-12-31"),
        ("Mường B", 10, "người", "2026-12-31"),
    ]


WORDINGS = (Path(__file__).parent / "wordings" / "targets.txt").read_text(encoding="utf-8").splitlines()[1:]


def facts(target: Target) -> str:
    value = "" if target.value is None else f"{target.value}"
    parts = [
        target.relation,
        value if target.value_max is None else f"{value}-{target.value_max}",
        target.unit,
    ]
    known = {"due": (target.due or "")[:7], "per": target.per, "base": target.baseline_year}
    return " ".join([*filter(None, parts), *(f"{name}={said}" for name, said in known.items() if said)])


@pytest.mark.parametrize("line", WORDINGS)
def test_every_wording_of_a_promise_is_read(line: str) -> None:
    words, _, known = line.partition(" =>")
    found = aims(words[2:]) if words.startswith("A") else duties(words[2:])
    assert "; ".join(facts(target) for target in found) == known.strip()
