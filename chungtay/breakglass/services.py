"""Opening in an emergency, closing early, and the review by a second person."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.breakglass.kinds import KINDS, Found, Kind, register
from chungtay.breakglass.models import Opening
from chungtay.breakglass.queries import get_opening
from chungtay.breakglass.rules import Verdict, check_reason, ends_at, may_review, subject_of
from chungtay.journal import services as journal
from chungtay.notices import services as notices

__all__ = ["Found", "Kind", "close_opening", "open_thing", "register", "review_opening"]


@transaction.atomic
def open_thing(*, by: Actor, now: datetime, kind: str, code: str, reason: str) -> Opening:
    """Let one person read one thing for the hours of the policy. Its owner and who reviews are told at once.

    ``code`` is what people know the thing by. A code that nothing has, one of another province and one that the
    person sees anyway get the same answer.
    """
    by.must(Power.EMERGENCY_OPEN)
    reason = " ".join(reason.split())
    problems = check_reason(reason)
    found = KINDS[kind].find(by, code, now) if kind in KINDS else None
    if found is None:
        problems.append(
            Problem("nothing_to_open", "Không có gì mang ký hiệu này mà phải mở khẩn cấp.", "code")
        )
    if problems or found is None:
        raise Refused(problems)
    opening = Opening.objects.create(
        subject=subject_of(kind, found.thing),
        title=found.title[:400],
        link=found.link,
        owner_id=found.owner,
        account_id=by.account,
        agency_id=by.agency,
        post_name=by.post_name,
        reason=reason[:1000],
        opened_at=now,
        ends_at=ends_at(now),
    )
    journal.record(
        by=by, now=now, verb="emergency.opened", subject=opening.subject, title=opening.title,
        change={"open_until": [None, opening.ends_at.isoformat()]}, purpose=opening.reason[:300],
    )  # fmt: skip
    _tell_owner_and_reviewers(by, now, opening)
    return opening


def _tell_owner_and_reviewers(by: Actor, now: datetime, opening: Opening) -> None:
    said = {"who": by.name, "post": by.signs_as, "agency": by.agency_name, "title": opening.title}
    today = timezone.localdate(now)
    reviewers = agencies.holders_of_power(Power.EMERGENCY_REVIEW, near=opening.owner.place_id, on=today)
    notices.tell(
        now=now,
        text=_("%(who)s (%(post)s, %(agency)s) đã mở khẩn cấp “%(title)s”") % said,
        link=reverse("breakglass:opening", args=[opening.pk]),
        reason=_("Nội dung được mở thuộc cơ quan mình, hoặc mình có trách nhiệm rà soát việc mở khẩn cấp."),
        agencies=[opening.owner_id],
        accounts=[account for account in reviewers if account != by.account],
    )


@transaction.atomic
def close_opening(*, by: Actor, now: datetime, opening: int) -> None:
    """Who opened it has seen enough; it closes before its time."""
    row = Opening.objects.select_for_update(of=("self",)).filter(pk=opening, account=by.account).first()
    if row is None:
        raise NotThere("opening")
    if row.ends_at > now:
        row.ends_at = now
        row.save(update_fields=["ends_at"])
        journal.record(by=by, now=now, verb="emergency.closed", subject=row.subject, title=row.title)


@transaction.atomic
def review_opening(*, by: Actor, now: datetime, opening: int, verdict: Verdict, note: str) -> None:
    """A second person says whether it was justified; an unjustified one needs a word why, and closes at once."""
    row = get_opening(by, opening, now=now, locked=True)
    if not may_review(by, opener=row.account_id, reviewed=row.reviewed_at is not None):
        raise NotThere("opening")
    note = " ".join(note.split())
    if verdict is Verdict.UNJUSTIFIED and not note:
        raise Refused(
            Problem("note_missing", "Hãy ghi vì sao việc mở này không có lý do chính đáng.", "note")
        )
    row.verdict, row.review_note, row.reviewed_at, row.reviewed_by_id = verdict, note[:1000], now, by.account
    if verdict is Verdict.UNJUSTIFIED:
        row.ends_at = max(row.opened_at, min(row.ends_at, now))
    row.save()
    journal.record(
        by=by, now=now, verb="emergency.reviewed", subject=row.subject, title=row.title,
        change={"verdict": [None, str(verdict)]}, purpose=note[:300],
    )  # fmt: skip
    notices.tell(
        now=now,
        text=_("Việc mở khẩn cấp “%(title)s” đã được rà soát") % {"title": row.title},
        link=reverse("breakglass:opening", args=[row.pk]),
        reason=_("Mình đã mở khẩn cấp, hoặc nội dung được mở thuộc cơ quan mình."),
        agencies=[row.owner_id],
        accounts=[row.account_id],
    )
