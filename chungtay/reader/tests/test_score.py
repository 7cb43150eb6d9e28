import json
from pathlib import Path

import pytest

from chungtay.reader.score import Tally, main, score, score_folder, table_of

READING = {
    "header": {"kind": "KH", "number": None, "issuer": "UBND tỉnh"},
    "tasks": [
        {"text": "Mở lớp tập huấn cho cán bộ xã", "lead": ["Sở Y tế"], "support": [], "deadlines": []},
        {"text": "Kiểm tra cơ sở kinh doanh", "lead": [], "support": ["Công an tỉnh"], "deadlines": []},
    ],
    "targets": [{"text": "100% xã có mô hình", "relation": "equal", "value": 100, "unit": "%"}],
    "figures": [
        {"value": 5, "unit": "lớp", "label": "tập huấn"},
        {"value": 6, "unit": "vụ", "label": "bắt giữ"},
    ],
    "checks": [{"code": "sum", "stated": 5, "found": 6, "message": "…"}],
    "budgets": [
        {
            "unit": "triệu đồng",
            "total": 3,
            "rows": [{"no": "1", "level": 1, "total": 3, "values": {"2024": 3}}],
        }
    ],
}


def tallies(golden: dict[str, object]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    score(golden, READING, found)
    return found


def test_only_what_a_golden_file_says_is_scored() -> None:
    found = tallies({"header": {"kind": "KH", "number": "12", "issuer": "UBND  Tỉnh"}})
    assert set(found) == {"header"}
    assert (found["header"].right, found["header"].wrong, found["header"].missed) == (2, 0, 1)


def test_tasks_are_paired_by_their_words_and_then_compared() -> None:
    found = tallies(
        {
            "tasks": [
                {
                    "text": "mở lớp tập huấn cán bộ xã",
                    "lead": ["sở y tế"],
                    "deadlines": [{"kind": "by", "date": "2024-07-01"}],
                },
                {"text": "Tuyên truyền lưu động", "lead": ["Sở Văn hóa"]},
            ]
        }
    )
    assert (found["tasks"].right, found["tasks"].wrong, found["tasks"].missed) == (1, 1, 1)
    assert (found["lead"].right, found["lead"].missed) == (1, 0)
    assert found["deadlines"].missed == 1
    assert "support" not in found


def test_a_target_with_another_value_is_wrong_and_missed() -> None:
    found = tallies({"targets": [{"text": "100% xã có mô hình", "value": 90}]})["targets"]
    assert (found.right, found.wrong, found.missed) == (0, 1, 1)


def test_figures_are_a_sample() -> None:
    found = tallies({"figures": [{"value": 5, "unit": "lớp", "label": "tập huấn"}]})["figures"]
    assert (found.right, found.wrong, found.missed, found.recall) == (1, 0, 0, 1.0)


def test_every_cell_of_a_budget_counts() -> None:
    rows = [{"no": "1", "level": 1, "total": 3, "values": {"2024": 4}}]
    found = tallies({"budgets": [{"unit": "triệu đồng", "total": 3, "rows": rows}]})["budget cells"]
    assert (found.right, found.wrong, found.missed) == (4, 1, 1)


def test_nothing_asked_and_nothing_said_is_right() -> None:
    assert Tally().f1 == 1.0
    assert Tally(wrong=1).f1 == 0.0


def test_a_folder_without_golden_files_has_nothing_to_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "0 papers" in capsys.readouterr().out


def test_a_folder_is_read_and_scored(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "KẾ HOẠCH\nPhòng, chống ma túy\nI. MỤC TIÊU\n- 100% xã có mô hình.\n", "utf-8"
    )
    (tmp_path / "plan.golden.json").write_text(
        json.dumps({"targets": [{"text": "100% xã", "value": 100}]}), "utf-8"
    )
    (tmp_path / "plan.quantities.json").write_text(json.dumps({"budgets": []}), "utf-8")
    found, count = score_folder(tmp_path)
    assert count == 1
    assert found["targets"].right == 1
    assert "targets" in table_of(found, count)
