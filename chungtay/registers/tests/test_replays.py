"""Whatever the order in which edits arrive, and however often: the same entry. A sheet: whole or nothing."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from chungtay.base.problems import Refused
from chungtay.registers import sheets
from chungtay.registers.models import Entry, Register, RegisterVersion
from chungtay.registers.rules import Edit, difference, fold_edits, read_form
from chungtay.registers.rules.filling import fill
from chungtay.registers.services import correct_entry, import_entries, save_entry
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.test_entries import TALK
from tests.cast import NOW, TODAY, Cast

IN_THE_DATABASE = settings(max_examples=6, phases=[Phase.generate])
KEYS = st.sampled_from(["ten", "nguoi", "ngay"])
EDITS = st.lists(
    st.builds(
        Edit, st.integers(0, 5).map(lambda n: NOW + timedelta(minutes=n)), st.integers(1, 3),
        st.dictionaries(KEYS, st.one_of(st.none(), st.integers(0, 3)), max_size=3),
    ),
    max_size=6,
)  # fmt: skip


@given(EDITS, st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order_of_edits_nor_on_how_often_they_come(
    edits: list[Edit], random: Any
) -> None:
    again = edits + edits[:2]
    random.shuffle(again)
    assert fold_edits(again) == fold_edits(edits)


@given(st.dictionaries(KEYS, st.integers()), st.dictionaries(KEYS, st.integers()))
def test_an_edit_leads_from_what_was_to_what_is(before: dict[str, int], after: dict[str, int]) -> None:
    first, second = Edit(NOW, 1, before), Edit(NOW + timedelta(1), 1, difference(before, after))
    assert fold_edits([first, second]) == after


@IN_THE_DATABASE
@given(
    edits=st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.integers(0, 150)), min_size=1, max_size=4, unique_by=lambda e: e[0]),
    random=st.randoms(use_true_random=False),
)  # fmt: skip
def test_any_order_of_replays_gives_the_same_entry(
    cast: Cast, register: Register, edits: list[tuple[int, bool, int]], random: Any
) -> None:
    outcomes = []
    for _order in range(2):
        uuid, name = uuid4(), f"Buổi {uuid4()} (ví dụ)"
        write(cast, register, uuid, name)
        entry = Entry.objects.get(uuid=uuid)
        sent = edits + edits[:1]
        random.shuffle(sent)
        for minutes, deputy, people in sent:
            correct_entry(
                by=cast.deputy if deputy else cast.officer, now=NOW + timedelta(hours=1), entry=entry.pk, seen=1,
                given={**TALK, "ten": name, "nguoi": str(people)}, made_at=NOW + timedelta(minutes=minutes),
            )  # fmt: skip
            write(cast, register, uuid, name)
        entry.refresh_from_db()
        assert Entry.objects.filter(uuid=uuid).count() == 1
        outcomes.append({**entry.answers, "ten": "", "state": entry.state})
    assert outcomes[0] == outcomes[1]


def write(cast: Cast, register: Register, uuid: UUID, name: str) -> None:
    save_entry(
        by=cast.officer, now=NOW, register=register.pk, uuid=uuid, given={**TALK, "ten": name}, made_at=NOW
    )


@given(st.dictionaries(st.sampled_from(["ngay", "ten", "nguoi", "hinh_thuc", "diem", "doi_tuong"]),
                       st.one_of(st.text(max_size=20), st.lists(st.dictionaries(st.sampled_from(["nhom", "luot"]), st.text(max_size=5)), max_size=3))))  # fmt: skip
def test_whatever_is_written_is_read_or_refused_and_what_is_kept_stays_as_it_is(
    given: dict[str, Any],
) -> None:
    definition = read_form_once()
    first = fill(definition, given, today=TODAY)
    if not first.problems:
        assert fill(definition, first.answers, today=TODAY).answers == first.answers


def read_form_once() -> Any:
    return _READ.definition


_READ = read_form(FORM)


@IN_THE_DATABASE
@given(wrong=st.lists(st.booleans(), min_size=1, max_size=4))
def test_a_sheet_is_taken_whole_or_not_at_all(cast: Cast, register: Register, wrong: list[bool]) -> None:
    before = Entry.objects.count()
    template = sheets.write_template(RegisterVersion.objects.get(register=register), said="mẫu")
    book = openpyxl.load_workbook(io.BytesIO(template))
    for number, is_wrong in enumerate(wrong, start=1):
        book.worksheets[0].append(
            [number, "x" if is_wrong else "2026-03-01", None, "noi", None, f"Buổi {uuid4()}", None]
        )
    out = io.BytesIO()
    book.save(out)
    if any(wrong):
        with pytest.raises(Refused) as refused:
            import_entries(by=cast.officer, now=NOW, register=register.pk, content=out.getvalue())
        assert [problem.place for problem in refused.value.problems] == [
            f"Sổ!B{row}" for row, is_wrong in enumerate(wrong, start=3) if is_wrong
        ]
        assert Entry.objects.count() == before
    else:
        done = import_entries(by=cast.officer, now=NOW, register=register.pk, content=out.getvalue())
        assert (done.rows, done.new) == (len(wrong), len(wrong))
