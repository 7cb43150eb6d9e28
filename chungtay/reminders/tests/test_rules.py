"""What is told to whom on which day, against an oracle that walks every day by itself."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.law.rules import calendar as law
from chungtay.law.rules.calendar import DaysOff
from chungtay.notices.rules import Act, Due, Haste, Wishes, may_leave_at
from chungtay.reminders.rules import (
    Board,
    Body,
    Person,
    Seat,
    Steps,
    days_ahead,
    distance,
    horizon,
    is_time,
    is_working,
    lines_for,
    parents_of,
    policy,
)
from chungtay.reminders.tests.oracle import Oracle, Somebody, Telling, Thing

FIRST = date(2026, 4, 20)  # the days off of 30/4 and 1/5 lie ahead
LAST = FIRST + timedelta(days=45)
LONG_AGO, NEVER = (datetime.combine(date(year, 1, 1), time.min) for year in (2000, 2100))
PARENTS = {1: 2, 2: 3}
CLOCKS = [time(0), time(5, 59), time(6), time(7, 30), time(12), time(18), time(21), time(23, 59)]


def calendars() -> st.SearchStrategy[law.Calendar]:
    days = st.sets(st.integers(0, 60), max_size=9)
    return days.map(
        lambda chosen: law.of(
            [DaysOff(date(2026, 1, 1), date(2026, 1, 1), "năm mới")]
            + [DaysOff(on := FIRST + timedelta(days=n - 10), on, "nghỉ") for n in sorted(chosen)]
        )
    )


def wishes() -> st.SearchStrategy[Wishes]:
    clock = st.sampled_from(CLOCKS)
    return st.builds(Wishes, clock, clock, clock, st.booleans())


def people() -> st.SearchStrategy[list[tuple[tuple[Seat, ...], Wishes]]]:
    seat = st.builds(Seat, st.integers(1, 3), st.booleans(), st.booleans(), st.booleans())
    seats = st.lists(seat, min_size=1, max_size=2, unique_by=lambda one: one.agency).map(tuple)
    return st.lists(st.tuples(seats, wishes()), min_size=1, max_size=3)


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        since = draw(st.one_of(st.just(LONG_AGO), _moments()))
        found.append(
            Thing(
                key=f"thing:{number}", agency=draw(st.integers(1, 3)), act=draw(st.sampled_from(list(Act))),
                on=FIRST + timedelta(days=draw(st.integers(-30, 60))), since=since,
                gone=draw(st.one_of(st.just(NEVER), _moments())), office=draw(st.sampled_from([None, 3])),
                legal=draw(st.booleans()),
            )
        )  # fmt: skip
    return found


def _moments() -> st.SearchStrategy[datetime]:
    return st.integers(0, 45 * 24).map(
        lambda hours: datetime.combine(FIRST, time.min) + timedelta(hours=hours)
    )


@st.composite
def runs(draw: st.DrawFn) -> list[datetime]:
    """A worker that looks at some hours of the day, and is down for some stretches."""
    minutes = draw(st.sets(st.integers(0, 24 * 60 - 1), min_size=1, max_size=4))
    down = draw(st.lists(st.tuples(_moments(), st.integers(1, 200)), max_size=3))
    found = [
        datetime.combine(FIRST + timedelta(days=day), time.min) + timedelta(minutes=minute)
        for day in range((LAST - FIRST).days)
        for minute in sorted(minutes)
    ]
    return [
        run
        for run in found
        if not any(since <= run < since + timedelta(hours=hours) for since, hours in down)
    ]


def simulated(
    calendar: law.Calendar, somebodies: list[Person], all_things: list[Thing], moments: list[datetime]
) -> list[Telling]:
    """What the rules tell, remembering as the service does."""
    looked: dict[int, date] = {}
    told: dict[int, dict[tuple[str, date], int]] = {person.account: {} for person in somebodies}
    tellings = []
    for moment in moments:
        standing = [
            Due(one.key, one.agency, Act(one.act), one.on, "việc", "/", one.office, one.legal)
            for one in all_things
            if one.since <= moment < one.gone
        ]
        board = Board(moment.date(), policy(), standing, PARENTS)
        for person in somebodies:
            if is_time(moment, person.wishes, looked.get(person.account)):
                assert not person.wishes.is_quiet(moment.time())
                looked[person.account] = moment.date()
                for line in lines_for(person, board, told[person.account]):
                    told[person.account][line.due.key, line.due.on] = line.step
                    tellings.append((person.account, moment.date(), line.due.key, line.due.on, line.step))
    return tellings


@settings(max_examples=150, deadline=None)
@given(calendars(), people(), things(), runs())
def test_nothing_is_missed_told_twice_or_told_in_quiet_hours(
    calendar: law.Calendar,
    drawn: list[tuple[tuple[Seat, ...], Wishes]],
    all_things: list[Thing],
    moments: list[datetime],
) -> None:
    somebodies = [Person(n, seats, wish, calendar) for n, (seats, wish) in enumerate(drawn)]
    told = simulated(calendar, somebodies, all_things, moments)
    days = [FIRST + timedelta(days=n) for n in range(-120, 500)]
    oracle = Oracle(
        days_off=[day for day in days if not is_working(day, calendar)],
        last=LAST,
        parents=PARENTS,
    )
    expected = oracle.expected([plain(person) for person in somebodies], all_things, moments)
    assert len(told) == len(set(told))
    assert set(told) == expected


def plain(person: Person) -> Somebody:
    seats, wish = person.seats, person.wishes
    return Somebody(
        person.account,
        works=frozenset(seat.agency for seat in seats if seat.works),
        heads=frozenset(seat.agency for seat in seats if seat.heads),
        manages=frozenset(seat.agency for seat in seats if seat.manages),
        hour=wish.hour, quiet=(wish.quiet_from, wish.quiet_to), working_days_only=wish.working_days_only,
    )  # fmt: skip


@given(calendars(), st.integers(-20, 40), st.integers(0, 9))
def test_the_horizon_shows_every_thing_whose_first_warning_has_come(
    calendar: law.Calendar, start: int, ahead: int
) -> None:
    today = FIRST + timedelta(days=start)
    until = days_ahead(today, ahead, calendar)
    for n in range(60):
        due = today + timedelta(days=n)
        assert (distance(due, today, calendar) >= -ahead) == (due <= until)


def test_a_week_with_a_holiday_by_hand() -> None:
    """Friday 24/4 to Tuesday 5/5/2026 in the country's own calendar: 27/4 (Giỗ Tổ bù), 30/4 and 1/5 are days off."""
    country = law.national()
    monday_after = date(2026, 5, 4)
    assert distance(monday_after, date(2026, 4, 29), country) == -1
    assert distance(monday_after, date(2026, 5, 3), country) == -1
    assert distance(date(2026, 5, 2), date(2026, 4, 29), country) == 0  # a Saturday: the Wednesday before
    assert distance(date(2026, 5, 2), date(2026, 5, 2), country, legal=True) == 0
    assert distance(date(2026, 4, 29), date(2026, 5, 5), country) == 2


def test_steps_repeat_after_the_last() -> None:
    steps = Steps((-5, 0, 10), every=10)
    assert [steps.reached(n) for n in (-6, -5, -1, 0, 9, 10, 19, 20, 35)] == [
        None,
        -5,
        -5,
        0,
        0,
        10,
        10,
        20,
        30,
    ]
    assert Steps((3,)).reached(100) == 3


def test_every_act_has_steps_and_escalation_comes_after_the_day() -> None:
    for act in Act:
        for tie, steps in policy()[act].items():
            assert tie == "own" or min(steps.days) > 0
    assert horizon() == 5


def test_different_duties_have_different_reminders() -> None:
    """Who supports hears once, before; who leads until it is done."""
    calendar = law.of([DaysOff(date(2026, 1, 1), date(2026, 1, 1), "năm mới")])
    worker = Person(1, (Seat(1, True, False, False),), Wishes(time(7), time(21), time(6)), calendar)
    lead, support = (Due(f"x:{act}", 1, act, date(2026, 6, 12), "việc", "/") for act in (Act.DO, Act.HELP))
    told: dict[str, list[int]] = {lead.key: [], support.key: []}
    for n in range(40):
        known = {(key, lead.on): steps[-1] for key, steps in told.items() if steps}
        board = Board(date(2026, 6, 1) + timedelta(days=n), policy(), [lead, support], {})
        for line in lines_for(worker, board, known):
            told[line.due.key].append(line.step)
    assert told == {lead.key: [-5, -1, 0, 1, 3, 5, 10, 20], support.key: [-5]}


def test_the_body_above_is_named_or_found_by_its_line_or_the_committee() -> None:
    bodies = [
        Body(1, "peoples_committee", 10, None), Body(2, "police", 10, None), Body(3, "department", 10, None),
        Body(11, "peoples_committee", 20, None), Body(12, "police", 20, None), Body(13, "facility", 20, 3),
        Body(14, "other", None, None),
    ]  # fmt: skip
    assert parents_of(bodies, {20: [10]}) == {2: 1, 3: 1, 11: 1, 12: 2, 13: 3}
    twice = [*bodies, Body(4, "police", 10, None)]
    assert 12 not in parents_of(twice, {20: [10]})


@settings(max_examples=200)
@given(
    _moments(),
    st.sampled_from(list(Haste)),
    wishes(),
    calendars(),
)
def test_a_message_leaves_at_the_first_moment_that_is_allowed(
    local: datetime, haste: Haste, wish: Wishes, calendar: law.Calendar
) -> None:
    def allowed(at: datetime) -> bool:
        if haste == Haste.AT_ONCE:
            return True
        working = haste == Haste.ANY_DAY or calendar.is_working(at.date())
        return working and not wish.is_quiet(at.time())

    leaves = may_leave_at(local, haste=haste, wishes=wish, is_working=calendar.is_working)
    assert allowed(leaves)
    minute = local
    while minute < leaves and minute < local + timedelta(days=4):
        assert not allowed(minute)
        minute += timedelta(minutes=7)
