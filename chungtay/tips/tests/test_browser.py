"""What the script of the pages asks: only well-formed envelopes for those who receive the tip are kept, and once."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.tips import queries, sealing, services
from chungtay.tips.access import PADDED
from chungtay.tips.models import Message, Photo, Tip, TipKey
from chungtay.tips.rules import Envelope, Parcel, has_worked, new_receipt
from chungtay.tips.sealing import Halves
from chungtay.tips.tests.factories import Line, open_line, private_of
from tests.cast import NOW, Cast

SEND, BACK = "/tin-bao/", "/tin-bao/xem/"
WORDS = "Ở chợ cũ (ví dụ)"


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def asked(what: str, address: str = SEND, **fields: Any) -> Any:
    return Client().post(address, {"ask": what, "subject": "retail", **fields})


def keys() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked("keys").content)
    return found


def sealed(to: dict[str, Any], photos: tuple[bytes, ...] = ()) -> tuple[Envelope, Halves]:
    """What a browser would make of the keys."""
    halves = sealing.halves_of(new_receipt(), bytes.fromhex(to["salt"]))
    public = {
        name: {int(n): bytes.fromhex(key) for n, key in to[name].items()} for name in ("desks", "recovery")
    }
    return sealing.seal_tip(WORDS, photos, receipt=halves, **public), halves


def said(envelope: Envelope, **changed: Any) -> dict[str, Any]:
    told = {
        "mark": envelope.mark, "lookup": envelope.lookup.hex(), "sender": envelope.sender.hex(),
        "desks": {n: key.hex() for n, key in envelope.desks.items()},
        "recovery": {n: key.hex() for n, key in envelope.recovery.items()},
    }  # fmt: skip
    return {"sealed": json.dumps(told | changed), **files(envelope.words)}


def files(words: Parcel) -> dict[str, Any]:
    photos = [SimpleUploadedFile("p", photo) for photo in words.photos]
    return {"text": SimpleUploadedFile("t", words.text), "photos": photos}


def test_a_sealed_tip_is_kept_once_and_opens_for_the_desk_and_the_sender(line: Line) -> None:
    envelope, halves = sealed(keys(), (b"picture",))
    for _time in range(2):  # sent again for want of an answer
        assert asked("send", **said(envelope)).status_code == 201
    assert (Tip.objects.count(), Message.objects.count(), Photo.objects.count()) == (1, 1, 1)
    thread = queries.open_tip(line.police, Tip.objects.get().pk, private_of(line.police))
    assert thread.lines[0].text == WORDS
    assert queries.fetch_photo(thread, thread.lines[0].photos[0]) == b"picture"
    assert queries.open_with(halves)[0] is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"mark": "x"}, {"mark": "0" * 31}, {"mark": 7}, {"lookup": "00"}, {"sender": "00" * 59}, {"sender": "zz" * 60},
        {"desks": {"1": "00" * 79}}, {"desks": []}, {"recovery": {"a": "00" * 80}}, {"desks": None},
    ],
)  # fmt: skip
def test_an_envelope_of_another_form_is_refused(line: Line, changed: dict[str, Any]) -> None:
    envelope, _halves = sealed(keys())
    answer = asked("send", **said(envelope, **changed))
    assert (answer.status_code, "không nguyên vẹn" in json.loads(answer.content)["problems"][0]) == (
        422,
        True,
    )
    assert not Tip.objects.exists()


@pytest.mark.parametrize("text", ["", "nothing", "[]", "null", '"x"', "{}"])
def test_what_is_no_envelope_at_all_is_refused(line: Line, text: str) -> None:
    envelope, _halves = sealed(keys())
    assert asked("send", **said(envelope) | {"sealed": text}).status_code == 422
    assert asked("other").status_code == 422


@pytest.mark.parametrize("words", [Parcel(b""), Parcel(b"x" * 33_000), Parcel(b"x" * 40, (b"x" * 40,) * 6)])
def test_words_that_cannot_be_words_are_refused(line: Line, words: Parcel) -> None:
    envelope, _halves = sealed(keys())
    assert asked("send", **said(envelope) | files(words)).status_code == 422
    assert not Tip.objects.exists()


def test_the_right_keys_are_those_of_the_receivers_of_that_very_tip(line: Line) -> None:
    """Sealed to fewer, to more, or for another subject: asked to seal again, with the keys to seal to."""
    to = keys()
    envelope, _halves = sealed(to)
    kept: dict[str, str] = {str(n): key.hex() for n, key in envelope.desks.items()}
    shapes: tuple[dict[str, dict[str, str]], ...] = (
        {"desks": {}},
        {"recovery": {}},
        {"desks": kept | {"999": "00" * 80}},
    )
    for shaped in shapes:
        answer = asked("send", **said(envelope, **shaped))
        assert (answer.status_code, json.loads(answer.content)["desks"]) == (409, to["desks"])
    assert asked("send", **said(envelope), subject="official").status_code == 409
    services.renew_desk(by=line.police, now=NOW, private=private_of(line.police))
    assert asked("send", **said(envelope)).status_code == 409
    assert not Tip.objects.exists()


def test_a_place_or_body_that_is_none_is_refused(line: Line) -> None:
    for wrong in ({"subject": "none"}, {"commune": "999999"}, {"about": "999999"}):
        assert asked("keys", **wrong).status_code == 422


def test_nobody_takes_the_receipt_or_the_mark_of_another(line: Line) -> None:
    first, _halves = sealed(keys())
    asked("send", **said(first))
    other, _halves = sealed(keys())
    for changed in ({"mark": first.mark}, {"lookup": first.lookup.hex()}):
        assert asked("send", **said(other, **changed)).status_code == 422
    assert Tip.objects.count() == 1


def test_the_sender_reads_and_writes_with_half_a_receipt(line: Line) -> None:
    envelope, halves = sealed(keys())
    asked("send", **said(envelope))
    key = sealing.unlock(envelope.sender, halves.opener, place=f"tip:{envelope.mark}")
    for n in (2, 3):
        words = sealing.lock_words(f"Lời thứ {n} (ví dụ)", (), key, mark=envelope.mark, n=n)
        assert asked("add", BACK, finder=halves.finder.hex(), n=n, **files(words)).status_code == 201
        assert (
            asked("add", BACK, finder=halves.finder.hex(), n=n, **files(words)).status_code == 422
        )  # out of turn
    told = json.loads(asked("thread", BACK, finder=halves.finder.hex()).content)
    assert (told["next"], [line["n"] for line in told["lines"]]) == (4, [1, 2, 3])
    assert len(queries.open_tip(line.police, Tip.objects.get().pk, private_of(line.police)).lines) == 3
    words = sealing.lock_words("x", (), key, mark=envelope.mark, n=4)
    assert asked("add", BACK, finder=(b"x" * 32).hex(), n=4, **files(words)).status_code == 422


def test_a_wrong_half_is_answered_like_a_right_one_with_what_opens_for_nobody(line: Line) -> None:
    envelope, halves = sealed(keys())
    asked("send", **said(envelope))
    right = asked("thread", BACK, finder=halves.finder.hex())
    for finder in ((b"x" * 32).hex(), "", "zz"):
        wrong = asked("thread", BACK, finder=finder)
        assert (wrong.status_code, len(wrong.content)) == (right.status_code, len(right.content))
        assert len(wrong.content) % PADDED == 0
        assert wrong.headers == right.headers
        told = json.loads(wrong.content)
        assert told.keys() == json.loads(right.content).keys()
        with pytest.raises(sealing.Closed):
            sealing.unlock(bytes.fromhex(told["sender"]), halves.opener, place=f"tip:{told['mark']}")


def test_what_a_browser_sealed_to_nobody_is_said_to_the_desk_and_stops_nothing_else(line: Line) -> None:
    """Nonsense of the right lengths: it opens for nobody, and recovery and renewal of the others go on."""
    envelope, halves = sealed(keys())
    nonsense = {
        "desks": dict.fromkeys(envelope.desks, "11" * 80),
        "recovery": dict.fromkeys(envelope.recovery, "11" * 80),
    }
    assert asked("send", **said(envelope, **nonsense, sender="11" * 60)).status_code == 201
    good, _halves = sealed(keys())
    asked("send", **said(good))
    bad = Tip.objects.get(mark=envelope.mark)
    with pytest.raises(sealing.Closed):
        queries.open_tip(line.police, bad.pk, private_of(line.police))
    assert queries.open_with(halves)[0] is None
    services.renew_desk(by=line.police, now=NOW, private=private_of(line.police))
    assert TipKey.objects.filter(tip=bad).count() == 3
    kept = Tip.objects.get(mark=good.mark)
    assert queries.open_tip(line.police, kept.pk, private_of(line.police)).lines[0].text == WORDS


def test_work_counts_for_its_own_tip_in_its_own_hour(line: Line) -> None:
    to = keys()
    mark = "ab" * 16
    nonce = next(str(n) for n in range(10**6) if has_worked(to["task"], mark, str(n)))
    assert not has_worked("another", mark, nonce)
    assert not has_worked(to["task"], "cd" * 16, nonce)
    assert not has_worked(to["task"], mark, "1" * 21)
