"""What is poisoned is refused with a sentence wherever a sheet, a form or a photo may be sent; nothing of it is kept.

Longer by hand: CHUNGTAY_FAULTS=20 damages the good files in as many ways for each door.
"""

import importlib
import os
import pkgutil
import random
import resource
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from chungtay.agencies.access import POST_KEY
from chungtay.agencies.models import Account
from chungtay.base.problems import Refused
from chungtay.base.tests.sheets import packed
from chungtay.files.models import StoredFile
from chungtay.letters.rules import read_seals
from chungtay.letters.rules.filling import Filling, fill_docx
from chungtay.people.workbook import read_grids
from chungtay.registers.models import Entry, Register
from chungtay.reports.papers import outline_from_docx
from tests.cast import NOW, Cast
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
    Door("exchange:exchange", "vao-file", "officer", more={"vao-data_set": "XA.THANG", "vao-dang": "csv"}),
]
# Every form with a file -> the doors above that it stands behind, or the test that sends it hostile files. What is
# kept as it came, unread, comes back as an attachment of no type.
AS_IT_CAME = (
    "chungtay/files/tests/test_files.py::test_a_page_that_was_uploaded_comes_back_as_an_attachment_of_no_type"
)
AS_READ = "tests/house/test_security_uploads.py::test_a_hostile_file_is_refused_by_who_reads_it"
OF_TIPS = "chungtay/tips/tests/test_abuse.py::test_a_hostile_file_is_refused_in_plain_words"
FORMS = {
    "agencies.SheetForm": "agencies:import_accounts",
    "budgets.NewBudgetForm": "budgets:open_budget",
    "budgets.SheetForm": "budgets:bring_back",
    "comparisons.AskForm": AS_READ,
    "comparisons.PutInForm": AS_READ,
    "documents.UploadForm": "chungtay/documents/tests/test_bad_input.py::test_what_cannot_be_read_says_why_and_what_to_do",
    "exchange.InForm": "exchange:exchange",
    "people.ListForm": AS_READ,
    "plans.ProgressForm": AS_IT_CAME,
    "registers.DesignForm": "registers:design",
    "registers.SheetForm": "registers:sheet",
    "reports.LayoutForm": AS_READ,
    "reports.OutlineFileForm": AS_READ,
    "reports.RootForm": "reports:setup",
    "reports.SignedForm": AS_READ,
    "supervision.AnswerForm": AS_IT_CAME,
    "supervision.ReportForm": AS_IT_CAME,
    "tips.MoreForm": OF_TIPS,
    "tips.TakenForm": OF_TIPS,
    "tips.TipForm": OF_TIPS,
    "workbooks.FileForm": "workbooks:file",
}


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


READERS: dict[str, Callable[[bytes], object]] = {
    "a list of people": read_grids,
    "an outline": outline_from_docx,
    "a layout": lambda content: fill_docx(content, Filling(words={})),
    "a signed paper": lambda content: read_seals(content, [], now=NOW),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_by_who_reads_it(what: str, reader: str) -> None:
    """ValueError is what the rules say; their services tell it as a Problem."""
    with pytest.raises((Refused, ValueError)) as refusal:
        READERS[reader](HOSTILE[what]()[1])
    assert not isinstance(refusal.value, Refused) or refusal.value.problems[0].sentence


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"]
)
def test_a_damaged_paper_is_read_or_refused(part: str) -> None:
    """A .docx of which one part is cut, bent, empty, or another's."""
    file = BytesIO()
    Document().save(file)
    with ZipFile(file) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    whole, chance = parts[part], random.Random(part)
    bent = [
        whole.replace(word, b"x", 1)
        for word in (b"Relationship", b"Override", b"Target", b"PartName", b"body", b"styles")
    ]
    cut = [whole[:at] + whole[at + 9 :] for at in (chance.randrange(len(whole)) for _ in range(20 * ROUNDS))]
    for content in (*bent, *cut, b"", b"<x/>", parts["docProps/core.xml"]):
        box = BytesIO()
        with ZipFile(box, "w") as packed:
            for name, given in (parts | {part: content}).items():
                packed.writestr(name, given)
        for read in (READERS["an outline"], READERS["a layout"]):
            with suppress(Refused, ValueError):
                read(box.getvalue())


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


def forms_with_files() -> set[str]:
    for room in pkgutil.walk_packages([str(PACKAGE)], "chungtay."):
        if "forms" in room.name.split(".") and "tests" not in room.name:
            importlib.import_module(room.name)
    known = list(forms.Form.__subclasses__())
    for form in known:  # those that are found are asked as well
        known += form.__subclasses__()
    return {
        f"{form.__module__.split('.')[1]}.{form.__name__}"
        for form in known
        if form.__module__.startswith("chungtay.")
        and ".tests" not in form.__module__
        and not form.__name__.startswith("_")
        and any(isinstance(one, forms.FileField) for one in form.base_fields.values())
    } - {"site.SampleForm"}  # fmt: skip  (of the gallery: it keeps nothing)


def test_no_form_takes_a_file_that_no_test_sends_it_a_hostile_one() -> None:
    assert forms_with_files() == set(FORMS)
    doors = {door.name for door in DOORS}
    for proof in FORMS.values():
        path, _, test = proof.partition("::")
        proven = PACKAGE.parent / path
        assert proof in doors or (proven.is_file() and f"def {test}" in proven.read_text(encoding="utf-8")), (
            proof
        )


def test_no_sheet_is_opened_that_was_not_looked_at() -> None:
    """Every reader of .xlsx asks base.sheets.fits first."""
    opening = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    texts = {path: path.read_text(encoding="utf-8") for path in opening}
    readers = [path for path, text in texts.items() if "CalamineWorkbook.from" in text]
    assert readers
    assert [shown(path) for path in readers if "fits(" not in texts[path]] == []
