"""What is done for the rights of a person, from the notice to the sheet, and who may do it."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from chungtay.base.problems import NotThere, Refused
from chungtay.care.tests.factories import at_facility, clinician_of
from chungtay.cases.tests.factories import at, step, treated_at_home
from chungtay.cases.tests.test_pages import overseer
from chungtay.journal.models import Entry
from chungtay.letters.rules import check_layout
from chungtay.people.tests.factories import police_of
from chungtay.rights import queries, services
from chungtay.rights.papers import form_as_docx, sheet_as_docx
from chungtay.rights.rules import (
    Ended,
    FormLayout,
    Reader,
    is_late,
    printed_forms,
)
from chungtay.rights.tests.factories import (
    asked_of,
    chief_of,
    codes,
    complain,
    minor_before_court,
    provincial_settler,
    signed_in,
)
from tests.cast import Cast, Town

pytestmark = pytest.mark.django_db


def words_of(paper: bytes) -> str:
    document = Document(BytesIO(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_a_minors_file_waits_until_she_and_her_parents_have_had_their_days_to_read(town: Town) -> None:
    police = police_of(town)
    row = minor_before_court(police)
    now = at(11, month=8)
    assert queries.list_to_serve(row, on=now.date()) == [Reader.PERSON, Reader.PARENTS]
    served = services.serve_copies(
        by=police, now=now, file=row.code, reader=Reader.PERSON, at=now, proof="BB 05 (ví dụ)"
    )
    assert queries.list_to_serve(row, on=now.date()) == [Reader.PARENTS]
    services.serve_copies(
        by=police, now=at(12, month=8), file=row.code, reader=Reader.PARENTS, at=at(12, month=8), proof="BB 06",
        refused=True, witness="Người chứng kiến (ví dụ)",
    )  # fmt: skip
    assert queries.list_to_serve(row, on=now.date()) == []
    assert queries.why_not_to_court(row, at(18, month=8)) is None
    services.mark_read(by=police, now=at(13, month=8), file=row.code, serving=served.pk, at=at(13, month=8))
    served.refresh_from_db()
    assert served.read_at == at(13, month=8)


def test_what_is_owed_is_crossed_off_with_its_proof_and_once(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    owing = queries.list_owed(row, on=date(2026, 7, 8))
    assert [(one.row.name, one.to) for one in owing] == [
        ("addiction_result", "person"),
        ("voluntary_decision", "person"),
    ]
    told: dict[str, Any] = {"step": owing[0].step.number, "what": owing[0].row.name, "to": Reader.PERSON}
    services.tell(by=police, now=at(8), file=row.code, at=at(8), proof="BB 02 (ví dụ)", **told)
    assert len(queries.list_owed(row, on=date(2026, 7, 8))) == 1
    with pytest.raises(Refused) as refused:
        services.tell(by=police, now=at(8), file=row.code, at=at(8), proof="BB 02 (ví dụ)", **told)
    assert codes(refused) == ["not_owed"]


def test_a_complaint_goes_from_filing_to_the_second_decision(town: Town) -> None:
    police, chief, above = police_of(town), chief_of(town), provincial_settler(town)
    row = treated_at_home(police)
    made = complain(police, row, chief)
    with pytest.raises(NotThere):  # the hand that took it in never settles it
        services.settle_complaint(
            by=police,
            now=at(21),
            complaint=made.pk,
            ended=Ended.REJECTED,
            on=date(2026, 7, 21),
            number="1",
            answer="a",
        )
    services.accept_complaint(
        by=chief, now=at(21), complaint=made.pk, on=date(2026, 7, 21), complicated=False
    )
    assert queries.list_complaints(above, only_open=True) == []
    services.settle_complaint(
        by=chief, now=at(25), complaint=made.pk, ended=Ended.REJECTED, on=date(2026, 7, 25), number="02/QĐ (ví dụ)",
        answer="Quyết định đúng luật (ví dụ).",
    )  # fmt: skip
    again = services.complain_again(
        by=police, now=at(1, month=8), complaint=made.pk, filed_on=date(2026, 8, 1), text="Tôi vẫn không đồng ý.",
        settler=above.agency,
    )  # fmt: skip
    assert [one.pk for one in queries.list_complaints(above, only_open=True)] == [again.pk]
    services.accept_complaint(
        by=above, now=at(2, month=8), complaint=again.pk, on=date(2026, 8, 2), complicated=True
    )
    services.settle_complaint(
        by=above, now=at(3, month=8), complaint=again.pk, ended=Ended.UPHELD, on=date(2026, 8, 3), number="9/QĐ (ví dụ)",
        answer="Hủy quyết định (ví dụ).",
    )  # fmt: skip
    with pytest.raises(NotThere):  # there is no third
        services.complain_again(
            by=police,
            now=at(4, month=8),
            complaint=again.pk,
            filed_on=date(2026, 8, 4),
            text="a",
            settler=chief.agency,
        )


def test_a_complaint_that_nobody_answers_in_time_may_go_on(town: Town) -> None:
    police, chief, above = police_of(town), chief_of(town), provincial_settler(town)
    made = complain(police, treated_at_home(police), chief)
    asked: dict[str, Any] = {
        "complaint": made.pk,
        "text": "Không ai trả lời tôi (ví dụ).",
        "settler": above.agency,
    }
    with pytest.raises(NotThere):
        services.complain_again(by=police, now=at(30), filed_on=date(2026, 7, 30), **asked)
    services.complain_again(by=police, now=at(31), filed_on=date(2026, 7, 31), **asked)


def test_nobody_else_learns_that_a_complaint_is_there(town: Town, cast: Cast) -> None:
    police, chief = police_of(town), chief_of(town)
    made = complain(police, treated_at_home(police), chief)
    for other in (
        police_of(town, next_door=True),
        provincial_settler(town),
        cast.doctor,
        cast.province,
        cast.officer,
    ):
        with pytest.raises(NotThere):
            queries.get_complaint(other, made.pk)
        assert queries.list_complaints(other) == []


def test_the_journal_says_what_was_done_and_never_what_was_said(town: Town) -> None:
    police, chief = police_of(town), chief_of(town)
    row = treated_at_home(police)
    complain(police, row, chief, text="Câu chuyện riêng (ví dụ)")
    entry = Entry.objects.filter(verb="rights.complaint_filed").get()
    assert "riêng" not in str(entry.change) + entry.title


def test_what_is_due_reaches_the_reminders_by_the_number_of_the_file(town: Town) -> None:
    police, chief = police_of(town), chief_of(town)
    row = treated_at_home(police)
    made = complain(police, row, chief)
    asked_of(police, row)
    both = frozenset({police.agency, chief.agency})
    found = list(queries.due_of(both, date(2026, 7, 21), date(2026, 8, 3)))
    assert [(one.key.split(":")[0], one.on) for one in found] == [
        ("rights.complaint", date(2026, 7, 30)), ("rights.request", date(2026, 8, 3)),
    ]  # fmt: skip
    assert all(row.code in one.words and one.legal for one in found)
    assert found[0].link == f"/quyen/khieu-nai/{made.pk}/"
    assert list(queries.due_of(frozenset({0}), date(2026, 7, 21), date(2026, 8, 3))) == []


def test_a_file_goes_to_a_court_only_after_everybody_who_may_read_it_has_had_the_days(town: Town) -> None:
    police = police_of(town)
    row = minor_before_court(police)

    def why_not(when: datetime) -> list[str]:
        with pytest.raises(Refused) as refused:
            step(police, row, "sent_to_court", when)
        return codes(refused)

    given: dict[str, Any] = {"by": police, "file": row.code, "proof": "BB 05 (ví dụ)"}
    assert why_not(at(12, month=8)) == ["not_served"]
    services.serve_copies(**given, now=at(12, month=8), at=at(11, month=8), reader=Reader.PERSON)
    assert why_not(at(17, month=8)) == ["parents_not_served"]
    services.serve_copies(**given, now=at(17, month=8), at=at(12, month=8), reader=Reader.PARENTS)
    assert why_not(at(17, month=8, hour=22)) == ["still_read"]
    step(police, row, "sent_to_court", at(18, month=8))
    assert row.state == "C1"


def test_the_page_of_a_file_leads_to_the_rights_for_the_keeper_alone(town: Town, cast: Cast) -> None:
    police, doctor = police_of(town), clinician_of(town)
    row = at_facility(town, doctor, police)
    way, words = f"/quyen/{row.code}/", "điều còn phải báo, giao"
    keepers = signed_in(police).get(f"/ho-so/{row.code}/").content.decode()
    assert way in keepers
    assert words in keepers
    for other in (doctor, overseer(town)):
        page = signed_in(other).get(f"/ho-so/{row.code}/")
        assert page.status_code == 200
        assert way not in page.content.decode()


def test_the_sheet_tells_what_why_until_when_and_who_looked_without_a_name(
    town: Town, client: Client
) -> None:
    police, chief = police_of(town), chief_of(town)
    row = treated_at_home(police)
    assert signed_in(police).get(f"/quyen/{row.code}/").status_code == 200
    sheet = queries.sheet_of(police, row, on=date(2026, 7, 10))
    words = words_of(sheet_as_docx(sheet.title, sheet.lead, sheet.parts, sheet.foot))
    for said in ("họ tên", "06/07/2028", police.post_name, "phục vụ quyền", chief.agency_name, "Đơn số 01"):
        assert said in words
    for name in ("Nguyễn Văn Ví Dụ", police.name):
        assert name not in words


def test_every_form_is_filled_from_the_file_and_says_that_it_is_not_verified(town: Town) -> None:
    row = treated_at_home(police_of(town))
    for code, form in printed_forms().items():
        values = queries.values_of(row, form, now=at(8))
        summary = queries.summary_of(row) if form.summary else ()
        paper = form_as_docx(form, values, dated=date(2026, 7, 8), summary=summary)
        words = words_of(paper)
        assert [
            said for said in ("chưa kiểm chứng", form.article, "Nguyễn Văn Ví Dụ") if said not in words
        ] == [], code
        if form.layout is not FormLayout.APPLICATION:
            measured = ("khổ giấy", "phông chữ", "motto", "motto_state", "place_date", "số trang")
            assert [fault for fault in check_layout(paper) if fault.where in measured] == [], code


def test_another_body_has_no_page_here(town: Town, cast: Cast) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    for other in (police_of(town, next_door=True), cast.doctor, cast.province):
        client = signed_in(other)
        for page in (
            f"/quyen/{row.code}/",
            f"/quyen/{row.code}/to-thong-tin/",
            f"/quyen/{row.code}/mau/V-22/",
        ):
            assert client.get(page).status_code == 404


def test_looks_are_recorded_with_their_purpose(town: Town) -> None:
    police = police_of(town)
    row = treated_at_home(police)
    assert signed_in(police).get(f"/quyen/{row.code}/mau/V-22/").status_code == 200
    looked = Entry.objects.filter(verb="looked", subject=f"file:{row.pk}").latest("number")
    assert "V-22" in looked.purpose


def test_late_complaints_stand_first_in_what_is_due(town: Town) -> None:
    police, chief = police_of(town), chief_of(town)
    made = complain(police, treated_at_home(police), chief)
    assert not is_late(made.course, at(30, hour=23))
    assert is_late(made.course, at(30, hour=23) + timedelta(hours=2))
