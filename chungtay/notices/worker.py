"""The one worker: claims due rows, does them, and survives being killed at any line.

1. A job is due when it waits, or when it runs but its lease has passed (the worker died, the machine slept).
2. It is claimed by ``UPDATE … WHERE state, attempts = as seen`` and taken up only if exactly one row changed;
   two workers therefore never do the same attempt.
3. While it runs, ``check()`` renews the lease, again only where state and attempt are still its own.
4. The end is written the same way: a worker that lost its lease writes nothing.
5. After three claims that no worker brought to an end, the job fails with a sentence for the person.

Beside jobs it does what comes again and again (``ticks.py``): a turn is claimed by moving its next time on.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.notices.jobs import work_of
from chungtay.notices.models import Job, Tick
from chungtay.notices.rules import (
    ATTEMPTS,
    LEASE,
    RENEW_AFTER,
    JobCancelled,
    JobFailed,
    JobLost,
    JobState,
)
from chungtay.notices.ticks import TICKS

log = logging.getLogger(__name__)
_PAUSE = 0.5  # seconds between two looks for work


class Attempt:
    """One claimed attempt at a job: the ``Running`` that its function is given."""

    def __init__(self, job: Job, stop: Callable[[], bool], clock: Callable[[], datetime]) -> None:
        self.subject = job.subject
        self._job = job
        self._stop = stop
        self._clock = clock
        self._renewed = clock()

    def step(self, progress: float, word: str) -> None:
        self._keep(progress=progress, step=word)

    def check(self) -> None:
        row = Job.objects.filter(pk=self._job.pk).values("cancel_asked").first()
        if row is not None and row["cancel_asked"]:
            raise JobCancelled
        if self._stop():
            raise JobLost
        if self._clock() - self._renewed >= RENEW_AFTER:
            self._keep()

    def end(self, state: JobState, *, code: str = "", sentence: str = "") -> None:
        finished = None if state == JobState.WAITING else self._clock()
        words: dict[str, object] = {"error_code": code, "error_text": sentence, "finished_at": finished}
        if state == JobState.DONE:
            words["progress"] = 1
        if (
            state == JobState.WAITING
        ):  # given back by a worker that was told to stop: not an attempt that failed
            words["attempts"] = self._job.attempts - 1
        self._own().update(state=state, lease_until=None, **words)

    def _keep(self, **words: float | str) -> None:
        now = self._clock()
        if self._own().update(lease_until=now + LEASE, **words) != 1:
            raise JobLost
        self._renewed = now

    def _own(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self._job.pk, state=JobState.RUNNING, attempts=self._job.attempts)


def run_due(
    limit: int = 1, *, stop: Callable[[], bool] = lambda: False, clock: Callable[[], datetime] = timezone.now
) -> int:
    """Do up to ``limit`` due jobs, oldest first; returns how many were taken up."""
    for count in range(limit):
        job = None if stop() else claim(clock())
        if job is None:
            return count
        _do(job, stop, clock)
    return limit


def run_forever(stop: Callable[[], bool]) -> None:
    """Do jobs as they become due, until ``stop()`` says so; a job in hand is then given back for the next worker."""
    while not stop():
        close_old_connections()
        try:
            run_ticks()
            idle = run_due(stop=stop) == 0
        except Exception:  # the database was away for a moment: the worker must outlive it
            log.exception("the worker could not look for work")
            idle = True
        if idle:
            time.sleep(_PAUSE)
    close_old_connections()


def run_ticks(clock: Callable[[], datetime] = timezone.now) -> None:
    """Do what comes again and again and is due; each turn is one worker's. A turn that breaks comes again."""
    due_at = dict(Tick.objects.values_list("name", "due_at"))
    for name, (every, turn) in TICKS.items():
        now = clock()
        if name not in due_at:
            Tick.objects.get_or_create(name=name, defaults={"due_at": now})
        elif due_at[name] <= now and Tick.objects.filter(name=name, due_at=due_at[name]).update(
            due_at=now + every
        ):
            try:
                turn(now)
            except Exception:  # one turn that breaks must not keep the others from theirs
                log.exception("the turn of %s broke", name)


def claim(now: datetime) -> Job | None:
    """Take the oldest due job for this worker, or None. Jobs that wore out their attempts fail on the way."""
    due = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    begun: dict[str, object] = {"state": JobState.RUNNING, "progress": 0, "step": ""}
    for job in Job.objects.filter(due).order_by("pk")[:20]:
        as_seen = Job.objects.filter(
            pk=job.pk, state=job.state, attempts=job.attempts, lease_until=job.lease_until
        )
        if job.attempts >= ATTEMPTS:
            as_seen.update(state=JobState.FAILED, lease_until=None, finished_at=now, **_worn_out())
        elif job.cancel_asked:  # asked while its worker was already dead
            as_seen.update(state=JobState.CANCELLED, lease_until=None, finished_at=now)
        elif as_seen.update(attempts=job.attempts + 1, lease_until=now + LEASE, **begun, started_at=now):
            return Job.objects.get(pk=job.pk)
    return None


def _worn_out() -> dict[str, str]:
    text = _("Việc này đã làm ba lần mà lần nào máy chủ cũng dừng giữa chừng. Chưa có gì được ghi lại; "
             "hãy thử lại, nếu vẫn vậy thì báo người quản trị.")  # fmt: skip
    return {"error_code": "worn_out", "error_text": text}


def _do(job: Job, stop: Callable[[], bool], clock: Callable[[], datetime]) -> None:
    attempt = Attempt(job, stop, clock)
    work = work_of(job.kind)
    if work is None:
        attempt.end(
            JobState.FAILED,
            code="unknown_kind",
            sentence=_("Phiên bản này không biết làm việc “%s”.") % job.kind,
        )
        return
    try:
        work(attempt)
    except JobCancelled:
        attempt.end(JobState.CANCELLED)
    except JobLost:
        if stop():
            attempt.end(JobState.WAITING)
    except JobFailed as failure:
        attempt.end(JobState.FAILED, code=failure.code, sentence=failure.sentence)
    except Exception:
        log.exception("job %s of kind %s broke", job.pk, job.kind)
        sentence = _("Việc này dừng vì một lỗi của phần mềm, không phải do tệp hay do thao tác. Chưa có gì được ghi "
                     "lại; hãy thử lại, nếu vẫn vậy thì báo người quản trị.")  # fmt: skip
        attempt.end(JobState.FAILED, code="broken", sentence=sentence)
    else:
        attempt.end(JobState.DONE)
