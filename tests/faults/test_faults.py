"""Under load, something breaks: nothing that was acknowledged is lost, nothing is done twice, and work goes on.

Real processes on a store of their own; clients that keep a log (clients.py), and a checker that holds the store
against it (history.py). Every wait is for a condition. Longer by hand:

    CHUNGTAY_FAULTS=20 python -m pytest tests/faults
"""

import os
import signal
from itertools import cycle

import pytest

from tests.faults.conftest import DEEDS, ROUNDS, Load
from tests.faults.history import Log
from tests.faults.servers import Network, Server, wait_until
from tests.faults.stores import PostgresStore, Store, limit_file_size

pytestmark = pytest.mark.django_db


def test_a_process_that_answers_requests_is_killed(server: Server, load: Load) -> None:
    """The other one goes on, and the lost one comes back by itself."""
    with load() as log:
        for _ in range(ROUNDS):
            known = server.web()
            os.kill(known[0], signal.SIGKILL)
            wait_until(lambda: len(set(server.web()) - {known[0]}) == len(known), "no new process came")  # noqa: B023
            log.wait_for_done(DEEDS)


def test_the_worker_is_killed_with_work_in_hand(server: Server, store: Store, load: Load) -> None:
    """It comes back by itself and brings to its end what the lost one had begun, once."""
    with load() as log:
        for _ in range(ROUNDS):
            wait_until(lambda: server.worker() != 0, "no worker")
            lost = server.worker()
            os.kill(lost, signal.SIGKILL)
            wait_until(lambda: server.worker() not in (0, lost), "no new worker came")  # noqa: B023
            log.wait_for_done(DEEDS)


def test_everything_is_killed_at_once_and_started_again(server: Server, load: Load) -> None:
    """As when the machine loses its power and comes back; no process stays behind and holds the door."""
    with load() as log:
        for _ in range(ROUNDS):
            server.kill()
            wait_until(lambda: server.children() == [], "processes outlived their server")
            server.start()
            log.wait_for_done(DEEDS)


def test_the_disk_of_the_servers_is_full(server: Server, load: Load) -> None:
    """No file grows any more: photos on PostgreSQL, the whole store on SQLite. Then there is room again."""
    with load() as log:
        for _ in range(ROUNDS):
            limit_file_size(server.all(), 1)
            log.wait_for_unanswered(8)
            limit_file_size(server.all(), -1)
            log.wait_for_done(DEEDS)


@pytest.mark.postgresql
def test_the_disk_of_the_database_is_full(server: Server, store: PostgresStore, load: Load) -> None:
    """PostgreSQL stops rather than forget; with room again, and started again, it has everything."""
    with load() as log:
        for _ in range(ROUNDS):
            store.fill_disk()
            log.wait_for_unanswered(2)
            bring_back(store)
            log.wait_for_done(DEEDS)


@pytest.mark.postgresql
def test_a_process_of_the_database_is_killed(server: Server, store: PostgresStore, load: Load) -> None:
    """PostgreSQL then ends every connection and recovers by itself."""
    with load() as log:
        for _ in range(ROUNDS):
            wait_until(lambda: bool(store.backends()), "nobody is connected")
            os.kill(store.backends()[0], signal.SIGKILL)
            log.wait_for_unanswered(1)
            log.wait_for_done(DEEDS)


@pytest.mark.postgresql
def test_the_database_is_killed_and_started_again(server: Server, store: PostgresStore, load: Load) -> None:
    with load() as log:
        for _ in range(ROUNDS):
            store.kill()
            log.wait_for_unanswered(2)
            store.start()
            log.wait_for_done(DEEDS)


def bring_back(store: PostgresStore) -> None:
    """Room again for whatever still runs, and a new server where the old one has given up."""
    store.kill()
    store.start()


def test_the_clock_jumps(server: Server, load: Load) -> None:
    """Two hours on, then one hour behind the true time, then right again: nobody is signed out, nothing is refused."""
    try:
        with load() as log:
            for _, seconds in zip(range(3 * ROUNDS), cycle([7200, -3600, 0]), strict=False):
                server.move_clock(seconds)
                log.wait_for_done(DEEDS)
    finally:
        server.move_clock(0)


def test_the_network_of_half_of_the_clients_breaks(server: Server, load: Load) -> None:
    """Requests break off in their middle; then they arrive, but their answers do not; the other half never notices."""
    network = Network(server.door)
    try:
        with load([[server.door], [network.door]]) as log:
            for _ in range(ROUNDS):
                network.cut = True
                _until_broken(network, log)
                network.cut = False
                log.wait_for_done(DEEDS)
                network.swallow_answers = True
                _until_broken(network, log)
                network.swallow_answers = False
                log.wait_for_done(DEEDS)
    finally:
        network.close()


def _until_broken(network: Network, log: Log) -> None:
    before = network.broken
    log.wait_for_done(DEEDS)  # the other half works on
    wait_until(lambda: network.broken >= before + 4, "nothing broke")
