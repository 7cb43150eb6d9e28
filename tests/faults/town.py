"""Fills a store that was migrated: the cast of the tests, a plan, a register, and sessions of who will work in it.

A program of its own (``python -m tests.faults.town``), so that it writes where its environment says. Prints, as JSON,
what a client must know: the session, the addresses, the cells that are nobody else's.
"""

import json
from typing import Any

import pytest


def fill() -> list[dict[str, Any]]:
    from chungtay.catalogue import queries as catalogue
    from chungtay.catalogue.services import load_catalogue
    from chungtay.law.rules import window
    from chungtay.plans.models import Share
    from chungtay.plans.tests.factories import hand_over, make_example_plan
    from chungtay.registers.services import publish_register
    from chungtay.registers.tests.conftest import FORM
    from tests import cast

    people = cast.cast_in(cast.plant_town())
    load_catalogue(now=cast.NOW)
    register = publish_register(by=people.province, now=cast.NOW, source=FORM).register
    with pytest.MonkeyPatch.context() as patch:
        plan = make_example_plan(people, hand_over(patch))
    period = month_that_ended_last()
    form = catalogue.data_set("XA.THANG")
    cells = sorted(cell.pk for cell in catalogue.cells_of(form, window(period).last))

    def seat(actor: Any, mine: list[int], number: int) -> dict[str, Any]:
        share = Share.objects.filter(task__plan=plan, agency_id=actor.agency).order_by("pk")[number]
        return {
            "session": session_of(actor),
            "account": actor.account,
            "figures": f"/so-lieu/bieu/XA.THANG/{period}/" if mine else "",
            "cells": mine,
            "register": f"/so/{register.pk}/moi/?v=1",
            "share": f"/viec/phan/{share.pk}/",
        }

    third = len(cells) // 3
    return [
        seat(people.officer, cells[:third], 0),
        seat(people.deputy, cells[third : 2 * third], 1),
        seat(people.officer_next_door, cells[2 * third :], 0),
        seat(people.department, [], 0),
        {"session": session_of(people.province), "share": ""},
    ]


def month_that_ended_last() -> str:
    """Its form is still open: the server knows no other day than today."""
    from django.utils import timezone

    from chungtay.catalogue.rules import PeriodKind
    from chungtay.catalogue.rules.periods import periods_of
    from chungtay.law.rules import window

    today = timezone.localdate()
    months = [month for year in (today.year - 1, today.year) for month in periods_of(PeriodKind.MONTH, year)]
    return [month for month in months if window(month).last < today][-1]


def session_of(actor: Any) -> str:
    """The key of a session of somebody who has signed in from this post."""
    from django.test import Client

    from chungtay.agencies.access import POST_KEY
    from chungtay.agencies.models import Account

    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session
    session[POST_KEY] = actor.post
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    import django

    from chungtay.site.environment import use_settings

    use_settings()
    django.setup()
    print(json.dumps(fill()))  # noqa: T201
