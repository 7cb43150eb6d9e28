"""Reading one's own digests, and whether one has a calendar feed."""

from datetime import date

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.reminders.models import Digest, DigestLine, Feed


def get_digest(actor: Actor, on: date | None = None) -> Digest | None:
    """The actor's digest of a day, or the latest."""
    digests = Digest.objects.filter(account=actor.account)
    return digests.filter(on=on).first() if on else digests.first()


def list_lines(actor: Actor, digest: Digest, *, today: date) -> list[DigestLine]:
    """What the digest told of the bodies in which the actor holds a post today: who left one reads no more of it."""
    held = {holding.post.agency_id for holding in agencies.list_holdings(actor.account, on=today)}
    return list(digest.lines.filter(account=actor.account, agency__in=held))


def get_feed(actor: Actor) -> Feed | None:
    return Feed.objects.filter(account=actor.account).first()
