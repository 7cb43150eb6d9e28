"""Entries: written once, corrected by several people, approved, returned, struck out."""

from datetime import timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest

from chungtay.base.problems import Conflict, NotThere, Refused
from chungtay.files.queries import open_file
from chungtay.registers import queries
from chungtay.registers.models import Entry, EntryFile, Register
from chungtay.registers.rules import EntryState
from chungtay.registers.services import (
    approve_entries,
    correct_entry,
    publish_register,
    return_entries,
    save_entry,
    strike_entry,
)
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.photos import OWNER, photo, what_it_tells
from tests.cast import NOW, Cast

TALK: dict[str, Any] = {
    "ngay": "2026-03-01",
    "hinh_thuc": "noi",
    "ten": "Nói chuyện ở trường (ví dụ)",
    "doi_tuong": [{"nhom": "hs", "luot": "120"}, {"nhom": "dan", "luot": "30"}],
    "nguoi": "100",
    "diem": "21.386 103.016",
}


def saved(cast: Cast, register: Register, *, uuid: UUID | None = None, **changes: Any) -> Entry:
    return save_entry(
        by=cast.officer, now=NOW, register=register.pk, uuid=uuid or uuid4(), given={**TALK, **changes}
    ).entry


def test_an_entry_keeps_its_answers_day_place_and_point(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    assert entry.answers["tong_luot"] == 150
    assert (str(entry.day), entry.place_id, entry.lat, entry.lon) == (
        "2026-03-01",
        cast.officer.place,
        21.386,
        103.016,
    )
    assert entry.title == TALK["ten"]
    assert entry.state == EntryState.PROPOSED
    assert entry.numbers == {}, "what waits is not added up"


def test_the_same_entry_sent_twice_is_one(cast: Cast, register: Register) -> None:
    uuid = uuid4()
    first, second = saved(cast, register, uuid=uuid), saved(cast, register, uuid=uuid)
    assert first.pk == second.pk
    assert (Entry.objects.count(), second.changes.count()) == (1, 1)


def test_what_is_sent_twice_is_one_in_whatever_zone_its_writer_tells_the_time(
    cast: Cast, register: Register
) -> None:
    uuid, here = uuid4(), NOW.astimezone(timezone(timedelta(hours=7)))
    for made_at in (here, here, NOW):
        kept = save_entry(
            by=cast.officer, now=NOW, register=register.pk, uuid=uuid, given=TALK, made_at=made_at
        ).entry
        assert kept.changes.count() == 1


def test_what_is_wrong_is_told_at_its_question_and_nothing_is_saved(cast: Cast, register: Register) -> None:
    with pytest.raises(Refused) as refused:
        saved(cast, register, ngay="2026-03-09", nguoi="151", doi_tuong=[{"nhom": "hs", "luot": "trăm"}])
    assert {problem.place for problem in refused.value.problems} == {"ngay", "nguoi", "doi_tuong.0.luot"}
    assert not Entry.objects.exists()


def test_an_answer_that_is_not_asked_is_dropped(cast: Cast, register: Register) -> None:
    assert "hinh_thuc_k" not in saved(cast, register, hinh_thuc_k="sân khấu hóa").answers
    other = saved(cast, register, ten="Khác", hinh_thuc="khac", hinh_thuc_k="sân khấu hóa")
    assert other.answers["hinh_thuc_k"] == "sân khấu hóa"


def test_two_entries_may_not_say_the_same_where_the_form_forbids_it(cast: Cast, register: Register) -> None:
    saved(cast, register)
    with pytest.raises(Refused) as refused:
        saved(cast, register)
    assert refused.value.problems[0].message == "Buổi này đã được ghi vào sổ rồi."


def test_a_place_outside_the_own_area_is_refused(cast: Cast, register: Register) -> None:
    with pytest.raises(Refused) as refused:
        saved(cast, register, noi="99999")
    assert refused.value.problems[0].place == "noi"


def test_two_people_correct_one_entry_without_seeing_each_other(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    mine = {**TALK, "ten": "Tên của người thứ nhất (ví dụ)"}
    yours = {**TALK, "nguoi": "90", "ten": "Tên của người thứ hai (ví dụ)"}
    correct_entry(
        by=cast.officer, now=NOW, entry=entry.pk, seen=1, given=mine, made_at=NOW + timedelta(minutes=1)
    )
    late = correct_entry(
        by=cast.deputy, now=NOW, entry=entry.pk, seen=1, given=yours, made_at=NOW + timedelta(minutes=2)
    )
    assert late.entry.answers["nguoi"] == 90
    assert late.entry.answers["ten"] == "Tên của người thứ hai (ví dụ)"
    assert late.overridden == ("Nội dung",)


def test_a_correction_counts_though_the_clock_of_its_writer_is_behind(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    early = NOW - timedelta(hours=3)
    for _ in range(2):  # sent again, it changes nothing more
        late = correct_entry(
            by=cast.deputy, now=NOW, entry=entry.pk, seen=1, given={**TALK, "nguoi": "80"}, made_at=early
        )
        assert late.entry.answers["nguoi"] == 80
    assert entry.changes.count() == 2


def test_approval_counts_only_what_was_seen(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    correct_entry(by=cast.officer, now=NOW, entry=entry.pk, seen=1, given={**TALK, "nguoi": "80"})
    with pytest.raises(Conflict):
        approve_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)])
    assert approve_entries(by=cast.province, now=NOW, entries=[(entry.pk, 2)]) == 1
    entry.refresh_from_db()
    assert entry.state == EntryState.APPROVED
    assert entry.numbers == {"luot": 150, "nguoi": 80, "tong_luot": 150}


def test_a_correction_after_approval_waits_again(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    approve_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)])
    again = correct_entry(
        by=cast.officer, now=NOW, entry=entry.pk, seen=2, given={**TALK, "nguoi": "80"}
    ).entry
    assert (again.state, again.numbers) == (EntryState.PROPOSED, {})


def test_returned_with_a_reason_and_never_without(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    with pytest.raises(Refused):
        return_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)], words=" ")
    return_entries(by=cast.province, now=NOW, entries=[(entry.pk, 1)], words="Thiếu ảnh")
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (EntryState.RETURNED, "Thiếu ảnh")


def test_struck_out_stays_readable_and_cannot_be_written_again(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    strike_entry(by=cast.officer, now=NOW, entry=entry.pk, seen=1, words="Ghi nhầm ngày")
    assert queries.get_entry(cast.officer, entry.pk).reason == "Ghi nhầm ngày"
    with pytest.raises(Refused, match="struck"):
        correct_entry(by=cast.officer, now=NOW, entry=entry.pk, seen=2, given={**TALK, "nguoi": "1"})
    saved(cast, register)  # the same talk, written anew: what is struck out takes no place


def test_a_photo_comes_with_the_entry_and_leaves_behind_where_it_was_taken(
    cast: Cast, register: Register
) -> None:
    assert what_it_tells(photo())[2] == (21.0, 23.0, 9.6)
    given: dict[str, Any] = {"by": cast.officer, "now": NOW, "register": register.pk, "given": TALK}
    entry = save_entry(
        **given, uuid=uuid4(), brought={"anh": ("anh.jpg", [photo()[:100], photo()[100:]])}
    ).entry
    assert entry.answers["anh"] == "anh.jpg"
    kept = open_file(EntryFile.objects.get(entry=entry, question="anh").file_id).read_bytes()
    assert what_it_tells(kept) == {}
    assert OWNER.encode() not in kept


def test_what_should_be_a_photo_and_is_none_is_refused_whole(cast: Cast, register: Register) -> None:
    with pytest.raises(Refused, match="no_photo") as refused:
        save_entry(
            by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given=TALK,
            brought={"anh": ("anh.jpg", [b"%PDF-1.7"])},
        )  # fmt: skip
    assert [problem.place for problem in refused.value.problems] == ["anh"]
    assert not Entry.objects.exists()


def test_a_picture_that_answers_a_question_for_any_file_tells_no_more(cast: Cast) -> None:
    source = FORM.replace("| image  ", "| file   ").replace("buoi_truyen_thong", "co_tep")
    register = publish_register(by=cast.province, now=NOW, source=source).register
    entry = save_entry(
        by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given=TALK,
        brought={"anh": ("van-ban.jpg", [photo()])},
    ).entry  # fmt: skip
    assert what_it_tells(open_file(entry.files.get().file_id).read_bytes()) == {}


def test_only_the_own_body_writes_and_only_who_approves_decides(cast: Cast, register: Register) -> None:
    entry = saved(cast, register)
    for neighbour in (cast.officer_next_door, cast.department, cast.stranger):
        with pytest.raises(NotThere):
            correct_entry(by=neighbour, now=NOW, entry=entry.pk, seen=1, given=TALK)
        with pytest.raises(NotThere):
            queries.get_entry(neighbour, entry.pk)
    for other in (cast.inspector, cast.officer, cast.deputy, cast.stranger):
        with pytest.raises(NotThere):
            approve_entries(by=other, now=NOW, entries=[(entry.pk, 1)])
