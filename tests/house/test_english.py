"""Whoever reads English meets Vietnamese only in what people and papers wrote."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from chungtay.agencies.models import Account
from chungtay.places.rules import village_words
from tests.cast import Cast
from tests.house.test_every_address_is_in_the_table import address, table
from tests.house.things import Things, one_of_each
from tools.messages import PLACEHOLDER, every_form, translations

VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
SPOKEN = {"alt", "aria-label", "placeholder", "title", "data-label"}
SILENT = {"script", "style", "svg"}
# Voids have no end, so they open nothing.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Words(HTMLParser):
    """Every piece of text that a page says, aloud or on screen, but for what is marked as Vietnamese."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hushed = tag in SILENT or given.get("lang") == "vi" or any(self.within[-1:])
        if not hushed:
            self.said += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.within.append(hushed)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.within[-1:]):
            self.said.append(data)


def quoted() -> set[str]:
    """What the English itself says in Vietnamese: names in examples, đồng."""
    english = [form for message in translations() if message.id for form in every_form(message.string)]
    return {part.strip() for form in english for part in PLACEHOLDER.split(form) if VIETNAMESE.search(part)}


def data_and_quotes() -> list[str]:
    """Every piece of text in the database, the kinds of villages, and every quoted one, the longest first."""
    found = quoted() | set(village_words())
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                for value in model._default_manager.values_list(field.attname, flat=True):
                    found.update(pieces(value))
    return sorted(found, key=len, reverse=True)


def pieces(value: object) -> Iterator[str]:
    if isinstance(value, str) and VIETNAMESE.search(value):
        yield " ".join(value.split())
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from pieces(part)


def left_over(words: str, data: list[str]) -> str:
    """What remains of a text without what is stored; what was cut short ends with an ellipsis."""
    words = " ".join(words.split())
    start = words.rstrip("…")
    if not VIETNAMESE.search(words) or any(start in value for value in data):
        return ""
    for value in data:
        words = words.replace(value, "")
    return words if VIETNAMESE.search(words) else ""


@pytest.fixture
def things(cast: Cast) -> Things:
    return one_of_each(cast)


def test_every_page_says_in_english_what_the_program_says(cast: Cast, things: Things) -> None:
    said: dict[str, set[str]] = {}
    for who in (cast.province, cast.department, cast.inspector):
        client = Client()
        client.force_login(Account.objects.get(pk=who.account))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for name in (name for name, row in table().items() if "method" not in row):
            answer = client.get(address(name, things))
            html = answer.getvalue().decode(errors="replace")  # a file is open until it has been read
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                said[name] = said.get(name, set()) | set(Words(html).said)
    del said["components"]  # its samples are of no database
    assert len(said) > 20
    data = data_and_quotes()
    rest = {
        name: {left for words in all_words if (left := left_over(words, data))}
        for name, all_words in said.items()
    }
    assert {name: left for name, left in rest.items() if left} == {}


def test_the_sign_in_page_and_a_missing_page_speak_english(db: None) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    data = data_and_quotes()
    for page in ("/vao/", "/khong-co/"):
        words = Words(client.get(page).content.decode()).said
        assert [left for text in words if (left := left_over(text, data))] == []
