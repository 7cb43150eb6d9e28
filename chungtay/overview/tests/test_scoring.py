"""The score counts what it shows; what is said against it is answered, and both stay."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.base.problems import NotThere, Refused
from chungtay.overview import queries, services
from chungtay.overview.models import Contest
from chungtay.overview.rules import ContestOutcome, Part, formula
from chungtay.plans.models import Plan, Share
from tests.cast import NOW, Cast

FIRST, LAST, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 2)
GROUND = "Đã gửi báo cáo giấy trước hạn, công văn số 12 (ví dụ)"
BY = replace(formula(), small=1)


def scores(cast: Cast, who: str = "province") -> dict[int, tuple[int, int]]:
    rows = queries.list_scores(getattr(cast, who), FIRST, LAST, BY, now=NOW, today=TODAY)
    return {row.scored.agency: (row.scored.inputs.due, row.scored.points) for row in rows}


@pytest.fixture
def late(cast: Cast, plan: Plan) -> Share:
    """Due on 20 February and not done on 2 March."""
    return Share.objects.get(agency=cast.officer.agency, due_on=date(2026, 2, 20))


def test_a_body_sees_its_own_score_and_no_other(cast: Cast, late: Share) -> None:
    assert scores(cast)[cast.officer.agency] == (1, 0)
    assert set(scores(cast, "officer")) == {cast.officer.agency}
    assert scores(cast, "stranger") == {}
    assert len(scores(cast)) > 1


def test_what_is_granted_is_left_out_and_both_stay(cast: Cast, late: Share) -> None:
    made = services.contest_share(by=cast.officer, now=NOW, share=late.pk, ground=GROUND)
    assert scores(cast)[cast.officer.agency] == (1, 0)  # until it is answered it counts
    services.answer_contest(
        by=cast.province, now=NOW, contest=made.pk, outcome=ContestOutcome.GRANTED, words="Đúng là đã gửi"
    )
    assert cast.officer.agency not in scores(cast)
    kept = Contest.objects.get(pk=made.pk)
    assert (kept.ground, kept.words, kept.outcome) == (GROUND, "Đúng là đã gửi", "granted")
    with pytest.raises(Refused, match="ruled"):
        services.answer_contest(
            by=cast.province, now=NOW, contest=made.pk, outcome=ContestOutcome.DENIED, words="Nghĩ lại"
        )


def test_what_is_denied_counts_and_may_be_said_again(cast: Cast, late: Share) -> None:
    made = services.contest_share(by=cast.officer, now=NOW, share=late.pk, ground=GROUND)
    with pytest.raises(Refused, match="contest_waiting"):
        services.contest_share(by=cast.deputy, now=NOW, share=late.pk, ground=GROUND)
    services.answer_contest(
        by=cast.province, now=NOW, contest=made.pk, outcome=ContestOutcome.DENIED, words="Không có công văn"
    )
    assert scores(cast)[cast.officer.agency] == (1, 0)
    services.contest_share(by=cast.deputy, now=NOW, share=late.pk, ground=GROUND)
    assert Contest.objects.filter(share=late).count() == 2


@pytest.mark.parametrize("who", ["officer_next_door", "department", "province", "leader", "stranger"])
def test_nobody_speaks_for_another_body(cast: Cast, late: Share, who: str) -> None:
    with pytest.raises(NotThere):
        services.contest_share(by=getattr(cast, who), now=NOW, share=late.pk, ground=GROUND)


@pytest.mark.parametrize("who", ["officer", "officer_next_door", "department", "leader", "stranger"])
def test_only_the_standing_office_answers(cast: Cast, late: Share, who: str) -> None:
    made = services.contest_share(by=cast.officer, now=NOW, share=late.pk, ground=GROUND)
    with pytest.raises(NotThere):
        services.answer_contest(
            by=getattr(cast, who), now=NOW, contest=made.pk, outcome=ContestOutcome.GRANTED, words="Được"
        )


@pytest.mark.parametrize("part", list(Part))
def test_what_a_score_counts_is_what_its_list_shows(cast: Cast, late: Share, part: Part) -> None:
    shares = queries.counted(cast.province, FIRST, LAST, today=TODAY)
    for row in queries.list_scores(cast.province, FIRST, LAST, BY, now=NOW, today=TODAY):
        shown = list(queries.list_inputs(shares, row.scored.agency, part, BY, now=NOW))
        assert len(shown) == row.scored.inputs.due
        assert sum(share.counts for share in shown) == row.scored.inputs.of(part)
        assert [share.counts for share in shown] == sorted(share.counts for share in shown)
