"""Every subject × place × body spoken of: who is accused never receives, nor anybody beneath them."""

from itertools import product

import pytest

from chungtay.agencies.rules import AgencyLevel
from chungtay.tips.rules import Body, route, subjects

PROVINCE, COMMUNE, NEXT_DOOR = 1, 10, 11
POLICE, HEALTH, INSPECTORATE, COMMITTEE = 101, 102, 103, 104
COMMUNE_POLICE, STATION, COMMUNE_COMMITTEE = 201, 202, 203
OTHER_POLICE = 301
BODIES = (
    Body(POLICE, "Công an tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(HEALTH, "Sở Y tế tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(INSPECTORATE, "Thanh tra tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(COMMITTEE, "Ủy ban nhân dân tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE),
    Body(
        COMMUNE_POLICE, "Công an xã A", AgencyLevel.COMMUNE, COMMUNE, frozenset({POLICE, COMMUNE_COMMITTEE})
    ),
    Body(STATION, "Trạm Y tế xã A", AgencyLevel.COMMUNE, COMMUNE, frozenset({HEALTH, COMMUNE_COMMITTEE})),
    Body(OTHER_POLICE, "Công an xã B", AgencyLevel.COMMUNE, NEXT_DOOR, frozenset({POLICE})),
)
# subject -> (with the commune known, without it)
EXPECTED = {
    "place": (COMMUNE_POLICE, POLICE),
    "retail": (COMMUNE_POLICE, POLICE),
    "cultivation": (COMMUNE_POLICE, POLICE),
    "precursors": (POLICE, POLICE),
    "facility": (INSPECTORATE, INSPECTORATE),
    "official": (INSPECTORATE, INSPECTORATE),
    "help": (STATION, HEALTH),
}


def test_every_subject_has_its_line_in_this_table() -> None:
    assert set(EXPECTED) == set(subjects())


@pytest.mark.parametrize("code", sorted(EXPECTED))
@pytest.mark.parametrize("known", [True, False])
def test_each_subject_goes_to_the_competent_body(code: str, known: bool) -> None:
    found = route(subjects()[code], BODIES, commune=COMMUNE if known else None, province=PROVINCE, about=None)
    assert found == EXPECTED[code][0 if known else 1]


@pytest.mark.parametrize(
    ("code", "commune", "about"),
    list(product(sorted(EXPECTED), (None, COMMUNE, NEXT_DOOR), [body.agency for body in BODIES])),
)
def test_who_is_spoken_of_never_receives_nor_who_is_beneath(
    code: str, commune: int | None, about: int
) -> None:
    found = route(subjects()[code], BODIES, commune=commune, province=PROVINCE, about=about)
    taker = next((body for body in BODIES if body.agency == found), None)
    assert taker is None or (taker.agency != about and about not in taker.above)


def test_help_for_somebody_never_goes_to_the_police() -> None:
    police = {POLICE, COMMUNE_POLICE, OTHER_POLICE}
    for commune, about in product((None, COMMUNE, NEXT_DOOR), (None, HEALTH, STATION)):
        assert (
            route(subjects()["help"], BODIES, commune=commune, province=PROVINCE, about=about) not in police
        )


def test_a_commune_without_a_desk_leaves_it_to_the_province() -> None:
    assert route(subjects()["retail"], BODIES, commune=99, province=PROVINCE, about=None) == POLICE
