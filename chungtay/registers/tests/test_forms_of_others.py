"""XLSForms that we did not write: they convert, open and can be filled; those that cannot say why."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from chungtay.base.problems import Refused
from chungtay.registers.models import Entry
from chungtay.registers.rules import QuestionKind, read_form
from chungtay.registers.services import publish_register
from chungtay.registers.tests.test_pages import client_of
from chungtay.xlsforms.rules.tables import text_of
from tests.cast import NOW, Cast

# What an administrator adds to a form that says neither its code nor its name.
SETTINGS = "\n| settings |\n| | form_id | form_title |\n| | cua_nguoi_khac | Biểu mẫu của người khác |\n"
HERE = Path(__file__).parent / "xlsforms_of_others"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.xls*")), ids=lambda path: str(path.name))
def test_a_form_of_others_converts(path: Path) -> None:
    read = read_form(text_of(path.read_bytes()), code="cua_nguoi_khac")
    assert read.definition.questions
    assert 'id="cua_nguoi_khac"' in read.xform


@pytest.mark.parametrize(
    ("name", "why"),
    [("bad_calc.xlsx", "Không đọc được biểu thức"), ("pull_data.xlsx", "pulldata()"), ("loop.xls", "loop")],
)
def test_a_form_that_cannot_be_a_register_says_why(name: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_form(text_of((HERE / "refused" / name).read_bytes()), code="cua_nguoi_khac")
    assert why in refused.value.problems[0].message


def test_nothing_that_a_telephone_tells_of_itself_is_asked() -> None:
    read = read_form(text_of((HERE / "flat_xlsform_test.xlsx").read_bytes()), code="cua_nguoi_khac")
    names = {one.name for one in read.definition.questions.values()}
    assert not {"deviceid", "subscriberid", "simserial", "uri_deviceid", "username"} & names


def test_a_form_of_others_opens_and_is_filled(cast: Cast) -> None:
    source = text_of((HERE / "or_other.xlsx").read_bytes()) + SETTINGS
    version = publish_register(by=cast.province, now=NOW, source=source)
    office = client_of(cast.province)
    address = reverse("registers:new_entry", args=[version.register_id]) + f"?ban={uuid4()}"
    assert office.get(address).status_code == 200
    questions = read_form(source).definition.questions
    answers = {
        key: _answer(one.kind, [choice.name for choice in one.choices]) for key, one in questions.items()
    }
    assert office.post(address, answers).status_code == 302
    assert Entry.objects.get().answers["fav_color"] == answers["fav_color"]


def _answer(kind: QuestionKind, choices: list[str]) -> str:
    plain = {
        QuestionKind.INTEGER: "7",
        QuestionKind.DECIMAL: "7.5",
        QuestionKind.DATE: "2026-03-01",
        QuestionKind.POINT: "21.4 103.0",
    }
    return choices[0] if choices else plain.get(kind, "Một câu trả lời (ví dụ)")
