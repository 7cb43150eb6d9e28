"""What people ask about what is kept of them, and the answer, which does what it says."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.cases import services as cases
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.people import services as people
from chungtay.people.access import everything, words
from chungtay.rights.models import Request
from chungtay.rights.queries import ending_file, get_to_serve
from chungtay.rights.rules import (
    FILE,
    LAST_STEP,
    Answered,
    Asked,
    Reader,
    answer_until,
    check_correction,
    read_right,
)
from chungtay.rights.words import HELD

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile

_LISTED: dict[str, Any] = {
    "sex": words.SEXES, "schooling": words.SCHOOLINGS, "drug": words.DRUGS, "route": words.ROUTES,
}  # fmt: skip


@transaction.atomic
def ask_request(
    *, by: Actor, now: datetime, file: str, asked: Asked, spoken_by: Reader, text: str, asked_on: date
) -> Request:
    """The person asks that what is kept be corrected, not used, or erased."""
    row = get_to_serve(by, file)
    problems = []
    if not text.strip():
        problems.append(Problem("text_missing", "Hãy ghi người đó đề nghị điều gì, bằng lời của họ.", "text"))
    if asked_on > timezone.localdate(now):
        problems.append(Problem("asked_ahead", "Ngày đề nghị chưa đến.", "asked_on"))
    if problems:
        raise Refused(problems)
    with everything():
        made = Request(
            file_id=row.pk, asked=asked, spoken_by=spoken_by, text=text.strip(), asked_on=asked_on,
            due_on=answer_until(asked_on), account_id=by.account,
        )  # fmt: skip
        made.save()
    _journal(by, now, row, "asked", {"asked": [None, str(asked)]})
    return made


@transaction.atomic
def answer_request(
    *, by: Actor, now: datetime, file: str, request: int, answered: Answered, answer: str, what: str = "",
    right: str = "", paper: str = "",
) -> None:  # fmt: skip
    """Answered in writing, with the reason. What is granted is done with it, whole or not at all.

    A correction says ``what`` is wrong (a column of the person, or the last step of the file), how it reads ``right``,
    and the ``paper`` that proves it. Raises Refused where the law does not let it be done.
    """
    row = get_to_serve(by, file)
    with everything():
        waiting = Request.objects.select_for_update(of=("self",)).filter(file=row.pk, answered="")
        one = waiting.filter(pk=request).first()
    if one is None:
        raise NotThere("request")
    if not answer.strip():
        raise Refused(Problem("answer_missing", "Hãy ghi câu trả lời và lý do cho người đó.", "answer"))
    one.answered, one.answered_on, one.answer = answered, timezone.localdate(now), answer.strip()
    change: dict[str, Any] = {"answered": [None, str(answered)]}
    if answered is Answered.GRANTED and one.asked == Asked.CORRECTION:
        one.corrected, one.paper = what, paper.strip()[:200]
        _correct(by, now, row, what, right, one.paper)
        change |= {"corrected": [None, what], "paper": [None, one.paper]}
    if answered is Answered.GRANTED and one.asked == Asked.ERASURE:
        _erase(by, now, row)
    with everything():
        one.save()
    _journal(by, now, row, "request_answered", change)


def _correct(by: Actor, now: datetime, row: "CaseFile", what: str, right: str, paper: str) -> None:
    """In the record of the person, or in the file, by their own services; what follows from an age is asked anew."""
    if problems := check_correction(what, right, paper):
        raise Refused(problems)
    if what == LAST_STEP:
        cases.strike_step(by=by, now=now, file=row.pk, why=paper)
        return
    choices = {str(word): str(code) for code, word in _LISTED.get(what, {}).items()}
    value = read_right(what, right, now=getattr(row.person, what), choices=choices)
    if isinstance(value, Problem):
        raise Refused(value)
    row.person = people.change_person(by=by, now=now, person=row.person_id, told={what: value})
    if what == "born" and row.closed_on is None and cases.ask_age_anew(by=by, now=now, file=row.pk):
        people.seal_person(by=by, now=now, person=row.person_id, ground="Khi có căn cứ chưa đủ 12 tuổi")
        _send_to_child_protection(now, row)


@override("vi")  # others read it, whatever language this person reads
def _send_to_child_protection(now: datetime, row: "CaseFile") -> None:
    text = _("Hồ sơ %(code)s đóng và niêm phong: khi có căn cứ người đó chưa đủ 12 tuổi")
    reason = _("Hãy báo người làm công tác bảo vệ trẻ em cấp xã, hoặc gọi Tổng đài 111.")
    link = reverse("cases:file", args=[row.code])
    notices.tell(now=now, agencies=[row.keeper_id], text=text % {"code": row.code}, link=link, reason=reason)


def _erase(by: Actor, now: datetime, row: "CaseFile") -> None:
    """Earlier than its day, because the person asks: only of a closed file that nothing else holds."""
    one = ending_file(row.pk)
    if one is None:
        words = (
            "Hồ sơ đang mở: luật buộc phải giữ. Hãy trả lời không đồng ý, nói rõ căn cứ và giữ đến khi nào."
        )
        raise Refused(Problem("still_open", words, "answered"))
    if one.held in ("other_file", "complaint"):
        raise Refused(
            Problem("held", "Chưa được niêm phong, xóa: {why}.", values={"why": str(HELD[one.held])})
        )
    people.erase_person(by=by, now=now, person=row.person_id, ground="Đề nghị của người có hồ sơ")


def _journal(by: Actor, now: datetime, row: "CaseFile", what: str, change: dict[str, Any]) -> None:
    journal.record(
        by=by, now=now, verb=f"rights.{what}", subject=f"{FILE}:{row.pk}", title=row.code, change=change
    )
