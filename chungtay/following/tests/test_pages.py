"""The page of a plan's criteria, and the derived state in the place of the form."""

from django.test import Client
from django.urls import reverse

from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.following.models import Criterion
from chungtay.following.tests.test_deriving import numbered, task_of
from chungtay.plans.models import Plan, Task
from tests.cast import Cast


def enter(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session
    session[POST_KEY] = actor.post
    session.save()
    return client


def test_the_office_proposes_confirms_and_the_unit_sees_why(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "Rà soát")
    Task.objects.filter(pk=task.pk).update(text="Xây dựng kế hoạch thực hiện tại địa phương")
    numbered(cast.officer, "Phòng, chống ma túy năm 2026")
    numbered(cast.officer_next_door, "Kế hoạch khác")
    office, address = enter(cast.province), reverse("following:criteria", args=[plan.pk])
    assert office.post(address, {"do": "propose"}).status_code == 302
    assert "biết được cho cả 2 cơ quan" in office.get(address).content.decode()
    assert office.post(address, {"do": "confirm", "rows": [task.pk]}).status_code == 302
    page = enter(cast.officer).get(reverse("plans:task", args=[task.pk])).content.decode()
    assert "Tự tính: đã xong." in page
    assert "KH-UBND" in page
    other = enter(cast.officer_next_door).get(reverse("plans:my_work")).content.decode()
    assert "Tự tính: 0%." in other
    assert "KH-UBND: Phòng" not in other  # a neighbour's paper


def test_a_task_is_followed_in_another_way_or_by_hand(cast: Cast, plan: Plan) -> None:
    task, office = task_of(plan, "Rà soát"), enter(cast.province)
    address = reverse("following:criteria", args=[plan.pk])
    assert office.post(address, {"do": f"set:{task.pk}", f"rule-{task.pk}": "own_plan"}).status_code == 302
    assert office.post(address, {"do": f"set:{task.pk}", f"rule-{task.pk}": "nothing"}).status_code == 422
    assert office.post(address, {"do": "derive"}).status_code == 302
    assert office.post(address, {"do": "drop", "rows": [task.pk]}).status_code == 302
    assert not Criterion.objects.exists()
