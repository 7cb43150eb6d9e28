"""A year of invented figures: communes, the forces, the health department fill their forms; the office approves."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.example.bodies import data
from chungtay.example.telling import moment
from chungtay.figures import services as figures
from chungtay.figures.queries.forms import form_for
from chungtay.figures.services import Seen, Typed
from chungtay.law.rules import window

Numbers = dict[str, int]  # by the code of a cell; a cell of the form that is not named is zero


def count_the_year(office: Actor, actors: dict[int, Actor], *, since: date, today: date) -> int:
    """Fill the forms of every month that has ended; how many were sent.

    Some come late, some not yet; of the last month one figure is returned and the rest waits.
    """
    chance = random.Random(data("figures")["seed"])  # noqa: S311  an invented year needs no secrecy
    months = [m for year in range(since.year, today.year + 1) for m in periods_of(PeriodKind.MONTH, year)]
    ended = [month for month in months if since < window(month).last < today - timedelta(days=3)]
    bodies = {pk: agencies.get_agency(actor, pk) for pk, actor in actors.items()}
    counters = [
        (actors[pk], counted)
        for pk, body in bodies.items()
        for counted in _counters(body.kind, body.level, body.name, chance)
    ]
    sent = 0
    for month in ended:
        last = month == ended[-1]
        for place, (actor, (form, numbers)) in enumerate(counters):
            given = next(numbers)
            if last and place % data("figures")["silent"] == 0:
                continue
            sent += _send(actor, form, month, given, late=place % data("figures")["late"] == 3, today=today)
            if not last:
                _approve(office, actor, form, month, today)
    if ended:
        _ask_back(office, [actor for actor, (form, _) in counters if form == "XA.THANG"], ended[-1], today)
    return sent


def _counters(
    kind: str, level: str, name: str, chance: random.Random
) -> Iterator[tuple[str, Iterator[Numbers]]]:
    """The forms that the body fills here, each with its months one after another."""
    if kind == "peoples_committee" and level == "commune":
        yield "XA.THANG", _commune_months(chance)
    elif kind in data("figures")["force"] and level == "province":
        yield "TINH.DAUTRANH", _force_months(kind, chance)
    elif name.startswith("Sở Y tế"):
        yield "TINH.DIEUTRI", _treatment_months(chance)


def split(total: int, codes: Sequence[str], shares: Sequence[int]) -> Numbers:
    """The total over the cells by their shares; what rounding leaves goes to the largest."""
    whole = sum(shares)
    parts = {code: total * share // whole for code, share in zip(codes, shares, strict=True)}
    largest = codes[shares.index(max(shares))]
    parts[largest] += total - sum(parts.values())
    return parts


def cells_of(element: str) -> list[str]:
    return [cell.code for cell in catalogue.cells_of_element(catalogue.element(element))]


def _commune_months(chance: random.Random) -> Iterator[Numbers]:
    known, shares = data("figures")["commune"], data("figures")["shares"]
    people = chance.randint(known["smallest"], known["largest"])
    cells = {
        element: cells_of(element)
        for element in (
            "DEMAND.FILE.TOTAL", "DEMAND.FILE.WHEREABOUTS", "DEMAND.USERS.RESIDENCE",
            "DEMAND.REHAB.CURRENT", "DEMAND.AFTERCARE.MANAGED",
        )
    }  # fmt: skip
    while True:
        new, gone = chance.randint(0, 2 + people // 30), chance.randint(0, 1 + people // 25)
        gone = min(gone, people + new)
        people += new - gone
        users, tests = people // 4 + chance.randint(0, 3), chance.randint(6, 30)
        positive = chance.randint(0, tests // 5)
        away = split(people, cells["DEMAND.FILE.WHEREABOUTS"], shares["whereabouts"])
        cared = people // 6
        yield (
            split(people, cells["DEMAND.FILE.TOTAL"], shares["sex_age"])
            | away
            | split(users, cells["DEMAND.USERS.RESIDENCE"], shares["residence"])
            | split(
                min(people, away["DEMAND.FILE.WHEREABOUTS:bat_buoc"]),
                cells["DEMAND.REHAB.CURRENT"],
                shares["rehab_form"],
            )
            | split(cared, cells["DEMAND.AFTERCARE.MANAGED"], shares["aftercare_from"])
            | {
                "DEMAND.FILE.NEW:nam": new,
                "DEMAND.FILE.REMOVED:nam": gone,
                "DEMAND.USERS.TESTS": tests,
                "DEMAND.USERS.POSITIVE": positive,
                "DEMAND.USERS.DECISIONS": positive // 2,
                "DEMAND.PSYCHOTIC": people // 40,
                "DEMAND.AFTERCARE.COUNSELLED": cared - cared // 5,
            }
        )


def _force_months(kind: str, chance: random.Random) -> Iterator[Numbers]:
    usual, shares = data("figures")["force"][kind], data("figures")["shares"]
    option = {"police": "cong_an", "border_guard": "bien_phong"}[kind]
    by_age = cells_of("SUPPLY.PERSONS_BY_AGE")
    while True:
        cases = max(1, usual["cases"] + chance.randint(-usual["cases"] // 3, usual["cases"] // 3))
        persons = cases + chance.randint(0, cases // 2)
        yield split(persons, by_age, shares["force_age"]) | {
            f"SUPPLY.CASES:{option}": cases,
            f"SUPPLY.PERSONS:{option}": persons,
            f"SUPPLY.ONLINE_CASES:{option}": cases // 8,
            f"SUPPLY.BORDER_CASES:{option}": cases if kind == "border_guard" else cases // 6,
            f"SUPPLY.LINES:{option}": chance.randint(0, 2),
            f"SUPPLY.PROSECUTED_CASES:{option}": cases - cases // 10,
            f"SUPPLY.ACCUSED:{option}": persons - persons // 8,
            f"SUPPLY.SEIZED:{option}.heroin_ran": cases * usual["heroin"],
            f"SUPPLY.SEIZED:{option}.atas_vien": cases * usual["pills"],
            f"SUPPLY.SEIZED:{option}.atas_tinh_the": cases * usual["crystal"],
        }


def _treatment_months(chance: random.Random) -> Iterator[Numbers]:
    people: int = data("figures")["treatment"]["people"]
    ever = people * 3
    while True:
        started, left = chance.randint(5, 30), chance.randint(5, 30)
        people, ever = people + started - left, ever + started
        determined = chance.randint(20, 60)
        yield {
            "TREATMENT.CURRENT:methadone.nam": people - people // 20,
            "TREATMENT.CURRENT:methadone.nu": people // 20,
            "TREATMENT.STARTED:methadone": started,
            "TREATMENT.FIRST:methadone": started // 2,
            "TREATMENT.LEFT:methadone": left,
            "TREATMENT.CUMULATIVE": ever,
            "TREATMENT.SITES": 9,
            "TREATMENT.POINTS": 38,
            "TREATMENT.DETERMINED": determined,
            "TREATMENT.DETERMINED_ADDICTED": determined // 2,
            "TREATMENT.STATIONS": 45,
            "TREATMENT.STATIONS_ABLE": 31,
        }


def _send(actor: Actor, form: str, month: str, given: Numbers, *, late: bool, today: date) -> int:
    """Enter and send a form some days after its period, as far as it is its to fill."""
    on = min(window(month).last + timedelta(days=6 if late else 2), today)
    try:
        of = figures.open_submission(by=actor, now=moment(on), data_set=form, period=month)
    except NotThere:  # a body that does not report it, or not yet
        return 0
    cells = [Typed(cell.pk, 0, Decimal(given.get(cell.code, 0))) for cell in form_for(of).cells.values()]
    figures.submit(by=actor, now=moment(on), submission=of.pk, cells=cells)
    return 1


def _approve(office: Actor, actor: Actor, form: str, month: str, today: date) -> None:
    """The office approves some days later; not what it sent itself."""
    if actor.account == office.account:
        return
    on = min(window(month).last + timedelta(days=9), today)
    of = figures.open_submission(by=actor, now=moment(on), data_set=form, period=month)
    figures.approve_cells(by=office, now=moment(on), submission=of.pk)


def _ask_back(office: Actor, communes: Sequence[Actor], month: str, today: date) -> None:
    """One figure of the last month goes back to the second commune, and waits for its answer."""
    actor = communes[1]
    of = figures.open_submission(by=actor, now=moment(today), data_set="XA.THANG", period=month)
    form = form_for(of)
    tests = form.ids["DEMAND.USERS.TESTS"]
    seen = Seen(tests, 1, data("figures")["question"])
    figures.return_cells(by=office, now=moment(today), submission=of.pk, cells=[seen])
