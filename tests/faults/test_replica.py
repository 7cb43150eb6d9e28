"""A real PostgreSQL and a real streaming replica of it, which can be held still: what is read where, and what is not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere
from chungtay.figures import queries as figures
from chungtay.notices.services import tell
from chungtay.operation import replica
from chungtay.operation.access import ReadsFromReplica
from chungtay.operation.counting import PAGES
from chungtay.operation.queries import checks_replica
from chungtay.operation.queries.checks_replica import replica as examined
from chungtay.operation.rules import State
from chungtay.operation.rules.replica import end_of_writing
from chungtay.people.access import RowsOfTheActor
from chungtay.site.settings import _postgresql, _replica
from tests.cast import NOW, Cast, cast_in, plant_town
from tests.faults.servers import wait_until
from tests.faults.stores import PostgresStore
from tools import postgres

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LOCK = "SELECT current_setting('chungtay.agencies', true)"


@pytest.fixture(scope="module")
def store(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PostgresStore]:
    with django_db_blocker.unblock():
        known = dict(connection.settings_dict)
    if connection.vendor != "postgresql":
        pytest.skip("holds only on PostgreSQL: make test runs it there")
    made = PostgresStore(tmp_path_factory.mktemp("replica"), known)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def on_primary(primary: BaseDatabaseWrapper) -> Iterator[None]:
    """Everything asks this database in the place of the tests' own."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = primary
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before
        primary.close()


def connected(address: str, ask: Callable[[str], dict[str, Any]] = _postgresql) -> BaseDatabaseWrapper:
    told = connections.configure_settings({DEFAULT_DB_ALIAS: ask(address)})[DEFAULT_DB_ALIAS]
    made: BaseDatabaseWrapper = load_backend(told["ENGINE"]).DatabaseWrapper(told, alias=DEFAULT_DB_ALIAS)
    return made


@pytest.fixture(scope="module")
def cast(store: PostgresStore, django_db_blocker: Any) -> Cast:
    with django_db_blocker.unblock(), on_primary(connected(store.url)):
        return cast_in(plant_town())


class Twin:
    """The replica of the store; ``held`` stops the log where it is."""

    def __init__(self, store: PostgresStore, address: str, folder: Path) -> None:
        self.store, self.address, self.folder = store, address, folder

    def ask(self, statement: str) -> Any:
        with psycopg.connect(self.address, autocommit=True) as here:
            return here.execute(statement).fetchone()

    def stop(self) -> None:
        postgres.stop(postgres.find_programs(), self.folder, postgres.unprivileged_user())

    def start(self) -> None:
        data = self.folder / "data"
        command: list[str | Path] = [self.store.programs / "pg_ctl", "start", "-D", data, "-l", self.folder / "log", "-w", "-s"]  # fmt: skip
        postgres.run(command, self.folder, self.store.user)

    def follow(self) -> None:
        """Wait until it shows whatever the primary has."""
        wait_until(lambda: (replica.replayed() or 0) >= replica.position(), "the replica does not follow")

    @contextmanager
    def held(self) -> Iterator[None]:
        self.follow()
        self.ask("SELECT pg_wal_replay_pause()")
        try:
            wait_until(
                lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == ("paused",), "it went on"
            )
            yield
        finally:
            self.ask("SELECT pg_wal_replay_resume()")


@pytest.fixture(scope="module")
def streaming(store: PostgresStore, cast: Cast) -> Iterator[tuple[str, Path]]:
    with postgres.replica_of(store.url) as there:
        yield there


@pytest.fixture
def twin(
    store: PostgresStore, streaming: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Twin]:
    """The site on the primary, with the replica beside it."""
    address, folder = streaming
    connections[replica.ALIAS] = there = connected(address, _replica)
    monkeypatch.setitem(settings.DATABASES, replica.ALIAS, there.settings_dict)
    replica.forget()
    with on_primary(connected(store.url)):
        yield Twin(store, address, folder)
        connections[replica.ALIAS].close()
        del connections[replica.ALIAS]
    replica.forget()


def counted() -> dict[str, float]:
    return {became: PAGES.labels(became)._value.get() for became in ("replica", "behind", "gone", "again")}


@contextmanager
def became(*expected: str) -> Iterator[None]:
    """What became of the pages that were asked for in here, in any order."""
    before = counted()
    yield
    after = counted()
    gained = [name for name in after for _ in range(int(after[name] - before[name]))]
    assert sorted(gained) == sorted(expected)


def browser_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


UNREAD = "Đánh dấu đã đọc hết"


def reads(client: Client) -> str:
    answer = client.get("/thong-bao/")
    assert answer.status_code == 200
    return answer.content.decode()


# -- pages ------------------------------------------------------------------------------------------------


def test_a_page_is_read_from_the_replica_and_nobody_misses_what_they_did_or_saw(
    twin: Twin, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(now=NOW, text="Nhắc việc (ví dụ)", reason="Kiểm thử", accounts=[cast.officer.account])
    mine, other = browser_of(cast.officer), browser_of(cast.deputy)
    twin.follow()
    with became("replica"):
        assert UNREAD in reads(mine)
    monkeypatch.setattr(replica.KNOWN, "asked_at", float("inf"))  # the primary is not asked again meanwhile
    with twin.held():
        assert mine.post("/thong-bao/da-doc/").status_code == 302
        with became("behind", "behind"):
            assert UNREAD not in reads(mine)
            assert UNREAD not in reads(mine)
        with became("replica"):  # somebody who has done nothing since
            reads(other)
        monkeypatch.setattr(replica.KNOWN, "asked_at", float("-inf"))
        with became("behind"):  # but nobody is shown what is older than some moments
            reads(other)
    twin.follow()
    with became("replica"):
        assert UNREAD not in reads(mine)


def test_who_one_is_and_what_one_may_do_is_never_read_there(twin: Twin, cast: Cast) -> None:
    client = browser_of(cast.officer)
    twin.follow()
    with twin.held():
        client.post("/ra/")
        with became():
            assert (
                client.get("/thong-bao/").status_code == 302
            )  # signed out at once, whatever the replica shows
    officer = browser_of(cast.officer)
    with became():
        assert officer.get(reverse("agencies:agencies")).status_code == 200
        assert officer.get("/vao/").status_code == 302
    assert Client().get("/vao/").cookies.keys() <= {"csrftoken"}  # a visitor is given nothing to keep


def test_a_replica_that_is_gone_is_left_alone_and_used_again_when_it_is_back(
    twin: Twin, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser_of(cast.officer)
    twin.follow()
    with became("replica"):
        reads(client)
    twin.stop()
    try:
        with became("gone", "gone"):
            reads(client)
            with monkeypatch.context() as patch:  # it is not even asked the second time
                patch.setattr(replica, "replayed", None)
                reads(client)
        assert examined(NOW).state == State.WARN
    finally:
        twin.start()
    monkeypatch.setattr(replica.KNOWN, "rests_until", float("-inf"))
    twin.follow()
    with became("replica"):
        reads(client)
    assert examined(NOW).state == State.OK


def test_the_doctor_tells_one_that_is_late_and_one_that_is_none(
    twin: Twin, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with twin.held():
        Account.objects.update(is_active=True)
        monkeypatch.setattr(checks_replica, "_late", lambda: timedelta(hours=1))
        assert examined(NOW).state == State.BAD
    twin.follow()
    assert examined(NOW).state == State.OK
    connections[replica.ALIAS].close()
    there = connections[replica.ALIAS] = connected(store.url, _replica)  # somebody has made a primary of it
    assert examined(NOW).state == State.BAD
    assert replica.standing(0) == "gone"
    with pytest.raises(DatabaseError), there.cursor() as cursor:
        cursor.execute("CREATE TABLE lost (id integer)")


# -- what one page may do ---------------------------------------------------------------------------------


def asked(actor: Actor, view: Callable[[], str]) -> tuple[str, int]:
    """What the innermost of the site gives back for a view; faults of a view are answers, as Django makes them."""

    def answering(request: HttpRequest) -> HttpResponse:
        try:
            return HttpResponse(view())
        except Exception as problem:
            told = middleware.process_exception(request, problem)
            return told or HttpResponse(type(problem).__name__, status=500)

    middleware = ReadsFromReplica(RowsOfTheActor(answering))
    request = RequestFactory().get("/ke-hoach/")
    request.actor, request.now = actor, NOW  # type: ignore[attr-defined]
    request.user = Account.objects.get(pk=actor.account)
    answer = middleware(request)
    return answer.content.decode(), answer.status_code


def one(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


def test_the_second_lock_is_told_on_both_sides_for_whom_it_opens(twin: Twin, cast: Cast) -> None:
    def view() -> str:
        return f"{one('SELECT pg_is_in_recovery()')} {one(LOCK)}"

    twin.follow()
    assert asked(cast.doctor, view) == (f"True {cast.doctor.agency}", 200)
    with replica.reading("next"):
        assert view() == "True "  # whoever comes next on the same connection starts with nothing
    assert view() == "False None"  # nor was the primary told


def test_changes_of_figures_are_never_asked_there_so_no_copy_of_them_begins_anew(
    twin: Twin, cast: Cast
) -> None:
    def view() -> str:
        figures.latest_change()
        return one("SELECT pg_is_in_recovery()")

    twin.follow()
    with became("again"):
        assert asked(cast.officer, view) == ("False", 200)
    with became():
        assert asked(cast.officer, view) == ("False", 200)


def test_a_page_that_writes_is_made_again_on_the_primary_which_is_asked_first_from_then_on(
    twin: Twin, cast: Cast
) -> None:
    def view() -> str:
        with transaction.atomic():
            Account.objects.filter(pk=cast.officer.account).update(is_active=True)
            return one("SELECT pg_is_in_recovery()")

    twin.follow()
    with became("again"):
        assert asked(cast.officer, view) == ("False", 200)
    with became():
        assert asked(cast.officer, view) == ("False", 200)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM agencies_account LIMIT 1 FOR UPDATE",
        "SELECT nextval('agencies_account_id_seq')",
        "SELECT 1 / 0",
    ],
)
def test_a_lock_and_a_fault_that_a_view_swallows_are_found_all_the_same(
    twin: Twin, cast: Cast, statement: str
) -> None:
    def view() -> str:
        where = one("SELECT pg_is_in_recovery()")
        with suppress(DatabaseError), transaction.atomic():
            one(statement)
        return where

    twin.follow()
    with became("again"):
        assert asked(cast.officer, view) == ("False", 200)


def test_what_the_replica_does_not_find_is_looked_for_on_the_primary(twin: Twin, cast: Cast) -> None:
    def view() -> str:
        if one("SELECT pg_is_in_recovery()") == "True":
            raise NotThere("not yet")
        return "found"

    twin.follow()
    with became("again"):
        assert asked(cast.officer, view) == ("found", 200)


@given(page=st.integers(1, 10**9), before=st.integers(1, 8191), ends=st.integers(0, 8191))
def test_where_writing_ends_is_never_before_a_record_that_a_replica_may_lack(
    page: int, before: int, ends: int
) -> None:
    """A record that began ``before`` bytes ahead of a page and ends on it: who has not got it has not got its page."""
    start, end = page * 8192 - before, page * 8192 + ends
    assert start < end_of_writing(end) <= end
