"""The queries show what the rules say, to everybody, in every relation to a file."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from chungtay.base.actor import Actor
from chungtay.breakglass.rules import subject_of
from chungtay.cases.models import CaseFile, Transfer
from chungtay.cases.queries import named_to, sight_on, visible_to
from chungtay.cases.rules import KIND, ReferralFor, may_work
from chungtay.cases.services import answer_referral, refer, transfer_file
from chungtay.cases.tests.factories import WHO, at, signed, step, treated_at_home
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db
POWERS = ("cases.read", "cases.work", "cases.oversee")


def files_in_every_relation(here: Actor, there: Actor, facility: int) -> list[CaseFile]:
    made = [treated_at_home(here, told=WHO | {"name": f"Ví Dụ {number}"}) for number in range(5)]
    _kept, sent, asked, declined, placed = made
    transfer_file(
        by=here, now=at(20), file=sent.pk, target=there.agency, moved_at=at(19), paper=signed(at(20))
    )
    told: dict[str, Any] = {
        "by": here,
        "now": at(8),
        "target": there.agency,
        "what": ReferralFor.WORK,
        "consent": "Giấy (ví dụ)",
    }
    refer(file=asked.pk, **told)
    answer_referral(
        by=there, now=at(9), referral=refer(file=declined.pk, **told).pk, accepted=False, answer="Không"
    )
    step(here, placed, "precompletion_notified", at(9))
    placed.episodes.filter(ended__isnull=True).update(facility=facility)
    return made


def test_queries_and_rules_agree_for_every_reader_and_file(town: Town, cast: Cast) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    files = files_in_every_relation(here, there, cast.doctor.agency)
    readers = (here, there, cast.doctor, cast.province, cast.stranger, cast.officer)
    for reader, held in product(readers, product((False, True), repeat=len(POWERS))):
        powers = frozenset(power for power, has in zip(POWERS, held, strict=True) if has)
        for opened in (frozenset[str](), frozenset({subject_of(KIND, files[0].pk)})):
            actor = replace(reader, powers=powers, opened=opened)
            seen, named = (set(asked(actor).values_list("pk", flat=True)) for asked in (visible_to, named_to))
            said = {file.pk: sight_on(actor, file) for file in files}
            assert seen == {pk for pk, sight in said.items() if sight.course}
            assert named == {pk for pk, sight in said.items() if sight.identity}
            working = {file.pk for file in files if may_work(actor, keeper=file.keeper_id, closed=False)}
            assert working <= {file.pk for file in files if reader.agency == file.keeper_id}


def test_an_overseer_of_a_province_sees_no_name_and_another_province_nothing(town: Town, cast: Cast) -> None:
    row = treated_at_home(police_of(town))
    chief = replace(cast.province, powers=frozenset({"cases.oversee"}))
    assert (sight_on(chief, row).course, sight_on(chief, row).identity) == (True, False)
    foreign = replace(cast.stranger, powers=frozenset(POWERS))
    assert not visible_to(foreign).exists()
    assert not Transfer.objects.exists()
