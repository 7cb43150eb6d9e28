"""A number on a page is the length of the list behind it, for everybody: counts obey the same rules as lists."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.documents import queries as documents
from chungtay.documents.rules.findings import PaperState
from chungtay.handovers.queries import waiting as handovers
from chungtay.notices import queries as notices
from chungtay.plans import queries as plans
from chungtay.plans.rules import StateWord, TaskFilter
from tests.cast import Cast
from tests.house.things import Things

EVERYBODY = (
    "province", "department", "department_next_door", "officer", "deputy", "officer_next_door", "doctor", "leader",
    "inspector", "stranger", "stand_in",
)  # fmt: skip


@pytest.fixture(params=EVERYBODY)
def actor(request: pytest.FixtureRequest, lived_in: tuple[Cast, Things], db: None) -> Actor:
    found: Actor = getattr(lived_in[0], request.param)
    return found


@pytest.fixture
def client(actor: Actor) -> Client:
    signed_in = Client()
    signed_in.force_login(Account.objects.get(pk=actor.account))
    session = signed_in.session
    session[POST_KEY] = actor.post
    session.save()
    return signed_in


def test_the_menu_counts_what_the_pages_list(actor: Actor, client: Client) -> None:
    menu = {line["href"]: line["count"] for line in client.get(reverse("agencies:agencies")).context["menu"]}
    unread = [notice for notice in notices.list_notices(actor) if notice.read_at is None]
    assert menu[reverse("notices:inbox")] == len(unread)
    today = timezone.localdate()
    if actor.can("work.report"):
        work = plans.my_work(actor, today=today)
        assert menu[reverse("plans:my_work")] == len([*work.late.shares, *work.soon.shares])
    if handovers.may_hand_over(actor):
        waiting = handovers.list_suggestions(actor, today=today)
        assert menu[reverse("handovers:handovers")] == len(waiting)


def test_the_tabs_the_list_and_the_sheet_hold_the_same_tasks(actor: Actor, client: Client) -> None:
    today = timezone.localdate()
    listed = list(plans.list_tasks(actor, TaskFilter(), today=today))
    counts = plans.count_by_state(actor, TaskFilter(), today=today)
    assert sum(number for word, number in counts.items() if word != StateWord.CLOSED) == len(listed)
    for word, number in counts.items():
        assert number == len(plans.list_tasks(actor, TaskFilter(state=word), today=today)), word
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("plans:export")).content))
    sheet = book.active
    assert sheet is not None
    texts = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]]
    assert texts == [task.text for task in listed]


def test_a_plan_counts_the_tasks_and_shares_that_one_sees(actor: Actor) -> None:
    today = timezone.localdate()
    for row in plans.list_plans(actor, today=today):
        tasks = plans.visible_tasks(actor, today).filter(plan=row.plan, closed_at__isnull=True)
        shares = plans.visible_shares(actor, today).filter(task__plan=row.plan, task__closed_at__isnull=True)
        assert (row.tasks, row.figures.shares) == (tasks.count(), shares.count())
        assert sum(r.figures.shares for r in plans.list_agency_rows(shares, today)) == shares.count()


def test_what_the_search_box_finds_one_may_open(actor: Actor, client: Client) -> None:
    for words in ("rà soát", "lập", "kế hoạch", "12/KH-UBND"):
        found = client.get(reverse("search"), {"q": words}).context
        for task in found["found_tasks"]:
            assert client.get(reverse("plans:task", args=[task.pk])).status_code == 200
        for paper in found["found_papers"]:
            assert client.get(reverse("documents:paper", args=[paper.pk])).status_code == 200


def test_the_states_of_papers_add_up(actor: Actor) -> None:
    papers = [documents.list_papers(actor, documents.Wanted(state=state)).count() for state in PaperState]
    assert sum(papers) == documents.visible_to(actor).count()


def test_a_body_counts_the_posts_that_its_page_shows(actor: Actor, client: Client) -> None:
    for body in agencies.list_agencies(actor, on=timezone.localdate()):
        shown = client.get(reverse("agencies:agency", args=[body.pk])).context["posts"]
        assert vars(body)["post_count"] == len(shown)


def test_the_list_of_accounts_holds_those_whose_page_one_may_open(actor: Actor, client: Client) -> None:
    opened = {
        pk
        for pk in Account.objects.exclude(pk=actor.account).values_list("pk", flat=True)
        if client.get(reverse("agencies:account", args=[pk])).status_code == 200
    }
    listed = set(agencies.list_accounts(actor).values_list("pk", flat=True)) - {actor.account}
    assert opened == listed
