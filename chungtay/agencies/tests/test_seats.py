"""Who holds a post as what, from when to when, and how that is signed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chungtay.agencies import access, queries, services
from chungtay.agencies.models import Account, Holding
from chungtay.agencies.rules import Power, Term, capacities, check_term, power_words, roles
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.models import Entry
from tests.cast import FOUNDER, NOW, SINCE, TODAY, Cast, Town, second_seat, stand_in_for

GROUND = "Quyết định số 01/QĐ (ví dụ)"


def account_of(actor: Actor) -> Account:
    return Account.objects.get(pk=actor.account)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


# -- capacities ------------------------------------------------------------------------------------


def test_every_power_has_its_sentence_and_every_capacity_its_fields() -> None:
    assert set(power_words()) == set(Power)
    assert capacities()["sub_delegated"].never == {Power.AGENCIES_MANAGE}


@pytest.mark.parametrize(
    ("capacity", "printed"),
    [
        ("for_head", "KT. CHỨC DANH THUONGTRUC – PHÓ CỦA CHỨC DANH THUONGTRUC, KT"),
        ("sub_delegated", "TUQ. CHỨC DANH THUONGTRUC – PHÓ CỦA CHỨC DANH THUONGTRUC, KT"),
    ],
)
def test_a_deputy_signs_as_the_decree_prints_it(cast: Cast, capacity: str, printed: str) -> None:
    deputy = second_seat(cast.province, "kt")
    term = Term(SINCE, TODAY + timedelta(days=30), capacity, ("work.report",), GROUND)
    held = services.deputise(by=FOUNDER, now=NOW, post=cast.province.post, deputy=deputy, term=term)
    assert access.actor_of(held).signs_as == printed
    assert access.actor_of(held).powers == {"work.report"}


def test_who_signs_for_the_whole_body_or_acts_as_its_head_signs_alone(cast: Cast) -> None:
    newcomer, _first = services.open_login(
        by=FOUNDER, now=NOW, agency=queries.get_agency(FOUNDER, cast.officer.agency), username="moi.den", name="Mới"
    )  # fmt: skip
    for capacity, printed in (
        ("on_behalf", "TM. ỦY BAN NHÂN DÂN XÃ A – CHỨC DANH XA.A"),
        ("acting", "Q. CHỨC DANH XA.A"),
    ):
        held = services.give_post(
            by=FOUNDER, now=NOW, post=cast.officer.post, account=newcomer, term=Term(TODAY, None, capacity, (), GROUND)
        )  # fmt: skip
        assert access.actor_of(held).signs_as == printed
        services.end_holding(by=FOUNDER, now=NOW, holding=held.pk, on=TODAY, ground=GROUND)
    assert cast.officer.signs_as == cast.officer.post_name


def test_the_journal_says_as_what_somebody_acted(cast: Cast) -> None:
    agency = queries.get_agency(cast.stand_in, cast.department.agency)
    services.open_login(by=cast.stand_in, now=NOW, agency=agency, username="ai.do", name="Ai Đó")
    assert Entry.objects.latest("number").post == cast.stand_in.signs_as
    assert cast.stand_in.signs_as.startswith("KT. ")


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        (Term(TODAY, capacity="vua"), "capacity_unknown"),
        (Term(TODAY, TODAY), "term_backward"),
        (Term(TODAY, None, "sub_delegated", ("work.report",), GROUND), "term_open"),
        (Term(TODAY, capacity="for_head"), "ground_empty"),
        (Term(TODAY, capacity="by_order", ground=GROUND), "powers_unnamed"),
        (Term(TODAY, named=("work.report",)), "powers_named"),
        (Term(TODAY, None, "for_head", ("journal.read",), GROUND), "powers_foreign"),
        (Term(TODAY, None, "by_order", ("agencies.manage",), GROUND), "powers_foreign"),
    ],
)
def test_terms_that_the_decree_does_not_know_are_refused(term: Term, problem: str) -> None:
    assert problem in {found.code for found in check_term(term, roles()["standing_office"])}


# -- deputising ------------------------------------------------------------------------------------


def test_who_holds_a_post_deputises_a_colleague_and_it_ends_by_itself(cast: Cast) -> None:
    term = Term(TODAY, TODAY + timedelta(days=3), "for_head", (), GROUND)
    services.deputise(
        by=cast.officer, now=NOW, post=cast.officer.post, deputy=account_of(cast.deputy), term=term
    )
    held = {
        day: [
            row.post_id for row in queries.list_holdings(cast.deputy.account, on=TODAY + timedelta(days=day))
        ]
        for day in (2, 3)
    }
    assert held == {2: [cast.deputy.post, cast.officer.post], 3: [cast.deputy.post]}


def test_a_deputy_hands_nothing_on_and_a_stranger_lends_nothing(cast: Cast) -> None:
    term = Term(TODAY, None, "for_head", (), GROUND)
    third = second_seat(cast.province, "nguoi.thu.ba")
    reporter = replace(cast.stand_in, powers=frozenset({"work.report"}))
    for by in (reporter, cast.stranger, cast.department):
        with pytest.raises(NotThere):
            services.deputise(by=by, now=NOW, post=cast.province.post, deputy=third, term=term)


def test_only_a_colleague_with_a_post_of_their_own_stands_in(cast: Cast) -> None:
    term = Term(TODAY, None, "for_head", (), GROUND)
    for foreign in (cast.officer_next_door, cast.officer):
        with pytest.raises(Refused) as refused:
            services.deputise(
                by=FOUNDER, now=NOW, post=cast.officer.post, deputy=account_of(foreign), term=term
            )
        assert "deputy_foreign" in codes(refused)


def test_the_same_person_is_not_lent_the_same_post_twice_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        services.deputise(
            by=FOUNDER, now=NOW, post=cast.province.post, deputy=account_of(cast.stand_in),
            term=Term(TODAY, None, "for_head", (), GROUND),
        )  # fmt: skip
    assert codes(refused) == {"holds_already"}


def test_the_database_knows_no_deputy_without_a_post_of_their_own(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(account=cast.officer.account).update(capacity="for_head")


# -- places ----------------------------------------------------------------------------------------


def area_officer(cast: Cast, town: Town) -> Actor:
    office = queries.get_agency(FOUNDER, cast.province.agency)
    account, _first = services.open_account(
        by=FOUNDER, now=NOW, agency=office, username="theodoi", name="Theo Dõi", post_name="Theo dõi xã A",
        role="area_officer", held_from=SINCE, looks_after=[town.commune_a],
    )  # fmt: skip
    return access.actor_of(queries.list_holdings(account.pk, on=TODAY)[0])


def test_a_post_that_looks_after_one_commune_reaches_no_other(cast: Cast, town: Town) -> None:
    officer = area_officer(cast, town)
    reached = set(queries.within_jurisdiction(officer, on=TODAY).values_list("pk", flat=True))
    assert reached == {cast.officer.agency}
    services.set_places(by=FOUNDER, now=NOW, post=officer.post, looks_after=[])
    whole = access.actor_of(queries.list_holdings(officer.account, on=TODAY)[0])
    assert {cast.officer_next_door.agency, cast.province.agency} <= set(
        queries.within_jurisdiction(whole, on=TODAY).values_list("pk", flat=True)
    )


def test_a_role_that_works_for_the_whole_body_is_not_cut_down(cast: Cast, town: Town) -> None:
    for looks_after, problem in (([town.commune_a], "role_is_whole"), ([town.elsewhere], "places_outside")):
        with pytest.raises(Refused) as refused:
            services.set_places(by=FOUNDER, now=NOW, post=cast.province.post, looks_after=looks_after)
        assert problem in codes(refused)


# -- passing on ------------------------------------------------------------------------------------


def test_a_post_passes_to_a_successor_on_the_day_and_nothing_is_lost(cast: Cast) -> None:
    day = TODAY + timedelta(days=5)
    held = queries.list_holdings(cast.officer.account, on=TODAY)[0]
    [made] = services.pass_on(
        by=cast.province, now=NOW, holdings=[held.pk], to=account_of(cast.deputy), on=day, ground=GROUND
    )
    before, after = day - timedelta(days=1), day
    assert [row.pk for row in queries.list_holdings(cast.officer.account, on=before)] == [held.pk]
    assert queries.list_holdings(cast.officer.account, on=after) == []
    assert made in queries.list_holdings(cast.deputy.account, on=after)
    actor = access.actor_of(made)
    assert (actor.agency, actor.powers) == (cast.officer.agency, cast.officer.powers)
    assert [(account, timezone.localdate(at)) for account, at in actor.follows] == [
        (cast.officer.account, day)
    ]


def test_passing_on_ends_what_the_former_stood_in_for_from_that_post(cast: Cast) -> None:
    services.deputise(
        by=FOUNDER, now=NOW, post=cast.officer.post, deputy=account_of(cast.deputy),
        term=Term(TODAY, None, "for_head", (), GROUND),
    )  # fmt: skip
    held = queries.list_holdings(cast.deputy.account, on=SINCE)[0]
    day = TODAY + timedelta(days=1)
    services.pass_on(
        by=FOUNDER, now=NOW, holdings=[held.pk], to=account_of(cast.officer), on=day, ground=GROUND
    )
    assert queries.list_holdings(cast.deputy.account, on=day) == []


def test_passing_on_is_refused_with_the_reason(cast: Cast) -> None:
    held = queries.list_holdings(cast.officer.account, on=TODAY)[0]
    deputy, closed = account_of(cast.deputy), account_of(cast.closed)
    for to, on, ground, problem in (
        (account_of(cast.officer), TODAY, GROUND, "to_oneself"),
        (closed, TODAY, GROUND, "account_closed"),
        (deputy, SINCE, GROUND, "day_too_early"),
        (deputy, TODAY, " ", "ground_empty"),
    ):
        with pytest.raises(Refused) as refused:
            services.pass_on(by=FOUNDER, now=NOW, holdings=[held.pk], to=to, on=on, ground=ground)
        assert problem in codes(refused)
    with pytest.raises(NotThere):
        services.pass_on(by=cast.stranger, now=NOW, holdings=[held.pk], to=deputy, on=TODAY, ground=GROUND)


# -- closing ---------------------------------------------------------------------------------------


def test_a_closed_account_is_signed_out_holds_nothing_and_is_not_deleted(cast: Cast) -> None:
    services.close_account(by=cast.province, now=NOW, account=cast.officer.account, ground=GROUND)
    assert not account_of(cast.officer).is_active
    assert queries.list_holdings(cast.officer.account, on=TODAY) == []
    assert len(queries.list_terms_of(cast.officer.account)) == 1
    services.reopen_account(by=cast.province, now=NOW, account=cast.officer.account, ground=GROUND)
    assert account_of(cast.officer).is_active
    assert queries.list_holdings(cast.officer.account, on=TODAY) == []


def test_nobody_closes_their_own_account_or_one_with_a_post_elsewhere(cast: Cast) -> None:
    elsewhere = cast.stranger.post
    services.give_post(
        by=FOUNDER, now=NOW, post=elsewhere, account=account_of(cast.officer), term=Term(TODAY)
    )
    for account in (cast.province.account, cast.officer.account, cast.stranger.account):
        with pytest.raises(NotThere):
            services.close_account(by=cast.province, now=NOW, account=account, ground=GROUND)


def test_a_post_is_given_to_an_account_one_manages_or_that_nobody_has_a_claim_on(cast: Cast) -> None:
    assert queries.find_account(cast.province, "XA.A", on=TODAY) == account_of(cast.officer)
    for day in (TODAY, SINCE - timedelta(days=1)):  # the day before they ever held a post is no way round
        assert queries.find_account(cast.province, "nguoila", on=day) is None
    services.end_holding(
        by=FOUNDER, now=NOW, holding=queries.list_holdings(cast.stranger.account, on=TODAY)[0].pk, on=TODAY,
        ground=GROUND,
    )  # fmt: skip
    assert queries.find_account(cast.province, "nguoila", on=TODAY) == account_of(cast.stranger)


def test_a_second_deputy_may_stand_in_for_other_powers(cast: Cast) -> None:
    """Each deputy has a field of work: the chief of the office lends the same post to two of them."""
    another = stand_in_for(cast.province, "kt.hai")
    assert another.post == cast.stand_in.post
    assert another.account != cast.stand_in.account


def test_a_day_of_the_past_tells_who_held_the_post_then(cast: Cast) -> None:
    held = queries.list_holdings(cast.former.account, on=timezone.localdate() - timedelta(days=1))
    assert [row.post_id for row in held] == [cast.province.post]
    assert queries.list_holdings(cast.former.account, on=timezone.localdate()) == []


def test_nobody_gives_a_post_to_themselves(cast: Cast) -> None:
    """Else who looks after the accounts would also be who inspects them."""
    office = queries.get_agency(cast.province, cast.province.agency)
    post = services.open_post(by=cast.province, now=NOW, agency=office, name="Tự giám sát", role="inspector")
    herself = Account.objects.get(pk=cast.province.account)
    with pytest.raises(Refused) as refusal:
        services.give_post(by=cast.province, now=NOW, post=post.pk, account=herself, term=Term(TODAY))
    assert [problem.code for problem in refusal.value.problems] == ["own_hand"]
