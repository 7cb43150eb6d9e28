"""The import contracts of our own, tried on small graphs: what they let pass and what they catch."""

from typing import Any

from grimp import ImportGraph

from importlinter_doors import DoorsContract, PureContract, WallContract

SESSION: dict[str, Any] = {"root_packages": ["house"]}


def graph(*imports: tuple[str, str]) -> ImportGraph:
    built = ImportGraph()
    names = {name for pair in imports for name in pair}
    packages = {name.rsplit(".", depth)[0] for name in names for depth in range(1, name.count(".") + 1)}
    for name in sorted(names | packages | {"house"}):
        built.add_module(name)
    for importer, imported in imports:
        built.add_import(importer=importer, imported=imported)
    return built


def doors(*imports: tuple[str, str]) -> bool:
    options: dict[str, Any] = {"root": "house", "doors": ["services", "queries"]}
    options |= {"open_rooms": ["base"], "assembly": ["site"]}
    return DoorsContract("doors", SESSION, options).check(graph(*imports), verbose=False).kept


def wall(*imports: tuple[str, str]) -> bool:
    options: dict[str, Any] = {"root": "house", "figures": ["plans", "budgets"], "people": ["cases", "tips"]}
    return WallContract("wall", SESSION, options).check(graph(*imports), verbose=False).kept


def pure(*imports: tuple[str, str]) -> bool:
    options: dict[str, Any] = {"packages": ["house.base"], "except_modules": ["house.base.web"]}
    options |= {"forbidden": ["django"]}
    return PureContract("pure", SESSION, options).check(graph(*imports), verbose=False).kept


def test_a_room_is_entered_by_its_doors() -> None:
    assert doors(("house.plans.views", "house.agencies.queries"))
    assert doors(("house.plans.views", "house.agencies.services.posts"))
    assert doors(("house.plans.views", "house.plans.models"))


def test_nobody_climbs_in_by_the_window() -> None:
    assert not doors(("house.plans.services", "house.agencies.models"))
    assert not doors(("house.plans.services", "house.agencies.forms"))
    assert not doors(("house.plans.services", "house.agencies"))


def test_base_is_open_and_the_site_may_enter_all() -> None:
    assert doors(("house.plans.services", "house.base.text"))
    assert doors(("house.site.urls", "house.plans.urls"))


def test_a_rooms_tests_may_look_into_other_rooms_and_its_program_may_not() -> None:
    assert doors(("house.plans.tests.test_x", "house.agencies.tests.factories"))
    assert doors(("house.plans.tests.test_x", "house.agencies.models"))
    assert not doors(("house.plans.services", "house.agencies.models"))
    assert not doors(("house.plans.services", "house.agencies.tests.factories"))


def test_figures_and_people_may_share_the_ground_floor() -> None:
    assert wall(
        ("house.plans.services", "house.agencies.queries"), ("house.cases.rules", "house.agencies.queries")
    )


def test_the_wall_stands_before_there_is_anybody_behind_it() -> None:
    assert wall(("house.plans.services", "house.agencies.queries"))


def test_no_imports_cross_the_wall_in_either_direction_or_around_it() -> None:
    assert not wall(("house.plans.services", "house.cases.queries"))
    assert not wall(("house.tips.services", "house.budgets.queries"))
    assert not wall(("house.plans.services", "house.gate.rules"), ("house.gate.rules", "house.cases.queries"))


def test_what_is_pure_reaches_django_neither_straight_nor_around_a_corner() -> None:
    assert pure(("house.base.text", "re"), ("house.base.web", "django"))
    assert not pure(("house.base.text", "django"))
    assert not pure(("house.base.text", "house.base.web"), ("house.base.web", "django"))
