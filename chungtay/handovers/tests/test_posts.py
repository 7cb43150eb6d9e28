"""An officer moves away: the posts pass to a successor, with what waits there, and both are told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies import services as seats
from chungtay.agencies.access import actor_of
from chungtay.agencies.models import Account
from chungtay.agencies.rules import Term
from chungtay.base.problems import NotThere, Refused
from chungtay.cases.tests.factories import treated_at_home
from chungtay.handovers.queries.posts import list_going, list_passable
from chungtay.handovers.services.posts import Successor, pass_on_posts
from chungtay.notices import queries as notices
from chungtay.notices.services import tell
from chungtay.people.tests.factories import police_of
from chungtay.plans import queries as plans
from chungtay.plans.models import Plan
from chungtay.plans.tests.factories import hand_over, make_example_plan
from tests.cast import NOW, TODAY, Cast, Town

GROUND = "Quyết định điều động số 01 (ví dụ)"
DAY = TODAY + timedelta(days=3)


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Plan:
    return make_example_plan(cast, hand_over(monkeypatch))


def test_work_and_unread_notices_go_along_on_the_day(cast: Cast, plan: Plan) -> None:
    tell(
        now=NOW, text="Đã đọc xong", reason="Vì đã gửi", accounts=[cast.officer.account],
        office=cast.officer.agency,
    )  # fmt: skip
    before = plans.my_work(cast.officer, today=TODAY).open
    [held] = list_passable(cast.province, cast.officer.account, on=TODAY)
    successor, first = pass_on_posts(
        by=cast.province, now=NOW, account=cast.officer.account, holdings=[held.pk],
        to=Successor("nguoi.moi", "Người Mới"), on=DAY, ground=GROUND,
    )  # fmt: skip
    assert successor.check_password(first)
    assert agencies.list_holdings(successor.pk, on=DAY - timedelta(days=1)) == []
    taken = actor_of(agencies.list_holdings(successor.pk, on=DAY)[0])
    assert plans.my_work(taken, today=DAY).open == before > 0
    texts = [notice.text for notice in notices.list_notices(taken)]
    assert "Đã đọc xong" in texts
    assert any("anh/chị nhận bàn giao" in text for text in texts)
    assert any("anh/chị thôi giữ" in notice.text for notice in notices.list_notices(cast.officer))
    assert agencies.list_holdings(cast.officer.account, on=DAY) == []


def test_several_posts_pass_at_once_to_an_account_that_is_there(cast: Cast) -> None:
    body = agencies.get_agency(cast.province, cast.officer.agency)
    post = seats.open_post(by=cast.province, now=NOW, agency=body, name="Việc thứ hai", role="commune")
    officer = Account.objects.get(pk=cast.officer.account)
    seats.give_post(
        by=cast.province, now=NOW, post=post.pk, account=officer, term=Term(TODAY - timedelta(days=9))
    )
    held = list_passable(cast.province, cast.officer.account, on=TODAY)
    pass_on_posts(
        by=cast.province, now=NOW, account=cast.officer.account, holdings=[row.pk for row in held],
        to=Successor("XA.A.PHO"), on=DAY, ground=GROUND,
    )  # fmt: skip
    there = {row.post_id for row in agencies.list_holdings(cast.deputy.account, on=DAY)}
    assert there == {cast.officer.post, cast.deputy.post, post.pk}


def test_nothing_passes_to_an_unknown_account_or_out_of_anothers_hands(cast: Cast) -> None:
    [held] = list_passable(cast.province, cast.officer.account, on=TODAY)
    [foreign] = list_passable(cast.province, cast.department.account, on=TODAY)
    for to, holding in ((Successor("khong.co"), held.pk), (Successor("xa.a.pho"), foreign.pk)):
        with pytest.raises(Refused):
            pass_on_posts(
                by=cast.province, now=NOW, account=cast.officer.account, holdings=[holding], to=to, on=DAY,
                ground=GROUND,
            )  # fmt: skip
    for actor in (cast.stranger, cast.department, cast.leader):
        with pytest.raises(NotThere):
            list_passable(actor, cast.officer.account, on=TODAY)


def test_what_goes_along_is_counted_as_its_holder_sees_it(cast: Cast, plan: Plan) -> None:
    [held] = list_passable(cast.province, cast.officer.account, on=TODAY)
    going = {row.words: row for row in list_going(cast.province, held, today=TODAY)}
    work = going["Phần việc đang mở của cơ quan"]
    assert work.count == plans.my_work(cast.officer, today=TODAY).open
    assert work.address == f"{reverse('plans:tasks')}?agency={cast.officer.agency}"
    assert going["Thông báo chưa đọc"].count == notices.count_unread(cast.officer)


def test_a_stand_in_has_nothing_to_pass_on_but_their_own_post(cast: Cast) -> None:
    held = list_passable(cast.province, cast.stand_in.account, on=timezone.localdate())
    assert [row.capacity for row in held] == ["holder"]


def test_files_on_people_go_along_as_a_number_and_no_more(cast: Cast, town: Town) -> None:
    police = police_of(town)
    treated_at_home(police)
    [held] = list_passable(cast.province, police.account, on=TODAY)
    going = {row.words: row for row in list_going(cast.province, held, today=TODAY)}
    assert (going["Hồ sơ đang mở của cơ quan"].count, going["Hồ sơ đang mở của cơ quan"].address) == (1, "")
