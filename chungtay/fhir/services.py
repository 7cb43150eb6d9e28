"""Giving an episode out: each look is recorded with its purpose, in the act that reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.care.rules import PATIENT
from chungtay.fhir.queries import episode_of, get_episode, list_patients
from chungtay.fhir.rules import PURPOSES, Episode, Purpose
from chungtay.journal.services import record_look


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """``following``: what to ask after for the next page; None at the end."""

    episodes: list[Episode]
    total: int
    following: int | None


@transaction.atomic
def give_episode(*, by: Actor, now: datetime, patient: int, purpose: Purpose) -> Episode:
    """One patient of the own facility. Raises NotThere for anybody else."""
    found = get_episode(by, patient, timezone.localdate(now))
    _record(by, now, [found], purpose)
    return found


@transaction.atomic
def give_page(*, by: Actor, now: datetime, purpose: Purpose, after: int, count: int) -> EpisodePage:
    """The episodes of the own facility, some at a time; every one of them counts as looked at."""
    patients, total, more = list_patients(by, after=after, count=count)
    episodes = [episode_of(by, one, timezone.localdate(now)) for one in patients]
    _record(by, now, episodes, purpose)
    return EpisodePage(episodes, total, episodes[-1].number if more else None)


def _record(by: Actor, now: datetime, episodes: Iterable[Episode], purpose: Purpose) -> None:
    """As a look at the patient's page, so that the person reads of it where they read of the others."""
    for one in episodes:
        record_look(
            by=by, now=now, subject=f"{PATIENT}:{one.number}", title=f"Người bệnh số {one.number}",
            purpose=f"{PURPOSES[purpose]}, lấy ra dạng FHIR",
        )  # fmt: skip
