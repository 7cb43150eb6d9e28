"""Which pages there are: what a person comes to by following every link, and what each page is made of.

An address is told from another by its name and by what stands after its question mark; two things of a kind (two tasks)
share it. A page is worth a visit when it shows a kind of element that nobody has seen at its address before, so every
kind of user meets what only they see and nobody looks at the same page for the hundredth time.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import SplitResult, parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

# Of one kind of thing, so many are opened for what only some of them have: a late task, a task with money.
OF_A_KIND = 3
PATIENCE = 120_000  # milliseconds: a busy machine is no fault of a page
LINKS = {"a": "href", "form": "action"}


@dataclass(frozen=True, slots=True)
class Found:
    """A page that ``who`` can open: its address, the name of the address, the kinds of elements on it, its links."""

    who: str
    address: str
    name: str
    kinds: frozenset[str]


@dataclass(slots=True)
class Walked:
    """What one person came to: whole pages, and links that lead nowhere."""

    pages: list[Found] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Parts(HTMLParser):
    """The links of a page, where its forms are sent, and the kinds of its elements: tag, classes, role, type."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sent_to: list[str] = []
        self.kinds: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        told = (tag, *sorted((given.get("class") or "").split()), given.get("role"), given.get("type"))
        self.kinds.add(" ".join(filter(None, told)))
        link = given.get(LINKS.get(tag, "")) or given.get("hx-get")
        if link and "download" not in given:
            (self.sent_to if tag == "form" and given.get("method") == "post" else self.links).append(link)


def name_of(address: str) -> str:
    """The name of the address in the program, with what it is asked after the question mark; empty for no address."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return ""
    asked = sorted({key for key, value in parse_qsl(parts.query) if value})
    return f"{name}?{'&'.join(asked)}" if asked else name


def walk(
    request: APIRequestContext,
    who: str,
    starts: Iterable[str],
    more: Mapping[str, int],
    answering: Container[str],
) -> Walked:
    """Follow every link from ``starts``, breadth first, OF_A_KIND of each kind of address, or ``more`` by its name.

    Where a form is sent is looked at as well, if its address is one of those ``answering`` to a look: it has a page of
    its own for who comes without scripts, or said something wrong.
    """
    found = Walked()
    waiting, seen, opened = deque((start, "") for start in starts), set(starts), Counter[str]()
    while waiting:
        address, came_from = waiting.popleft()
        name = name_of(address)
        if not name:
            found.faults.append(f"{who} {came_from}: leads to {address}, which is no address")
        elif opened[name] < more.get(name, OF_A_KIND):
            opened[name] += 1
            links, forms = _look_in(request, who, (address, came_from), found)
            links += [form for form in forms if name_of(form).partition("?")[0] in answering]
            waiting.extend((link, address) for link in dict.fromkeys(links) if link not in seen)
            seen.update(links)
    return found


def _look_in(
    request: APIRequestContext, who: str, way: tuple[str, str], found: Walked
) -> tuple[list[str], list[str]]:
    """Note what stands at the address; gives where it leads, and where its forms are sent.

    Where one begins may be closed, a link may not.
    """
    address, came_from = way
    answer = request.get(address, timeout=PATIENCE)
    landed = urlsplit(answer.url)
    if answer.status != 200 and (came_from or answer.status >= 500):
        found.faults.append(f"{who} {came_from}: leads to {address}, which answers {answer.status}")
    if answer.status != 200 or not answer.headers.get("content-type", "").startswith("text/html"):
        return [], []
    html = answer.text()
    parts = Parts(html)
    here = local(landed)
    if html.lstrip()[:9].lower() == "<!doctype" and here not in {page.address for page in found.pages}:
        found.pages.append(Found(who, here, name_of(here), frozenset(parts.kinds)))
    return _within(answer.url, parts.links), _within(answer.url, parts.sent_to)


def _within(page: str, links: list[str]) -> list[str]:
    """Those of the links on a page that stay on its site."""
    leads = [urlsplit(urldefrag(urljoin(page, link)).url) for link in links]
    return [local(one) for one in leads if one.netloc == urlsplit(page).netloc]


def local(parts: SplitResult) -> str:
    return parts.path + (f"?{parts.query}" if parts.query else "")


def worth_a_visit(found: list[Found]) -> list[Found]:
    """Those that show something which no page before them showed at the same address, in the order given."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    chosen = []
    for page in found:
        known = seen[page.name.partition("?")[0]]
        if not page.kinds <= known:
            known |= page.kinds
            chosen.append(page)
    return chosen
