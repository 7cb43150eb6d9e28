"""Floods, automated posts, hostile files: kept apart and never lost, let in again, and nobody is asked who they are."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from chungtay.base.problems import NotThere, Refused
from chungtay.notices.dues import all_due
from chungtay.notices.models import Notice
from chungtay.tips import photos, queries, sealing, services
from chungtay.tips.models import Tip
from chungtay.tips.rules import Hold, Hour, Source, hold_of, policy
from chungtay.tips.sealing import Halves
from chungtay.tips.services import About
from chungtay.tips.tests.factories import Line, open_line, private_of
from tests.cast import NOW, Cast

LIMITS = policy()["flood"]


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def keep(line: Line, text: str, *, worked: bool = False) -> Tip:
    """As a browser sends it; without the sender's slow half."""
    said = About("retail")
    to = services.receivers_of(now=NOW, hotline=line.hotline, said=said)
    halves = Halves(sealing.new_key(), sealing.new_key())
    envelope = sealing.seal_tip(text, (), receipt=halves, desks=to.desks, recovery=to.recovery)
    services.keep_tip(now=NOW, hotline=line.hotline, said=said, envelope=envelope, worked=worked)
    return Tip.objects.latest("pk")


def test_what_is_held_follows_from_the_shape_of_the_hour_alone() -> None:
    tips, more = LIMITS["tips"], LIMITS["tips"] * LIMITS["worked"]
    assert hold_of(Hour(tips - 1, 0), worked=False) is None
    assert hold_of(Hour(tips, 0), worked=False) is Hold.FLOOD
    assert hold_of(Hour(tips, 0), worked=True) is None
    assert hold_of(Hour(more, 0), worked=True) is Hold.FLOOD
    assert hold_of(Hour(0, LIMITS["alike"]), worked=True) is Hold.ALIKE


def test_in_a_flood_honest_tips_are_held_and_let_in_again_and_none_is_lost(line: Line) -> None:
    tips = [keep(line, "x" * n) for n in range(1, LIMITS["tips"] + 4)]
    assert [tip.held for tip in tips[-4:]] == ["", "flood", "flood", "flood"]
    assert keep(line, "thật (ví dụ)", worked=True).held == ""  # a browser that has worked is let in
    honest = services.send_tip(now=NOW, hotline=line.hotline, subject="retail", text="Chợ cũ (ví dụ)")
    assert queries.list_tips(line.police, held=True).count() == 4
    assert queries.open_by_receipt(line.hotline, honest) is not None  # its sender notices nothing
    later = NOW + timedelta(hours=1)
    services.send_tip(now=later, hotline=line.hotline, subject="retail", text="Giờ sau (ví dụ)")
    assert Tip.objects.latest("pk").held == ""
    assert services.release_all(by=line.police, now=later) == 4
    assert not queries.list_tips(line.police, held=True).exists()
    assert queries.list_tips(line.police).count() == LIMITS["tips"] + 6


def test_automated_posts_are_known_by_their_likeness(line: Line) -> None:
    held = [keep(line, f"quảng cáo số {n:02}", worked=True).held for n in range(LIMITS["alike"] + 2)]
    assert held == [""] * LIMITS["alike"] + ["alike"] * 2
    assert keep(line, "một tin khác hẳn (ví dụ)").held == ""


def test_a_flood_tells_the_desk_once_in_an_hour_and_what_is_held_waits_in_sight(line: Line) -> None:
    before = Notice.objects.count()
    for n in range(LIMITS["tips"] + 3):
        keep(line, "y" * (n + 1))
    assert Notice.objects.count() == before + 1
    day = NOW.date() + timedelta(days=1)
    [held] = [
        due for due in all_due(frozenset({line.police.agency}), day, day) if due.key.startswith("tips.held")
    ]
    assert "3 tin" in held.words


def test_what_a_desk_takes_for_abuse_is_put_aside_and_may_come_back(line: Line) -> None:
    tip = keep(line, "Lời đe dọa người khác (ví dụ)")
    services.hold_tip(by=line.police, now=NOW, tip=tip.pk)
    assert not queries.list_tips(line.police).exists()
    assert services.release_all(by=line.police, now=NOW) == 0  # a person decided that
    thread = queries.open_tip(line.police, tip.pk, private_of(line.police))
    assert thread.lines[0].text == "Lời đe dọa người khác (ví dụ)"
    services.release_tip(by=line.police, now=NOW, tip=tip.pk)
    assert queries.list_tips(line.police).get().pk == tip.pk
    with pytest.raises(NotThere):
        services.hold_tip(by=line.inspectorate, now=NOW, tip=tip.pk)


def test_who_has_read_one_of_a_flood_puts_its_like_aside_and_the_schedule_deletes_them(line: Line) -> None:
    kept = [keep(line, f"quảng cáo số {n:02}", worked=True) for n in range(LIMITS["alike"] + 3)]
    other = keep(line, "một tin khác hẳn (ví dụ)")
    Tip.objects.filter(pk=other.pk).update(held=Hold.ALIKE)  # of another shape, and kept apart for it
    with pytest.raises(NotThere):
        services.hold_alike(by=line.police, now=NOW, tip=kept[0].pk)  # it is not apart
    assert services.hold_alike(by=line.police, now=NOW, tip=kept[-1].pk) == 3
    services.release_tip(by=line.police, now=NOW, tip=kept[-1].pk)  # a false alarm
    assert services.purge(by=line.police, now=NOW + timedelta(days=29)) == 0
    assert services.purge(by=line.police, now=NOW + timedelta(days=31)) == 2
    gone = set(Tip.objects.filter(state="deleted").values_list("pk", flat=True))
    assert gone == {tip.pk for tip in kept[-3:-1]}
    assert queries.get_certificate(line.police, kept[-2].pk).messages == 1


def test_what_operators_type_in_is_never_held(line: Line) -> None:
    for n in range(LIMITS["tips"]):
        keep(line, "z" * (n + 1))
    services.send_tip(
        now=NOW, hotline=line.hotline, subject="retail", text="Qua điện thoại (ví dụ)", source=Source.PHONE
    )
    assert Tip.objects.latest("pk").held == ""


def png_of(width: int, height: int) -> bytes:
    """A file of some bytes that says it is so large."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def cut_short() -> bytes:
    file = BytesIO()
    Image.new("RGB", (300, 300), (9, 9, 9)).save(file, "JPEG")
    return file.getvalue()[:200]


@pytest.mark.parametrize(
    "hostile",
    [
        png_of(60_000, 60_000), png_of(0, 0), png_of(9, 9), cut_short(), b"\xff\xd8\xff\xe0" + b"\x00" * 99, b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html><script>1</script>", b"GIF89a" + b"\x01" * 50,
        b"RIFF\x10\x00\x00\x00WEBPVP8 ", b"%PDF-1.7", b"II*\x00" + b"\xff" * 60,
    ],
    ids=str,
)  # fmt: skip
def test_a_hostile_file_is_refused_in_plain_words(hostile: bytes) -> None:
    with pytest.raises(Refused, match=r"no_photo|photo_too_large"):
        photos.made_anew(BytesIO(hostile))


def test_a_polyglot_comes_out_as_nothing_but_its_colours() -> None:
    file = BytesIO()
    Image.new("RGB", (30, 20), (1, 2, 3)).save(file, "JPEG", comment=b"<script>alert(1)</script>")
    made = photos.made_anew(BytesIO(file.getvalue() + b"PK\x03\x04 <script>alert(2)</script>"))
    assert b"script" not in made
    with Image.open(BytesIO(made)) as picture:
        assert picture.size == (30, 20)


def test_a_full_disk_takes_words_and_says_that_photos_must_wait(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(policy()["disk"], "free_bytes", 10**18)
    file = BytesIO()
    Image.new("RGB", (30, 20)).save(file, "JPEG")
    file.seek(0)
    with pytest.raises(Refused, match="no_room"):
        services.send_tip(
            now=NOW, hotline=line.hotline, subject="retail", text="Có ảnh (ví dụ)", pictures=[file]
        )
    assert not Tip.objects.exists()
    services.send_tip(now=NOW, hotline=line.hotline, subject="retail", text="Chỉ lời (ví dụ)")
    assert Tip.objects.count() == 1
