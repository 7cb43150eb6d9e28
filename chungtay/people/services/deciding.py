"""A person says that two records are of one human being, or that they are not; and takes it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.people import queries
from chungtay.people.models import Decision, Keeping, Person
from chungtay.people.rls import everything
from chungtay.people.rules import EDIT, KIND


def merge_persons(*, by: Actor, now: datetime, person: int, other: int, why: str) -> Decision:
    """Both records are of the same human being: files of both are read together, counts count one. Nothing moves."""
    return _decide(by, now, person, other, same=True, why=why)


def keep_apart(*, by: Actor, now: datetime, person: int, other: int, why: str) -> Decision:
    """Two human beings, however alike the records are: the two are not offered again."""
    return _decide(by, now, person, other, same=False, why=why)


@transaction.atomic
def unmerge(*, by: Actor, now: datetime, decision: int) -> None:
    """Take a decision back, of either kind; everything is as before it. NotThere for who keeps neither record."""
    by.must(EDIT)
    mine = queries.kept_by(by).values("pk")
    with everything():
        live = Decision.objects.select_for_update().filter(pk=decision, undone_at=None)
        row = live.filter(Q(first__in=mine) | Q(second__in=mine)).first()
        if row is None:
            raise NotThere("decision")
        row.undone_at, row.undone_by_id = now, by.account
        row.save(update_fields=["undone_at", "undone_by"])
        _journal(by, now, row, "people.undecided", [row.same, None])
        _tell(by, now, row, _("Không còn coi là một người: nhân thân số %(first)s và số %(second)s"))


@transaction.atomic
def _decide(by: Actor, now: datetime, person: int, other: int, *, same: bool, why: str) -> Decision:
    """The actor's body keeps ``person``; ``other`` may be kept elsewhere."""
    queries.get_to_edit(by, person)
    if not why.strip():
        raise Refused(Problem("why_missing", "Hãy ghi vì sao, ví dụ đã đối chiếu giấy tờ gốc.", "why"))
    first, second = sorted((person, other))
    with everything():
        there = Person.objects.filter(pk=other, sealed_at=None, erased_at=None).exists()
        if first == second or not there:
            raise NotThere(KIND)
        if Decision.objects.filter(first=first, second=second, undone_at=None).exists():
            raise Refused(
                Problem("decided", "Đã có quyết định về hai hồ sơ này. Hãy hoàn tác quyết định đó trước.")
            )
        row = Decision.objects.create(
            first_id=first, second_id=second, same=same, why=why.strip()[:300], decided_at=now,
            decided_by_id=by.account,
        )  # fmt: skip
        _journal(by, now, row, "people.decided", [None, same])
        _tell(by, now, row, _("Đã xác định là một người: nhân thân số %(first)s và số %(second)s"))
    return row


@override("vi")  # others read it, whatever language this person reads
def _tell(by: Actor, now: datetime, row: Decision, text: str) -> None:
    """Whoever else keeps one of two records that were joined, or are no longer: counts change there too. No name."""
    if not row.same:
        return
    for person in (row.first_id, row.second_id):
        kept = Keeping.objects.filter(person=person, until=None).exclude(agency=by.agency)
        notices.tell(
            now=now, agencies=kept.values_list("agency", flat=True), link=reverse("people:person", args=[person]),
            text=text % {"first": row.first_id, "second": row.second_id},
            reason=_("Cơ quan mình giữ một trong hai hồ sơ; mỗi người chỉ được đếm một lần."),
        )  # fmt: skip


def _journal(by: Actor, now: datetime, row: Decision, verb: str, same: list[bool | None]) -> None:
    """One line with each of the two records."""
    for person in (row.first_id, row.second_id):
        journal.record(
            by=by, now=now, verb=verb, subject=f"{KIND}:{person}", title=f"Nhân thân số {person}",
            change={"same": same, "records": [None, f"{row.first_id}, {row.second_id}"]},
        )  # fmt: skip
