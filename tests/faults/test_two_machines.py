"""Two machines that answer and work, PostgreSQL on a third, one folder of files: as docs/operation.md sets them up.

Each is a network namespace with an address of its own, which only root may make. The test stands at the switch between
them, and pulls a cable.
"""

import ctypes
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from urllib3.filepost import encode_multipart_formdata

from chungtay.operation.install import DEPLOY
from tests.faults.clients import TOKEN, Client
from tests.faults.conftest import DEEDS, Load, seats_in
from tests.faults.servers import Server, wait_until
from tests.faults.stores import PostgresStore

pytestmark = pytest.mark.django_db
ADDRESSES = {"switch": "10.77.0.1", "a": "10.77.0.2", "b": "10.77.0.3", "c": "10.77.0.4"}
CLONE_NEWNET = 0x40000000  # of Linux's setns
PAPERS = 12
READINGS = "FROM notices_job WHERE kind = 'documents.read'"


def ip(words: str) -> None:
    subprocess.run(["ip", *words.split()], check=True, capture_output=True)


class Cables:
    """The machines and the switch; ``cut`` and ``mend`` the cable between them."""

    def __init__(self) -> None:
        self.names = {machine: f"chungtay-{secrets.token_hex(3)}-{machine}" for machine in ADDRESSES}

    def have_machines(self) -> bool:
        """Make them, where that is allowed."""
        made = [
            subprocess.run(["ip", "netns", "add", name], capture_output=True) for name in self.names.values()
        ]
        return all(done.returncode == 0 for done in made)

    def lay(self) -> None:
        switch = self.names["switch"]
        ip(f"-n {switch} link add name bridge type bridge")
        for machine, address in ADDRESSES.items():
            name, end = self.names[machine], "bridge" if machine == "switch" else "eth0"
            ip(f"-n {name} link set dev lo up")
            if machine != "switch":
                ip(f"-n {switch} link add name {machine} type veth peer name {end} netns {name}")
                ip(f"-n {switch} link set dev {machine} master bridge up")
            ip(f"-n {name} addr add {address}/24 dev {end}")
            ip(f"-n {name} link set dev {end} up")

    def take_away(self) -> None:
        for name in self.names.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True)

    def cut(self, machine: str) -> None:
        ip(f"-n {self.names['switch']} link set dev {machine} down")

    def mend(self, machine: str) -> None:
        ip(f"-n {self.names['switch']} link set dev {machine} up")

    @contextmanager
    def on(self, machine: str) -> Iterator[None]:
        """What this thread opens and starts in the block, threads and processes too, is on that machine."""
        libc = ctypes.CDLL(None, use_errno=True)
        mine, its = Path("/proc/thread-self/ns/net"), Path("/run/netns", self.names[machine])
        with mine.open() as here, its.open() as there:
            assert libc.setns(there.fileno(), CLONE_NEWNET) == 0
            try:
                yield
            finally:
                assert libc.setns(here.fileno(), CLONE_NEWNET) == 0


@pytest.fixture(scope="module")
def cables() -> Iterator[Cables]:
    if connection.vendor != "postgresql":
        pytest.skip("holds only on PostgreSQL: make test runs it there")
    if os.geteuid() != 0 or not shutil.which("ip"):
        pytest.skip("only root may lay cables between machines, with iproute2")
    laid = Cables()
    try:
        if not laid.have_machines():
            pytest.skip("this kernel or container makes no network namespaces")
        laid.lay()
        yield laid
    finally:
        laid.take_away()


@pytest.fixture(scope="module")
def store(
    cables: Cables, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PostgresStore]:
    """Moved to a machine of its own, with what deploy/ says of lines that fall silent."""
    with django_db_blocker.unblock():
        known = dict(connection.settings_dict)
    made = PostgresStore(tmp_path_factory.mktemp("machines"), known)
    try:
        made.kill()
        said = (DEPLOY / "postgresql" / "chungtay.conf").read_text().splitlines()
        with (made.home / "data" / "postgresql.conf").open("a") as file:
            lines = [line for line in said if line.startswith("tcp_")]
            file.write("\n".join([*lines, f"listen_addresses = '{ADDRESSES['c']}'", ""]))
        with (made.home / "data" / "pg_hba.conf").open("a") as file:
            file.write(f"host all all {ADDRESSES['switch']}/24 scram-sha-256\n")
        made.url = made.url.replace("127.0.0.1", ADDRESSES["c"])
        with cables.on("c"):
            made.start()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def seats(cables: Cables, store: PostgresStore) -> list[dict[str, Any]]:
    with cables.on("switch"):
        return seats_in(store)


@pytest.fixture(scope="module")
def machines(
    cables: Cables, store: PostgresStore, seats: list[dict[str, Any]]
) -> Iterator[dict[str, Server]]:
    made = {name: Server(store, ADDRESSES[name]) for name in ("a", "b")}
    try:
        for name, server in made.items():
            with cables.on(name):
                server.start()
        yield made
    finally:
        for server in made.values():
            server.stop()


@pytest.fixture(scope="module")
def server(machines: dict[str, Server]) -> Server:
    return machines["a"]


def test_a_machine_that_is_cut_off_loses_nothing_and_the_other_takes_over(
    cables: Cables, machines: dict[str, Server], store: PostgresStore, seats: list[dict[str, Any]], load: Load
) -> None:
    """Each client asks both in turn: what it writes through one it has just read through the other."""
    doors = [server.door for server in machines.values()]
    with cables.on("switch"):
        with load([doors]) as log:
            with closing(Client(seats[-1], 0, doors[:1], log)) as office:
                hand_in_papers(office)
            with cut_off_at_work(cables, store):
                log.wait_for_unanswered(2)
                log.wait_for_done(DEEDS)
                wait_until(lambda: not readings(store, "waiting", "running"), "the other did not take over")
            wait_until(machines["b"].answers, "it did not come back")
        assert readings(store, "done") == [1] * (PAPERS - 1) + [2]  # claimed so often: one was taken over
        found = store.rows("SELECT count(*) FROM documents_finding GROUP BY reading_id")
        assert (len(found), len(set(found))) == (PAPERS, 1)


def hand_in_papers(office: Client) -> None:
    duty = "KẾ HOẠCH\n\n1. Công an tỉnh chủ trì tuyên truyền phòng, chống ma túy, hoàn thành trước ngày 30/6/2026.\n"
    papers = [(f"ke-hoach-{n}.txt", f"{duty}\nBản số {n}.\n".encode(), "text/plain") for n in range(PAPERS)]
    body, kind = encode_multipart_formdata([("uploads", paper) for paper in papers])
    status, _once, page = office.ask(
        "POST", "/van-ban/nhan/", body, {"Content-Type": kind, "X-CSRFToken": TOKEN}
    )
    assert status == 302, page[:300]


@contextmanager
def cut_off_at_work(cables: Cables, store: PostgresStore) -> Iterator[None]:
    """Machine b with a paper in its worker's hand (each has one at a time), and the journal locked in a transaction."""
    with cables.on("b"):
        holding = psycopg.connect(store.url)
    while True:
        wait_until(lambda: len(readings(store, "running")) == 2, "never both at work")
        holding.execute("LOCK TABLE journal_entry IN EXCLUSIVE MODE")
        cables.cut("b")
        if len(readings(store, "running")) == 2:
            break
        cables.mend("b")
        holding.rollback()
    try:
        yield
    finally:
        cables.mend("b")
        holding.close()


def readings(store: PostgresStore, *states: str) -> list[int]:
    """How often each paper in these states was taken up, the least first."""
    rows = store.rows(f"SELECT attempts, state {READINGS} ORDER BY attempts")
    return [attempts for attempts, state in rows if state in states]
