"""The sheet that a person can take away: what is kept, why, until when, who looked, how to object.

It names kinds of data and not the data: a paper is easily lost. Who looked is told by post and body, never by name.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.cases.rules import PersonList, state_words
from chungtay.journal import queries as journal
from chungtay.law.rules import NoAnswer, due
from chungtay.people.access import everything
from chungtay.people.rules import ground_words
from chungtay.rights.queries.complaints import list_settlers
from chungtay.rights.queries.files import list_tellings
from chungtay.rights.rules import Reader, ending_of, policy
from chungtay.rights.words import KEPT, LISTS

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile

Rows = list[tuple[str, str]]
LOOKS = 60  # the latest; how many there were in all is said


@dataclass(frozen=True, slots=True)
class Sheet:
    """``parts``: headings, each with rows of what and how."""

    title: str
    lead: str
    parts: list[tuple[str, Rows]]
    foot: str


def sheet_of(actor: Actor, file: "CaseFile", *, on: date) -> Sheet:
    """Of a file that the caller has fetched for its actor (``get_to_serve``)."""
    with everything():
        parts = [
            (_("Đang giữ gì"), _kept(file)),
            (_("Vì sao"), _why(file)),
            (_("Đến khi nào"), _until(file)),
            (_("Đã có những giấy tờ nào, khiếu nại đến khi nào"), _papers(file)),
            (_("Ai đã xem hồ sơ"), _looks(file)),
            (_("Phản đối, khiếu nại ở đâu"), _where(file, on)),
        ]
    return Sheet(
        title=_("Thông tin về hồ sơ %(code)s") % {"code": file.code},
        lead=_(
            "Tờ này của anh chị, để mang về. Tờ này không ghi họ tên, số giấy tờ, địa chỉ, phòng khi thất lạc. "
            "Anh chị có thể đến %(agency)s để đọc chính những điều được ghi."
        )
        % {"agency": file.keeper.name},
        parts=[part for part in parts if part[1]],
        foot=_(
            "Lập ngày %(day)s. Điều ghi “chưa kiểm chứng” là điều luật chưa được đối chiếu với nguyên văn."
        )
        % {"day": f"{on:%d/%m/%Y}"},
    )


def _kept(file: "CaseFile") -> Rows:
    person = file.person
    words = ", ".join(str(label) for name, label in KEPT.items() if getattr(person, name, None))
    rows = [(_("Về anh chị"), words or _("không còn gì"))]
    rows.append((_("Về diễn biến"), _("các bước, quyết định, thời hạn, việc giao giấy tờ")))
    rows.append((_("Không có trong hồ sơ này"), _("ghi chép khám chữa bệnh, tình trạng HIV, vị trí đang ở")))
    return rows


def _why(file: "CaseFile") -> Rows:
    words = ground_words(file.ground)
    rows = [
        (_("Căn cứ"), f"{words['words']}; {file.ground_paper}, {file.ground_on:%d/%m/%Y}"),
        (_("Điều luật"), file.ground_article + _marked(bool(words.get("verified", False)))),
    ]
    if file.state:
        rows.append((_("Hiện nay"), state_words(file.state)))
    return rows


def _until(file: "CaseFile") -> Rows:
    rows: Rows = []
    if file.last_day:
        rows.append((_("Ngày cuối của biện pháp"), f"{file.last_day:%d/%m/%Y}"))
    for entry in file.listed.all():
        until = entry.left_on or entry.until
        said = _("đã ra ngày %(day)s") if entry.left_on else _("không quá ngày %(day)s")
        rows.append(
            (
                str(LISTS[PersonList(entry.name)]),
                said % {"day": f"{until:%d/%m/%Y}"} if until else _("đến khi xong biện pháp"),
            )
        )
    if file.closed_on:
        ending = ending_of(file.closed_on)
        rows.append((_("Niêm phong"), f"{ending.sealed_on:%d/%m/%Y}: {ending.why_sealed}"))
        rows.append((_("Xóa tên"), f"{ending.erased_on:%d/%m/%Y}: {ending.why_erased}"))
    else:
        known = policy()
        said = _(
            "niêm phong sau %(days)s ngày; xóa tên sau %(months)s tháng (quy ước của tỉnh, chưa kiểm chứng)"
        )
        after = {"days": known["seal"]["days"], "months": known["erase"]["months"]}
        rows.append((_("Sau khi hồ sơ đóng"), said % after))
    return rows


def _papers(file: "CaseFile") -> Rows:
    """Each decision with the day on which it was given, as a delivery or as something told after its step."""
    ours = (Reader.PERSON, Reader.PARENTS)
    told = {one.step: one.at for one in list_tellings(file.pk) if one.to in ours}
    rows: Rows = []
    for paper in file.papers.filter(is_decision=True).prefetch_related("deliveries", "steps"):
        given = [one.at for one in paper.deliveries.all() if one.to in ours]
        given += [told[step.number] for step in paper.steps.all() if step.number in told]
        named = f"{paper.title} {paper.number}, {paper.signed_on:%d/%m/%Y}"
        rows.append((named, _complain(timezone.localdate(min(given)) if given else None)))
    return rows


def _complain(given: date | None) -> str:
    if given is None:
        return _("chưa ghi ngày giao cho anh chị; thời hạn khiếu nại chỉ tính từ khi được giao")
    try:
        found = due("file_complaint", given)
    except NoAnswer:
        return ""
    said = _("giao ngày %(given)s; khiếu nại đến hết ngày %(last)s")
    return said % {"given": f"{given:%d/%m/%Y}", "last": f"{found.due:%d/%m/%Y}"} + _marked(
        found.row.verified
    )


def _looks(file: "CaseFile") -> Rows:
    """By day, post and purpose; several of one kind are one line. The same page read to the person counts too."""
    subjects = (f"file:{file.pk}", f"person:{file.person_id}")
    entries = [entry for one in subjects for entry in journal.history_of(one).filter(verb="looked")[:LOOKS]]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    counted = Counter(
        (f"{timezone.localdate(entry.at):%d/%m/%Y}", f"{entry.post}, {entry.agency}: {entry.purpose}")
        for entry in entries[:LOOKS]
    )
    times = _("%(n)s lần")
    return [(day, f"{who} ({times % {'n': n}})" if n > 1 else who) for (day, who), n in counted.items()]


def _where(file: "CaseFile", on: date) -> Rows:
    settlers = ", ".join(name for _pk, name in list_settlers(file.keeper.place_id, on=on))
    return [
        (
            _("Điều ghi sai"),
            _("đề nghị %(agency)s sửa; được trả lời bằng văn bản") % {"agency": file.keeper.name},
        ),
        (_("Phản đối, xin xóa"), _("gửi %(agency)s; nói lý do của anh chị") % {"agency": file.keeper.name}),
        (_("Khiếu nại"), settlers or file.keeper.name),
        (_("Nhờ giúp đỡ"), _("Trung tâm trợ giúp pháp lý nhà nước; người dưới 18 tuổi: Tổng đài 111")),
    ]


def _marked(verified: bool) -> str:
    return "" if verified else " (" + _("chưa kiểm chứng") + ")"
