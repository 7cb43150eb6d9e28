"""A real browser for the tests marked ``browser``: Debian's Chromium, driven by Playwright.

    @pytest.mark.browser
    def test_something_a_person_does(page: Page, screenshot: Screenshot) -> None:
        page.goto("/")
        screenshot("front door")

``page`` talks to a live server on the test database. A page that writes an error to its console, throws, or
asks for something that the Content-Security-Policy forbids fails the test. Pictures go to build/screenshots/;
a test that fails leaves one too.
"""

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)

# A machine that runs two tests at a time may be slow; nothing is measured here.
PATIENCE = 20_000  # milliseconds
expect.set_options(timeout=PATIENCE)

Screenshot = Callable[[str], Path]
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser(django_db_blocker: Any) -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    from tests.cast import STAGE  # here: the walk has no database, and takes what else stands in this file

    # Beside an event loop Django opens another connection: what stands on the first goes before.
    with django_db_blocker.unblock():
        STAGE.take_down()
    # Playwright keeps an event loop in this thread, and Django then refuses to touch the database from it,
    # although the tests never run two things at once here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page complained about; a test that provokes a complaint empties the list."""
    return []


@pytest.fixture
def page(
    browser: Browser, live_server: Any, complaints: list[str], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A fresh window of somebody in Việt Nam, on the live server."""
    context = browser.new_context(
        base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=DESK
    )
    context.set_default_timeout(PATIENCE)
    window = context.new_page()
    window.on("console", lambda message: note(message, complaints))
    window.on("pageerror", lambda error: complaints.append(f"uncaught: {error.message}"))
    yield window
    if request.node.stash.get(FAILED, False):
        window.screenshot(path=picture(request.node.name, "failed"), full_page=True)
    context.close()
    assert complaints == [], "the page complained"


def note(message: ConsoleMessage, complaints: list[str]) -> None:
    # A refusal (403, 404, 409, 422) is an answer that tests ask for, and Chromium writes each to the console.
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)


@pytest.fixture
def screenshot(page: Page, request: pytest.FixtureRequest) -> Screenshot:
    """Take a picture of the whole page for build/screenshots/."""

    def take(name: str) -> Path:
        path = picture(request.node.name, name)
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take


def picture(test: str, name: str) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES / (re.sub(r"[^\w-]+", "-", f"{test.removeprefix('test_')}--{name}").strip("-") + ".png")


def faults(page: Page) -> list[str]:
    """Every accessibility fault that axe-core finds on the page: rule, what it asks for, where."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{violation['id']}: {violation['help']}: {node['target'][0]}"
        for violation in found
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways at the width it has now."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell the fixtures, when they tidy up, whether the test itself failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
