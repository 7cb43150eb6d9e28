"""What is poisoned is refused with a sentence wherever a sheet, a form or a photo may be sent; nothing of it is kept.

Longer by hand: CHUNGTAY_FAULTS=20 damages the good files in as many ways for each door.
"""

import os
import random
import resource
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.base.problems import Refused
from chungtay.base.tests.sheets import packed
from chungtay.files.models import StoredFile
from chungtay.people.workbook import read_grids
from chungtay.registers.models import Entry, Register
from tests.cast import Cast
from tests.house.plan_of_the_house import PACKAGE, shown
from tests.house.things import Things

ROUNDS = int(os.environ.get("CHUNGTAY_FAULTS", "1"))
ROOM = 400_000  # KiB that a refusal may cost at most; the files ask for half a terabyte


@dataclass(frozen=True)
class Door:
    name: str
    under: str  # the name of the field
    who: str = "province"
    more: dict[str, str] = field(default_factory=dict)
    pieces: tuple[str, ...] = ()


TALK = {"ngay": "2026-03-01", "hinh_thuc": "noi", "ten": "Buổi có ảnh lạ (ví dụ)"}
DOORS = [
    Door("agencies:import_accounts", "sheet"),
    Door("workbooks:file", "file", "officer", pieces=("data_set", "period")),
    Door("registers:sheet", "file", more={"act": "take"}, pieces=("register",)),
    Door("registers:design", "file", more={"act": "publish"}),
    Door("registers:new_entry", "f:anh", more=TALK, pieces=("register",)),
    Door("budgets:bring_back", "file", pieces=("budget",)),
    Door("budgets:open_budget", "file", more={"title": "Bảng lạ (ví dụ)", "unit": "dong"}),
    Door("reports:setup", "file", more={"act": "trust"}),
]


def zipped(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as box:
        box.writestr(name, content)
    return file.getvalue()


def vast_picture() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""

    def part(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", size)
        + part(b"IDAT", zlib.compress(b"\0" * 100))
        + part(b"IEND", b"")
    )


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
GOOD = packed('<row r="1"><c r="A1"><v>1</v></c></row>')
HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a last cell at the end of the world": lambda: ("xa.xlsx", packed('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "a bomb": lambda: ("bom.xlsx", zipped("xl/workbook.xml", b"0" * 80_000_000)),
    "half a file": lambda: ("nua.xlsx", GOOD[: len(GOOD) // 2]),
    "a name that climbs": lambda: ("../../../etc/passwd\u202excod.xlsx", zipped("../../etc/cron.d/x", b"* * * * *")),
    "entities": lambda: ("thuc-the.xlsx", zipped("xl/workbook.xml", f"{LAUGHS}<w>&b;</w>".encode())),
    "a file of this machine": lambda: (
        "ngoai.xlsx",
        zipped("xl/workbook.xml", b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'),
    ),
    "a paper that is none": lambda: ("giay.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
    "a drawing with a script": lambda: ("anh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    "a picture as large as a country": lambda: ("anh.png", vast_picture()),
    "a page for a picture": lambda: ("anh.jpg", b"GIF89a<html><script>alert(1)</script>"),
    "an old workbook of nothing": lambda: ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
}  # fmt: skip


def send(door: Door, lived_in: tuple[Cast, Things], name: str, content: bytes) -> Any:
    cast, things = lived_in
    actor = getattr(cast, door.who)
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session
    session[POST_KEY] = actor.post
    session.save()
    address = reverse(door.name, args=[things[piece] for piece in door.pieces])
    return client.post(address, {**door.more, door.under: SimpleUploadedFile(name, content)})


def kept() -> tuple[int, ...]:
    return StoredFile.objects.count(), Entry.objects.count(), Register.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_kept(
    door: Door, lived_in: tuple[Cast, Things]
) -> None:
    before, most = kept(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answers = {}
    for what, made in HOSTILE.items():
        with transaction.atomic():
            answer = send(door, lived_in, *made())
            answers[what] = (
                answer.status_code,
                'role="alert"' in answer.content.decode() or "error" in answer.content.decode(),
            )
            assert kept() == before, what
            transaction.set_rollback(True)
    assert answers == dict.fromkeys(HOSTILE, (422, True))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < ROOM


@pytest.mark.parametrize("what", HOSTILE)
def test_a_list_of_people_that_is_hostile_is_refused_in_words(what: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_grids(HOSTILE[what]()[1])
    assert refusal.value.problems[0].sentence


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_damaged_file_is_never_a_fault_of_the_server(door: Door, lived_in: tuple[Cast, Things]) -> None:
    chance = random.Random(door.name)
    for _ in range(2 * ROUNDS):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with transaction.atomic():
            assert send(door, lived_in, "hong.xlsx", bytes(content)).status_code < 500
            transaction.set_rollback(True)


def test_no_sheet_is_opened_that_was_not_looked_at() -> None:
    """Every reader of .xlsx asks base.sheets.fits first."""
    opening = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    texts = {path: path.read_text(encoding="utf-8") for path in opening}
    readers = [path for path, text in texts.items() if "CalamineWorkbook.from" in text]
    assert readers
    assert [shown(path) for path in readers if "fits(" not in texts[path]] == []
