"""The worker: one attempt, one worker; a dead worker's job is taken up again; people can see and stop it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from chungtay.journal import queries as journal
from chungtay.notices import jobs, queries, services, worker
from chungtay.notices.models import Job
from chungtay.notices.rules import ATTEMPTS, LEASE, JobFailed, JobLost
from tests.cast import NOW, Cast

KIND = "test.work"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[jobs.Work], None]:
    monkeypatch.setattr(jobs, "_WORK", {})
    return lambda function: services.register_job(KIND, function)


def ask(cast: Cast, subject: str = "thing:1") -> Job:
    return services.start_job(by=cast.province, now=NOW, kind=KIND, subject=subject)


def run(now: datetime = NOW, limit: int = 5) -> int:
    return worker.run_due(limit, clock=lambda: now)


def test_a_job_is_done_once_and_says_how_far_it_is(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    seen = []

    def count(running: jobs.Running) -> None:
        running.step(0.5, "nửa đường")
        seen.append((running.subject, Job.objects.get().progress, Job.objects.get().step))

    work(count)
    ask(cast)
    assert (run(), run()) == (1, 0)
    assert seen == [("thing:1", 0.5, "nửa đường")]
    job = queries.latest_job("thing:1")
    assert job is not None
    assert (job.state, job.progress, job.attempts) == ("done", 1, 1)
    assert [entry.verb for entry in journal.history_of("thing:1")] == ["job.asked"]


def test_a_failure_keeps_its_sentence(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    def fail(_running: jobs.Running) -> None:
        raise JobFailed("scan", "Tệp chỉ có ảnh.")

    work(fail)
    ask(cast)
    run()
    job = Job.objects.get()
    assert (job.state, job.error_code, job.error_text) == ("failed", "scan", "Tệp chỉ có ảnh.")


def test_a_fault_of_ours_is_told_plainly_and_does_not_stop_the_worker(
    cast: Cast, work: Callable[[jobs.Work], None], caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(running: jobs.Running) -> None:
        if running.subject == "thing:1":
            raise ZeroDivisionError

    work(break_down)
    ask(cast)
    ask(cast, "thing:2")
    assert run() == 2
    states = dict(Job.objects.values_list("subject", "state"))
    assert states == {"thing:1": "failed", "thing:2": "done"}
    assert "lỗi của phần mềm" in Job.objects.get(subject="thing:1").error_text


def test_a_job_is_not_taken_up_twice_while_its_lease_holds(cast: Cast) -> None:
    ask(cast)
    assert worker.claim(NOW) is not None
    assert worker.claim(NOW + LEASE) is None
    assert worker.claim(NOW + LEASE + timedelta(seconds=1)) is not None
    assert Job.objects.get().attempts == 2


def test_after_three_deaths_the_job_fails_with_a_sentence(cast: Cast) -> None:
    ask(cast)
    for attempt in range(ATTEMPTS):
        assert worker.claim(NOW + attempt * 2 * LEASE) is not None
    assert worker.claim(NOW + 10 * LEASE) is None
    job = Job.objects.get()
    assert (job.state, job.error_code) == ("failed", "worn_out")
    assert "ba lần" in job.error_text


def test_a_worker_that_lost_its_lease_writes_nothing(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    lost = []

    def sleep_too_long(running: jobs.Running) -> None:
        assert worker.claim(NOW + 2 * LEASE) is not None  # another worker takes it
        try:
            running.step(0.9, "xong gần hết")
        except JobLost:
            lost.append(True)
            raise

    work(sleep_too_long)
    ask(cast)
    run()
    job = Job.objects.get()
    assert lost == [True]
    assert (job.state, job.attempts, job.progress) == ("running", 2, 0)


def test_the_lease_is_renewed_while_the_work_goes_on(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    clock = [NOW]

    def long_work(running: jobs.Running) -> None:
        for _ in range(10):
            clock[0] += timedelta(seconds=9)
            running.check()

    work(long_work)
    ask(cast)
    worker.run_due(1, clock=lambda: clock[0])
    assert Job.objects.get().attempts == 1
    assert Job.objects.get().state == "done"


def test_a_person_stops_work_that_waits_or_runs(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    def cancelled_meanwhile(running: jobs.Running) -> None:
        services.ask_cancel(by=cast.province, now=NOW, job=Job.objects.get(subject=running.subject).pk)
        running.check()

    work(cancelled_meanwhile)
    waiting = ask(cast)
    services.ask_cancel(by=cast.province, now=NOW, job=waiting.pk)
    ask(cast, "thing:2")
    assert run() == 1
    assert set(Job.objects.values_list("state", flat=True)) == {"cancelled"}


def test_work_cancelled_while_its_worker_was_dead_is_not_taken_up_again(cast: Cast) -> None:
    job = ask(cast)
    worker.claim(NOW)
    services.ask_cancel(by=cast.province, now=NOW, job=job.pk)
    assert worker.claim(NOW + 2 * LEASE) is None
    assert Job.objects.get().state == "cancelled"


def test_finished_work_cannot_be_cancelled(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    work(lambda _running: None)
    job = ask(cast)
    run()
    services.ask_cancel(by=cast.province, now=NOW, job=job.pk)
    assert Job.objects.get().state == "done"


def test_a_worker_told_to_stop_gives_its_job_back_unharmed(
    cast: Cast, work: Callable[[jobs.Work], None]
) -> None:
    stopping: list[bool] = []

    def long_work(running: jobs.Running) -> None:
        stopping.append(True)
        running.check()

    work(long_work)
    ask(cast)
    worker.run_due(1, stop=lambda: bool(stopping), clock=lambda: NOW)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.lease_until) == ("waiting", 0, None)


def test_run_forever_ends_when_it_is_told(
    cast: Cast, work: Callable[[jobs.Work], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test lives in one transaction
    done: list[bool] = []
    work(lambda _running: done.append(True))
    ask(cast)
    worker.run_forever(lambda: bool(done))
    assert Job.objects.get().state == "done"


def test_a_kind_that_nobody_does_fails_plainly(cast: Cast, work: Callable[[jobs.Work], None]) -> None:
    ask(cast)
    run()
    assert Job.objects.get().error_code == "unknown_kind"
    services.register_job(KIND, lambda _running: None)
    with pytest.raises(RuntimeError):
        services.register_job(KIND, lambda _running: None)
