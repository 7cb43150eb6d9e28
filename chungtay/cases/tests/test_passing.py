"""Files that go after the person, referrals, papers given, and steps told wrongly."""

from datetime import date
from typing import Any

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.cases.models import CaseFile, Episode
from chungtay.cases.queries import get_file, list_of, list_work, visible_to
from chungtay.cases.rules import DeliveredHow, DeliveredTo, EpisodeKind, ReferralFor
from chungtay.cases.services import (
    answer_referral,
    begin_stage,
    close_referral,
    receive_file,
    refer,
    return_file,
    serve_paper,
    strike_step,
    tell_past,
    transfer_file,
)
from chungtay.cases.tests.factories import WHO, at, opened, signed, step, treated_at_home
from chungtay.notices.models import Notice
from chungtay.people.models import Keeping
from chungtay.people.tests.factories import police_of
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db


def test_a_moved_file_is_the_old_bodys_until_the_new_one_has_it(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(here)
    sent = transfer_file(
        by=here, now=at(20), file=row.pk, target=there.agency, moved_at=at(19), paper=signed(at(20))
    )
    row.refresh_from_db()
    assert row.keeper_id == here.agency
    assert visible_to(there).filter(pk=row.pk).exists()
    assert row.clocks.get(clock="receive_file").agency_id == there.agency
    with pytest.raises(NotThere):
        step(there, row, "monitoring_ordered", at(20, hour=10))
    receive_file(by=there, now=at(20, hour=15), transfer=sent.pk)
    row.refresh_from_db()
    assert row.keeper_id == there.agency
    assert not visible_to(here).filter(pk=row.pk).exists()
    assert [
        list_of(body, "addicts", on=date(2026, 7, 20)).count() for body in (here.agency, there.agency)
    ] == [0, 1]
    assert row.listed.get(left_on__isnull=False).event == "moved"
    assert [one.agency_id for one in Keeping.objects.filter(person=row.person_id, until=None)] == [
        there.agency
    ]
    assert all(WHO["name"] not in notice.text for notice in Notice.objects.all())


def test_a_returned_file_stays_with_its_sender(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(here)
    sent = transfer_file(
        by=here, now=at(20), file=row.pk, target=there.agency, moved_at=at(19), paper=signed(at(20))
    )
    with pytest.raises(Refused):
        return_file(by=there, now=at(20, hour=10), transfer=sent.pk, why=" ")
    return_file(by=there, now=at(20, hour=10), transfer=sent.pk, why="Người đó không chuyển đến đây")
    row.refresh_from_db()
    assert row.keeper_id == here.agency
    assert not visible_to(there).filter(pk=row.pk).exists()
    with pytest.raises(NotThere):
        receive_file(by=there, now=at(20, hour=11), transfer=sent.pk)


def test_a_referral_opens_the_file_until_it_is_declined_or_closed(town: Town) -> None:
    here, there = police_of(town), police_of(town, next_door=True)
    row = treated_at_home(here)
    asked = refer(
        by=here,
        now=at(8),
        file=row.pk,
        target=there.agency,
        what=ReferralFor.WORK,
        consent="Giấy đồng ý ngày 8/7",
    )
    assert asked.due == at(13, hour=23).replace(minute=59, second=59)
    assert get_file(there, row.code).pk == row.pk
    with pytest.raises(Refused):
        answer_referral(by=there, now=at(9), referral=asked.pk, accepted=False)
    answer_referral(by=there, now=at(9), referral=asked.pk, accepted=True)
    close_referral(by=here, now=at(10), referral=asked.pk)
    with pytest.raises(NotThere):
        get_file(there, row.code)


def test_a_paper_is_served_with_its_proof(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    paper = row.papers.get(form="V-22")
    assert paper.is_decision
    told: dict[str, Any] = {"paper": paper.pk, "to": DeliveredTo.PERSON, "how": DeliveredHow.HANDED}
    for when, proof in ((at(5), "V-23 số 1"), (at(6, hour=10), "")):
        with pytest.raises(Refused):
            serve_paper(by=police, now=at(7), at=when, proof=proof, **told)
    serve_paper(by=police, now=at(7), at=at(6, hour=10), proof="V-23 số 1 (ví dụ)", **told)
    assert paper.deliveries.count() == 1


def test_a_step_told_wrongly_is_struck_and_counts_no_more(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    last = strike_step(by=police, now=at(8), file=row.pk, why="Ghi nhầm người")
    row.refresh_from_db()
    assert (last.event, row.last_day, row.next_clock) == ("rehab_started", None, "order_monitoring")
    step(police, row, "rehab_started", at(8))
    assert row.last_day == date(2028, 7, 7)
    assert row.steps.count() == 7


def test_a_measure_of_the_past_makes_the_next_one_the_second(town: Town) -> None:
    police = police_of(town)
    row = opened(police, at(2))
    for event, when in (("determined_addicted", at(5)), ("home_rehab_decided", at(6))):
        step(police, row, event, when)
    tell_past(
        by=police, now=at(6, hour=12), file=row.pk, kind=EpisodeKind.VOLUNTARY_HOME, began=date(2023, 1, 1),
        ended=date(2023, 12, 31), decision="Quyết định số 3 (ví dụ)",
    )  # fmt: skip
    step(police, row, "rehab_started", at(7))
    assert row.last_day == date(2029, 7, 6)


def test_the_stages_of_rehab_go_in_order_and_take_their_time(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    episode = Episode.objects.get(file=row, kind=EpisodeKind.VOLUNTARY_HOME)
    begin_stage(by=police, now=at(7, hour=12), episode=episode.pk, code="a", on=date(2026, 7, 7))
    begin_stage(by=police, now=at(9), episode=episode.pk, code="b", on=date(2026, 7, 8))
    for code, on in (("c", date(2026, 7, 12)), ("d", date(2026, 7, 30))):
        with pytest.raises(Refused):
            begin_stage(by=police, now=at(30), episode=episode.pk, code=code, on=on)
    with pytest.raises(Refused):
        step(police, row, "completed", at(7, year=2028))
    begin_stage(by=police, now=at(30), episode=episode.pk, code="c", on=date(2026, 7, 18))


def test_an_overseer_sees_the_course_of_the_jurisdiction_and_works_on_none(town: Town, cast: Cast) -> None:
    row = treated_at_home(police_of(town))
    assert not visible_to(cast.leader).exists()
    assert not list_work(cast.leader).exists()
    assert CaseFile.objects.get(pk=row.pk).code.startswith("HS26-")
