"""What is asked of one page: axe-core, frame, width, the dark scheme, and the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests.browser import AXE, DESK, PHONE, note, too_wide
from tools.walk_find import PATIENCE

KEYBOARD = Path(__file__).with_suffix(".js")
LANGUAGES = ("vi", "en")
WIDTHS = (DESK, PHONE)
# Beyond what axe-core asks by itself: room to touch (WCAG 2.2, 2.5.8).
EVERYTHING = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
AT_ONCE = 20  # how often Tab is pressed before asking whether it came round
FRAME = """(language) => [
  [document.querySelectorAll("h1").length === 1, "not one h1"],
  [/\\S.* · Chung Tay$/.test(document.title) || document.title === "Chung Tay", "no title of its own"],
  [document.documentElement.lang === language, "the page says it is in another language"],
].filter(([holds]) => !holds).map(([, words]) => words)"""


def new_window(context: BrowserContext, complaints: list[str]) -> Page:
    """A window that keeps what pages complain about on their console."""
    context.add_init_script(path=KEYBOARD)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: note(message, complaints))
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error.message}"))
    return page


def faults_at(page: Page, address: str, complaints: list[str]) -> Iterator[str]:
    """Every fault of the page in both languages and widths: "vi 360: what is wrong"."""
    place, cookie = urlsplit(address), settings.LANGUAGE_COOKIE_NAME
    host = place.hostname or ""
    for language in LANGUAGES:
        page.context.add_cookies([{"name": cookie, "value": language, "domain": host, "path": "/"}])
        complaints.clear()
        page.set_viewport_size(DESK)
        # Pages without a cookie ask the address for the language.
        answer = page.goto(f"{address}{'&' if place.query else '?'}lang={language}")
        if answer is None or answer.status >= 500 or urlsplit(page.url).path != place.path:
            yield f"{language}: could not be visited: {answer.status if answer else 'no answer'} {page.url}"
            continue
        yield from (f"{language}: {fault}" for fault in page.evaluate(FRAME, language))
        yield from (f"{language} {fault}" for fault in as_it_stands(page, keyboard=language == LANGUAGES[0]))
        if language == LANGUAGES[0]:
            yield from (f"{language} {fault}" for fault in at_night(page))
        yield from (f"{language}: says on its console: {words}" for words in complaints)


def as_it_stands(page: Page, *, keyboard: bool) -> Iterator[str]:
    """The page that is open, at both widths."""
    for size in WIDTHS:
        page.set_viewport_size(size)
        if too_wide(page):
            yield f"{size['width']}: wider than the window"
        yield from (f"{size['width']}: {fault}" for fault in axe(page, EVERYTHING))
        if keyboard:
            yield from (f"{size['width']}: {fault}" for fault in with_the_keyboard(page))


def at_night(page: Page) -> Iterator[str]:
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {fault}" for fault in axe(page, CONTRAST))
    page.emulate_media(color_scheme="light")


def axe(page: Page, asked: object) -> list[str]:
    """What axe-core finds: rule, what it asks for, where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async (asked) => (await axe.run(document, asked)).violations", asked)
    return [
        f"{violation['id']}: {violation['help']}: {node['target'][0]}"
        for violation in found
        for node in violation["nodes"]
    ]


def with_the_keyboard(page: Page) -> list[str]:
    """Press Tab until it has come round: what it never comes to, where it cannot be seen, where it goes astray."""
    stops = page.evaluate("keyboard.begin()")
    # A date is several stops in one element; a page that asks for more than six a piece has caught the keyboard.
    for _round in range(stops * 6 // AT_ONCE + 1):
        for _press in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate("keyboard.isRound()"):
            break
    faults: list[str] = page.evaluate("keyboard.end()")
    return faults
