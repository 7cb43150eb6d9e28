"""One side asks and puts in its list, the other answers with its own; only numbers are left of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.care import queries as care
from chungtay.cases import queries as cases
from chungtay.comparisons.models import Comparison
from chungtay.comparisons.queries import get_comparison, last_counted
from chungtay.comparisons.rules import (
    KIND,
    READ,
    TREAT,
    WORK,
    ComparedList,
    ComparisonState,
    check_asking,
    check_list,
    check_pause,
    compare_blind,
    may_put_in,
    policy,
)
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.people import queries as people
from chungtay.people.access import everything
from chungtay.people.rules import Seen, blind_sheet, new_secret
from chungtay.people.services import read_people


@transaction.atomic
def ask_comparison(
    *,
    by: Actor,
    now: datetime,
    other: int,
    listed: ComparedList,
    ground: str,
    purpose: str,
    sheet: bytes = b"",
) -> Comparison:
    """Put in one's own list and ask another body for its. ``sheet``: the workbook, where the list is one."""
    by.must(READ)
    known = other in agencies.names_of([other])
    problems = check_asking(own=by.agency, other=other, known=known, ground=ground, purpose=purpose)
    problems += check_pause(last_counted(by.agency, other), timezone.localdate(now))
    if Comparison.objects.filter(first=by.agency, second=other, state=ComparisonState.ASKED).exists():
        problems.append(Problem("under_way", "Đang chờ cơ quan này gửi danh sách.", "other"))
    if problems:
        raise Refused(problems)
    secret = new_secret()
    blind = _blind(by, now, listed, sheet, secret)
    made = Comparison.objects.create(
        first_id=by.agency, second_id=other, ground=ground.strip()[:200], purpose=purpose.strip()[:200], asked_at=now,
        first_list=listed, secret=secret, sheet=blind, first_number=len(blind),
    )  # fmt: skip
    _journal(by, now, made, "asked", {"people": [None, len(blind)]})
    _tell(now, made, other, _("Cơ quan khác đề nghị đối chiếu danh sách để đếm mỗi người một lần"))
    return made


@transaction.atomic
def answer_comparison(
    *, by: Actor, now: datetime, comparison: int, listed: ComparedList, sheet: bytes = b""
) -> Comparison:
    """Put in one's own list; the two are counted, and nothing is left of either but its number."""
    row = _waiting(by, comparison)
    if row.second_id != by.agency:
        raise NotThere(KIND)
    if problems := check_pause(last_counted(row.first_id, row.second_id), timezone.localdate(now)):
        raise Refused(problems)
    blind = _blind(by, now, listed, sheet, str(row.secret))
    found = compare_blind(row.sheet or [], blind)
    row.second_list, row.second_number, row.both = listed, found.second, found.both
    _end(row, now, ComparisonState.COUNTED)
    _journal(by, now, row, "counted", {"people": [None, len(blind)]})
    _tell(now, row, row.first_id, _("Đã có kết quả đối chiếu danh sách"))
    return row


@transaction.atomic
def decline_comparison(*, by: Actor, now: datetime, comparison: int, why: str) -> Comparison:
    """Either side ends it before it is counted; the blind sheet is gone."""
    row = _waiting(by, comparison)
    if not why.strip():
        raise Refused(Problem("why_missing", "Hãy ghi vì sao.", "why"))
    row.why = why.strip()[:200]
    _end(row, now, ComparisonState.DECLINED)
    _journal(by, now, row, "declined", {})
    _tell(now, row, row.first_id + row.second_id - by.agency, _("Việc đối chiếu danh sách đã thôi"))
    return row


@transaction.atomic
def drop_waiting(now: datetime) -> None:
    """A turn of the worker: what nobody answered in time is gone."""
    late = now - timedelta(days=policy().waits_days)
    with everything():
        waiting = Comparison.objects.select_for_update(of=("self",)).filter(
            state=ComparisonState.ASKED, asked_at__lt=late
        )
        for row in waiting.order_by("pk"):
            _end(row, now, ComparisonState.LAPSED)
            _journal(system("đối chiếu danh sách"), now, row, "lapsed", {})
            _tell(now, row, row.first_id, _("Cơ quan kia không gửi danh sách: việc đối chiếu đã thôi"))


def _blind(by: Actor, now: datetime, listed: ComparedList, sheet: bytes, secret: str) -> list[list[str]]:
    """The blind lines of a list of the actor's body. Raises Refused for a list that is not theirs, or too short."""
    if not may_put_in(listed, works=by.can(WORK), treats=by.can(TREAT)):
        raise Refused(Problem("not_yours", "Hãy chọn danh sách của cơ quan mình.", "listed"))
    if listed is ComparedList.SHEET and not sheet:
        raise Refused(Problem("no_sheet", "Hãy chọn tệp danh sách.", "sheet"))
    lines = [list(line) for line in blind_sheet(_people(by, now, listed, sheet), secret)]
    if problems := check_list(len(lines)):
        raise Refused(problems)
    if listed is not ComparedList.SHEET:
        journal.record_look(
            by=by, now=now, subject=f"files:{by.agency}", title="Danh sách hồ sơ",
            purpose="đối chiếu để đếm mỗi người một lần, không tên",
        )  # fmt: skip
    return lines


def _people(by: Actor, now: datetime, listed: ComparedList, sheet: bytes) -> Iterable[Seen]:
    if listed is ComparedList.SHEET:
        return read_people(sheet)
    if listed is ComparedList.PATIENTS:
        return [people.seen_of(one.person) for one in care.list_patients(by)]
    files = cases.list_of(by.agency, listed, on=timezone.localdate(now)).select_related("person")
    return [people.seen_of(file.person) for file in files]


def _waiting(by: Actor, comparison: int) -> Comparison:
    by.must(READ)
    get_comparison(by, comparison)
    row = (
        Comparison.objects.select_for_update(of=("self",))
        .filter(pk=comparison, state=ComparisonState.ASKED)
        .first()
    )
    if row is None:
        raise Refused(Problem("ended", "Việc đối chiếu này đã xong hoặc đã thôi."))
    return row


def _end(row: Comparison, now: datetime, state: ComparisonState) -> None:
    row.state, row.ended_at, row.secret, row.sheet = state, now, None, None
    row.save()


def _journal(
    by: Actor, now: datetime, row: Comparison, what: str, change: dict[str, list[int | None]]
) -> None:
    journal.record(
        by=by, now=now, verb=f"comparisons.{what}", subject=f"{KIND}:{row.pk}", title=f"Đối chiếu số {row.pk}",
        purpose=row.ground, change=change,
    )  # fmt: skip


@override("vi")  # others read it, whatever language this person reads
def _tell(now: datetime, row: Comparison, body: int, text: str) -> None:
    notices.tell(
        now=now, agencies=[body], text=text, link=f"{reverse('comparisons:comparisons')}?so={row.pk}",
        reason=_("Đối chiếu danh sách giữa hai cơ quan"),
    )  # fmt: skip
