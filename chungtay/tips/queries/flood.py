"""How much came in an hour, told by its shape: no query of this room could ask by whom, since that is not kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.crypto import salted_hmac

from chungtay.tips.models import Message, Tip
from chungtay.tips.rules import Hour, Side, policy


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def tasks_of(now: datetime) -> tuple[str, str]:
    """What a browser works on in this hour, and in the one before for who began then."""
    hours = (hour_of(now), hour_of(now) - timedelta(hours=1))
    this, last = (salted_hmac("tips.task", hour.isoformat()).hexdigest()[:32] for hour in hours)
    return this, last


def hour_so_far(
    agency: int, hour: datetime, subject: str, commune: int | None, about: int | None, length: int
) -> Hour:
    """Counted no further than what decides, so that a flood does not make itself worse."""
    limits = policy()["flood"]
    most = limits["tips"] * limits["worked"]
    tips = Tip.objects.filter(agency=agency, received=hour)[:most].count()
    if tips >= most:
        return Hour(tips, 0)
    alike = of_shape(agency, hour, subject, commune, about, length)[: limits["alike"]]
    return Hour(tips, alike.count())


def of_shape(
    agency: int, hour: datetime, subject: str, commune: int | None, about: int | None, length: int
) -> QuerySet[Message]:
    """The first words of the tips of one shape: where, when, of what, and how long."""
    return Message.objects.annotate(length=Length("locked")).filter(
        tip__agency=agency, tip__received=hour, tip__subject=subject, tip__commune=commune, tip__about=about,
        n=1, side=Side.SENDER, length=length,
    )  # fmt: skip
