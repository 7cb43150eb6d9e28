"""Counts of tips for the province: no key is needed, and no tip can be told from another."""

from collections import Counter
from datetime import date, datetime, time

from django.db.models import Case, Count, F, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.places import queries as places
from chungtay.tips.models import Tip
from chungtay.tips.queries.desks import own_hotline
from chungtay.tips.rules.statistics import Counted, Cut, cuts_of
from chungtay.tips.rules.words import Outcome


def statistics(actor: Actor, year: int, *, on: date) -> list[Cut]:
    """What came in a calendar year of Việt Nam up to the month before ``on``, deleted contents included; what is held
    apart is not counted. A month that is not over stays away: who looked each day would see each tip come.
    """
    actor.must(Power.TIPS_MANAGE)
    ended = timezone.make_aware(datetime.combine(on.replace(day=1), time()))
    tips = Tip.objects.filter(
        hotline=own_hotline(actor), received__year=year, received__lt=ended, held=""
    ).annotate(then=Case(When(closed__lt=ended, then=F("outcome")), default=Value("")))
    found: Counter[tuple[str, str, int, int | None]] = Counter()
    rows = tips.values_list("subject", "then", "received", "commune").annotate(number=Count("pk")).order_by()
    for subject, outcome, received, commune, number in rows:
        found[subject, outcome, timezone.localtime(received).month, commune] += number

    def chance(cell: str) -> int:
        return int(salted_hmac("tips.figures", f"{year}:{cell}").hexdigest(), 16)

    return cuts_of([Counted(*key, number) for key, number in found.items()], list(Outcome), chance)


def names_of_areas(cut: Cut) -> dict[object, str]:
    """The communes of a table by area; 0 is nowhere in particular."""
    numbers = [number for number in cut.columns if isinstance(number, int) and number]
    return {number: places.get_place(number).full_name for number in numbers}
