"""The page for a person to check a reading."""

from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from chungtay.reader.html import page_of
from chungtay.reader.read import read, summary_of

PAPER = Path(__file__).parent / "documents" / "viet_yen_plan_2024.txt"


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_every_found_item_leads_to_its_words() -> None:
    reading = read(PAPER)
    page = Page()
    page.feed(page_of(reading))
    assert not page.open
    assert not {"script", "link", "img"} & page.tags
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len([identity for identity in page.ids if identity.startswith("task")]) == len(reading.tasks)


def test_no_word_of_the_text_is_lost_or_doubled_by_the_marks() -> None:
    reading = read(PAPER)
    main = page_of(reading).partition("<main>")[2].partition("</main>")[0]
    bare: list[str] = []
    parser = HTMLParser()
    setattr(parser, "handle_data", bare.append)  # noqa: B010  the hook of the standard parser
    parser.feed(main)
    assert unescape("".join(bare)).split() == reading.text.split()


def test_the_summary_says_who_owes_what_and_what_to_look_at_again() -> None:
    summary = summary_of(read(PAPER))
    assert "Ủy ban nhân dân thị xã Việt Yên" in summary
    assert "- Công an thị xã: " in summary
    assert "Cần xem lại: Văn bản chưa ghi số." in summary
