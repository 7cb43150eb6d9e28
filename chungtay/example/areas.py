"""The types of the example: papers of 2022 to 2024, the proposals of 2025 out of figures, the year that runs."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind, AgencyLevel
from chungtay.areas import queries, services
from chungtay.areas.queries.years import communes_of
from chungtay.areas.rules.words import KINDS, AreaKind
from chungtay.areas.services import ClassRow
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.example.bodies import Bodies, data
from chungtay.example.counting import cells_of, split
from chungtay.example.telling import moment
from chungtay.figures import services as figures
from chungtay.figures.queries.forms import form_for
from chungtay.figures.services import Typed
from chungtay.indicators.rules import Geography
from chungtay.law.rules import window

YEAR = 2025  # the first year that is judged by the criteria of today
PROPOSED, DECIDED = date(2025, 12, 16), date(2025, 12, 18)
SENT, CONFIRMED = date(2025, 12, 19), date(2025, 12, 29)


def judge_the_communes(office: Actor, actors: Mapping[int, Actor], bodies: Bodies, today: date) -> int:
    """All years, in the order of time. Returns how many communes were approved for the last one."""
    chance = random.Random(data("areas")["seed"])  # noqa: S311  an invented history needs no secrecy
    province = bodies.province.pk
    _remember(office, province, chance)
    communes = dict(_committees(actors))
    view = queries.list_year(office, province, YEAR - 1, Geography.NEW, today)
    proposed = [
        _propose(communes[row.place.pk], row.place.pk, _later(row.kind or AreaKind.AFFECTED, chance), chance)
        for row in view.rows
        if row.place.pk in communes
    ]
    services.choose_policy(
        by=office, now=moment(PROPOSED), name="zero_is_under_threshold", value="false",
        valid_from=date(YEAR, 8, 24), decided_by="Chủ tịch UBND tỉnh (ví dụ)", paper="Công văn 3301/UBND-NC (ví dụ)",
    )  # fmt: skip
    decision = data("areas")["decision"]
    services.approve(
        by=office, now=moment(DECIDED), assessments=proposed, decision=decision, decided_on=DECIDED
    )
    said: dict[str, Any] = {"by": office, "province": province, "year": YEAR}
    services.say_route(**said, now=moment(SENT), key_route=True)
    services.send_list(**said, now=moment(SENT), paper="Báo cáo 5120/BC-CAT (ví dụ)", on=SENT)
    services.confirm_list(**said, now=moment(CONFIRMED), paper="Quyết định 9001/QĐ-BCA (ví dụ)", on=CONFIRMED)
    commune = actors[bodies.ids[data("areas")["reporting"]["commune"]]]
    _report(commune, today)
    _plan_the_way(commune, today)
    return len(proposed)


def _remember(office: Actor, province: int, chance: random.Random) -> None:
    """The communes of before July 2025, by the papers of their years."""
    known = data("areas")
    old = communes_of(province, date(2022, 12, 14))
    kinds = [AreaKind(name) for name, number in known["first"].items() for _ in range(number)]
    chance.shuffle(kinds)
    now = dict(zip((one.pk for one in old), kinds, strict=False))
    for year, paper in known["papers"].items():
        services.record_classes(
            by=office, now=moment(date(int(year), 12, 28)), paper=paper, decided_on=date(int(year), 12, 18),
            basis=known["basis"], rows=[ClassRow(place, int(year), kind) for place, kind in now.items()],
        )  # fmt: skip
        now = {place: _later(kind, chance) for place, kind in now.items()}


def _later(kind: AreaKind, chance: random.Random) -> AreaKind:
    known, at = data("areas"), KINDS.index(kind)
    drawn = chance.randint(1, 100)
    if drawn <= known["better"]:
        return KINDS[min(at + 1, len(KINDS) - 1)]
    return KINDS[max(at - 1, 0)] if drawn > 100 - known["worse"] else kind


def _committees(actors: Mapping[int, Actor]) -> Iterator[tuple[int, Actor]]:
    for pk, actor in actors.items():
        body = agencies.get_agency(actor, pk)
        if body.kind == AgencyKind.PEOPLES_COMMITTEE and body.level == AgencyLevel.COMMUNE and actor.place:
            yield actor.place, actor


def _propose(by: Actor, place: int, kind: AreaKind, chance: random.Random) -> int:
    """The commune reports figures that make it of this type; by hand it says only what no form of its own time says."""
    said = _facts(kind, chance)
    for form, numbers in _reports_of(said).items():
        _type(by, form, numbers, PROPOSED)
    asked: dict[str, Any] = {"by": by, "now": moment(PROPOSED), "place": place, "year": YEAR}
    by_hand = {name: said[name] for name in data("areas")["by_hand"]}
    services.state_facts(**asked, said=by_hand, ground=data("areas")["ground"])
    return services.propose(**asked).pk


def _reports_of(said: Mapping[str, Decimal | bool | None]) -> dict[str, dict[str, int]]:
    """By form and period the cells that say these facts."""
    known, shares = data("areas")["reported"], data("figures")["shares"]
    forms = {
        form: {cell: int(said[name] or 0) for cell, name in cells.items()} for form, cells in known.items()
    }
    people = int(said["on_file"] or 0)
    users = people // 5
    on_file = split(people - users, cells_of("DEMAND.FILE.TOTAL"), shares["sex_age"])
    forms[f"XA.THANG {YEAR}-M12"] = on_file | split(
        users, cells_of("DEMAND.USERS.RESIDENCE"), shares["residence"]
    )
    return forms


def _type(by: Actor, form: str, numbers: Mapping[str, int], on: date) -> None:
    """These cells of the form ("XA.DIABAN 2025") and no other."""
    now, (data_set, period) = moment(on), form.split()
    of = figures.open_submission(by=by, now=now, data_set=data_set, period=period)
    cells = {cell.code: cell.pk for cell in form_for(of).cells.values()}
    typed = [Typed(cells[code], 0, Decimal(number)) for code, number in numbers.items()]
    figures.save_cells(by=by, now=now, submission=of.pk, cells=typed)


def _facts(kind: AreaKind, chance: random.Random) -> dict[str, Decimal | bool | None]:
    known, everywhere = data("areas")["facts"][kind.value], data("areas")["residents"]
    residents = chance.randint(*everywhere)

    def of(name: str) -> Decimal:
        lowest, highest = known[name]
        return Decimal(ceil(residents * chance.uniform(lowest, highest) / 1000))

    affected = Decimal(kind is not AreaKind.FREE)
    return {
        "residents": Decimal(residents), "on_file": of("on_file"), "offenders": of("offenders"),
        "points": Decimal(chance.randint(*known["points"])), "plants": Decimal(0), "area_m2": Decimal(0),
        "key_route": False, "users_outside_exceptions": affected * chance.randint(1, 9),
        "offences_by_residents": affected * chance.randint(0, 3), "wanted_hiding": Decimal(0),
    }  # fmt: skip


def _report(commune: Actor, today: date) -> None:
    """One commune has sent every form of the running year, so that its assessment fills itself."""
    for form, numbers in data("areas")["reporting"]["forms"].items():
        code, period = form.split()
        now = moment(min(window(period).last + timedelta(days=2), today))
        try:
            of = figures.open_submission(by=commune, now=now, data_set=code, period=period)
        except NotThere:  # the period is still to come on this day
            continue
        cells = form_for(of).cells.values()
        typed = [Typed(cell.pk, 0, Decimal(numbers.get(cell.code, 0))) for cell in cells]
        figures.save_cells(by=commune, now=now, submission=of.pk, cells=typed)


def _plan_the_way(commune: Actor, today: date) -> None:
    """The commune's plan to reach the next lighter type, with tasks of its own plan."""
    known = data("areas")["transformation"]
    kind = AreaKind(queries.history_of(commune, commune.place or 0)[0].kind)
    services.start_transformation(
        by=commune, now=moment(min(date.fromisoformat(known["on"]), today)), place=commune.place or 0,
        target=KINDS[min(KINDS.index(kind) + 1, len(KINDS) - 1)], by_year=known["by_year"], ground=known["ground"],
        targets={name: Decimal(most) for name, most in known["targets"].items()},
        tasks=[task for task, _words in queries.tasks_to_choose(commune, today)[: known["tasks"]]],
    )  # fmt: skip
