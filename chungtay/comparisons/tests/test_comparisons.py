"""Two bodies count the people whom both have, and nothing but numbers is left of it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.tests.factories import at, treated_at_home
from chungtay.cases.tests.test_pages import at_the_desk
from chungtay.comparisons import services
from chungtay.comparisons.models import Comparison
from chungtay.comparisons.queries import visible_to
from chungtay.comparisons.rules import ComparedList, ComparisonState, policy
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.people.tests.factories import police_of
from chungtay.people.tests.test_bringing import workbook
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db
HEADS = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD"]
ASKED: dict[str, Any] = {
    "ground": "Kế hoạch phối hợp 01 (ví dụ)",
    "purpose": "Số người được điều trị (ví dụ)",
}


def sheet(people: range) -> bytes:
    """A list of so many invented people."""
    return workbook(HEADS, *([str(n), f"Ví Dụ {n}", "17/05/1990", f"{n:012}"] for n in people))


@pytest.fixture
def sides(town: Town) -> tuple[Actor, Actor]:
    return police_of(town), police_of(town, next_door=True)


def asked(sides: tuple[Actor, Actor], people: range, day: int = 2) -> Comparison:
    here, there = sides
    return services.ask_comparison(
        by=here, now=at(day), other=there.agency, listed=ComparedList.SHEET, sheet=sheet(people), **ASKED
    )


def answered(by: Actor, row: Comparison, people: range, day: int = 3) -> Comparison:
    return services.answer_comparison(
        by=by, now=at(day), comparison=row.pk, listed=ComparedList.SHEET, sheet=sheet(people)
    )


def test_both_sides_see_numbers_and_nothing_of_the_lists_is_left(sides: tuple[Actor, Actor]) -> None:
    row = asked(sides, range(30))
    assert row.sheet
    assert "Ví Dụ" not in str(row.sheet)
    row = answered(sides[1], row, range(20, 60))
    assert (row.first_number, row.second_number, row.both, row.together) == (30, 40, 10, 60)
    stored = Comparison.objects.get(pk=row.pk)
    assert (stored.secret, stored.sheet, stored.state) == (None, None, ComparisonState.COUNTED)
    told = list(Entry.objects.filter(subject=f"comparison:{row.pk}").order_by("pk"))
    assert [one.verb for one in told] == ["comparisons.asked", "comparisons.counted"]
    assert not any("Ví Dụ 2" in str(one.change) + one.title for one in told)
    assert {one.agency_id for one in Notice.objects.filter(link__contains="doi-chieu")} == {
        side.agency for side in sides
    }


@pytest.mark.parametrize("there", [range(27, 60), range(1, 31), range(29, 60), range(30, 60), range(30)])
def test_a_few_or_none_in_both_and_all_but_a_few_are_not_told(
    sides: tuple[Actor, Actor], there: range
) -> None:
    row = answered(sides[1], asked(sides, range(30)), there)
    assert (row.both, row.together) == (None, None)
    shown = at_the_desk("congan.a").get(f"{reverse('comparisons:comparisons')}?so={row.pk}").content.decode()
    assert shown.count(">không nói: dưới 5 ở cả hai, hoặc chỉ ở một bên<") == 2


def test_a_short_list_no_ground_and_a_second_time_soon_are_refused(sides: tuple[Actor, Actor]) -> None:
    here, there = sides
    with pytest.raises(Refused) as refused:
        asked(sides, range(policy().least_people - 1))
    assert refused.value.problems[0].code == "list_short"
    with pytest.raises(Refused):
        services.ask_comparison(
            by=here, now=at(2), other=there.agency, listed=ComparedList.SHEET, sheet=sheet(range(30)), ground=" ", purpose="x"
        )  # fmt: skip
    answered(there, asked(sides, range(30)), range(30))
    for one, other in ((here, there), (there, here)):
        with pytest.raises(Refused) as refused:
            asked((one, other), range(31), day=20)
        assert refused.value.problems[0].code == "too_soon"
    again = at(3) + timedelta(days=policy().pause_days)
    assert (
        services.ask_comparison(
            by=there, now=again, other=here.agency, listed=ComparedList.SHEET, sheet=sheet(range(31)), **ASKED
        ).state
        == ComparisonState.ASKED
    )


def test_only_the_two_see_it_and_only_the_second_answers(
    sides: tuple[Actor, Actor], cast: Cast, town: Town
) -> None:
    row = asked(sides, range(30))
    for actor in (cast.officer, cast.leader, cast.stranger):
        assert not visible_to(actor).exists()
    with pytest.raises(NotThere):
        answered(sides[0], row, range(30))
    with pytest.raises(NotThere):
        services.answer_comparison(by=cast.officer, now=at(3), comparison=row.pk, listed=ComparedList.USERS)


def test_what_is_declined_or_not_answered_leaves_no_sheet(sides: tuple[Actor, Actor]) -> None:
    declined = asked(sides, range(30))
    services.decline_comparison(by=sides[1], now=at(3), comparison=declined.pk, why="Chưa có danh sách")
    waiting = asked(sides, range(30), day=4)
    services.drop_waiting(at(4) + timedelta(days=policy().waits_days))
    assert Comparison.objects.get(pk=waiting.pk).state == ComparisonState.ASKED
    services.drop_waiting(at(5) + timedelta(days=policy().waits_days))
    assert {(one.state, one.sheet, one.secret) for one in Comparison.objects.all()} == {
        (ComparisonState.DECLINED, None, None),
        (ComparisonState.LAPSED, None, None),
    }


def test_a_list_of_the_law_is_put_in_by_who_keeps_it(
    sides: tuple[Actor, Actor],
) -> None:
    treated_at_home(sides[0])
    with pytest.raises(Refused) as refused:
        services.ask_comparison(
            by=sides[0], now=at(8), other=sides[1].agency, listed=ComparedList.ADDICTS, **ASKED
        )
    assert refused.value.problems[0].values["n"] == 1
    with pytest.raises(Refused) as refused:
        services.ask_comparison(
            by=sides[0], now=at(8), other=sides[1].agency, listed=ComparedList.PATIENTS, **ASKED
        )
    assert refused.value.problems[0].code == "not_yours"


def test_the_page_takes_both_lists_and_shows_the_numbers_to_both(sides: tuple[Actor, Actor]) -> None:
    here, there = at_the_desk("congan.a"), at_the_desk("congan.b")
    page = reverse("comparisons:comparisons")

    def file(people: range) -> SimpleUploadedFile:
        return SimpleUploadedFile("ds.xlsx", BytesIO(sheet(people)).read())

    said = {"other": str(sides[1].agency), "listed": "sheet", **ASKED}
    assert here.post(page, said | {"sheet": file(range(5))}).status_code == 422
    one = here.post(page, said | {"sheet": file(range(30))}).headers["Location"]
    assert "chờ danh sách của bên kia" in here.get(one).content.decode()
    assert "chờ danh sách của cơ quan mình" in there.get(one).content.decode()
    assert "chờ danh sách của cơ quan mình" in there.get(page).content.decode()
    assert there.post(one, {"listed": "sheet"}).status_code == 422
    assert there.post(one, {"listed": "sheet", "sheet": file(range(20, 60))}).status_code == 302
    for client in (here, there):
        shown = client.get(one).content.decode()
        assert "Cộng lại, mỗi người một lần" in shown
        assert ">60<" in shown
        assert "Ví Dụ 2" not in shown
    assert "đã đếm" in here.get(page).content.decode()
