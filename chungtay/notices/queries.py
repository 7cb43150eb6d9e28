"""Reading the inbox, and how far a piece of work is."""

from django.db.models import Q, QuerySet

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.notices.models import Job, Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """What the person and the agency of the post are told; groups' notices reach their members by name."""
    return Notice.objects.filter(Q(account=actor.account) | Q(agency=actor.agency))


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
