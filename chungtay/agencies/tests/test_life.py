"""A body in time: what it was called on a day, who came before and after it, and how it ends."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies import queries, services
from chungtay.agencies.models import Account, Agency, FormerSelf
from chungtay.agencies.queries import life
from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.rules.successions import (
    WHOLE,
    choose_subject,
    line_of,
    lines,
    national_successions,
    subjects,
)
from chungtay.agencies.services.life import (
    change_agency,
    drop_successor,
    end_agency,
    know_successions,
    merge_agencies,
    name_successor,
)
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.queries import history_of
from tests.cast import FOUNDER, NOW, SINCE, TODAY, Cast, make_group

RENAMED = date(2026, 1, 1)
GROUND = "Quyết định 5/QĐ-UBND (ví dụ)"


def body_of(agency: int) -> Agency:
    return queries.get_agency(FOUNDER, agency)


def rename(cast: Cast, name: str, on: date = RENAMED, ground: str = GROUND) -> Agency:
    return change_agency(
        by=cast.province, now=NOW, agency=body_of(cast.department.agency), on=on, ground=ground, name=name,
        short_name="", level=AgencyLevel.PROVINCE, place=cast.province.place, parent=cast.leader.agency,
    )  # fmt: skip


def opened(name: str, place: int | None, since: date = SINCE) -> Agency:
    return services.open_agency(
        by=FOUNDER, now=NOW, name=name, level=AgencyLevel.PROVINCE, place=place, valid_from=since
    )


def test_a_body_keeps_what_it_was_until_the_day_of_a_change(cast: Cast) -> None:
    body = rename(cast, "Sở Y tế và Bảo trợ tỉnh Mẫu")
    before, after = life.self_on(body, date(2025, 12, 31)), life.self_on(body, RENAMED)
    assert (before.name, before.parent_id) == ("Sở Y tế tỉnh Mẫu", None)
    assert (after.name, after.parent_id) == ("Sở Y tế và Bảo trợ tỉnh Mẫu", cast.leader.agency)
    assert [line.event.value for line in life.life_of(body)] == ["began", "changed"]
    assert history_of(f"agency:{body.pk}").filter(verb="agency.changed").count() == 1


def test_a_change_before_the_last_one_or_without_a_ground_is_refused(cast: Cast) -> None:
    rename(cast, "Sở Một tỉnh Mẫu")
    for on, ground, code in ((RENAMED, GROUND, "before_its_time"), (TODAY, " ", "ground_empty")):
        with pytest.raises(Refused) as refusal:
            rename(cast, "Sở Hai tỉnh Mẫu", on, ground)
        assert code in [problem.code for problem in refusal.value.problems]
    assert FormerSelf.objects.count() == 1


def test_a_name_that_comes_back_means_the_body_again(cast: Cast) -> None:
    rename(cast, "Sở Một tỉnh Mẫu")
    rename(cast, "Sở Y tế tỉnh Mẫu", date(2026, 2, 1))
    found = queries.resolve(["Sở Y tế tỉnh Mẫu"], on=TODAY, near=cast.province.place)
    assert found == {"Sở Y tế tỉnh Mẫu": cast.department.agency}


def test_a_stranger_changes_no_body(cast: Cast) -> None:
    with pytest.raises(NotThere):
        end_agency(
            by=cast.stranger, now=NOW, agency=body_of(cast.doctor.agency), ends_on=TODAY, ground=GROUND
        )


def test_a_body_ends_once_and_not_before_it_began(cast: Cast) -> None:
    body = body_of(cast.doctor.agency)
    with pytest.raises(Refused):
        end_agency(by=cast.province, now=NOW, agency=body, ends_on=SINCE, ground=GROUND)
    end_agency(by=cast.province, now=NOW, agency=body, ends_on=TODAY, ground=GROUND)
    with pytest.raises(Refused) as refusal:
        end_agency(by=cast.province, now=NOW, agency=body, ends_on=TODAY, ground=GROUND)
    assert refusal.value.problems[0].code == "ended_already"


def test_bodies_that_merge_end_with_the_new_one_as_their_successor(cast: Cast) -> None:
    place = cast.province.place
    one, two, into = opened("Ban Một", place), opened("Ban Hai", place), opened("Ban Chung", place, RENAMED)
    merge_agencies(by=cast.province, now=NOW, into=into, bodies=[one, two], on=RENAMED, ground=GROUND)
    assert [body_of(body.pk).valid_to for body in (one, two)] == [RENAMED, RENAMED]
    took = [line.body.name for line in life.life_of(into) if line.event == "took_over" and line.body]
    assert took == ["Ban Một", "Ban Hai"]


def test_successors_are_followed_to_who_is_alive_and_never_in_a_ring(cast: Cast) -> None:
    place = cast.province.place
    first, second, third = (opened(f"Ban {n}", place) for n in ("A", "B", "C"))
    for old, new in ((first, second), (second, third), (third, first)):
        name_successor(
            by=cast.province, now=NOW, old=old, new=new.pk, subject=WHOLE, on=RENAMED, ground=GROUND
        )
    for body in (first, second):
        end_agency(by=cast.province, now=NOW, agency=body, ends_on=RENAMED, ground=GROUND)
    assert life.successors_of([first.pk], on=TODAY)[first.pk] == {WHOLE: [third.pk]}


def test_a_successor_named_by_mistake_is_taken_back(cast: Cast) -> None:
    old = opened("Ban Cũ", cast.province.place)
    asked = {"by": cast.province, "now": NOW, "old": old, "new": cast.leader.agency, "subject": WHOLE}
    made = name_successor(**asked, on=TODAY, ground=GROUND)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        name_successor(**asked, on=TODAY, ground=GROUND)  # type: ignore[arg-type]
    drop_successor(by=cast.province, now=NOW, succession=made.pk)
    assert not life.list_successions(old.pk).exists()


def test_a_province_knows_what_happened_to_bodies_everywhere_and_keeps_what_a_person_wrote(
    cast: Cast,
) -> None:
    place, day = cast.province.place, date(2025, 3, 1)
    labour = opened("Sở Lao động - Thương binh và Xã hội", place)
    health = cast.department.agency
    name_successor(
        by=cast.province, now=NOW, old=labour, new=health, subject="tre_em", on=day, ground="Của tỉnh"
    )
    assert know_successions(by=cast.province, now=NOW, place=place or 0) == 2  # police and health are here
    assert know_successions(by=cast.province, now=NOW, place=place or 0) == 0
    rows = {row.subject: row for row in life.list_successions(labour.pk)}
    assert rows["cai_nghien"].new_id == cast.province.agency
    assert (rows["cai_nghien"].verified, rows["bao_tro"].verified) == (True, False)
    assert rows["tre_em"].ground == "Của tỉnh"


def test_every_row_of_the_data_names_a_subject_a_ground_and_a_source() -> None:
    assert {row.subject for row in national_successions()} <= subjects().keys()
    assert all(row.ground and row.source and row.old != row.new for row in national_successions())
    assert all(not row.verified or row.source.startswith("https://") for row in national_successions())
    assert len({(row.old, row.new, row.subject) for row in national_successions()}) == len(
        national_successions()
    )
    assert {line.level for line in lines()} == {AgencyLevel.COMMUNE, AgencyLevel.DISTRICT}


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Quản lý sau cai nghiện ma túy", "cai_nghien"),
        ("Dạy nghề cho người sau cai", "cai_nghien"),
        ("Tư vấn, giới thiệu việc làm", "lao_dong"),
        ("Bảo vệ trẻ em", "tre_em"),
        ("Báo cáo Ủy ban nhân dân tỉnh", None),
    ],
)
def test_a_duty_tells_its_subject_or_leaves_it_to_a_person(words: str, subject: str | None) -> None:
    assert choose_subject(words, subjects().keys()) == subject


def test_a_body_is_of_a_line_only_when_it_is_called_after_its_unit() -> None:
    commune = AgencyLevel.COMMUNE
    assert line_of("Công an xã Mường Pồn", commune, "xã Mường Pồn") is not None
    assert line_of("Công an xã Mường Pồn", commune, "xã Mường Phăng") is None
    assert line_of("Ban Quản lý chợ Mường Pồn", commune, "xã Mường Pồn") is None


def test_the_list_of_bodies_is_that_of_the_day_asked_for_and_no_day_means_today(cast: Cast) -> None:
    old = services.open_agency(
        by=FOUNDER, now=NOW, name="Ban Xưa Kia", level=AgencyLevel.PROVINCE, place=cast.province.place,
        valid_from=SINCE, valid_to=RENAMED,
    )  # fmt: skip
    client = Client()
    client.force_login(Account.objects.get(pk=cast.department.account))

    def listed(day: str) -> bool:
        return old.name in client.get(reverse("agencies:agencies"), {"on": day}).content.decode()

    assert listed("2025-06-01")
    assert not any(listed(day) for day in ("", "2026-02-01", "2025-02-31", "hôm qua"))


def the_office(cast: Cast) -> dict[str, Any]:
    return {"by": cast.province, "now": NOW}


def refused_codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        act()
    return [problem.code for problem in refusal.value.problems]


def test_nobody_names_a_body_of_a_stranger_one_that_is_not_there_or_a_group_beside_their_own(
    cast: Cast,
) -> None:
    group = make_group("Các ngành (ví dụ)", [], place=cast.province.place)
    body, here = body_of(cast.department.agency), the_office(cast)
    for other in (cast.stranger.agency, 99_999_999, group):
        acts: list[Callable[[], object]] = [
            partial(name_successor, **here, old=body, new=other, subject=WHOLE, on=TODAY, ground=GROUND),
            partial(end_agency, **here, agency=body, ends_on=TODAY, ground=GROUND, successor=other),
            partial(
                change_agency, **here, agency=body, on=RENAMED, ground=GROUND, name="Sở Mới", short_name="",
                level=AgencyLevel.PROVINCE, place=body.place_id, parent=other,
            ),
            partial(
                services.open_agency, **here, name="Ban Mới", level=AgencyLevel.PROVINCE, place=None, valid_from=SINCE,
                parent=other,
            ),
            partial(services.set_members, **here, group=body_of(group), members=[other]),
        ]  # fmt: skip
        assert [refused_codes(act) for act in acts] == [["agency_outside"]] * len(acts)


def test_a_body_stands_in_a_place_that_there_is_and_takes_over_from_itself_never(cast: Cast) -> None:
    body, here = body_of(cast.department.agency), the_office(cast)
    assert refused_codes(lambda: opened("Ban Không Nơi", 99_999_999)) == ["place_unknown"]
    assert refused_codes(
        lambda: end_agency(**here, agency=body, ends_on=TODAY, ground=GROUND, successor=body.pk)
    ) == ["own_heir"]
    assert refused_codes(
        lambda: merge_agencies(**here, into=body, bodies=[body], on=TODAY, ground=GROUND)
    ) == ["own_heir"]


def test_who_ended_stays_a_member_for_the_days_on_which_it_was(cast: Cast) -> None:
    place, here = cast.province.place, the_office(cast)
    old, new = opened("Ban Cũ", place), opened("Ban Mới", place)
    group = body_of(make_group("Các ban (ví dụ)", [old.pk], place=place))
    end_agency(**here, agency=old, ends_on=RENAMED, ground=GROUND)
    services.set_members(**here, group=group, members=[new.pk])
    assert list(queries.members_of(group.pk, on=TODAY)) == [new]
    assert list(queries.members_of(group.pk, on=date(2025, 12, 31))) == [old, new]
