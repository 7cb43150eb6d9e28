"""Villages: added, renamed and closed by the province."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.queries import history_of
from chungtay.places import queries, services
from chungtay.places.models import Place, PlaceClosure
from chungtay.places.tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def commune(keeper: Actor) -> int:
    return queries.find_places("xã Mường Nhé", TODAY)[0].pk


def add(by: Actor, commune: int, name: str = "Nà Sự", kind: str = "bản", since: date = TODAY) -> int:
    return services.add_village(by=by, now=NOW, commune=commune, kind=kind, name=name, valid_from=since)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_village_stands_under_its_commune_and_province(keeper: Actor, commune: int) -> None:
    village = add(keeper, commune)
    assert [unit.full_name for unit in queries.ancestors(village, TODAY)] == [
        "Tỉnh Điện Biên",
        "Xã Mường Nhé",
    ]
    assert village in queries.subtree_ids(keeper.place or 0, TODAY)
    assert [unit.full_name for unit in queries.children(commune, TODAY)] == ["Bản Nà Sự"]
    assert queries.find_places("na su", TODAY)[0].pk == village


def test_the_journal_tells_of_a_new_village(keeper: Actor, commune: int) -> None:
    village = add(keeper, commune)
    entry = history_of(f"place:{village}")[0]
    assert (entry.verb, entry.title) == ("places.village_added", "Bản Nà Sự, Xã Mường Nhé")


def test_villages_are_numbered_in_their_commune(keeper: Actor, commune: int) -> None:
    made = [add(keeper, commune, name) for name in ("Nà Sự", "Số 1")]
    code = queries.get_place(commune).code
    assert [queries.get_place(village).code for village in made] == [f"{code}-001", f"{code}-002"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "village_name"),
        ({"name": "N" * 121}, "village_name_long"),
        ({"kind": "xã"}, "village_kind"),
        ({"since": date(2025, 6, 30)}, "village_start"),
    ],
)
def test_a_village_that_cannot_be_is_refused(
    keeper: Actor, commune: int, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        add(keeper, commune, **change)  # type: ignore[arg-type]
    assert codes(refusal) == [code]
    assert not Place.objects.filter(kind="village").exists()


def test_a_type_word_typed_before_the_name_is_not_said_twice(keeper: Actor, commune: int) -> None:
    assert queries.get_place(add(keeper, commune, "Bản  Nà Sự")).full_name == "Bản Nà Sự"


def test_the_same_name_twice_is_refused_but_marks_tell_names_apart(keeper: Actor, commune: int) -> None:
    add(keeper, commune, "Nà Hoà")
    with pytest.raises(Refused) as refusal:
        add(keeper, commune, "nà  hòa")
    assert codes(refusal) == ["village_taken"]
    add(keeper, commune, "Nà Hoa")
    add(keeper, commune, "Nà Hòa", kind="thôn")


def test_nobody_adds_to_another_province_or_without_the_power(keeper: Actor, commune: int) -> None:
    elsewhere = queries.place_at("46", TODAY)
    assert elsewhere is not None
    for actor in (
        replace(keeper, powers=frozenset()),
        replace(keeper, place=elsewhere.pk),
        replace(keeper, place=None),
    ):
        with pytest.raises(NotThere):
            add(actor, commune)


def test_a_village_hangs_under_a_commune_only(keeper: Actor, commune: int) -> None:
    for place in (keeper.place or 0, add(keeper, commune)):
        with pytest.raises(NotThere):
            add(keeper, place, "Khác")


def test_a_renamed_village_keeps_its_name_of_the_day(keeper: Actor, commune: int) -> None:
    village = add(keeper, commune, since=date(2026, 1, 1))
    day = date(2026, 6, 1)
    services.rename_village(
        by=keeper, now=NOW, village=village, kind="tổ dân phố", name="Số 5", on=day, ground="12/NQ-HĐND"
    )
    said = [queries.get_place(village, on).full_name for on in (date(2026, 5, 31), day)]
    assert said == ["Bản Nà Sự", "Tổ dân phố Số 5"]
    with pytest.raises(Refused) as refusal:
        services.rename_village(
            by=keeper, now=NOW, village=village, kind="bản", name="X", on=date(2026, 5, 1)
        )
    assert codes(refusal) == ["village_day"]
    assert history_of(f"place:{village}")[0].verb == "places.village_renamed"


def test_a_name_is_not_changed_into_itself(keeper: Actor, commune: int) -> None:
    village = add(keeper, commune, since=date(2026, 1, 1))
    with pytest.raises(Refused) as refusal:
        services.rename_village(by=keeper, now=NOW, village=village, kind="bản", name="Nà Sự", on=TODAY)
    assert codes(refusal) == ["village_taken"]


def test_a_closed_village_is_gone_from_its_day(keeper: Actor, commune: int) -> None:
    village = add(keeper, commune, since=date(2026, 1, 1))
    services.close_village(by=keeper, now=NOW, village=village, on=TODAY)
    assert queries.children(commune, TODAY) == []
    assert [unit.pk for unit in queries.children(commune, date(2026, 7, 1))] == [village]
    ends = PlaceClosure.objects.filter(descendant=village).values_list("valid_to", flat=True)
    assert set(ends) == {TODAY}
    with pytest.raises(Refused):
        services.close_village(by=keeper, now=NOW, village=village, on=TODAY)
    add(keeper, commune, since=TODAY)


def test_what_is_no_village_is_neither_renamed_nor_closed(keeper: Actor, commune: int) -> None:
    with pytest.raises(NotThere):
        services.close_village(by=keeper, now=NOW, village=commune, on=TODAY)
    with pytest.raises(NotThere):
        services.rename_village(by=keeper, now=NOW, village=commune, kind="bản", name="X", on=TODAY)
