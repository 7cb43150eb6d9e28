"""Digests as they reach people: once, whole, whatever happens to the worker; read and acted on from there."""

from datetime import datetime, time, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.queries import list_holdings
from chungtay.agencies.services import end_holding
from chungtay.base.actor import Actor
from chungtay.journal import queries as journal
from chungtay.notices.models import Delivery, Notice, Preference
from chungtay.plans.models import Plan, Share
from chungtay.plans.rules import ShareState
from chungtay.plans.services import report_progress
from chungtay.reminders.models import Digest, DigestLine
from chungtay.reminders.queries import get_digest, list_lines
from chungtay.reminders.queries.people import is_head, list_bodies, list_readers
from chungtay.reminders.rules import Tie
from chungtay.reminders.services import send_due, sending
from tests.cast import NOW, PASSWORD, TODAY, Cast

DAY = timedelta(days=1)


def told(actor: Actor) -> list[tuple[str, int, str]]:
    """What this person has been told: words, step and why, in order."""
    lines = DigestLine.objects.filter(account=actor.account).order_by("pk")
    return [(line.words, line.step, line.tie) for line in lines]


def through(days: range) -> None:
    for day in days:
        send_due(NOW + day * DAY)


def test_a_digest_comes_once_and_says_what_to_do(cast: Cast, plan: Plan) -> None:
    assert send_due(NOW) > 0
    assert send_due(NOW) == 0
    assert send_due(NOW + timedelta(hours=3)) == 0
    (notice,) = Notice.objects.filter(account=cast.officer.account)
    assert "1 quá hạn" in notice.text
    assert notice.link == "/nhac-viec/?ngay=2026-03-02"
    late = [line for line in told(cast.officer) if line[0] == "Rà soát người sau cai"]
    assert late == [("Rà soát người sau cai", 5, Tie.OWN)]
    assert [entry.verb for entry in journal.history_of("reminders:2026-03-02")] == ["reminders.sent"]


def test_each_step_is_told_once_and_what_is_done_no_more(cast: Cast, plan: Plan) -> None:
    through(range(8))
    steps = [step for words, step, _tie in told(cast.officer) if words == "Rà soát người sau cai"]
    assert steps == [5, 10]
    share = Share.objects.get(agency=cast.officer.agency, task__text="Rà soát người sau cai")
    report_progress(
        by=cast.officer, now=NOW + 8 * DAY, share=share.pk, state=ShareState.DONE, percent=None, note="",
        seen=share.revision,
    )  # fmt: skip
    through(range(8, 60))
    assert steps == [step for words, step, _tie in told(cast.officer) if words == "Rà soát người sau cai"]


def test_who_supports_hears_once_before_and_not_after(cast: Cast, plan: Plan) -> None:
    through(range(45))
    assert [
        (step, tie) for words, step, tie in told(cast.deputy) if words == "Lập kế hoạch tuyên truyền"
    ] == [(-5, Tie.OWN)]
    leads = [step for words, step, _ in told(cast.department) if words == "Lập kế hoạch tuyên truyền"]
    assert leads == [-5, -1, 0, 1, 3, 5, 10]


def test_a_worker_that_breaks_off_has_told_nothing_by_halves(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**_words: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(sending, "post", breaks)
        with pytest.raises(ZeroDivisionError):
            send_due(NOW)
    assert (Digest.objects.count(), Notice.objects.filter(text__startswith="Nhắc việc").count()) == (0, 0)
    assert send_due(NOW) == Digest.objects.count() > 0


def test_two_workers_share_the_people_between_them(cast: Cast, plan: Plan) -> None:
    tree = list_bodies(on=TODAY)
    people = sending._with_calendars(list_readers(on=TODAY), tree)
    board = sending._board(people, tree, TODAY)
    first = sending._tell(people[:3], board, NOW)
    assert first + sending._tell(people, board, NOW) == Digest.objects.count()
    assert sending._tell(people, board, NOW) == 0


def test_days_that_the_server_was_down_are_made_up_for_without_doubling(cast: Cast, plan: Plan) -> None:
    send_due(NOW)
    send_due(NOW + 28 * DAY)  # a Monday, the day before the date of the first duty
    words = "Lập kế hoạch tuyên truyền"
    assert [step for said, step, _ in told(cast.department) if said == words] == [-1]


def test_nothing_is_told_at_night_on_saturday_or_before_the_hour(cast: Cast, plan: Plan) -> None:
    assert send_due(NOW - timedelta(hours=2)) == 0  # 07:00
    assert send_due(NOW + timedelta(hours=13)) == 0  # 22:00
    assert send_due(NOW + 5 * DAY) == 0  # Saturday
    assert send_due(NOW + 7 * DAY) > 0


def test_an_hour_of_ones_own_is_kept(cast: Cast, plan: Plan) -> None:
    Preference.objects.create(
        account_id=cast.officer.account, hour=time(14), quiet_from=time(21), quiet_to=time(6),
        mail="xa.a@example.org", mail_confirmed=True,
    )  # fmt: skip
    send_due(NOW)
    assert told(cast.officer) == []
    assert told(cast.deputy) != []
    send_due(NOW + timedelta(hours=5))
    assert told(cast.officer) != []


def test_mail_says_why_and_where_to_act_and_the_small_screen_only_counts(
    cast: Cast, plan: Plan, settings: LazySettings
) -> None:
    settings.MAIL_FROM, settings.WEBHOOK = (
        "chungtay@example.org",
        {"url": "http://127.0.0.1:9/", "secret": "x"},
    )
    settings.SITE_ADDRESS = "https://chungtay.example.org"
    Preference.objects.create(
        account_id=cast.officer.account, hour=time(7, 30), quiet_from=time(21), quiet_to=time(6),
        mail="xa.a@example.org", mail_confirmed=True, phone="0912345678", phone_confirmed=True,
    )  # fmt: skip
    send_due(NOW)
    mail, webhook = Delivery.objects.order_by("channel")
    task = Share.objects.get(agency=cast.officer.agency, task__text="Rà soát người sau cai").task_id
    assert (
        "QUÁ HẠN\n\n- Rà soát người sau cai (hạn 20/02/2026)\n  Cơ quan anh/chị chủ trì việc này."
        in mail.text
    )
    assert f"  https://chungtay.example.org/viec/{task}/\n" in mail.text
    assert webhook.text == webhook.title
    assert "Rà soát" not in webhook.text


def test_who_is_told(cast: Cast, plan: Plan) -> None:
    """Who holds a post today, in whatever capacity; nobody who left, never came, or whose account is closed."""
    accounts = {reader.account for reader in list_readers(on=timezone.localdate())}
    assert {cast.officer.account, cast.deputy.account, cast.stand_in.account} <= accounts
    assert not {cast.former.account, cast.postless.account, cast.closed.account} & accounts
    through(range(25))
    assert told(cast.stranger) == []
    assert {tie for _words, _step, tie in told(cast.leader)} == {Tie.PARENT}
    assert {tie for _words, _step, tie in told(cast.stand_in)} == {tie for *_, tie in told(cast.province)}
    assert Tie.OFFICE in {tie for _words, _step, tie in told(cast.province)}


def test_who_heads_a_body_is_told_by_the_name_of_the_post() -> None:
    heads = ["Trưởng Công an xã", "Lãnh đạo Ủy ban nhân dân tỉnh", "Chủ tịch"]
    others = ["Phó Trưởng Công an xã", "Trưởng phòng Nghiệp vụ", "Trưởngthôn"]
    assert [post for post in [*heads, *others] if is_head(post, "commune")] == heads
    assert is_head("Ủy viên", "leader")


def test_the_committee_stands_above_the_bodies_of_its_place(cast: Cast) -> None:
    tree = list_bodies(on=TODAY)
    committee = cast.leader.agency
    assert tree.parents[cast.officer.agency] == tree.parents[cast.department.agency] == committee


def test_the_page_shows_ones_own_digest_and_leads_to_the_work(cast: Cast, plan: Plan) -> None:
    send_due(NOW)
    client = Client()
    client.login(username="xa.a", password=PASSWORD)
    client.post(reverse("notices:open_notice", args=[Notice.objects.get(account=cast.officer.account).pk]))
    page = client.get("/nhac-viec/?ngay=2026-03-02").content.decode()
    share = Share.objects.get(agency=cast.officer.agency, task__text="Rà soát người sau cai")
    assert f'href="/viec/{share.task_id}/"' in page
    assert "Cơ quan anh/chị chủ trì việc này." in page
    assert "Chưa có gì cần nhắc" in client.get("/nhac-viec/?ngay=2026-03-01").content.decode()
    assert Notice.objects.get(account=cast.officer.account).read_at is not None


def test_who_left_a_body_reads_no_more_of_it(cast: Cast, plan: Plan) -> None:
    send_due(NOW)
    digest = get_digest(cast.officer)
    assert digest is not None
    assert list_lines(cast.officer, digest, today=TODAY) != []
    (held,) = list_holdings(cast.officer.account, on=TODAY)
    end_holding(by=cast.province, now=NOW, holding=held.pk, on=TODAY + DAY, ground="Chuyển công tác (ví dụ)")
    assert list_lines(cast.officer, digest, today=TODAY + DAY) == []
    send_due(datetime.combine(TODAY + 35 * DAY, time(9), NOW.tzinfo))
    assert get_digest(cast.officer) == digest
