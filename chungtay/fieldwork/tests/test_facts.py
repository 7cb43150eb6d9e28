"""The five source plans' duties have their registers; the results of Điện Biên come out as the sentence they were."""

import io
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any
from uuid import uuid4

import openpyxl
import pytest

from chungtay.base.problems import Refused
from chungtay.catalogue import queries as catalogue
from chungtay.fieldwork.queries import sentence_of
from chungtay.fieldwork.rules.sentences import sentences, slots
from chungtay.registers import sheets
from chungtay.registers.models import Register, RegisterVersion
from chungtay.registers.queries import definition_of
from chungtay.registers.rules import Definition, read_form
from chungtay.registers.services import import_entries, load_registers, save_entry, shipped_forms
from tests.cast import NOW, Cast

THIRTEEN = (
    "communication", "lawful_sites lawful_licences lawful_stock lawful_checks lawful_losses", "crops", "models",
    "cooperation", "training", "seizures", "facilities determinations", "livelihood", "business_checks supervision",
    "concern_points", "surveys", "equipment",
)  # fmt: skip


def kept(name: str) -> dict[str, Any]:
    return tomllib.loads(files("chungtay.fieldwork").joinpath(name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def definitions() -> dict[str, Definition]:
    return {name: read_form(source).definition for name, source in shipped_forms()}


def test_every_duty_of_the_five_plans_has_its_register_and_every_register_a_duty(
    definitions: dict[str, Definition],
) -> None:
    duties = kept("duties.toml")
    named = {one["register"] for one in duties["duty"]}
    assert named == {*definitions, "supervision"} == {code for codes in THIRTEEN for code in codes.split()}
    assert {one["plan"] for one in duties["duty"]} == set(duties["plans"])


def test_substances_to_choose_from_are_those_of_the_data(definitions: dict[str, Definition]) -> None:
    known = {*kept("substances.toml")["substance"], "other"}
    for form, question in (
        ("lawful_stock", "substance"),
        ("lawful_losses", "substance"),
        ("lawful_checks", "substances"),
    ):
        assert {one.name for one in definitions[form].questions[question].choices} == known


def test_a_register_names_and_numbers_in_vietnamese_and_english() -> None:
    for _name, source in shipped_forms():
        survey = source.partition("| survey |")[2].partition("\n\n")[0]
        heads, *rows = [[cell.strip() for cell in line.split("|")] for line in survey.strip().splitlines()]
        at = {name: number for number, name in enumerate(heads)}
        for row in rows:
            if row[at["label"]]:
                assert row[at["label::English (en)"]], row
            for said in ("hint", "constraint_message"):
                if said in at and row[at[said]]:
                    assert row[at[f"{said}::English (en)"]], row


def test_the_places_of_concern_are_for_the_police_and_no_register_asks_for_more(
    definitions: dict[str, Definition],
) -> None:
    assert {code for code, one in definitions.items() if one.sight == "police"} == {"concern_points"}


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_every_contribution_names_a_cell_of_the_catalogue(definitions: dict[str, Definition]) -> None:
    """An option that is written out must be one of the element's; one that is asked must offer nothing else."""
    given = {
        cell
        for definition in definitions.values()
        for one in definition.contributes
        for cell in _cells(one.element, [_offered(definition, option) for option in one.options])
    }
    assert set(catalogue.ids_of(given)) == given


def _offered(definition: Definition, option: str) -> list[str]:
    """What an option can be: itself, or every choice of the question that it names."""
    if "$" not in option:
        return [option]
    return [one.name for one in definition.questions[option.strip("${}")].choices]


def _cells(element: str, choices: list[list[str]]) -> list[str]:
    made = [""]
    for options in choices:
        made = [f"{before}.{option}".strip(".") for before in made for option in options]
    return [f"{element}:{options}" if options else element for options in made]


def test_a_sentence_asks_for_questions_and_choices_that_are_there(definitions: dict[str, Definition]) -> None:
    for register, sentence in sentences().items():
        definition = definitions[register]
        kinds = {one.name for one in definition.questions[sentence.by].choices}
        asked = {question for _kind, question in slots(sentence)} - {"entries"}
        assert {kind for kind, _question in slots(sentence)} <= kinds
        assert asked <= set(definition.questions)


# The project of Điện Biên (1241/QĐ-UBND, 14 July 2022) on what was done from 2017 to 2021.
DONE: list[dict[str, Any]] = [
    {"activity": "session", "audience": "nhan_dan", "sessions": 6041, "attendances": 435_889},
    {"activity": "mobile", "audience": "nhan_dan", "sessions": 987, "attendances": 0},
    {"activity": "led", "audience": "nhan_dan", "sessions": 299},
    {"activity": "loudspeaker", "broadcasts": 2420},
    {"activity": "film", "audience": "nhan_dan", "sessions": 854, "attendances": 0},
    {"activity": "material", "leaflets": 8820, "handbooks": 2800, "books": 1366, "pens": 300},
    {"activity": "panel", "panels": 4812},
    {"activity": "bookcase", "bookcases": 12},
    {"activity": "integrated", "audience": "nhan_dan", "sessions": 4119, "attendances": 277_720},
]


SENTENCE = (
    "Đã tổ chức 6.041 buổi tuyên truyền thu hút 435.889 lượt người tham gia; tổ chức 987 buổi tuyên truyền lưu động; "
    "299 buổi tuyên truyền trên hệ thống màn hình Led; 2.420 bài tuyên truyền trên loa phóng thanh; 854 buổi chiếu "
    "phim tuyên truyền; phát 1.366 cuốn sách; 2.800 cuốn sổ tay; 300 bút viết; treo 4.812 cụm pano, băng rôn, tranh "
    "cổ động; phát 8.820 tờ rơi, tờ gấp; xây dựng 12 tủ sách pháp luật; tổ chức 4.119 buổi tuyên truyền lồng ghép, "
    "thu hút 277.720 lượt đoàn viên, hội viên tham gia."
)


def entered(cast: Cast, register: Register, rows: list[dict[str, Any]]) -> None:
    for given in rows:
        save_entry(by=cast.province, now=NOW, register=register.pk, uuid=uuid4(), given=given)


def imported(cast: Cast, register: Register, rows: list[dict[str, Any]]) -> None:
    version = RegisterVersion.objects.get(register=register)
    book = openpyxl.load_workbook(io.BytesIO(sheets.write_template(version, said="mẫu")))
    asked = sheets.columns_of(definition_of(version))
    for number, given in enumerate(rows, start=1):
        book.worksheets[0].append([number, *(given.get(one.key) for one in asked)])
    out = io.BytesIO()
    book.save(out)
    import_entries(by=cast.province, now=NOW, register=register.pk, content=out.getvalue())


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("brought_in", [entered, imported])
def test_the_results_of_dien_bien_come_out_as_the_sentence_of_its_project(
    cast: Cast, brought_in: Callable[[Cast, Register, list[dict[str, Any]]], None]
) -> None:
    load_registers(now=NOW)
    register = Register.objects.get(code="communication")
    titled = {"on": "2021-12-14", "title": "Kết quả 2017 - 2021 (ví dụ)"}
    brought_in(cast, register, [{**titled, **one} for one in DONE])

    assert sentence_of("communication", date(2017, 1, 1), date(2021, 12, 31)) == SENTENCE
    assert sentence_of("communication", date(2022, 1, 1), date(2022, 12, 31)) == ""


def test_a_site_closes_its_stock_once_a_day_for_each_substance_and_unit(
    cast: Cast, shipped: dict[str, Register]
) -> None:
    """Tablets and ampoules of one substance, two unlisted substances: each has a book of its own."""
    amounts = dict.fromkeys(("opening", "received", "issued", "lost", "closing"), "0")
    day = {"on": "2026-02-28", "since": "2026-02-01", "site": "BV-1", **amounts}
    books = [
        {"substance": "morphine", "unit": "vien"}, {"substance": "morphine", "unit": "ong"},
        {"substance": "other", "other_substance": "chất A (ví dụ)", "unit": "g"},
        {"substance": "other", "other_substance": "chất B (ví dụ)", "unit": "g"},
    ]  # fmt: skip
    entered(cast, shipped["lawful_stock"], [day | book for book in books])
    for book in books:
        with pytest.raises(Refused, match="unique"):
            entered(cast, shipped["lawful_stock"], [day | book])
