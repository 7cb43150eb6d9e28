"""Every subject × place × body spoken of: who is accused never receives, nor anybody beneath them."""

from collections.abc import Mapping
from itertools import product

import pytest

from chungtay.agencies.rules import AgencyLevel
from chungtay.tips.rules import Body, may_receive, route, subjects

PROVINCE, COMMUNE, NEXT_DOOR = 1, 10, 11
POLICE, HEALTH, INSPECTORATE, COMMITTEE, PROCURACY = 101, 102, 103, 104, 105
COMMUNE_POLICE, STATION, COMMUNE_COMMITTEE = 201, 202, 203
OTHER_POLICE = 301
BODIES = (
    Body(POLICE, "Công an tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(HEALTH, "Sở Y tế tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(INSPECTORATE, "Thanh tra tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE, frozenset({COMMITTEE})),
    Body(COMMITTEE, "Ủy ban nhân dân tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE),
    Body(PROCURACY, "Viện kiểm sát nhân dân tỉnh Mẫu", AgencyLevel.PROVINCE, PROVINCE),
    Body(
        COMMUNE_POLICE,
        "Công an xã A",
        AgencyLevel.COMMUNE,
        COMMUNE,
        frozenset({POLICE, COMMUNE_COMMITTEE, COMMITTEE}),
    ),
    Body(
        STATION,
        "Trạm Y tế xã A",
        AgencyLevel.COMMUNE,
        COMMUNE,
        frozenset({HEALTH, COMMUNE_COMMITTEE, COMMITTEE}),
    ),
    Body(OTHER_POLICE, "Công an xã B", AgencyLevel.COMMUNE, NEXT_DOOR, frozenset({POLICE, COMMITTEE})),
)
SPOKEN_OF = (*(body.agency for body in BODIES), COMMUNE_COMMITTEE)
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
# subject -> body spoken of -> who receives instead, the commune known; the others as above
CRIME = {COMMUNE_POLICE: POLICE, POLICE: PROCURACY, COMMUNE_COMMITTEE: POLICE, COMMITTEE: PROCURACY}
INSTEAD: dict[str, Mapping[int, int | None]] = {
    "place": CRIME,
    "retail": CRIME,
    "cultivation": CRIME,
    "precursors": {POLICE: PROCURACY, COMMITTEE: PROCURACY},
    "facility": {INSPECTORATE: POLICE, COMMITTEE: PROCURACY},
    "official": {INSPECTORATE: COMMITTEE, COMMITTEE: PROCURACY},
    "help": {STATION: HEALTH, HEALTH: None, COMMUNE_COMMITTEE: HEALTH, COMMITTEE: None},
}


def receiver(
    code: str, commune: int | None, about: int | None, bodies: tuple[Body, ...] = BODIES
) -> int | None:
    return route(subjects()[code], bodies, commune=commune, province=PROVINCE, about=about, owner=POLICE)


def test_every_subject_has_its_line_in_these_tables() -> None:
    assert set(EXPECTED) == set(INSTEAD) == set(subjects())


@pytest.mark.parametrize("code", sorted(EXPECTED))
@pytest.mark.parametrize("known", [True, False])
def test_each_subject_goes_to_the_competent_body(code: str, known: bool) -> None:
    assert receiver(code, COMMUNE if known else None, None) == EXPECTED[code][0 if known else 1]


@pytest.mark.parametrize(("code", "about"), list(product(sorted(EXPECTED), (*SPOKEN_OF, None))))
def test_who_is_spoken_of_is_passed_over_for_the_next_competent_body(code: str, about: int | None) -> None:
    assert receiver(code, COMMUNE, about) == INSTEAD[code].get(about or 0, EXPECTED[code][0])


@pytest.mark.parametrize(
    ("code", "commune", "about"), list(product(sorted(EXPECTED), (None, COMMUNE, NEXT_DOOR, 99), SPOKEN_OF))
)
def test_who_is_spoken_of_never_receives_nor_who_is_beneath(
    code: str, commune: int | None, about: int
) -> None:
    found = receiver(code, commune, about)
    taker = next((body for body in BODIES if body.agency == found), None)
    assert taker is None or (taker.agency != about and about not in taker.above)


def test_help_for_somebody_reaches_health_services_or_nobody() -> None:
    for commune, about in product((None, COMMUNE, NEXT_DOOR), (None, *SPOKEN_OF)):
        assert receiver("help", commune, about) in {STATION, HEALTH, None}
    others = tuple(body for body in BODIES if body.agency not in {STATION, HEALTH})
    assert receiver("help", COMMUNE, None, others) is None
    for body in BODIES:
        assert may_receive(body, subjects()["help"], None) == (body.agency in {STATION, HEALTH})


def test_a_commune_without_a_desk_leaves_it_to_the_province() -> None:
    assert receiver("retail", 99, None) == POLICE


def test_where_nobody_competent_has_a_desk_the_owner_of_the_line_or_the_province_takes_it() -> None:
    health, owner = (next(body for body in BODIES if body.agency == wanted) for wanted in (HEALTH, POLICE))
    assert receiver("official", None, None, (health, owner)) == POLICE
    assert receiver("official", None, POLICE, (health, owner)) == HEALTH
    assert receiver("official", None, HEALTH, (health,)) is None
