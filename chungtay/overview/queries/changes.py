"""What is new since one looked last: reports on the work one sees, and what was changed about it, thing by thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet

from chungtay.base.actor import Actor
from chungtay.journal import queries as journal
from chungtay.overview.models import LastLook
from chungtay.overview.words import EVENTS
from chungtay.plans import queries as plans

SHOWN = 12  # things; the rest is counted
_LATEST = 400  # reports and changes that are looked through at most


@dataclass(slots=True)
class Thing:
    """What is new about one task: the latest report, how many there were, and the verbs of the journal."""

    task: int
    words: str
    at: datetime
    reports: int = 0
    who: str = ""  # the body of the latest report
    state: str = ""
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    since: datetime
    things: list[Thing]
    more: int


def last_look(actor: Actor) -> LastLook | None:
    return LastLook.objects.filter(account=actor.account).first()


def list_changes(actor: Actor, since: datetime, *, today: date) -> Changes:
    """The newest first; what the person did is no news to them."""
    found: dict[int, Thing] = {}
    for row in _reports(actor, since, today):
        thing = found.setdefault(row["task"], Thing(row["task"], row["words"], row["at"]))
        if not thing.reports:
            thing.who, thing.state = row["who"], row["said"]
        thing.reports += 1
    entries = journal.list_since(since, verbs=EVENTS, but_account=actor.account)[:_LATEST]
    told: dict[int, list[Any]] = {}
    for entry in entries:
        told.setdefault(int(entry.subject.partition(":")[2]), []).append(entry)
    seen = plans.visible_tasks(actor, today).filter(pk__in=told).values_list("pk", "text")
    for task, words in seen:
        thing = found.setdefault(task, Thing(task, words, told[task][0].at))
        thing.at = max(thing.at, told[task][0].at)
        thing.verbs = tuple(dict.fromkeys(entry.verb for entry in told[task]))
    things = sorted(found.values(), key=lambda thing: (thing.at, thing.task), reverse=True)
    return Changes(since, things[:SHOWN], max(len(things) - SHOWN, 0))


def _reports(actor: Actor, since: datetime, today: date) -> Iterable[dict[str, Any]]:
    shares: QuerySet[Any] = plans.visible_shares(actor, today)
    reported = shares.filter(updates__at__gt=since).exclude(updates__account=actor.account)
    rows = reported.annotate(
        at=F("updates__at"), said=F("updates__state"), words=F("task__text"), who=F("agency__name")
    )
    found: Iterable[dict[str, Any]] = rows.order_by("-at").values("task", "words", "at", "said", "who")[
        :_LATEST
    ]
    return found
