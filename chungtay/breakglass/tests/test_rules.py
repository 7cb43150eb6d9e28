"""What the rules of an emergency opening say, without a database."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.base.actor import Actor
from chungtay.breakglass.rules import (
    check_reason,
    ends_at,
    may_review,
    opened_ids,
    policy,
    review_due,
    subject_of,
)

NOW = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)


def somebody(account: int, *powers: str, opened: frozenset[str] = frozenset()) -> Actor:
    return Actor(
        account=account, name="", post=1, post_name="", agency=1, agency_name="", powers=frozenset(powers),
        opened=opened,
    )  # fmt: skip


@pytest.mark.parametrize(
    "reason", ["", "gấp", "x" * 19, "1234567890 1234567890 1234567890", " . , - ! " * 20]
)
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    assert [problem.code for problem in check_reason(reason)] == ["reason_short"]


def test_a_reason_in_words_is_enough() -> None:
    assert check_reason("Cần đối chiếu ngay lịch tuần tra đêm nay với quyết định") == []


def test_a_thing_closes_by_itself_before_it_has_to_be_reviewed() -> None:
    assert NOW < ends_at(NOW) < review_due(NOW)
    assert (ends_at(NOW) - NOW).total_seconds() == policy().hours * 3600


@given(st.integers(1, 5), st.integers(1, 5), st.booleans(), st.booleans())
def test_only_a_second_person_with_the_power_reviews_and_only_once(
    reviewer: int, opener: int, able: bool, reviewed: bool
) -> None:
    actor = somebody(reviewer, *(["emergency.review"] if able else []))
    allowed = may_review(actor, opener=opener, reviewed=reviewed)
    assert allowed == (able and reviewer != opener and not reviewed)


def test_what_is_open_is_told_by_kind() -> None:
    actor = somebody(1, opened=frozenset({subject_of("document", 12), subject_of("plan", 12), "document:7"}))
    assert opened_ids(actor, "document") == {7, 12}
    assert opened_ids(actor, "plan") == {12}
    assert opened_ids(actor, "case") == frozenset()
