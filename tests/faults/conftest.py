"""A filled store for the tests of a module, and people at work on it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection

from tests.faults.clients import Client, Door
from tests.faults.history import Log, wrongs
from tests.faults.servers import ROOT, Server
from tests.faults.stores import PostgresStore, SqliteStore, Store

# How hard: so many times each fault, so many deeds acknowledged before and after it. By hand: CHUNGTAY_FAULTS=20.
ROUNDS = int(os.environ.get("CHUNGTAY_FAULTS", "1"))
DEEDS = 12

Load = Callable[..., AbstractContextManager[Log]]


@pytest.fixture(scope="module")
def store(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("faults")
    with django_db_blocker.unblock():
        known = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        yield SqliteStore(folder, str(known["NAME"]))
        return
    made = PostgresStore(folder, known)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def seats(store: Store) -> list[dict[str, Any]]:
    return seats_in(store)


def seats_in(store: Store) -> list[dict[str, Any]]:
    """Fill the store with a town; who will work there, and last the office that takes papers in."""
    environment = {**os.environ, "DATABASE_URL": store.url, "CHUNGTAY_DATA": str(store.folder)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.town"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def server(store: Store, seats: list[dict[str, Any]]) -> Iterator[Server]:
    """Stands through the tests of the module: each must leave it as it found it, at work."""
    made = Server(store)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def _numbers() -> Iterator[int]:
    """Each client of a store counts its deeds in a range of its own."""
    return iter(range(1, 10_000))


@pytest.fixture
def load(store: Store, seats: list[dict[str, Any]], server: Server, _numbers: Iterator[int]) -> Load:
    """People at work for as long as the block lasts; afterwards the store must have kept its word to each of them.

    ``ways``: the doors at which each next client knocks in turn.
    """

    @contextmanager
    def at_work(ways: list[list[Door]] | None = None) -> Iterator[Log]:
        log, doors = Log(), ways or [[server.door]]
        before, workers = store.marks(), [seat for seat in seats if seat["share"]]
        clients = [Client(seat, next(_numbers), doors[n % len(doors)], log) for n, seat in enumerate(workers)]
        for client in clients:
            client.start()
        try:
            log.wait_for_done(DEEDS)
            yield log
            log.wait_for_done(DEEDS)
        finally:
            for client in clients:
                client.stop()
            for client in clients:
                client.join()
        assert log.odd == []
        assert wrongs(log.outcomes, store.marks() - before) == []
        assert store.faults() == []

    return at_work
