"""A language is a file of all the sentences that a sender may meet, and somebody who vouches for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from chungtay.tips import queries, services, speech
from chungtay.tips.rules import TipState, languages, subjects
from chungtay.tips.rules.languages import read_language, sentences
from chungtay.tips.tests.factories import open_line, photo_with_a_place_in_it, private_of
from chungtay.tips.words import FORWARDED, STATES
from tests.cast import NOW, Cast
from tools.messages import sentences_of_rules

ROOM = Path(languages.__file__).parents[1]
# Where the refusals stand that a sender may be given; what only a desk is told is in services/working.py.
REFUSALS = (
    ROOM / "rules" / "checks.py",
    ROOM / "rules" / "envelopes.py",
    ROOM / "services" / "sending.py",
    ROOM / "views" / "browser.py",
    ROOM / "views" / "public.py",
    ROOM / "photos.py",
    ROOM.parent / "files" / "pictures.py",
)
DESK_ONLY = {
    "Câu mở khóa cần ít nhất {least} chữ. Hãy chọn một câu dài mà chỉ mình bạn nghĩ ra.",
    "Hãy ghi số tiếp nhận ở nơi chuyển đến.",
}
SEND, BACK = "/tin-bao/", "/tin-bao/xem/"


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every sentence that a page has had translated."""
    found: set[str] = set()
    known = translation._trans.gettext  # type: ignore[attr-defined]

    def listening(words: str) -> str:
        found.add(str(words))
        return str(known(words))

    monkeypatch.setattr(translation._trans, "gettext", listening)  # type: ignore[attr-defined]
    return found


def walk(cast: Cast) -> None:
    """Through every page of a sender, and every way to fill them in wrongly."""
    client = Client()
    client.get(SEND)
    line = open_line(cast)
    for told in (
        {}, {"subject": "none", "commune": "0", "about": "0"}, {"subject": "retail", "text": "x" * 9000},
        {"subject": "retail", "text": "x", "photos": [photo_with_a_place_in_it() for _ in range(6)]},
        {"ask": "none"}, {"ask": "keys"},
    ):  # fmt: skip
        client.post(SEND, told)
    client.post(SEND, {"text": "x", "photos": photo_with_a_place_in_it()}, CONTENT_LENGTH="900000000")
    client.get(SEND)
    client.post(SEND, {"subject": "retail", "text": "Chợ cũ (ví dụ)"})
    receipt = services.send_tip(
        now=NOW,
        hotline=line.hotline,
        subject="retail",
        text="x (ví dụ)",
        pictures=[photo_with_a_place_in_it()],
    )
    thread = queries.open_tip(line.police, queries.list_tips(line.police)[0].pk, private_of(line.police))
    services.answer(by=line.police, now=NOW, thread=thread, text="Đã nhận (ví dụ).")
    client.get(BACK)
    for typed in ("", "1" * 50, "12", receipt):
        client.post(BACK, {"receipt": typed})
    client.post(BACK, {"receipt": receipt, "more": "1"})
    client.post(BACK, {"ask": "thread", "finder": "00"})


def constants(path: Path) -> Iterator[str]:
    yield from (words for words in sentences_of_rules(path) if words not in DESK_ONLY)


def test_the_sentences_to_translate_are_those_that_a_sender_may_meet(cast: Cast, asked_for: set[str]) -> None:
    walk(cast)
    met = {words for words in asked_for if any(letter.isalpha() for letter in words)}
    met |= {words for path in REFUSALS for words in constants(path)}
    met |= {words for subject in subjects().values() for words in (subject.name, subject.goes)}
    met |= {str(STATES[state]) for state in (TipState.NEW, TipState.OPEN, TipState.CLOSED)} | {str(FORWARDED)}
    assert met ^ set(sentences()) == set()


def test_a_language_is_offered_when_it_is_whole_and_somebody_vouches_for_it() -> None:
    """ "qaa" is a code that is nobody's language."""
    texts = {words: f"qaa {words}" for words in sentences()}
    holed = next(words for words in texts if "{limit}" in words)
    raw = {"name": "Tiếng ví dụ", "reviewed_by": "người duyệt (ví dụ)", "texts": texts}
    assert read_language("qaa", raw).is_offered
    for spoiled, missing in (
        ({"reviewed_by": ""}, 0), ({"texts": {**texts, holed: "qaa"}}, 1), ({"texts": {**texts, holed: " "}}, 1),
        ({"texts": dict(list(texts.items())[2:])}, 2), ({"texts": {}}, len(texts)),
    ):  # fmt: skip
        found = read_language("qaa", raw | spoiled)
        assert (found.is_offered, len(found.missing)) == (False, missing)
    assert [
        code for code, language in languages.offered().items() if language.texts
    ] == []  # none is invented


def test_a_page_is_wholly_in_the_language_that_its_address_asks_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_line(cast)
    texts = {words: f"qaa {words}" for words in sentences()}
    taught = read_language(
        "qaa", {"name": "Tiếng ví dụ", "reviewed_by": "người duyệt (ví dụ)", "texts": texts}
    )
    monkeypatch.setattr(languages, "offered", lambda: languages.languages() | {"qaa": taught})
    speech.teach(taught)
    page = Client().get(SEND + "?lang=qaa").content.decode()
    assert ('<html lang="qaa">' in page, 'action="/tin-bao/?lang=qaa"' in page) == (True, True)
    for words in ("Báo tin về ma túy, không cần tên", "Mua bán lẻ", "Điều bạn muốn báo", "không bắt buộc"):
        assert f"qaa {words}" in page
        assert page.count(words) == page.count(f"qaa {words}")
    assert 'href="?lang=qaa" lang="qaa">Tiếng ví dụ' in Client().get(SEND + "?lang=en").content.decode()
    assert "qaa" not in Client().get(SEND + "?lang=vi").content.decode().replace("?lang=qaa", "").replace(
        '"qaa"', ""
    )
