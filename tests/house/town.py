"""A small town for tests of the whole house: four places, the whole cast, one thing of each kind."""

from dataclasses import dataclass

from chungtay.places.models import Place, PlaceClosure
from chungtay.places.rules import Kind
from tests.cast import SINCE, Cast, bring_together, make_group


@dataclass(frozen=True, slots=True)
class Town:
    """``things`` holds the number of one thing of each kind, by the name that addresses.toml calls it."""

    cast: Cast
    things: dict[str, str | int]


def build_town() -> Town:
    province = make_place("91", Kind.PROVINCE, "tỉnh", "Mẫu")
    commune_a = make_place("91001", Kind.COMMUNE, "xã", "A", under=province)
    commune_b = make_place("91002", Kind.COMMUNE, "xã", "B", under=province)
    elsewhere = make_place("92", Kind.PROVINCE, "tỉnh", "Khác")
    cast = bring_together(
        province=province.pk, commune_a=commune_a.pk, commune_b=commune_b.pk, elsewhere=elsewhere.pk
    )
    group = make_group("Các sở, ban, ngành", [cast.department.agency], place=province.pk)
    things: dict[str, str | int] = {"agency": cast.department.agency, "group": group, "place": commune_a.pk}
    return Town(cast, things)


def make_place(code: str, kind: Kind, type_word: str, name: str, under: Place | None = None) -> Place:
    full_name = f"{type_word} {name}"
    place = Place.objects.create(
        code=code, kind=kind, type_word=type_word, name=name, full_name=full_name, key=full_name.lower(),
        valid_from=SINCE,
    )  # fmt: skip
    PlaceClosure.objects.create(ancestor=place, descendant=place, depth=0, valid_from=SINCE)
    if under:
        PlaceClosure.objects.create(ancestor=under, descendant=place, depth=1, valid_from=SINCE)
    return place
