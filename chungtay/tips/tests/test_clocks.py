"""By when a desk classifies, forwards, decides and answers; and who hears of it when it does not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chungtay.agencies import services as agencies
from chungtay.agencies.models import Account, Agency
from chungtay.agencies.rules import Term
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.models import Entry
from chungtay.notices.dues import all_due
from chungtay.notices.rules import Act
from chungtay.tips import queries, services
from chungtay.tips.models import Message, Photo, Step, Tip
from chungtay.tips.rules import Duty, Outcome, Side, TipKind, TipTimes, TransferGround, clocks_of, running
from chungtay.tips.tests.factories import Line, desk_of, open_line, photo_with_a_place_in_it, private_of
from chungtay.tips.words import state_words
from tests.cast import FOUNDER, NOW, SINCE, Cast

TOLD = datetime(2026, 9, 10, 8, tzinfo=UTC)  # a Thursday, 15:00 in Việt Nam
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
D = Duty


def tip(kind: TipKind | None, **more: object) -> TipTimes:
    given: dict[str, object] = {"commune": False, "received": TOLD, "since": TOLD} | more
    return TipTimes(kind, **given)  # type: ignore[arg-type]


# What is known of a tip -> what still runs, with its last moment.
SCENARIOS: dict[str, tuple[TipTimes, dict[Duty, Any]]] = {
    "nobody has read it": (tip(None), {D.CLASSIFY: TOLD + DAY}),
    "transferred after five days": (tip(None, since=TOLD + 5 * DAY), {D.CLASSIFY: TOLD + 6 * DAY}),
    "closed unread": (tip(None, closed=TOLD + HOUR), {}),
    "a sign of crime": (
        tip(TipKind.CRIME, classified=TOLD + 3 * HOUR),
        {D.FORWARD: TOLD + 5 * HOUR, D.DECIDE: "2026-09-30 23:59:59"},
    ),
    "a sign of crime, with the police of a commune": (
        tip(TipKind.CRIME, commune=True, classified=TOLD),
        {D.CHECK: "2026-09-17 23:59:59", D.FORWARD: TOLD + 2 * HOUR, D.DECIDE: "2026-09-30 23:59:59"},
    ),
    "forwarded": (
        tip(TipKind.CRIME, commune=True, classified=TOLD, forwarded=TOLD + HOUR),
        {D.DECIDE: "2026-09-30 23:59:59"},
    ),
    "forwarded, then transferred: the decision still counts from the first day": (
        tip(TipKind.CRIME, since=TOLD + 5 * DAY, classified=TOLD + 5 * DAY, forwarded=TOLD + 5 * DAY),
        {D.DECIDE: "2026-09-30 23:59:59"},
    ),
    "decided": (
        tip(TipKind.CRIME, classified=TOLD, forwarded=TOLD + HOUR, answered=TOLD + DAY, closed=TOLD + DAY),
        {},
    ),
    "help for someone": (tip(TipKind.HELP, classified=TOLD), {D.ANSWER: TOLD + 20 * DAY}),
    "misconduct, given to another body": (
        tip(TipKind.MISCONDUCT, since=TOLD + DAY, classified=TOLD + DAY),
        {D.ANSWER: TOLD + 21 * DAY},
    ),
    "answered": (tip(TipKind.OTHER, classified=TOLD, answered=TOLD + HOUR), {}),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_runs_and_until_when(name: str) -> None:
    times, expected = SCENARIOS[name]
    found = {clock.duty: clock.due for clock in running(times)}
    assert found.keys() == expected.keys()
    for duty, due in expected.items():
        said = found[duty].strftime("%Y-%m-%d %H:%M:%S") if isinstance(due, str) else found[duty]
        assert said == due, duty


def test_every_clock_names_its_article_and_the_procuracys_is_only_shown() -> None:
    clocks = clocks_of(tip(TipKind.CRIME, commune=True, classified=TOLD))
    assert all(clock.article for clock in clocks)
    [notify] = [clock for clock in clocks if clock.duty is D.NOTIFY]
    assert (notify.ours, notify.due.date()) == (False, date(2026, 9, 15))  # three working days
    assert [clock.duty for clock in clocks if clock.is_late(TOLD + 3 * HOUR)] == [D.FORWARD]


def test_before_the_first_law_that_is_known_no_clock_is_invented() -> None:
    old = datetime(2021, 5, 5, tzinfo=UTC)
    assert clocks_of(tip(None, received=old, since=old)) == []


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def sent(line: Line, subject: str = "retail", **given: Any) -> Tip:
    services.send_tip(
        now=NOW, hotline=line.hotline, subject=subject, **{"text": "Ở chợ (ví dụ)", **given}
    )  # fmt: skip
    return Tip.objects.latest("pk")


def owed(body: int, until: datetime) -> dict[str, tuple[date, int | None]]:
    day = until.date()
    return {
        due.key: (due.on, due.office)
        for due in all_due(frozenset({body}), day, day)
        if due.key.startswith("tips.")
    }


def test_what_is_undone_is_due_for_the_desk_and_its_office_without_a_word_of_the_tip(
    line: Line, cast: Cast
) -> None:
    number = sent(line, text="Chợ cũ nhà bà Hai (ví dụ)").pk
    body = line.police.agency
    classify = ((NOW + DAY).date(), line.hotline.owner_id)
    assert owed(body, NOW + DAY) == {f"tips.classify:{number}": classify}
    assert owed(line.inspectorate.agency, NOW + DAY) == {}
    services.classify(by=line.police, now=NOW, tip=number, kind=TipKind.CRIME)
    assert set(owed(body, NOW + DAY)) == {f"tips.forward:{number}"}
    services.forward(by=line.police, now=NOW, tip=number, number="12/TGTB (ví dụ)")
    assert owed(body, NOW + DAY) == {}
    assert set(owed(body, NOW + 25 * DAY)) == {f"tips.decide:{number}"}
    [due] = [
        due
        for due in all_due(frozenset({body}), NOW.date(), (NOW + 25 * DAY).date())
        if due.key.startswith("tips")
    ]
    assert ("Chợ" in due.words, due.act, due.legal) == (False, Act.DO, True)


def test_the_office_that_a_tip_speaks_of_does_not_hear_that_it_waits(line: Line) -> None:
    number = sent(line, subject="official", about=line.hotline.owner_id).pk
    body = Tip.objects.get(pk=number).agency_id
    assert owed(body, NOW + DAY)[f"tips.classify:{number}"][1] is None


def test_a_transfer_asks_an_answer_of_the_next_body(line: Line) -> None:
    number = sent(line).pk
    services.classify(by=line.police, now=NOW, tip=number, kind=TipKind.MISCONDUCT)
    thread = queries.open_tip(line.police, number, private_of(line.police))
    later = NOW + 3 * DAY
    services.transfer(
        by=line.police,
        now=later,
        thread=thread,
        agency=line.inspectorate.agency,
        ground=TransferGround.COMPETENT,
    )
    assert owed(line.police.agency, later + 40 * DAY) == {}
    assert set(owed(line.inspectorate.agency, later + DAY)) == {f"tips.classify:{number}"}
    services.classify(by=line.inspectorate, now=later, tip=number, kind=TipKind.MISCONDUCT)
    assert set(owed(line.inspectorate.agency, later + 20 * DAY)) == {f"tips.answer:{number}"}
    thread = queries.open_tip(line.inspectorate, number, private_of(line.inspectorate))
    services.answer(by=line.inspectorate, now=later, thread=thread, text="Đang kiểm tra (ví dụ).")
    assert owed(line.inspectorate.agency, later + 40 * DAY) == {}


def test_of_what_was_forwarded_only_number_hour_area_and_state_are_left(line: Line, cast: Cast) -> None:
    found = sent(line, commune=cast.officer.place, pictures=[photo_with_a_place_in_it()])
    receipt = services.send_tip(now=NOW, hotline=line.hotline, subject="retail", text="Tin khác (ví dụ)")
    other = Tip.objects.latest("pk")
    with pytest.raises(Refused, match="no_number"):
        services.forward(by=line.police, now=NOW, tip=found.pk, number="  ")
    for tip in (found, other):
        services.forward(by=line.police, now=NOW, tip=tip.pk, number="12/TGTB")
    assert (Message.objects.count(), Photo.objects.count()) == (0, 0)
    found.refresh_from_db()
    assert (found.state, found.commune_id, found.kind, found.forwarded is not None) == (
        "open", cast.officer.place, "crime", True,
    )  # fmt: skip
    assert Step.objects.filter(tip=found, words="12/TGTB").exists()
    assert Entry.objects.filter(verb="tips.forwarded", subject=f"tip:{found.pk}").get().change["photos"] == [
        1,
        0,
    ]
    thread = queries.open_tip(line.police, other.pk, private_of(line.police))
    services.close_tip(
        by=line.police, now=NOW, thread=thread, outcome=Outcome.FORWARDED, text="Đã chuyển (ví dụ)."
    )
    services.add_words(now=NOW, hotline=line.hotline, receipt=receipt, text="Thêm (ví dụ)")
    back = queries.open_by_receipt(line.hotline, receipt)
    assert back is not None
    assert "nội dung và ảnh bạn gửi được xóa" in state_words(
        back.tip
    )  # who sent it learns where its words are
    assert [(said.side, said.text) for said in back.lines] == [
        (Side.OFFICE, "Đã chuyển (ví dụ)."), (Side.SENDER, "Thêm (ví dụ)"),
    ]  # fmt: skip


def test_who_sat_in_the_body_that_is_spoken_of_does_not_see_the_tip_anywhere(line: Line, cast: Cast) -> None:
    """The clerk of the inspectorate who also has a seat in the department that the tip is about."""
    found = sent(line, subject="official", about=cast.department.agency)
    assert queries.list_tips(line.inspectorate).exists()
    account = Account.objects.get(pk=line.inspectorate.account)
    agencies.give_post(by=FOUNDER, now=NOW, post=cast.department.post, account=account, term=Term(SINCE))
    with pytest.raises(NotThere):
        queries.get_tip(line.inspectorate, found.pk)
    assert not queries.list_tips(line.inspectorate).exists()


def test_a_commune_checks_within_a_week(line: Line, cast: Cast) -> None:
    desk = desk_of("Công an xã A", "truc.xa", cast, place=cast.officer.place)
    number = sent(line, commune=cast.officer.place).pk
    assert Agency.objects.get(pk=desk.agency).level == "commune"
    services.classify(by=desk, now=NOW, tip=number, kind=TipKind.CRIME)
    duties = {clock.duty for clock in queries.clocks_at(Tip.objects.select_related("agency").get(pk=number))}
    assert D.CHECK in duties
