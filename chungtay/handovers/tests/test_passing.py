"""The work of one body passes on by subject, and comes back to the byte."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.agencies.models import Account
from chungtay.agencies.queries.life import successors_of
from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.services.life import change_agency, end_agency, name_successor
from chungtay.base.holding import Move
from chungtay.base.problems import NotThere, Refused
from chungtay.handovers import queries, services
from chungtay.handovers.models import Handover
from chungtay.handovers.rules import HandoverState
from chungtay.handovers.tests.factories import fingerprint
from chungtay.journal import queries as journal
from chungtay.journal.models import Entry
from chungtay.notices import queries as notices
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.models import Plan, Share, Task
from chungtay.plans.queries.holding import tasks_without_owner
from chungtay.plans.rules import ShareState
from chungtay.plans.tests.factories import BY, MONTHLY, found_task, hand_over, paper_of, reviewed
from tests.cast import FOUNDER, NOW, TODAY, Cast, make_group, seat

ENDED = date(2026, 3, 1)
GROUND = "Quyết định 12/QĐ-UBND ngày 28/02/2026 (ví dụ)"


@pytest.fixture
def labour(cast: Cast) -> int:
    """Sở Lao động, which will end, with one person in it."""
    actor = seat(
        "Sở Lao động - Thương binh và Xã hội tỉnh Mẫu", "solaodong", "department", place=cast.province.place,
        level=AgencyLevel.PROVINCE, aliases=["Sở Lao động - Thương binh và Xã hội"],
    )  # fmt: skip
    return actor.agency


@pytest.fixture
def old_plan(cast: Cast, labour: int, monkeypatch: pytest.MonkeyPatch) -> Plan:
    papers = hand_over(monkeypatch)
    found = reviewed(
        paper_of(cast.province),
        found_task(1, "Tổ chức cai nghiện tự nguyện tại cơ sở", [labour], [cast.officer.agency], BY),
        found_task(2, "Hỗ trợ việc làm cho thanh niên", [labour], [], MONTHLY),
        found_task(3, "Hỗ trợ trẻ em có hoàn cảnh khó khăn", [cast.department_next_door.agency], [labour]),
        found_task(4, "Một việc không rõ lĩnh vực", [labour], [], BY),
    )
    papers.put(found)
    return plan_services.make_plan(by=cast.province, now=NOW, document=found.document)


def end_labour(cast: Cast, labour: int) -> None:
    body = agencies.get_agency(FOUNDER, labour)
    for subject, heir in (
        ("cai_nghien", cast.province),
        ("all", cast.department),
        ("tre_em", cast.department),
    ):
        name_successor(
            by=cast.province, now=NOW, old=body, new=heir.agency, subject=subject, on=ENDED, ground=GROUND
        )
    end_agency(by=cast.province, now=NOW, agency=body, ends_on=ENDED, ground=GROUND)


def proposed(cast: Cast, body: int) -> list[Move]:
    heirs = successors_of([body], on=TODAY).get(body, {})
    held = queries.held_by(cast.province, body, on=TODAY)
    return [Move(row.kind, row.id, row.agency, queries.proposed_heirs(row, heirs)) for row in held]


def test_only_what_a_body_holds_passes_and_only_to_bodies_one_may_name(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    end_labour(cast, labour)
    first, heir = proposed(cast, labour)[0], (cast.department.agency,)

    def codes(*moves: Move) -> list[str]:
        with pytest.raises(Refused) as refusal:
            services.hand_over(by=cast.province, now=NOW, body=labour, moves=moves, ground=GROUND)
        return [problem.code for problem in refusal.value.problems]

    assert codes(replace(first, id=99_999_999, to=heir)) == ["not_held"]
    assert codes(replace(first, agency=cast.officer.agency, to=heir)) == ["not_held"]
    assert codes(replace(first, to=(labour,))) == ["own_heir"]
    assert codes(replace(first, to=(cast.stranger.agency,))) == ["agency_outside"]


def test_a_body_with_open_work_cannot_end_without_saying_where_the_work_goes(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    body = agencies.get_agency(FOUNDER, labour)
    with pytest.raises(Refused) as refusal:
        end_agency(by=cast.province, now=NOW, agency=body, ends_on=ENDED, ground=GROUND)
    assert "còn 4 việc đang mở" in refusal.value.problems[0].message
    end_agency(
        by=cast.province, now=NOW, agency=body, ends_on=ENDED, ground=GROUND, successor=cast.department.agency
    )
    assert agencies.get_agency(FOUNDER, labour).valid_to == ENDED


def test_the_standing_office_is_shown_an_ended_body_that_still_owes_and_nobody_else_is(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    assert queries.count_waiting(cast.province, today=TODAY) == 0
    end_labour(cast, labour)
    (found,) = queries.list_suggestions(cast.province, today=TODAY)
    assert (found.agency, found.count) == (labour, 3)
    assert found.heirs == ["Công an tỉnh Mẫu", "Sở Y tế tỉnh Mẫu"]
    assert queries.count_waiting(cast.stranger, today=TODAY) == 0
    assert queries.list_suggestions(cast.officer, today=TODAY) == []


def test_each_task_goes_to_the_successor_of_its_subject(cast: Cast, labour: int, old_plan: Plan) -> None:
    end_labour(cast, labour)
    assert [move.to for move in proposed(cast, labour)] == [
        (cast.province.agency,), (cast.department.agency,), (cast.department.agency,), (cast.department.agency,),
    ]  # fmt: skip
    _row, told = services.hand_over(
        by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND
    )
    assert told.ownerless == 0
    assert {row.to[0]: row.tasks for row in told.moved} == {"Công an tỉnh Mẫu": 1, "Sở Y tế tỉnh Mẫu": 3}
    assert told.before == told.after
    assert queries.held_by(cast.province, labour, on=TODAY) == []
    assert tasks_without_owner(cast.province, on=TODAY) == []


def test_what_the_old_body_reported_stays_its_own_and_the_new_one_goes_on_from_there(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    officer = next(iter(agencies.list_posts(FOUNDER, labour))).holdings.get()
    old = access.actor_of(officer)
    share = Share.objects.get(agency=labour, task__position=1)
    plan_services.report_progress(
        by=old, now=NOW, share=share.pk, state=ShareState.IN_PROGRESS, percent=40, note="Đã mở lớp", seen=0
    )
    end_labour(cast, labour)
    services.hand_over(by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND)
    new = Share.objects.get(task=share.task, agency=cast.province.agency)
    assert (new.state, new.percent, new.note) == ("in_progress", 40, "Đã mở lớp")
    told = plans.history_of_task(cast.province, share.task, on=TODAY)
    assert any(line.update and "Sở Lao động" in line.who and line.update.percent == 40 for line in told)
    assert any(line.verb == "task.passed_on" and line.purpose == GROUND for line in told)
    with pytest.raises(NotThere):
        plan_services.report_progress(
            by=old, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=1
        )


def test_what_was_done_stays_with_who_did_it_and_is_not_asked_of_the_successor(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    old = access.actor_of(next(iter(agencies.list_posts(FOUNDER, labour))).holdings.get())
    first = Share.objects.filter(agency=labour, task__position=2).earliest("due_on")
    plan_services.report_progress(
        by=old, now=NOW, share=first.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    end_labour(cast, labour)
    services.hand_over(by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND)
    plan_services.reassign(
        by=cast.province, now=NOW, task=first.task_id, leads=[cast.department.agency],
        supports=[cast.officer.agency], ground="Thêm cơ quan phối hợp",
    )  # fmt: skip
    turn = Share.objects.filter(occurrence=first.occurrence_id, released_at__isnull=True)
    assert [(share.agency_id, share.state) for share in turn] == [(labour, "done")]


def test_a_supporter_that_takes_the_lead_over_no_longer_supports_as_well(
    cast: Cast, labour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, health = hand_over(monkeypatch), cast.department.agency
    found = reviewed(paper_of(cast.province), found_task(1, "Việc có phối hợp", [labour], [health], BY))
    papers.put(found)
    plan_services.make_plan(by=cast.province, now=NOW, document=found.document)
    end_labour(cast, labour)
    services.hand_over(by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND)
    parts = Task.objects.get().assignments.values_list("agency", "role", "written")
    assert list(parts) == [(health, "lead", f"cơ quan {labour}")]


def test_a_newer_paper_that_still_names_the_ended_body_leaves_the_work_where_it_went(
    cast: Cast, labour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = hand_over(monkeypatch)
    group = make_group("Các sở", [labour, cast.doctor.agency], place=cast.province.place)
    first = reviewed(
        paper_of(cast.province),
        found_task(1, "Tổ chức cai nghiện tự nguyện", [labour], [], BY),
        found_task(2, "Việc của các sở", [group], [], BY),
    )
    papers.put(first)
    plan_services.make_plan(by=cast.province, now=NOW, document=first.document)
    end_labour(cast, labour)
    services.hand_over(by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND)
    owed = Share.objects.filter(released_at__isnull=True)
    before = set(owed.values_list("task", "agency"))
    later = {**BY, "date": "2026-06-30"}
    papers.put(
        replace(
            first, version=2,
            tasks=(
                found_task(1, "Tổ chức cai nghiện tự nguyện", [labour], [], later),
                found_task(2, "Việc của các sở", [group], [], later),
            ),
        )
    )  # fmt: skip
    plan_services.make_plan(by=cast.province, now=NOW, document=first.document)
    assert set(owed.values_list("task", "agency")) == before
    assert set(owed.values_list("due_on", flat=True)) == {date(2026, 6, 30)}


def test_a_receiver_that_has_reported_its_own_part_done_is_not_reopened(
    cast: Cast, labour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, both = hand_over(monkeypatch), [labour, cast.department.agency]
    found = reviewed(paper_of(cast.province), found_task(1, "Việc chung", both, [], BY))
    papers.put(found)
    plan_services.make_plan(by=cast.province, now=NOW, document=found.document)
    theirs = Share.objects.get(agency=cast.department.agency)
    plan_services.report_progress(
        by=cast.department, now=NOW, share=theirs.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    end_labour(cast, labour)
    _row, told = services.hand_over(
        by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND
    )
    assert told.moved == []
    assert "đã báo xong" in told.decide[0].why
    assert Share.objects.get(agency=labour).released_at is None
    assert told.ownerless == 1


def test_a_rehearsal_tells_what_would_happen_and_leaves_every_byte(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    end_labour(cast, labour)
    before, entries = fingerprint(), Entry.objects.count()
    moves = proposed(cast, labour)
    told = services.rehearse(
        lambda: services.hand_over(by=cast.province, now=NOW, body=labour, moves=moves, ground=GROUND)[1]
    )
    assert sum(row.tasks for row in told.moved) == 4
    assert fingerprint() == before
    assert (Entry.objects.count(), Handover.objects.count()) == (entries, 0)


def test_a_handover_is_undone_to_the_byte_and_the_journal_alone_grows(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    end_labour(cast, labour)
    before, entries = fingerprint(), Entry.objects.count()
    row, _told = services.hand_over(
        by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND
    )
    assert fingerprint() != before
    services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Ghi nhầm ngày")
    assert fingerprint() == before
    assert Entry.objects.count() > entries
    told = [notice.text for notice in notices.list_notices(cast.department)]
    assert sum("Sở Lao động" in text for text in told) == 2  # that it came, and that it went back
    assert journal.verify() == []
    assert Handover.objects.get().state == HandoverState.UNDONE


def test_an_undoing_says_what_stands_in_its_way(cast: Cast, labour: int, old_plan: Plan) -> None:
    end_labour(cast, labour)
    row, _told = services.hand_over(
        by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND
    )
    share = Share.objects.get(task__position=1, agency=cast.province.agency)
    plan_services.report_progress(
        by=cast.province, now=NOW, share=share.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )
    before = fingerprint()
    with pytest.raises(Refused) as refusal:
        services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Ghi nhầm")
    assert "1 lần báo cáo tiến độ của cơ quan nhận" in [p.message for p in refusal.value.problems]
    assert fingerprint() == before


def test_work_that_others_did_meanwhile_stands_in_nobodys_way(
    cast: Cast, labour: int, old_plan: Plan
) -> None:
    end_labour(cast, labour)
    row, _told = services.hand_over(
        by=cast.province, now=NOW, body=labour, moves=proposed(cast, labour), ground=GROUND
    )
    theirs = Share.objects.get(agency=cast.department_next_door.agency)
    plan_services.report_progress(
        by=cast.department_next_door, now=NOW, share=theirs.pk, state=ShareState.DONE, percent=None, note="", seen=0
    )  # fmt: skip
    services.undo_handover(by=cast.province, now=NOW, handover=row.pk, ground="Ghi nhầm")
    task = Task.objects.get(pk=theirs.task_id)
    assert (task.share_count, task.done_count) == (1, 1)


def test_a_stranger_can_neither_make_nor_undo_a_handover(cast: Cast, labour: int, old_plan: Plan) -> None:
    end_labour(cast, labour)
    moves = proposed(cast, labour)
    with pytest.raises(NotThere):
        services.hand_over(by=cast.stranger, now=NOW, body=labour, moves=moves, ground=GROUND)
    row, _told = services.hand_over(by=cast.province, now=NOW, body=labour, moves=moves, ground=GROUND)
    with pytest.raises(NotThere):
        services.undo_handover(by=cast.stranger, now=NOW, handover=row.pk, ground="x")


def test_a_body_that_is_renamed_is_found_by_the_name_of_the_papers_day(cast: Cast) -> None:
    body = agencies.get_agency(FOUNDER, cast.department.agency)
    change_agency(
        by=cast.province, now=NOW, agency=body, on=ENDED, ground=GROUND, name="Sở Y tế và Xã hội tỉnh Mẫu",
        short_name="", level=AgencyLevel.PROVINCE, place=cast.province.place, parent=None,
    )  # fmt: skip
    old, new = "Sở Y tế tỉnh Mẫu", "Sở Y tế và Xã hội tỉnh Mẫu"
    near = cast.province.place
    assert agencies.resolve([old, new], on=date(2026, 2, 1), near=near) == {old: body.pk}
    assert agencies.resolve([old, new], on=TODAY, near=near) == {new: body.pk}


def test_work_passes_only_to_a_body_that_the_page_offers(cast: Cast, labour: int, old_plan: Plan) -> None:
    """A number typed into the form sends nothing to another province, and breaks nothing."""
    end_labour(cast, labour)
    office = Client()
    office.force_login(Account.objects.get(pk=cast.province.account))
    keys = [held.key for held in queries.held_by(cast.province, labour, on=TODAY)]
    for to in (str(cast.stranger.agency), "99999999", "²"):
        asked = {**dict.fromkeys(keys, to), "ground": GROUND, "do": "confirm"}
        assert office.post(reverse("handovers:body", args=[labour]), asked).status_code == 422
    assert not Handover.objects.exists()
