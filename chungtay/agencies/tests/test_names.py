"""A body is found however a paper writes it, and never mistaken for its neighbour."""

import pytest

from chungtay.agencies import queries, services
from chungtay.agencies.rules import AgencyKind, AgencyLevel, kind_of, name_key
from chungtay.base.problems import NotThere, Refused
from tests.cast import FOUNDER, NOW, SINCE, TODAY, Cast, Town, make_group


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở LĐ-TB&XH", "Sở Lao động, Thương binh và Xã hội"),
        ("Sở LĐTBXH", "Sở Lao động- Thương binh và Xã hội"),
        ("UBND tỉnh", "Uỷ ban nhân dân tỉnh"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("UBND các xã, phường", "Ủy ban nhân dân xã, phường"),
        ("Toà án nhân dân tỉnh", "Tòa án nhân dân tỉnh"),
    ],
)
def test_two_spellings_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_two_bodies_have_two_keys() -> None:
    assert name_key("Sở Y tế") != name_key("Phòng Y tế")
    assert name_key("Công an tỉnh") != name_key("Công an thị xã")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UBND xã Mường Pồn", AgencyKind.PEOPLES_COMMITTEE),
        ("Công an thị xã", AgencyKind.POLICE),
        ("Đồn Biên phòng cửa khẩu", AgencyKind.BORDER_GUARD),
        ("Các sở, ban, ngành", AgencyKind.GROUP),
        ("UBND các xã, phường", AgencyKind.GROUP),
        ("UBND xã, phường", AgencyKind.GROUP),
        ("Công an các huyện, thị xã", AgencyKind.GROUP),
        ("Liên hiệp các tổ chức hữu nghị tỉnh", AgencyKind.OTHER),
        ("Phòng Giáo dục và Đào tạo", AgencyKind.DEPARTMENT),
        ("Viện Kiểm sát nhân dân tỉnh", AgencyKind.PROCURACY),
        ("Báo tỉnh", AgencyKind.OTHER),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: AgencyKind) -> None:
    assert kind_of(name) == kind


def test_a_short_name_means_the_body_of_the_papers_own_province(cast: Cast, town: Town) -> None:
    near = queries.resolve(["Công an tỉnh", "Sở Y tế"], on=TODAY, near=town.province)
    assert near == {"Công an tỉnh": cast.province.agency, "Sở Y tế": cast.department.agency}
    far = queries.resolve(["Công an tỉnh"], on=TODAY, near=town.elsewhere)
    assert far == {"Công an tỉnh": cast.stranger.agency}


def test_a_communes_paper_reaches_the_bodies_above_it(cast: Cast, town: Town) -> None:
    assert queries.resolve(["Công an tỉnh"], on=TODAY, near=town.commune_a) == {
        "Công an tỉnh": cast.province.agency
    }


def test_a_body_of_the_centre_belongs_to_no_place_and_is_found_from_every_place(
    cast: Cast, town: Town
) -> None:
    ministry = services.open_agency(
        by=FOUNDER, now=NOW, name="Bộ Công an", level=AgencyLevel.CENTRAL, place=None, valid_from=SINCE
    )
    assert queries.resolve(["Bộ Công an"], on=TODAY, near=town.commune_a) == {"Bộ Công an": ministry.pk}
    seat = "Bộ Công an (C04)"  # papers put a short name or a seat in brackets
    assert queries.resolve([seat], on=TODAY, near=town.commune_a) == {seat: ministry.pk}


def test_a_name_of_two_bodies_is_left_to_a_person(cast: Cast) -> None:
    assert queries.resolve(["Công an tỉnh"], on=TODAY, near=None) == {}


def test_a_body_that_has_ended_is_not_found_after_its_last_day(town: Town) -> None:
    ended = services.open_agency(
        by=FOUNDER, now=NOW, name="Sở Cũ", level=AgencyLevel.PROVINCE, place=town.province, valid_from=SINCE,
        valid_to=TODAY,
    )  # fmt: skip
    assert queries.resolve(["Sở Cũ"], on=SINCE, near=town.province) == {"Sở Cũ": ended.pk}
    assert queries.resolve(["Sở Cũ"], on=TODAY, near=town.province) == {}


def test_a_misspelt_name_suggests_the_likeliest_bodies(cast: Cast) -> None:
    assert [agency.pk for agency in queries.suggest("Sở Y tê tỉnh", on=TODAY)][:1] == [cast.department.agency]


def test_a_body_is_not_opened_twice_at_one_place(cast: Cast, town: Town) -> None:
    with pytest.raises(Refused) as refusal:
        services.open_agency(
            by=FOUNDER, now=NOW, name="Sở Y tế  tỉnh Mẫu", level=AgencyLevel.PROVINCE, place=town.province,
            valid_from=SINCE,
        )  # fmt: skip
    assert [problem.code for problem in refusal.value.problems] == ["agency_twice"]


def test_a_group_gives_its_work_to_its_members_and_keeps_it_without_any(cast: Cast, town: Town) -> None:
    group = make_group(
        "Các sở", [cast.department.agency, cast.department_next_door.agency], place=town.province
    )
    assert set(queries.doers_of(group, on=TODAY)) == {
        cast.department.agency,
        cast.department_next_door.agency,
    }
    empty = make_group("Các hội", [], place=town.province)
    assert queries.doers_of(empty, on=TODAY) == [empty]


def test_who_may_not_manage_agencies_does_not_learn_that_one_could(cast: Cast) -> None:
    with pytest.raises(NotThere):
        services.open_agency(
            by=cast.officer, now=NOW, name="Sở Mới", level=AgencyLevel.PROVINCE, place=None, valid_from=SINCE
        )


def test_jurisdiction_is_the_own_place_and_what_lies_below(cast: Cast) -> None:
    seen = set(queries.within_jurisdiction(cast.province, on=TODAY).values_list("pk", flat=True))
    assert {cast.department.agency, cast.officer.agency, cast.officer_next_door.agency} <= seen
    assert cast.stranger.agency not in seen
    assert set(queries.within_jurisdiction(cast.officer, on=TODAY).values_list("pk", flat=True)) == {
        cast.officer.agency
    }


def test_another_provinces_office_opens_no_account_in_our_bodies(cast: Cast) -> None:
    ours = queries.get_agency(cast.stranger, cast.department.agency)
    assert not queries.may_manage(cast.stranger, ours)
    with pytest.raises(NotThere):
        services.open_account(
            by=cast.stranger, now=NOW, agency=ours, username="kegian", name="Kẻ gian (ví dụ)", post_name="x",
            role="department", held_from=TODAY,
        )  # fmt: skip


def test_an_office_manages_a_body_of_the_centre_that_it_wrote_in(cast: Cast) -> None:
    named = services.open_agency(
        by=cast.province, now=NOW, name="Cục Ví dụ", level=AgencyLevel.CENTRAL, place=None, valid_from=SINCE
    )
    assert queries.may_manage(cast.province, named)
    assert not queries.may_manage(cast.department, named)


def test_writing_in_the_name_of_a_body_elsewhere_gives_no_hold_on_it(cast: Cast, town: Town) -> None:
    """Else an administrator would write in a body of another province, sit down in it and see everything there."""
    named = services.open_agency(
        by=cast.province, now=NOW, name="Phòng Y tế", level=AgencyLevel.DISTRICT, place=town.elsewhere,
        valid_from=SINCE,
    )  # fmt: skip
    assert not queries.managed_by(cast.province).filter(pk=named.pk).exists()
    with pytest.raises(NotThere):
        services.open_account(
            by=cast.province, now=NOW, agency=named, username="ke.vao", name="Kẻ vào (ví dụ)", post_name="x",
            role="standing_office", held_from=SINCE,
        )  # fmt: skip


def test_one_chooses_among_the_bodies_of_the_own_province_and_those_that_belong_to_none(cast: Cast) -> None:
    group = make_group("Các xã", [cast.officer.agency], place=None)
    ministry = services.open_agency(
        by=FOUNDER, now=NOW, name="Bộ Công an", level=AgencyLevel.CENTRAL, place=None, valid_from=SINCE
    )
    offered = set(queries.list_in_province(cast.officer, on=TODAY).values_list("pk", flat=True))
    assert {cast.officer_next_door.agency, cast.province.agency, ministry.pk} <= offered
    assert not offered & {cast.stranger.agency, group}
