"""Reading the inbox, how far a piece of work is, how people want to be told, and what could not be sent to them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Min, Q, QuerySet

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.notices.dues import all_due
from chungtay.notices.models import Delivery, Job, Notice, Preference
from chungtay.notices.rules import DeliveryState, JobState, Wishes, policy

__all__ = [
    "Backlog", "all_due", "backlog", "count_unread", "get_notice", "get_preference", "latest_job", "list_notices",
    "list_own_undelivered", "list_undelivered", "preferences_of", "visible_to", "wishes_of",
]  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Every notice for which rules.may_read says yes; groups' notices reach their members by name."""
    seen = Q(agency=actor.agency) | Q(account=actor.account, office=None)
    seen |= Q(account=actor.account, office=actor.agency)
    for account, until in actor.follows:
        seen |= Q(account=account, office=actor.agency, at__lt=until)
    return Notice.objects.filter(seen)


def list_notices(actor: Actor) -> QuerySet[Notice]:
    """The inbox, unread first, then the newest first."""
    return visible_to(actor).alias(unread=Q(read_at__isnull=True)).order_by("-unread", "-at", "-pk")


def get_notice(actor: Actor, notice: int) -> Notice:
    try:
        return visible_to(actor).get(pk=notice)
    except Notice.DoesNotExist:
        raise NotThere("notice") from None


def count_unread(actor: Actor) -> int:
    return visible_to(actor).filter(read_at__isnull=True).count()


def latest_job(subject: str) -> Job | None:
    """The last work asked for a thing. The caller has already fetched the thing for its actor."""
    return Job.objects.filter(subject=subject).order_by("-pk").first()


def preferences_of(accounts: Iterable[int]) -> dict[int, Preference]:
    """What those of these people have chosen who have chosen anything. For work that no person started."""
    rows = Preference.objects.filter(account__in=set(accounts))
    return {row.account_id: row for row in rows}


def wishes_of(accounts: Iterable[int]) -> dict[int, Wishes]:
    """When each of these people wants to hear; the house's wishes for who has not chosen."""
    wanted = set(accounts)
    chosen = {account: as_wishes(row) for account, row in preferences_of(wanted).items()}
    return {account: chosen.get(account, policy().wishes) for account in wanted}


def as_wishes(row: Preference) -> Wishes:
    return Wishes(row.hour, row.quiet_from, row.quiet_to, row.working_days_only)


def get_preference(actor: Actor) -> Preference:
    """The actor's own; not yet saved where nothing has been chosen."""
    found = Preference.objects.filter(account=actor.account).first()
    return found or Preference(account_id=actor.account, **asdict(policy().wishes))


def list_own_undelivered(actor: Actor) -> QuerySet[Delivery]:
    """What could not be sent to the actor, the latest first."""
    return Delivery.objects.filter(account=actor.account, state=DeliveryState.DEAD).order_by("-pk")


def list_undelivered(actor: Actor, *, on: date) -> QuerySet[Delivery]:
    """What could not be sent to people who hold a post in the actor's jurisdiction, the latest first."""
    within = agencies.within_jurisdiction(actor, on=on).values("pk")
    people = get_user_model().objects.filter(holdings__post__agency__in=within).values("pk")
    dead = Delivery.objects.filter(state=DeliveryState.DEAD, account__in=people)
    return dead.select_related("account").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much work and how many messages stand where; numbers only, for whoever runs the machine."""

    waiting: int
    oldest: datetime | None  # since when the oldest of them has been waiting, or its worker has been silent
    failed: int
    given_up: int


def backlog(now: datetime, *, since: datetime) -> Backlog:
    """What waits now, and what failed or was given up ``since``."""
    late = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    waiting = Job.objects.filter(late).aggregate(count=Count("pk"), oldest=Min("created_at"))
    return Backlog(
        waiting=waiting["count"],
        oldest=waiting["oldest"],
        failed=Job.objects.filter(state=JobState.FAILED, finished_at__gte=since).count(),
        given_up=Delivery.objects.filter(state=DeliveryState.DEAD, ended_at__gte=since).count(),
    )
