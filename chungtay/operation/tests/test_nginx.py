"""The site of nginx that installing writes, held to nginx itself where it is there (apt-get install nginx)."""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from getpass import getuser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chungtay.operation.install import DEPLOY
from tests.faults.servers import wait_until
from tools.postgres import free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NAME = "chungtay.example.vn"
LONG = bytes(64 << 20)

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine")


class Site(BaseHTTPRequestHandler):
    """What stands behind: answers with the headers that reached it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        said = LONG if self.path == "/dai/" else json.dumps(dict(self.headers.items())).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET  # noqa: N815  as the library names it

    def log_message(self, *words: object) -> None:
        """Nothing."""


class Door:
    """nginx with the site of deploy/, on ports and in folders of the test."""

    def __init__(self, folder: Path, behind: int) -> None:
        self.folder, self.plain, self.secure = folder, free_port(), free_port()
        site = (DEPLOY / "nginx" / "chungtay.conf").read_text(encoding="utf-8")
        changes = {
            "@NAME@": NAME,
            "    listen [::]:80;\n": "",
            "    listen [::]:443 ssl http2;\n": "",
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.secure} ssl http2;",
            "/etc/ssl/chungtay": str(folder),
            "/var/log/nginx": str(folder),
            "/run/nginx-chungtay": f"{folder}/memory",
            # Two machines, of which one is down.
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{free_port()}; server 127.0.0.1:{behind};",
        }
        for old, new in changes.items():
            assert old in site
            site = site.replace(old, new)
        (folder / "site.conf").write_text(site, encoding="utf-8")
        who = f"user {getuser()};" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"daemon off;\n{who}\npid {folder}/pid;\nerror_log {folder}/main.log;\nevents {{}}\nhttp {{\n"
            f"access_log off;\nclient_body_temp_path {folder}/bodies;\nproxy_temp_path {folder}/answers;\n"
            f"fastcgi_temp_path {folder}/f;\nuwsgi_temp_path {folder}/u;\nscgi_temp_path {folder}/s;\n"
            f"include {folder}/site.conf;\n}}\n",
            encoding="utf-8",
        )
        self.command = [str(NGINX), "-e", f"{folder}/main.log", "-c", f"{folder}/nginx.conf"]

    def ask(
        self, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        known = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        there = http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=20, context=known)
        with closing(there) as connection:
            told = {"Host": NAME, **(headers or {})}
            connection.request("POST" if body is not None else "GET", path, body, told)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def lines(self) -> str:
        return (self.folder / "chungtay.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("nginx")
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        made = Door(folder, site.server_port)
        certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", "subjectAltName=IP:127.0.0.1",
                       "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]  # fmt: skip
        subprocess.run(certificate, check=True, capture_output=True)  # noqa: S603
        running = subprocess.Popen(made.command)  # noqa: S603
        try:
            wait_until(lambda: (folder / "chungtay.log").exists(), "nginx did not start")
            yield made
        finally:
            running.terminate()
            running.wait(timeout=20)
            site.shutdown()


def test_nginx_takes_the_file_as_it_is(door: Door) -> None:
    done = subprocess.run([*door.command, "-t"], capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_the_site_learns_who_asks_from_nginx_alone_and_in_clear_nobody_gets_in(door: Door) -> None:
    lies = {"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "http", "X-Request-Id": "mine"}
    status, body = door.ask("/viec/", headers=lies)
    reached = json.loads(body)
    assert (status, reached["X-Forwarded-For"], reached["X-Forwarded-Proto"]) == (200, "127.0.0.1", "https")
    assert (reached["Host"], len(reached["X-Request-Id"])) == (NAME, 32)
    with closing(http.client.HTTPConnection("127.0.0.1", door.plain, timeout=20)) as in_clear:
        in_clear.request("GET", "/viec/?x=1", headers={"Host": NAME})
        answer = in_clear.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/viec/?x=1")


def test_its_log_says_no_path_and_no_address_and_of_tips_nothing(door: Door) -> None:
    before = door.lines().count("\n")
    door.ask("/tin-bao/gui/?ten=x")
    door.ask("/viec/42/?ten=Nguyen")
    wait_until(lambda: door.lines().count("\n") > before, "no line")
    (line,) = door.lines().splitlines()[before:]
    assert set(json.loads(line)) == {"time", "request", "status", "seconds"}
    said = "".join(path.read_text() for path in door.folder.glob("*.log"))
    assert not any(hidden in said for hidden in ("Nguyen", "/viec", "tin-bao", "127.0.0.1"))


def test_a_machine_that_is_down_is_passed_over_whatever_was_sent(door: Door) -> None:
    assert {door.ask("/viec/", body=b"x" if n % 2 else None)[0] for n in range(8)} == {200}


def test_what_is_sent_and_read_waits_in_memory_and_on_no_disk(door: Door) -> None:
    """What lay in a folder for a moment leaves its mark in the time of the folder, or a folder in it."""
    memory, disk = door.folder / "memory", (door.folder / "bodies", door.folder / "answers")
    before = [folder.stat().st_mtime_ns for folder in (memory, *disk)]
    assert door.ask("/tin-bao/", body=bytes(1 << 20))[0] == 200
    known = ssl.create_default_context(cafile=str(door.folder / "fullchain.pem"))
    with closing(http.client.HTTPSConnection("127.0.0.1", door.secure, timeout=20, context=known)) as slow:
        slow.request("GET", "/dai/", headers={"Host": NAME})
        answer = slow.getresponse()
        time.sleep(1)  # longer than nginx takes to have all of it, had it somewhere to put it
        assert len(answer.read()) == len(LONG)
    after = [folder.stat().st_mtime_ns for folder in (memory, *disk)]
    assert (after[0] > before[0], after[1:] == before[1:]) == (True, True)


def test_what_is_too_large_goes_no_further(door: Door) -> None:
    assert door.ask("/van-ban/nhan/", body=bytes(51 << 20))[0] == 200
    assert door.ask("/van-ban/nhan/", body=b"", headers={"Content-Length": str(61 << 20)})[0] == 413
