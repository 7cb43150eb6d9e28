"""A form made question by question, whatever it was before."""

import pytest

from chungtay.xlsforms.rules.composing import Ask, NewQuestion, add_question, call, drop_question, name_for
from chungtay.xlsforms.rules.tables import rows_of

FORM = """Một ghi chú.
| survey |
| | type | name | label::Tiếng Việt (vi) | constraint |
| | select_one muc | muc | Mục | |
| | integer | so_ho | Số hộ | . >= 1 |

| choices |
| | list_name | name | label::Tiếng Việt (vi) |
| | muc | a | một \\| hai |

| settings |
| | form_title | form_id |
| | Sổ mới | ma_so |
"""


def sheet(source: str, name: str) -> list[list[str]]:
    return [cells for _line, cells in rows_of(source).get(name, [])]


def test_a_question_is_added_at_the_end_in_the_columns_of_the_form() -> None:
    made = add_question(FORM, NewQuestion(Ask.INTEGER, "Số hộ", hint="Hộ | khẩu", required=True))
    heads, first, second, third = sheet(made, "survey")
    assert heads[:3] == ["type", "name", "label::Tiếng Việt (vi)"]
    assert (first[0], second[3]) == ("select_one muc", ". >= 1")
    assert dict(zip(heads, third, strict=False)) == {
        "type": "integer", "name": "so_ho_2", "label::Tiếng Việt (vi)": "Số hộ", "constraint": "",
        "required": "yes", "hint": "Hộ | khẩu",
    }  # fmt: skip
    assert sheet(made, "choices") == sheet(FORM, "choices")
    assert sheet(made, "settings") == sheet(FORM, "settings")


def test_a_question_with_choices_brings_them_and_takes_them_along() -> None:
    made = add_question(FORM, NewQuestion(Ask.MANY, "Loại đội", choices=("Tổ", "tổ", "31 người")))
    assert sheet(made, "survey")[-1][:2] == ["select_multiple loai_doi", "loai_doi"]
    assert [row[:2] for row in sheet(made, "choices")[2:]] == [
        ["loai_doi", "to"], ["loai_doi", "to_2"], ["loai_doi", "m_31_nguoi"]
    ]  # fmt: skip
    assert sheet(drop_question(made, "loai_doi"), "choices") == sheet(FORM, "choices")
    assert sheet(drop_question(FORM, "muc"), "choices") == []


def test_a_title_gives_a_form_its_code_once() -> None:
    named = call(FORM, "Đội tình nguyện", unnamed="ma_so")
    assert sheet(named, "settings")[1] == ["Đội tình nguyện", "doi_tinh_nguyen"]
    assert sheet(call(named, "Tên khác", unnamed="ma_so"), "settings")[1] == ["Tên khác", "doi_tinh_nguyen"]


@pytest.mark.parametrize(
    ("words", "name"), [("Số hộ", "so_ho"), ("???", "muc"), ("3 người", "m_3_nguoi"), ("x" * 50, "x" * 32)]
)
def test_a_name_is_one_that_forms_allow(words: str, name: str) -> None:
    assert name_for(words, ()) == name
    assert name_for(words, {name}) == f"{name}_2"
