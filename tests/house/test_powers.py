"""The map of powers is complete, in words, and in step with its table in the docs."""

from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.agencies.rules import Power, power_words, roles
from chungtay.base.web import ANY, NONE, power_asked
from chungtay.site.pages import PAGES
from chungtay.site.powers import map_of_powers, views_by_address
from tests.cast import Cast
from tools.powers import TARGET, text


def test_the_table_of_the_docs_is_in_step() -> None:
    assert TARGET.read_text(encoding="utf-8") == text(), "run: python -m tools.powers"


def test_every_address_that_asks_for_a_power_says_what_it_is_for() -> None:
    asking = {name for name, view in views_by_address().items() if power_asked(view) not in {ANY, NONE}}
    assert sorted(asking - set(PAGES)) == []
    assert sorted(set(PAGES) - asking) == []


def test_every_power_is_of_the_closed_list_and_some_role_has_it() -> None:
    asked = {power_asked(view) for view in views_by_address().values()} - {ANY, NONE}
    assert asked <= {str(power) for power in Power}
    assert set(power_words()) == set(Power)
    assert set(Power) == {power for role in roles().values() for power in role.powers}


def test_the_page_shows_each_role_and_what_it_opens(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.inspector.account))
    page = client.get(reverse("powers")).content.decode()
    for row in map_of_powers():
        assert row.words.sentence in page
        assert all(opened.path in page for opened in row.opens)
