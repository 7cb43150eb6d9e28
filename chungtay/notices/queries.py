"""Reading the inbox, and how far a piece of work is."""

from django.db.models import Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.notices.dues import all_due
from chungtay.notices.models import Job, Notice

__all__ = ["all_due", "count_unread", "get_notice", "latest_job", "list_notices", "visible_to"]


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
