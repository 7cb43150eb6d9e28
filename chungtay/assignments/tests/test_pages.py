"""The pages as each side sees them, without scripts."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.assignments import services
from chungtay.assignments.models import Answer, Quota
from chungtay.assignments.tests.test_answering import report_done, share_of
from chungtay.base.actor import Actor
from chungtay.plans.models import Plan
from tests.cast import NOW, Cast


def enter(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session
    session[POST_KEY] = actor.post
    session.save()
    return client


def test_the_doer_answers_from_the_page_of_the_task(cast: Cast, plan: Plan) -> None:
    share, client = share_of(cast.officer, "Rà soát"), enter(cast.officer)
    page = client.get(reverse("plans:task", args=[share.task_id])).content.decode()
    assert "Nhận việc" in page
    assert "Đề nghị không nhận" in page
    sent = {"step": "refuse", "words": "Thuộc ngành y tế", "agency": cast.department.agency}
    assert client.post(reverse("assignments:share", args=[share.pk]), sent).status_code == 302
    assert Answer.objects.get().agency_id == cast.department.agency
    wrong = client.post(reverse("assignments:share", args=[share.pk]), {"step": "receive"})
    assert wrong.status_code == 302  # nothing fresh is left to receive, and nothing happens
    again = client.post(reverse("assignments:share", args=[share.pk]), sent)
    assert again.status_code == 422
    assert "đã khác lúc anh/chị mở trang" in again.content.decode()


def test_the_office_settles_a_whole_list_at_once(cast: Cast, plan: Plan) -> None:
    for actor in (cast.officer, cast.officer_next_door):
        report_done(actor, share_of(actor, "Rà soát"))
    client = enter(cast.province)
    listed = client.get(reverse("assignments:waiting"), {"tab": "check"})
    rows = [row.pk for row in listed.context["page"]]
    assert len(rows) == 2
    assert client.post(reverse("assignments:waiting") + "?tab=check", {"rows": rows}).status_code == 302
    assert Answer.objects.filter(kind="verified").count() == 2
    nothing = client.post(reverse("assignments:waiting") + "?tab=check", {"rows": []})
    assert nothing.status_code == 422


def test_one_button_receives_everything_new(cast: Cast, plan: Plan) -> None:
    client = enter(cast.department)
    assert "chờ cơ quan mình nhận" in client.get(reverse("plans:my_work")).content.decode()
    client.post(reverse("assignments:receive"))
    assert "chờ cơ quan mình nhận" not in client.get(reverse("plans:my_work")).content.decode()


def test_a_neighbour_sees_no_answer_of_another(cast: Cast, plan: Plan) -> None:
    share = share_of(cast.officer, "Rà soát")
    services.refuse(by=cast.officer, now=NOW, share=share.pk, words="Chuyện riêng", agency=cast.doctor.agency)
    page = enter(cast.officer_next_door).get(reverse("plans:task", args=[share.task_id])).content.decode()
    assert "Chuyện riêng" not in page
    assert (
        "Chuyện riêng"
        in enter(cast.province).get(reverse("plans:task", args=[share.task_id])).content.decode()
    )


@pytest.mark.parametrize("do", ["rehearse", "confirm"])
def test_handing_out_is_rehearsed_and_confirmed(cast: Cast, plan: Plan, do: str) -> None:
    task, client = plan.tasks.get(share_count=0), enter(cast.province)
    sent = {"tasks": [task.pk], "owner": f"communes:{cast.province.place}", "ground": "Công văn 1", "do": do}
    answer = client.post(reverse("assignments:hand_out"), sent)
    task.refresh_from_db()
    assert (answer.status_code, task.share_count) == ((200, 0) if do == "rehearse" else (302, 2))
    assert client.post(reverse("assignments:hand_out"), {"do": do}).status_code == 422


def test_a_quota_is_written_by_hand_and_counted_on_the_page_of_the_task(cast: Cast, plan: Plan) -> None:
    task, address = plan.tasks.get(text__startswith="Rà soát"), reverse("assignments:quotas", args=[plan.pk])
    sent = {"do": "add", "task": task.pk, "minimum": 2, "noun": "buổi", "every": "quý"}
    assert enter(cast.province).post(address, sent).status_code == 302
    assert enter(cast.province).post(address, {**sent, "minimum": 0}).status_code == 422
    client, count = enter(cast.officer), reverse("assignments:task", args=[task.pk])
    assert client.post(count, {"quota": Quota.objects.get().pk, "number": 1}).status_code == 302
    assert client.post(count, {"quota": Quota.objects.get().pk, "number": -9}).status_code == 422
    assert "1/2" in client.get(reverse("plans:task", args=[task.pk])).content.decode()
