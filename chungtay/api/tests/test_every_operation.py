"""Every operation for the whole cast: object by object, the rights of the pages (operations.toml)."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from ninja import Schema
from pydantic import BaseModel

from chungtay.agencies.rules import Power
from chungtay.api.rules import TokenScope, opens_people, scopes
from chungtay.api.tests.factories import Machine, machine
from chungtay.api.v1 import description, operations, scope_of
from chungtay.areas.models import Assessment
from chungtay.areas.services import state_facts
from chungtay.assignments.services import add_quota
from chungtay.chain.queries import get_answer, list_lower_promises
from chungtay.chain.services import link_by_hand
from chungtay.costing.services import name_product
from chungtay.documents.models import NameMatch
from chungtay.plans.models import Target
from chungtay.reports.models import Passage
from chungtay.reports.rules import PassageKind
from chungtay.reports.services import remark
from chungtay.supervision.tests.factories import watched_over
from tests.cast import NOW, TODAY, Cast, cast_in, plant_town
from tests.house.things import (
    Things,
    things_of_a_paper,
    things_of_a_plan,
    things_of_a_register,
    things_of_a_report,
    things_of_the_chain,
    things_of_the_ground_floor,
    things_passed_on,
)

CALLED = {
    "owner": "province",
    "neighbour": "department_next_door",
    "officer": "officer",
    "doctor": "doctor",
    "stranger": "stranger",
    "department": "department",
    "inspector": "inspector",
    "leader": "leader",
}
RECEIVER = "chungtay.events.line.Line.post"  # no test speaks to a machine elsewhere
ALWAYS = ("owner", "neighbour", "officer", "doctor", "stranger")


@cache
def table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "operations.toml").read_text(encoding="utf-8"))


@cache
def described() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Each operation by its id: method, path, what is said of it."""
    return {
        said["operationId"]: (method, path, said)
        for path, methods in description()["paths"].items()
        for method, said in methods.items()
    }


def test_every_operation_has_a_row_and_a_scope() -> None:
    assert sorted(set(described()) ^ set(table())) == []
    assert {scope_of(op) for op in operations()} == set(TokenScope)
    assert [name for name, row in table().items() if not set(ALWAYS) <= set(row)] == []


def test_no_two_operations_bear_one_name() -> None:
    assert len(operations()) == len(described())


def test_no_two_shapes_or_lists_of_words_bear_one_name() -> None:
    """The description keeps them by name: of two, one would be described as the other."""
    ours = [one for one in _below(Schema) if one.__module__.startswith("chungtay.api.")]
    said = {
        one for shape in ours for field in shape.model_fields.values() for one in _within(field.annotation)
    }
    names = Counter(one.__name__ for one in {*ours, *said})
    assert [name for name, count in names.items() if count > 1] == []


def _below(kind: type[BaseModel]) -> set[type[BaseModel]]:
    return {deeper for one in kind.__subclasses__() for deeper in {one, *_below(one)}}


def _within(said: Any) -> Iterator[type]:
    """The shapes and enums in an annotation."""
    if isinstance(said, type) and issubclass(said, (BaseModel, Enum)):
        yield said
    for part in get_args(said):
        yield from _within(part)


def test_every_scope_has_its_words() -> None:
    assert list(scopes()) == list(TokenScope)


def test_no_scope_lets_a_power_over_people_through_but_the_one_for_treating_them() -> None:
    assert [scope for scope in TokenScope if opens_people(scope)] == [TokenScope.FHIR_READ]
    written = {
        Power.PEOPLE_EDIT,
        Power.CASES_WORK,
        Power.TIPS_RECEIVE,
        Power.EMERGENCY_OPEN,
        Power.AGENCIES_MANAGE,
    }
    assert {power for words in scopes().values() for power in words.powers} & written <= {
        Power.AGENCIES_MANAGE
    }


def things_of_the_town(cast: Cast) -> Things:
    """One of each thing that an operation is about, by the piece of a path that it fills."""
    things = things_of_the_ground_floor(cast) | things_of_a_paper(cast) | things_of_a_plan(cast)
    things |= things_of_the_chain(cast, things["plan"]) | watched_over(cast, things["plan"])
    things |= things_of_a_report(cast, things["plan"]) | things_of_a_register(cast)
    things |= things_decided_on(cast, things) | things_passed_on(cast)
    return things | {"turn": things["occurrence"], "n": things["version"], "post": cast.province.post}


def things_decided_on(cast: Cast, things: Things) -> Things:
    """What only the interface speaks of by its number, where a page has it inside another thing."""
    by: dict[str, Any] = {"by": cast.province, "now": NOW}
    answer = get_answer(cast.province, things["answer"], on=TODAY)
    first, second = list_lower_promises(answer).order_by("pk")[:2]
    key = Passage.objects.filter(report=things["report"], kind=PassageKind.HEADING).earliest("pk").key
    quota = add_quota(**by, task=things["task"], noun="mô hình", minimum=1, maximum=None, every="năm")
    facts = {"offences_by_residents": Decimal(0)}
    state_facts(
        by=cast.officer, now=NOW, place=things["place"], year=2026, said=facts, ground="Biên bản (ví dụ)"
    )
    return {
        "paper_name": NameMatch.objects.filter(document=things["document"]).earliest("pk").pk,
        "lower_plan": answer.pair.lower_id,
        "link": link_by_hand(**by, answer=answer.pk, lower=first.pk).pk,
        "lower_promise": second.pk,
        "quota": quota.pk,
        "section_key": key,
        "remark": remark(**by, report=things["report"], section=key, text="Cần gọn hơn (ví dụ)").pk,
        "assessment": Assessment.objects.get(place=things["place"], year=2026).pk,
        "product": name_product(**by, line=things["line"], measure="DEMAND.RELAPSE").pk,
        "province": cast.province.place,
        "target": Target.objects.filter(plan=things["plan"]).earliest("pk").pk,
        "owner_key": f"agency:{cast.department.agency}",
        "agency_next_door": cast.department_next_door.agency,
    }


@pytest.fixture(scope="module")
def lived_in(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[dict[str, Machine], Things]]:
    """The machines of the cast, and one of each thing; no answer below leaves a trace."""
    with django_db_blocker.unblock(), transaction.atomic(), patch(RECEIVER):
        cast = cast_in(plant_town())
        things = things_of_the_town(cast)
        yield {who: machine(getattr(cast, called)) for who, called in CALLED.items()}, things
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(table()))
def test_everybody_gets_the_answer_of_the_table(
    name: str, lived_in: tuple[dict[str, Machine], Things]
) -> None:
    machines, things = lived_in
    expected = {who: table()[name][who] for who in CALLED if who in table()[name]}
    assert {who: asked_alone(machines[who], name, things) for who in expected} == expected


def asked_alone(asking: Machine, name: str, things: Things) -> int:
    """As if nobody had asked before: what an answer changed is taken back."""
    method, path, _said = described()[name]
    row = table()[name]
    given = {piece: things[of] for piece, of in row.get("with", {}).items()}
    address = path.format(**{**things, **given})
    sent: dict[str, Any] = {"headers": row.get("headers", {})}
    if "file" in row or "form" in row:
        file = {"file": SimpleUploadedFile(row["file"], b"%PDF-1.4")} if "file" in row else {}
        sent |= {"data": {**row.get("form", {}), **file}}
    elif method != "get":
        sent |= {"data": filled(row.get("body", {}), things), "content_type": "application/json"}
    if "query" in row:
        sent["query_params"] = filled(row["query"], things)
    with transaction.atomic():
        answer = getattr(asking, method)(address, **sent)
        answer.getvalue()  # a file is open until it has been read
        transaction.set_rollback(True)
    return int(answer.status_code)


def filled(said: Any, things: Things) -> Any:
    """A body with "{agency}" and the like filled in from the things of the town."""
    if isinstance(said, dict):
        return {name: filled(value, things) for name, value in said.items()}
    if isinstance(said, list):
        return [filled(value, things) for value in said]
    return things[said[1:-1]] if isinstance(said, str) and said.startswith("{") else said
