"""Counts of tips for the province: no key is needed, and no tip can be told from another."""

from collections import Counter

from django.db.models import Count
from django.utils import timezone

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.places import queries as places
from chungtay.tips.models import Tip
from chungtay.tips.queries.desks import own_hotline
from chungtay.tips.rules.statistics import Counted, Cut, cuts_of
from chungtay.tips.rules.words import Outcome


def statistics(actor: Actor, year: int) -> list[Cut]:
    """What came in a calendar year of Việt Nam, deleted contents included; what is held apart is not counted."""
    actor.must(Power.TIPS_MANAGE)
    tips = Tip.objects.filter(hotline=own_hotline(actor), received__year=year, held="")
    found: Counter[tuple[str, str, int, int | None]] = Counter()
    rows = (
        tips.values_list("subject", "outcome", "received", "commune").annotate(number=Count("pk")).order_by()
    )
    for subject, outcome, received, commune, number in rows:
        found[subject, outcome, timezone.localtime(received).month, commune] += number
    return cuts_of([Counted(*key, number) for key, number in found.items()], list(Outcome))


def names_of_areas(cut: Cut) -> dict[object, str]:
    """The communes of a table by area; 0 is nowhere in particular."""
    numbers = [number for number in cut.columns if isinstance(number, int) and number]
    return {number: places.get_place(number).full_name for number in numbers}
