"""The open files of a commune that went into another pass on as one, without a moment that is nobody's, and back."""

from datetime import date

import pytest
from django.urls import reverse

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules.successions import WHOLE
from chungtay.agencies.services.life import end_agency, name_successor
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.models import CaseFile
from chungtay.cases.queries import get_course, list_left_by, list_of, list_unsure, visible_to
from chungtay.cases.services import hand_files, receive_file, transfer_file
from chungtay.cases.tests.factories import WHO, at, opened, signed, step, treated_at_home
from chungtay.cases.tests.test_pages import at_the_desk
from chungtay.handovers.access import left_due
from chungtay.handovers.models import Handover
from chungtay.handovers.queries import list_handovers
from chungtay.handovers.services.files import hand_files_back, take_over_files
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.people.models import Keeping
from chungtay.people.tests.factories import police_of
from chungtay.places.models import Place, Succession
from chungtay.places.rules import Kind, Share
from tests.cast import FOUNDER, Cast, Town, plant, seat

pytestmark = pytest.mark.django_db
ENDED = date(2026, 7, 15)
TOLD = {"ground": "Nghị quyết 01 (ví dụ)"}


@pytest.fixture
def here(town: Town) -> Actor:
    """The police of commune A, which goes into commune B on 15 July."""
    return police_of(town)


@pytest.fixture
def heir(here: Actor, town: Town) -> Actor:
    there = police_of(town, next_door=True)
    old = agencies.get_agency(FOUNDER, here.agency)
    name_successor(
        by=FOUNDER, now=at(14), old=old, new=there.agency, subject=WHOLE, on=ENDED, ground="Nghị quyết 01 (ví dụ)", parted=False
    )  # fmt: skip
    return there


def end(body: Actor) -> None:
    end_agency(
        by=FOUNDER, now=at(14), agency=agencies.get_agency(FOUNDER, body.agency), ends_on=ENDED, ground="Nghị quyết 01"
    )  # fmt: skip


def handed(here: Actor, heir: Actor, day: int = 16) -> Handover:
    return take_over_files(by=heir, now=at(day), body=here.agency, **TOLD)


def test_every_open_file_passes_with_its_clocks_lists_and_papers(here: Actor, heir: Actor) -> None:
    row, other = treated_at_home(here), opened(here, at(3), told=WHO | {"name": "Trần Văn Ví Dụ"})
    before = {one.pk: one.next_due for one in CaseFile.objects.all()}
    end(here)
    assert [(one.name, one.heir, one.files) for one in list_left_by([heir.agency], on=ENDED)] == [
        ("Công an xã A", heir.agency, 2)
    ]
    [due] = left_due(frozenset({heir.agency}), ENDED, ENDED)
    assert "2 hồ sơ của Công an xã A" in due.words
    made = handed(here, heir)
    assert made.kept["files"]["files"] == sorted([row.pk, other.pk])
    assert {one.pk: one.next_due for one in CaseFile.objects.filter(keeper=heir.agency)} == before
    assert list_left_by([heir.agency], on=ENDED) == []
    for body, days in ((here, [date(2026, 7, 15)]), (heir, [date(2026, 7, 16), date(2026, 8, 1)])):
        assert all(list_of(body.agency, "addicts", on=day).get().pk == row.pk for day in days)
    assert not list_of(here.agency, "addicts", on=date(2026, 7, 16))
    assert row.listed.get(left_on__isnull=False).event == "succeeded"
    row.refresh_from_db()
    assert row.last_day == date(2028, 7, 6)
    assert {one.agency_id for one in Keeping.objects.filter(until=None)} == {heir.agency}
    assert all(WHO["name"] not in notice.text for notice in Notice.objects.all())


def test_a_move_under_way_arrives_at_the_successor_and_its_hours_go_on(
    here: Actor, heir: Actor, town: Town
) -> None:
    third = seat("Công an xã C", "congan.c", "commune_police", place=town.commune_b, level="commune")  # type: ignore[arg-type]
    coming, moving = treated_at_home(third), treated_at_home(here, told=WHO | {"name": "Lê Văn Ví Dụ"})
    sent = transfer_file(
        by=third, now=at(13), file=coming.pk, target=here.agency, moved_at=at(13), paper=signed(at(13))
    )
    step(here, moving, "person_moved", at(15))
    handed(here, heir)
    assert moving.clocks.filter(clock="transfer_file", agency=heir.agency).exists()
    assert receive_file(by=heir, now=at(16, hour=10), transfer=sent.pk).keeper_id == heir.agency


def test_a_handing_is_undone_as_one(here: Actor, heir: Actor) -> None:
    row = treated_at_home(here)
    before = get_course(row)
    made = handed(here, heir)
    with pytest.raises(Refused):
        hand_files_back(by=heir, now=at(17), handover=made.pk, ground=" ")
    hand_files_back(by=heir, now=at(17), handover=made.pk, ground="Nhầm cơ quan (ví dụ)")
    row.refresh_from_db()
    assert (row.keeper_id, get_course(row)) == (here.agency, before)
    assert visible_to(here).get().pk == row.pk
    assert not visible_to(heir).exists()
    assert row.steps.filter(event="file_handed", struck_why="Nhầm cơ quan (ví dụ)").exists()
    with pytest.raises(NotThere):
        hand_files_back(by=heir, now=at(18), handover=made.pk, ground="Lần nữa")
    assert handed(here, heir, 19).pk != made.pk


def test_a_handing_is_not_undone_once_a_file_has_been_worked_on(here: Actor, heir: Actor) -> None:
    row = treated_at_home(here)
    made = handed(here, heir)
    row.refresh_from_db()
    step(heir, row, "person_moved", at(17))
    with pytest.raises(Refused) as refused:
        hand_files_back(by=heir, now=at(18), handover=made.pk, ground="Nhầm")
    assert [problem.code for problem in refused.value.problems] == ["too_late"]


def test_files_pass_only_to_a_successor_and_by_who_works_there(here: Actor, heir: Actor, town: Town) -> None:
    treated_at_home(here)
    third = seat("Công an xã C", "congan.c", "commune_police", place=town.commune_b, level="commune")  # type: ignore[arg-type]
    for by, origin, target in ((third, here, heir), (third, here, third), (heir, heir, here)):
        with pytest.raises(NotThere):
            hand_files(by=by, now=at(16), origin=origin.agency, target=target.agency)
    made = handed(here, heir)
    with pytest.raises(NotThere):
        hand_files_back(by=third, now=at(17), handover=made.pk, ground="Nhầm")


def test_the_successor_takes_the_files_over_on_its_page_and_hands_them_back(here: Actor, heir: Actor) -> None:
    row = treated_at_home(here)
    end(here)
    client, page = at_the_desk("congan.b"), reverse("handovers:files")
    assert "còn 1 hồ sơ chưa ai nhận" in client.get(reverse("cases:work")).content.decode()
    assert "Công an xã A, còn 1 hồ sơ" in client.get(page).content.decode()
    told = {"body": str(here.agency)}
    assert client.post(page, told | {"ground": ""}).status_code == 422
    assert client.post(page, told | TOLD).status_code == 302
    assert visible_to(heir).get().pk == row.pk
    undo = {"handover": str(Handover.objects.get().pk)}
    assert client.post(page, undo | {"ground": ""}).status_code == 422
    assert client.post(page, undo | {"ground": "Nhầm (ví dụ)"}).status_code == 302
    assert not visible_to(heir).exists()


def test_who_hands_over_plans_does_not_find_the_files_among_them(
    here: Actor, heir: Actor, cast: Cast
) -> None:
    treated_at_home(here)
    handed(here, heir)
    assert not list_handovers(cast.province).exists()


@pytest.fixture
def divided(here: Actor, heir: Actor, town: Town) -> Actor:
    """The other heir: commune A went into B and into a third, which was made of the rest of it."""
    third = plant("X1003", Kind.COMMUNE, "xã", "Mới")
    for new in (town.commune_b, third):
        Succession.objects.create(
            old_id=town.commune_a, new_id=new, share=Share.PARTIAL, on=ENDED, ground="Nghị quyết 01", evidence="ví dụ"
        )  # fmt: skip
    Place.objects.filter(pk=town.commune_a).update(valid_to=ENDED)
    other = seat("Công an xã Mới", "congan.moi", "commune_police", place=third, level="commune")  # type: ignore[arg-type]
    name_successor(
        by=FOUNDER, now=at(14), old=agencies.get_agency(FOUNDER, here.agency), new=other.agency, subject=WHOLE, on=ENDED,
        ground="Nghị quyết 01 (ví dụ)", parted=True,
    )  # fmt: skip
    return other


def test_of_a_divided_commune_each_file_goes_where_the_person_lives_and_a_person_says_the_rest(
    here: Actor, heir: Actor, divided: Actor, town: Town
) -> None:
    lives = {"b": heir.place, "new": divided.place, "old": town.commune_a, "unsaid": None}
    files = {
        name: opened(here, at(3), told=WHO | {"name": f"Ví Dụ {name}", "commune": place, "present_address": f"Thôn {name}"})
        for name, place in lives.items()
    }  # fmt: skip
    end(here)
    left = {
        one.heir: (one.files, one.unsure) for one in list_left_by([heir.agency, divided.agency], on=ENDED)
    }
    assert left == {heir.agency: (1, 2), divided.agency: (1, 2)}
    made = handed(here, heir)
    assert made.kept["files"]["files"] == [files["b"].pk]
    assert {one.code for one in list_unsure(divided, here.agency, on=ENDED)} == {
        files[name].code for name in ("old", "unsaid")
    }
    third = seat("Công an xã C", "congan.c", "commune_police", place=town.commune_b, level="commune")  # type: ignore[arg-type]
    assert list_unsure(third, here.agency, on=ENDED) == []
    client, page = at_the_desk("congan.moi"), reverse("handovers:files")
    shown = client.get(page).content.decode()
    assert "Công an xã A, còn 1 hồ sơ, chưa rõ 2" in shown
    assert f"{files['old'].code}: Thôn old" in shown
    assert "Ví Dụ" not in shown.replace("(ví dụ)", "")
    assert Entry.objects.filter(verb="looked", subject=f"file:{files['old'].pk}").exists()
    told = {"body": str(here.agency), "codes": files["old"].code, "ground": "Nghị quyết 01 (ví dụ)"}
    assert client.post(page, told).status_code == 302
    assert set(CaseFile.objects.filter(keeper=divided.agency)) == {files["new"], files["old"]}
    assert take_over_files(by=heir, now=at(17), body=here.agency, codes=[files["unsaid"].code], **TOLD).kept[
        "files"
    ]["files"] == [files["unsaid"].pk]
    assert list_left_by([heir.agency, divided.agency], on=ENDED) == []
