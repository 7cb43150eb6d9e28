"""What a person decides, and what the rooms above are handed."""

from datetime import timedelta

import pytest

from chungtay.agencies import services as agencies
from chungtay.agencies.rules import AgencyLevel
from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.documents import queries, services
from chungtay.documents.models import Finding, NameMatch
from chungtay.documents.rules import Decision
from chungtay.documents.tests.factories import finding, reading_of, store_next, take_in_read
from tests.cast import FOUNDER, NOW, Cast

LATER = NOW + timedelta(minutes=5)


def test_a_stored_reading_fills_the_paper_and_resolves_names_near_its_issuer(cast: Cast) -> None:
    document = queries.get_paper(cast.province, take_in_read(cast.province, NOW).pk)
    assert [document.code, document.kind, str(document.issued_on)] == ["12/KH-UBND", "KH", "2026-01-15"]
    assert document.issuer_id == cast.leader.agency
    assert document.place_id == cast.province.place
    meant = dict(NameMatch.objects.filter(document=document).values_list("name", "agency"))
    assert meant["Sở Y tế"] == cast.department.agency
    assert not meant["Hội Cựu chiến binh tỉnh"]
    assert queries.state_of(document) == "to_review"


def test_nothing_is_handed_over_before_a_person_decides(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    handed = queries.reviewed(cast.province, document.pk)
    assert (handed.tasks, handed.targets, handed.reports) == ((), (), ())
    assert handed.undecided == Finding.objects.filter(document=document).count() == 7


def test_accepting_all_hands_over_tasks_with_agencies_and_names_the_unresolved(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    assert services.accept_all_pending(by=cast.province, now=LATER, document=document.pk) == 7
    handed = queries.reviewed(cast.province, document.pk)
    first = handed.tasks[0]
    assert first.leads == (cast.province.agency,)
    assert first.supports == (cast.department.agency,)
    assert first.deadlines[0]["date"] == "2026-07-01"
    assert handed.unresolved == ("Hội Cựu chiến binh tỉnh", "Các đơn vị")
    assert handed.undecided == 0
    words = queries.source_words(document.pk, handed.version, first.span)
    assert words.words == first.text


def test_a_correction_is_what_is_handed_over_and_a_rejection_is_not(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    services.accept_all_pending(by=cast.province, now=LATER, document=document.pk)
    task = finding(document, "Sở Tài chính")
    settled = task.content | {"lead": ["Sở Y tế"], "text": "Bố trí kinh phí."}
    services.decide(
        by=cast.province, now=LATER, finding=task.pk, decision=Decision.CORRECTED, settled=settled, revision=1
    )
    other = finding(document, "Hội Cựu")
    services.decide(by=cast.province, now=LATER, finding=other.pk, decision=Decision.REJECTED, revision=1)
    handed = queries.reviewed(cast.province, document.pk)
    assert [(task.text[:16], task.leads) for task in handed.tasks][1:] == [
        ("Bố trí kinh phí.", (cast.department.agency,))
    ]
    assert "Hội Cựu chiến binh tỉnh" not in handed.unresolved


def test_the_second_of_two_people_is_told_who_decided_what_and_when(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    task = finding(document, "Sở Tài chính")
    services.decide(by=cast.province, now=LATER, finding=task.pk, decision=Decision.ACCEPTED, revision=0)
    with pytest.raises(Conflict) as refusal:
        services.decide(by=cast.province, now=LATER, finding=task.pk, decision=Decision.REJECTED, revision=0)
    assert refusal.value.problems[0].message.startswith(
        "thuongtruc (ví dụ) vừa chấp nhận mục này lúc 09:05 02/03/2026"
    )
    assert finding(document, "Sở Tài chính").decision == Decision.ACCEPTED


def test_a_task_is_cut_and_the_parts_put_back(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    task = finding(document, "Sở Tài chính")
    assert task.span_start is not None
    point = task.span_start + task.content["text"].index("hướng dẫn")
    parts = services.split_finding(by=cast.province, now=LATER, finding=task.pk, revision=0, points=[point])
    assert [part.content["text"] for part in parts] == [
        "Sở Tài chính bố trí kinh phí;",
        "hướng dẫn các đơn vị quyết toán theo quy định.",
    ]
    assert [part.content["lead"] for part in parts] == [["Sở Tài chính"]] * 2
    back = services.undo(by=cast.province, now=LATER, finding=parts[1].pk, revision=0)
    assert [row.pk for row in back] == [task.pk]
    assert Finding.objects.filter(document=document, kind="task", replaced=False).count() == 3


def test_neighbours_are_joined(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    first = finding(document, "Công an tỉnh chủ trì")
    whole = services.merge_findings(by=cast.province, now=LATER, finding=first.pk, revision=0)
    assert whole.content["lead"] == ["Công an tỉnh", "Sở Tài chính"]
    with pytest.raises(Refused):
        services.merge_findings(
            by=cast.province, now=LATER, finding=finding(document, "Hội Cựu").pk, revision=0
        )


def test_a_name_is_matched_left_open_or_opened_as_a_new_agency(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    shown = queries.review(queries.get_managed(cast.province, document.pk))
    assert shown is not None
    assert [match.name for match in shown.unresolved] == ["Các đơn vị", "Hội Cựu chiến binh tỉnh"]
    group, club = shown.unresolved
    services.match_name(by=cast.province, now=LATER, document=document.pk, match=group.pk, left_open=True)
    opened = services.match_new(by=cast.province, now=LATER, document=document.pk, match=club.pk)
    services.accept_all_pending(by=cast.province, now=LATER, document=document.pk)
    handed = queries.reviewed(cast.province, document.pk)
    assert handed.unresolved == ()
    assert handed.tasks[2].leads == (opened,)


def test_one_agency_that_cannot_be_opened_does_not_keep_the_others_closed(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    agencies.open_agency(
        by=FOUNDER, now=NOW, name="Các đơn vị", level=AgencyLevel.PROVINCE, place=cast.province.place,
        valid_from=NOW.date() + timedelta(days=1000),
    )  # fmt: skip
    assert services.match_all_new(by=cast.province, now=LATER, document=document.pk) == 1
    with pytest.raises(Refused) as refusal:
        services.match_all_new(by=cast.province, now=LATER, document=document.pk)
    assert refusal.value.problems[0].code == "agency_twice"


def test_a_newer_version_keeps_decisions_and_marks_what_changed(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    services.accept_all_pending(by=cast.province, now=LATER, document=document.pk)
    settled = finding(document, "Sở Tài chính").content | {"lead": ["Sở Y tế"]}
    services.decide(
        by=cast.province, now=LATER, finding=finding(document, "Sở Tài chính").pk, decision=Decision.CORRECTED,
        settled=settled, revision=1,
    )  # fmt: skip
    newer = [
        (
            "Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát người nghiện ma túy trước ngày 01/8/2026.",
            ["Công an tỉnh"],
            ["Sở Y tế"],
        ),
        (
            "Sở Tài chính bố trí kinh phí; hướng dẫn các đơn vị quyết toán theo quy định.",
            ["Sở Tài chính"],
            [],
        ),
        ("Sở Y tế mở rộng điều trị thay thế tại các xã.", ["Sở Y tế"], []),
    ]
    services.add_version(by=cast.province, now=LATER, document=document.pk, name="ban-2.txt", chunks=[b"two"])
    store_next(document, LATER, reading_of(newer))
    shown = queries.review(queries.get_managed(cast.province, document.pk))
    assert shown is not None
    fates = {
        row.content["text"][:12]: (row.change, row.decision)
        for g in shown.groups
        if g.kind == "task"
        for row in g.items
    }
    assert fates == {
        "Công an tỉnh": ("changed", "pending"),
        "Sở Tài chính": ("same", "corrected"),
        "Sở Y tế mở r": ("new", "pending"),
    }
    assert [row.content["text"][:11] for row in shown.gone] == ["Hội Cựu chi"]
    assert shown.reading.version.n == 2


def test_cuts_survive_a_newer_version_when_their_words_do(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    task = finding(document, "Sở Tài chính")
    assert task.span_start is not None
    point = task.span_start + task.content["text"].index("hướng dẫn")
    services.split_finding(by=cast.province, now=LATER, finding=task.pk, revision=0, points=[point])
    services.accept_all_pending(by=cast.province, now=LATER, document=document.pk)
    services.add_version(by=cast.province, now=LATER, document=document.pk, name="ban-2.txt", chunks=[b"two"])
    store_next(document, LATER, reading_of(title="Kế hoạch phòng, chống ma túy của tỉnh năm 2026"))
    handed = queries.reviewed(cast.province, document.pk)
    assert handed.undecided == 1  # the header, whose title changed; the tasks only moved
    assert len(handed.tasks) == 4
    part = handed.tasks[2]
    assert queries.source_words(document.pk, 2, part.span).words == part.text


def test_a_paper_of_others_is_not_there_until_it_is_opened(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    for other in (cast.department, cast.stranger):
        with pytest.raises(NotThere):
            queries.get_paper(other, document.pk)
    services.open_to(by=cast.province, now=LATER, document=document.pk, agencies=[cast.department.agency])
    assert queries.get_paper(cast.department, document.pk).pk == document.pk
    for change in (
        lambda: services.accept_all_pending(by=cast.department, now=LATER, document=document.pk),
        lambda: services.start_reading(by=cast.stranger, now=LATER, document=document.pk),
    ):
        with pytest.raises(NotThere):
            change()


def test_a_reading_is_stored_once(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW)
    reading = queries.current_reading(document.pk)
    assert reading is not None
    assert services.store_reading(now=LATER, reading=reading.pk, result=reading_of()) is False
    assert Finding.objects.filter(document=document).count() == 7
