"""The catalogue that the project ships is whole: every name in it leads somewhere, every formula can be counted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chungtay.catalogue import queries, services
from chungtay.catalogue.models import Cell, DataElement, DataSet
from chungtay.catalogue.rules import shipped
from chungtay.catalogue.rules.checks import checks, judge
from chungtay.catalogue.rules.expressions import NotReported, Reference, Twofold, evaluate, parse, references
from chungtay.catalogue.rules.indicators import indicators
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_every_group_of_the_law_is_there() -> None:
    assert {element.group for element in shipped.elements().values()} == set(shipped.groups())


def test_every_element_is_on_a_form_and_every_form_names_elements_that_are_there() -> None:
    named = {code for form in shipped.forms().values() for part in form.sections for code in part.elements}
    assert named == set(shipped.elements())


def test_no_form_asks_for_the_same_element_twice() -> None:
    for form in shipped.forms().values():
        named = [code for part in form.sections for code in part.elements]
        assert len(named) == len(set(named)), form.code


def test_loading_again_changes_nothing_and_a_cell_keeps_its_id() -> None:
    first = services.load_catalogue(now=NOW)
    ids = dict(Cell.objects.values_list("code", "pk"))
    again = services.load_catalogue(now=NOW)
    assert (first.changed > 0, again.changed) == (True, 0)
    assert dict(Cell.objects.values_list("code", "pk")) == ids
    assert first.cells == len(ids)


def test_what_the_data_no_longer_has_ends_and_what_it_has_again_lives_again(
    catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = {code: one for code, one in shipped.elements().items() if code != "DEMAND.RELAPSE"}
    with monkeypatch.context() as patch:
        patch.setattr(shipped, "elements", lambda: fewer)
        patch.setattr(shipped, "forms", dict)
        services.load_catalogue(now=NOW)
    ended = queries.cell("DEMAND.RELAPSE")
    assert (ended.valid_to, ended.element.valid_to) == (TODAY, TODAY)
    assert not queries.list_data_sets(TODAY).exists()
    services.load_catalogue(now=NOW)
    assert queries.cell("DEMAND.RELAPSE").pk == ended.pk
    assert queries.element("DEMAND.RELAPSE").valid_to is None


def test_an_element_is_never_broken_down_in_another_way(
    catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    elements = dict(shipped.elements())
    by_sex = elements["DEMAND.FILE.NEW"].breakdowns
    elements["DEMAND.RELAPSE"] = replace(elements["DEMAND.RELAPSE"], breakdowns=by_sex)
    monkeypatch.setattr(shipped, "elements", lambda: elements)
    with pytest.raises(ValueError, match="another code"):
        services.load_catalogue(now=NOW)


def test_every_check_and_indicator_can_be_counted(catalogue: None) -> None:
    formulas = [check.rule for check in checks()] + [one.formula for one in indicators().values()]
    formulas += [line.formula for one in indicators().values() for line in one.lines]
    for formula in formulas:
        cells = queries.cells_named(formula)
        assert cells
        assert all(cells.values()), [str(one) for one in cells if not cells[one]]


def test_every_check_of_every_form_and_reporter_reads_cells(catalogue: None) -> None:
    for data_set in DataSet.objects.all():
        for reporter in queries.reporters_of(data_set, TODAY):
            for bound in queries.checks_of(data_set, TODAY, reporter):
                assert bound.touches() or bound.code == "joint_customs_within"
                silent = judge(bound, lambda _code, _when: None)
                assert isinstance(silent.holds, NotReported)


def test_the_sentence_of_a_check_names_only_sides_it_has() -> None:
    for check in checks():
        named = (
            "{left}" in check.sentence + check.sentence_en or "{right}" in check.sentence + check.sentence_en
        )
        compares = isinstance(check.rule, Twofold) and check.rule.sign not in ("and", "or")
        assert compares or not named, check.code
        assert set(check.forms) <= set(shipped.forms())


def test_the_lines_of_an_explained_total_add_up_to_it(catalogue: None) -> None:
    for one in indicators().values():
        values = {
            reference: Decimal(place * 7 + 3)
            for place, reference in enumerate(
                dict.fromkeys(
                    reference
                    for formula in [one.formula, *(line.formula for line in one.lines)]
                    for reference in references(formula)
                )
            )
        }
        if one.lines:
            lines = [evaluate(line.formula, values.get) for line in one.lines]
            assert sum(line for line in lines if isinstance(line, Decimal)) == evaluate(
                one.formula, values.get
            )


def test_seizures_are_never_added_across_substances(catalogue: None) -> None:
    assert queries.cells_of_references([Reference("SUPPLY.SEIZED", (None, "heroin_ran"))])
    with pytest.raises(ValueError, match="never be added"):
        queries.cells_named(parse("SUPPLY.SEIZED"))
    with pytest.raises(ValueError, match="never be added"):
        queries.cells_named(parse("SUPPLY.SEIZED:cong_an.*"))
    with pytest.raises(ValueError, match="2 breakdowns"):
        queries.cells_named(parse("SUPPLY.SEIZED:cong_an"))
    units = {cell.code: cell.unit for cell in Cell.objects.filter(element__code="SUPPLY.SEIZED")}
    assert units["SUPPLY.SEIZED:cong_an.atas_vien"] == "viên"
    assert units["SUPPLY.SEIZED:cong_an.khac_long"] == "ml"


def test_each_force_fills_its_own_cells_and_its_checks_add_up_only_those(catalogue: None) -> None:
    form = queries.data_set("TINH.DAUTRANH")
    guard = queries.reporter_of(
        form, kind="border_guard", level="province", name="Ban Chỉ huy Bộ đội Biên phòng", on=TODAY
    )
    assert guard is not None
    codes = [cell.code for cell in queries.cells_of(form, TODAY, guard)]
    assert "SUPPLY.CASES:bien_phong" in codes
    assert "SUPPLY.CASES:cong_an" not in codes
    assert "SUPPLY.PERSONS_BY_AGE:nu.16_18" in codes
    assert len(codes) < len(queries.cells_of(form, TODAY))
    by_age = next(one for one in queries.checks_of(form, TODAY, guard) if one.code == "persons_by_age")
    assert by_age.cells[Reference("SUPPLY.PERSONS")] == ("SUPPLY.PERSONS:bien_phong",)


def test_a_form_for_one_department_is_not_asked_of_another(catalogue: None) -> None:
    def asked(name: str) -> set[str]:
        found = queries.reports_of(kind="department", level="province", name=name, above=[], on=TODAY)
        return {row.data_set.code for row in found}

    assert "TINH.DIEUTRI" in asked("Sở Y tế tỉnh Mẫu")
    assert "TINH.DIEUTRI" not in asked("Sở Tài chính tỉnh Mẫu")
    assert "TINH.TUYENTRUYEN" in asked("Sở Tài chính tỉnh Mẫu")


def test_what_ended_with_the_law_of_2026_is_asked_for_only_before(catalogue: None) -> None:
    form = queries.data_set("XA.6THANG")
    before = {cell.code for cell in queries.cells_of(form, date(2026, 6, 14))}
    after = {cell.code for cell in queries.cells_of(form, date(2026, 12, 14))}
    assert "DEMAND.DECISIONS.COMMUNE_EDUCATION" in before - after
    assert "DEMAND.DECISIONS.MONITORING" in after - before


def test_the_options_of_a_cell_come_in_the_order_of_its_code(catalogue: None) -> None:
    cell = queries.cell("DEMAND.FILE.TOTAL:nu.16_18")
    assert [option.code for option in queries.options_of(cell)] == ["nu", "16_18"]
    assert [option.code for option in queries.options_of(queries.cell("DEMAND.RELAPSE"))] == []


def test_elements_are_found_without_marks_and_by_code(catalogue: None) -> None:
    found = [one.code for one in queries.list_elements(TODAY, words="tai nghien")]
    assert "DEMAND.RELAPSE" in found
    assert [one.code for one in queries.list_elements(TODAY, words="demand.relapse")] == ["DEMAND.RELAPSE"]
    assert {one.group for one in queries.list_elements(TODAY, group="crops")} == {"crops"}
    assert DataElement.objects.count() == len(shipped.elements())
