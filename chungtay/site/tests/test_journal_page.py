"""The inspector reads the journal of her province, takes it away, proves it whole, and is seen to do so."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from chungtay.journal.models import Entry
from chungtay.journal.queries import get_proof
from tests.cast import PASSWORD, Cast


def inspector() -> Client:
    client = Client()
    client.login(username="thanhtra", password=PASSWORD)
    return client


def test_who_looks_at_the_journal_is_written_into_it(cast: Cast) -> None:
    page = inspector().get("/nhat-ky/").content.decode()
    assert "Lập tài khoản" in page
    look = Entry.objects.get(verb="looked")
    assert (look.account, look.subject, look.purpose) == (cast.inspector.account, "journal", "xem nhật ký")


def test_one_things_history_can_be_followed(cast: Cast) -> None:
    page = inspector().get("/nhat-ky/", {"subject": f"agency:{cast.department.agency}"}).content.decode()
    assert "Sở Y tế tỉnh Mẫu" in page
    assert "Sở Tài chính tỉnh Mẫu" not in page


def streamed(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def written_by(place: int | None, title: str) -> None:
    """An entry of a body of that place, with no regard to the chain."""
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    last.pk, last.place, last.title, last.hash = last.number + 1, place, title, f"{last.number:064d}"
    last.save(force_insert=True)


def test_the_inspector_reads_what_her_province_wrote_and_no_other(cast: Cast) -> None:
    written_by(cast.stranger.place, "việc của tỉnh khác")
    written_by(cast.officer.place, "việc của xã trong tỉnh")
    written_by(None, "việc của máy")
    client = inspector()
    for said in (client.get("/nhat-ky/").content.decode(), streamed(client.get("/nhat-ky/tep.jsonl"))):
        assert "việc của xã trong tỉnh" in said
        assert "việc của máy" in said
        assert "việc của tỉnh khác" not in said


def test_the_journal_is_filtered_by_who_what_and_when(cast: Cast) -> None:
    client = inspector()
    assert "Không có dòng nào" in client.get("/nhat-ky/", {"since": "2999-01-01"}).content.decode()
    assert "Không có dòng nào" in client.get("/nhat-ky/", {"who": "không ai tên thế này"}).content.decode()
    client.get("/nhat-ky/", {"verb": "looked"})
    looks = client.get("/nhat-ky/", {"verb": "looked"}).content.decode()
    assert "xem nhật ký" in looks
    assert "Sở Y tế tỉnh Mẫu được lập" not in looks


def test_what_is_taken_away_is_what_was_seen_and_can_be_checked_elsewhere(cast: Cast) -> None:
    client = inspector()
    lines = streamed(client.get("/nhat-ky/tep.jsonl", {"verb": "account.opened"}))
    said = [json.loads(line) for line in lines.splitlines()]
    kept = {entry.number: entry.hash for entry in Entry.objects.filter(verb="account.opened")}
    assert {entry["number"]: entry["hash"] for entry in said} == kept
    sheet = load_workbook(BytesIO(client.get("/nhat-ky/tep.xlsx", {"verb": "account.opened"}).content)).active
    assert sheet is not None
    assert sheet.max_row == 1 + len(kept)


def test_a_list_too_long_for_a_sheet_is_refused_with_what_to_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.site.journal_views.SHEET_ROWS", 3)
    page = inspector().get("/nhat-ky/tep.xlsx", follow=True).content.decode()
    assert "hãy chọn khoảng ngày ngắn hơn" in page


def test_the_proof_names_a_row_that_was_bent(cast: Cast) -> None:
    client = inspector()
    assert "Mọi dòng đã kiểm tra đều khớp" in client.get("/nhat-ky/chung-nhan/").content.decode()
    entry = Entry.objects.order_by("number")[2]
    with connection.cursor() as cursor:  # as an administrator of the database could
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_no_update")
        cursor.execute("UPDATE journal_entry SET title = 'khác' WHERE number = %s", [entry.number])
    page = client.get("/nhat-ky/chung-nhan/").content.decode()
    assert "1 dòng không khớp" in page
    assert f"đã bị xóa): {entry.number}" in page


def test_a_long_journal_is_checked_from_where_the_page_says(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.site.journal_views.CHECKED", 3)
    page = inspector().get("/nhat-ky/chung-nhan/").content.decode()
    assert f"từ dòng {get_proof().number - 2}" in page
    assert "Mọi dòng đã kiểm tra đều khớp" in page


def test_a_proof_on_paper_shows_that_the_last_lines_were_cut_off(cast: Cast) -> None:
    proof = get_proof()
    asked: dict[str, str | int] = {"number": proof.number, "hash": proof.fingerprint.upper()}
    client = inspector()
    assert "vẫn còn nguyên" in client.get("/nhat-ky/chung-nhan/", asked).content.decode()
    other: dict[str, str | int] = {"number": proof.number, "hash": "0" * 64}
    assert "không còn như trên chứng nhận cũ" in client.get("/nhat-ky/chung-nhan/", other).content.decode()
