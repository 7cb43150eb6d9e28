"""Visit every page of the example province as every kind of user, and say what would be in somebody's way.

    python -m tools.walk_pages                   its own example, filled once in build/walk/, on a free port
    python -m tools.walk_pages --server URL      an example that is served already
    python -m tools.walk_pages --only reports:   only addresses whose name begins so; --seat soyte: only as this user

In Vietnamese and English, 1280 and 360 pixels wide: axe-core, the frame, the width, the dark scheme, and the keyboard
alone. One line a fault, then a line of JSON; exit 1 if there was any. An address of the program that nobody
came to is a fault, unless walk_pages.toml says why; a test holds that list against the program.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import django
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import FLAGS
from tools.postgres import free_port
from tools.walk_find import PATIENCE, Found, Walked, walk, worth_a_visit
from tools.walk_look import LANGUAGES, WIDTHS, faults_at, new_window

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "chungtay" / "example" / "data"
PROGRAM = ROOT / ".venv" / "bin" / "chungtay"
ADDRESSES = ROOT / "tests" / "house" / "addresses.toml"
PLAN = Path(__file__).with_suffix(".toml")
NOBODY = ""
MISSING = "/khong-co-trang-nay/"  # what is not there has a page as well
A_PIECE = 12  # pages that one process takes at a time


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The example on a free port of this machine; what the visit leaves behind goes with its copy of the data."""
    environment = os.environ | {"CHUNGTAY_EXAMPLE": "1"}
    environment.pop("DATABASE_URL", None)
    filled, visited = data / "filled", data / "visited"
    if not (filled / "done").exists():
        shutil.rmtree(filled, ignore_errors=True)
        for work in (["manage", "migrate", "--verbosity", "0"], ["example"]):
            subprocess.run([PROGRAM, *work], env=environment | {"CHUNGTAY_DATA": str(filled)}, check=True)
        (filled / "done").touch()
    shutil.rmtree(visited, ignore_errors=True)
    shutil.copytree(filled, visited)
    port = free_port()
    command = [str(PROGRAM), "serve", "--port", str(port), "--workers", "2", "--no-worker"]
    with (data / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, env=environment | {"CHUNGTAY_DATA": str(visited)}, stdout=log, stderr=log
        )
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=30)


def answering(server: str) -> str:
    """The address of the server, as soon as it answers."""
    for _second in range(120):
        try:
            with urlopen(f"{server}/suc-khoe"):  # noqa: S310 - the example on this machine
                return server
        except OSError:
            time.sleep(1)
    sys.exit(f"{server} does not answer")


@cache
def data(name: str) -> dict[str, Any]:
    """One of the example's own files."""
    return tomllib.loads((EXAMPLE / f"{name}.toml").read_text(encoding="utf-8"))


def seats() -> list[str]:
    return [seat["username"] for seat in data("accounts")["seat"]]


@contextmanager
def signed_in(browser: Browser, server: str, who: str) -> Iterator[BrowserContext]:
    """A window of one of the example's seats, or of NOBODY."""
    context = browser.new_context(
        base_url=server, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", service_workers="block"
    )
    context.set_default_timeout(PATIENCE)
    if who:
        page = context.new_page()
        page.goto("/vao/")
        page.get_by_label("Tên đăng nhập").fill(who)
        page.get_by_label("Mật khẩu").fill(settings.EXAMPLE_PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda address: "/vao/" not in address)
        later = page.locator("form[action$='/de-sau/'] button")  # the second step may wait in an example
        if later.count():
            later.click()
            page.wait_for_url(lambda address: "/bao-mat/" not in address)
        if who in (desk := data("tips"))["readers"]:  # tips are sealed; each desk of the example has this key
            page.goto("/tin-bao/ban-tiep-nhan/")
            page.locator("[name=passphrase]").fill(desk["passphrase"])
            page.locator("[name=passphrase]").press("Enter")
            page.get_by_role("button", name="Khóa lại").wait_for()
        page.close()
    yield context
    context.close()


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or sys.exit("Chromium is missing: apt-get install chromium")
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


def find(server: str, who: str) -> Walked:
    """Every page that one person comes to."""
    with browser() as chromium, signed_in(chromium, server, who) as context:
        more = plan().get("more", {}).get(who, {})
        return walk(context.request, who, starts(), more, table())


def look(server: str, pages: Sequence[Found]) -> list[str]:
    """The faults of pages that one person sees."""
    complaints: list[str] = []
    with browser() as chromium, signed_in(chromium, server, pages[0].who) as context:
        window = new_window(context, complaints)
        return [
            f"{one.who or 'nobody'} {one.address} {fault}"
            for one in pages
            for fault in faults_at(window, server + one.address, complaints)
        ]


def table() -> dict[str, dict[str, Any]]:
    """The addresses that answer to a look (GET), of tests/house/addresses.toml."""
    rows = tomllib.loads(ADDRESSES.read_text(encoding="utf-8"))
    return {name: row for name, row in rows.items() if row.get("method", "get") == "get"}


def starts() -> list[str]:
    """Where everybody begins: every address that asks for no thing. Links lead on."""
    return [reverse(name) for name, row in table().items() if "with" not in row]


@cache
def plan() -> dict[str, Any]:
    return tomllib.loads(PLAN.read_text(encoding="utf-8"))


def left_out() -> set[str]:
    """The names of those that are not visited here: no pages, or looked at by a test."""
    return {name for reason in plan()["left_out"].values() for name in reason["names"]}


def uncounted(visited: set[str]) -> list[str]:
    """What was neither visited nor left out for a reason, or both."""
    expected = set(table()) - left_out()
    missed = [f"{name}: nobody came to it" for name in sorted(expected - visited)]
    return missed + [f"{name}: visited, though left out" for name in sorted(visited & left_out())]


def asked_in_vain(found: list[Found]) -> list[str]:
    """What walk_pages.toml opens more of, and nobody came to: a name that the program does not use any more."""
    came_to = {(page.who, page.name) for page in found}
    asked = ((who, name) for who, more in plan().get("more", {}).items() for name in more)
    return [
        f"{who} {name}: more of it is asked, none was found"
        for who, name in asked
        if (who, name) not in came_to
    ]


def in_pieces(pages: list[Found]) -> Iterator[list[Found]]:
    for _who, theirs in groupby(pages, key=lambda page: page.who):
        mine = list(theirs)
        yield from (mine[at : at + A_PIECE] for at in range(0, len(mine), A_PIECE))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--server", help="an example that is served already")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "build" / "walk", help="where its own example stands"
    )
    parser.add_argument("--only", default="", help="only addresses whose name begins so")
    parser.add_argument("--seat", help="only as this kind of user, such as thuongtruc")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    with (
        nullcontext(asked.server) if asked.server else served(asked.data) as server,
        ProcessPoolExecutor(asked.processes, initializer=django.setup) as pool,
    ):
        walked = list(pool.map(partial(find, server), [asked.seat] if asked.seat else [NOBODY, *seats()]))
        found = [page for one in walked for page in one.pages]
        chosen = [page for page in worth_a_visit(found) if page.name.startswith(asked.only)]
        chosen += [Found(who, MISSING, "", frozenset()) for who in (NOBODY, seats()[0]) if not asked.only]
        faults = [fault for one in walked for fault in one.faults]
        if not asked.seat:
            faults += uncounted({page.name.partition("?")[0] for page in found}) + asked_in_vain(found)
        print(*faults, sep="\n", flush=True)
        for more in pool.map(partial(look, server), in_pieces(chosen)):
            print(*more, sep="\n", end="\n" if more else "", flush=True)
            faults += more
    told = {
        "names": len({page.name.partition("?")[0] for page in chosen}),
        "left_out": len(left_out()),
        "found": len(found),
        "pages": len(chosen),
        "visits": len(chosen) * len(LANGUAGES) * len(WIDTHS),
        "faults": len(faults),
        "seconds": round(time.monotonic() - started),
    }
    print(json.dumps(told))
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.site.settings")
    sys.exit(main(sys.argv[1:]))
