"""The people every test knows: invented, of an invented small province made of real units' kinds.

Nothing here is a real person. The bodies live in the places of the test's own small tree.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from chungtay.agencies import access, queries, services
from chungtay.agencies.models import Account
from chungtay.agencies.rules import AgencyKind, AgencyLevel, Term
from chungtay.base.actor import Actor
from chungtay.base.text import fold
from chungtay.catalogue.services import load_catalogue
from chungtay.places.models import Place, PlaceClosure
from chungtay.places.rules import Kind
from tests.order import Turn, turn

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 2 March 2026, 09:00 in Việt Nam
TODAY = date(2026, 3, 2)
SINCE = date(2021, 11, 1)
PASSWORD = "mật khẩu để kiểm thử"

FOUNDER = Actor(
    account=0, name="kiểm thử", post=0, post_name="thiết lập", agency=0, agency_name="",
    powers=frozenset({"agencies.manage", "places.manage"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors by what they are to the stories."""

    province: Actor  # the standing office: Công an tỉnh
    department: Actor  # Sở Y tế
    department_next_door: Actor  # Sở Tài chính
    officer: Actor  # UBND xã A
    deputy: Actor  # the same commune, another person
    officer_next_door: Actor  # UBND xã B
    doctor: Actor  # the facility's
    leader: Actor
    inspector: Actor
    stranger: Actor  # a department of another province, with every power there
    stand_in: Actor  # signs KT. for the post of the standing office
    former: Actor  # held a post of the standing office until yesterday, and none today
    postless: Actor  # left the same post the day before it began
    closed: Actor  # whose account is closed


def seat(
    agency_name: str,
    username: str,
    role: str,
    *,
    place: int | None,
    level: AgencyLevel,
    aliases: list[str] | None = None,
) -> Actor:
    """An agency (made when new), one account with one post in it, as the actor it gives."""
    found = queries.resolve([agency_name], on=TODAY, near=place).get(agency_name)
    if found is None:
        made = services.open_agency(
            by=FOUNDER,
            now=NOW,
            name=agency_name,
            level=level,
            place=place,
            valid_from=SINCE,
            aliases=aliases or [],
        )
        found = made.pk
    account, _ = services.open_account(
        by=FOUNDER, now=NOW, agency=queries.get_agency(FOUNDER, found), username=username, name=f"{username} (ví dụ)",
        post_name=f"Chức danh {username}", role=role, held_from=SINCE, password=PASSWORD, is_example=True,
    )  # fmt: skip
    return access.actor_of(queries.list_holdings(account.pk, on=TODAY)[0])


def second_seat(chief: Actor, username: str) -> Account:
    """Another person in the body of ``chief``, in a small post of their own."""
    agency = queries.get_agency(FOUNDER, chief.agency)
    account, _ = services.open_account(
        by=FOUNDER, now=NOW, agency=agency, username=username, name=f"{username} (ví dụ)",
        post_name=f"Phó của {chief.post_name}, {username}", role="department", held_from=SINCE, password=PASSWORD,
        is_example=True,
    )  # fmt: skip
    return account


def stand_in_for(chief: Actor, username: str) -> Actor:
    """A deputy of the same body who signs KT. for the chief's post, without an end."""
    term = Term(SINCE, capacity="for_head", ground="Thông báo phân công số 01 (ví dụ)")
    held = services.deputise(
        by=FOUNDER, now=NOW, post=chief.post, deputy=second_seat(chief, username), term=term
    )
    return access.actor_of(held)


def no_longer(chief: Actor, username: str, *, since: date, until: date) -> Actor:
    """Somebody who held the chief's post as well, until a day; in no other post."""
    agency = queries.get_agency(FOUNDER, chief.agency)
    account, _ = services.open_login(
        by=FOUNDER, now=NOW, agency=agency, username=username, name=f"{username} (ví dụ)", password=PASSWORD,
        is_example=True,
    )  # fmt: skip
    held = services.give_post(by=FOUNDER, now=NOW, post=chief.post, account=account, term=Term(since))
    services.end_holding(by=FOUNDER, now=NOW, holding=held.pk, on=until, ground="Chuyển công tác (ví dụ)")
    return access.actor_of(held)


def closed_account(chief: Actor, username: str) -> Actor:
    closed = no_longer(chief, username, since=SINCE, until=timezone.localdate() + timedelta(days=1))
    services.close_account(by=FOUNDER, now=NOW, account=closed.account, ground="Nghỉ hưu (ví dụ)")
    return closed


def make_group(name: str, members: list[int], *, place: int | None, aliases: list[str] | None = None) -> int:
    """A group of agencies with its members."""
    group = services.open_agency(
        by=FOUNDER, now=NOW, name=name, level=AgencyLevel.PROVINCE, place=place, valid_from=SINCE,
        kind=AgencyKind.GROUP, aliases=aliases or [],
    )  # fmt: skip
    services.set_members(by=FOUNDER, now=NOW, group=group, members=members)
    return group.pk


def bring_together(*, province: int, commune_a: int, commune_b: int, elsewhere: int) -> Cast:
    """The whole cast, in three places of one province and one of another. Places are ids of places.Place."""
    top, low = AgencyLevel.PROVINCE, AgencyLevel.COMMUNE
    office = seat("Công an tỉnh Mẫu", "thuongtruc", "standing_office", place=province, level=top, aliases=["Công an tỉnh"])  # fmt: skip
    today = timezone.localdate()
    return Cast(
        province=office,
        department=seat("Sở Y tế tỉnh Mẫu", "soyte", "department", place=province, level=top, aliases=["Sở Y tế"]),
        department_next_door=seat("Sở Tài chính tỉnh Mẫu", "sotaichinh", "department", place=province, level=top, aliases=["Sở Tài chính"]),
        officer=seat("Ủy ban nhân dân xã A", "xa.a", "commune", place=commune_a, level=low),
        deputy=seat("Ủy ban nhân dân xã A", "xa.a.pho", "commune", place=commune_a, level=low),
        officer_next_door=seat("Ủy ban nhân dân xã B", "xa.b", "commune", place=commune_b, level=low),
        doctor=seat("Cơ sở cai nghiện ma túy tỉnh Mẫu", "bacsi", "facility", place=province, level=top),
        leader=seat("Ủy ban nhân dân tỉnh Mẫu", "lanhdao", "leader", place=province, level=top, aliases=["UBND tỉnh"]),
        inspector=seat("Thanh tra tỉnh Mẫu", "thanhtra", "inspector", place=province, level=top),
        stranger=seat("Công an tỉnh Khác", "nguoila", "standing_office", place=elsewhere, level=top, aliases=["Công an tỉnh"]),
        stand_in=stand_in_for(office, "ky.thay"),
        former=no_longer(office, "da.thoi", since=SINCE, until=today),
        postless=no_longer(office, "chua.co", since=today, until=today),
        closed=closed_account(office, "da.dong"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """The places of the stories, by id of places.Place."""

    province: int
    commune_a: int
    commune_b: int
    elsewhere: int


def plant(code: str, kind: Kind, type_word: str, name: str, under: tuple[int, ...] = ()) -> int:
    """A place that has always been there; ``under`` lists its ancestors from the top down."""
    full = f"{type_word.capitalize()} {name}"
    made = Place.objects.create(
        code=code, kind=kind, type_word=type_word, name=name, full_name=full, key=fold(full), valid_from=SINCE
    )
    chain = [*under, made.pk]
    PlaceClosure.objects.bulk_create(
        PlaceClosure(ancestor_id=above, descendant=made, depth=len(chain) - 1 - at, valid_from=SINCE)
        for at, above in enumerate(chain)
    )
    return made.pk


def plant_town() -> Town:
    province = plant("X1", Kind.PROVINCE, "tỉnh", "Mẫu")
    return Town(
        province=province,
        commune_a=plant("X101", Kind.COMMUNE, "xã", "A", (province,)),
        commune_b=plant("X102", Kind.COMMUNE, "xã", "B", (province,)),
        elsewhere=plant("X2", Kind.PROVINCE, "tỉnh", "Khác"),
    )


def cast_in(town: Town) -> Cast:
    return bring_together(
        province=town.province, commune_a=town.commune_a, commune_b=town.commune_b, elsewhere=town.elsewhere
    )


class Stage:
    """The town and its cast, put up once and kept in an open transaction around the tests that use them.

    Each of these works and is undone within it. Putting the cast up for each anew took a third of their time.
    """

    def __init__(self) -> None:
        self._up = ExitStack()
        self.town: Town | None = None
        self.cast: Cast | None = None

    def put_up(self) -> None:
        """Unless it stands, or something else lies open that would be undone later than this."""
        if self.cast is not None and not self._stands():
            self._forget()
        if self.cast is None and not connection.in_atomic_block:
            self._up.enter_context(transaction.atomic())
            self.town = plant_town()
            self.cast = cast_in(self.town)

    def take_down(self) -> None:
        if self.cast is not None and self._stands():
            transaction.set_rollback(True)
            self._up.close()
        self._forget()

    def _stands(self) -> bool:
        """A test may have lost the line to the database, and with it what stood there."""
        whole = connection.in_atomic_block and not connection.needs_rollback
        return whole and connection.connection is not None and connection.is_usable()

    def _forget(self) -> None:
        if self.cast is not None and connection.in_atomic_block:
            connection.close()
            connection.connect()  # no longer within anything
        self._up, self.town, self.cast = ExitStack(), None, None


STAGE = Stage()


@pytest.fixture
def _on_stage(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        if turn(request.node) is Turn.ON_STAGE:
            STAGE.put_up()
        else:
            STAGE.take_down()


@pytest.fixture
def _django_db_helper(_on_stage: None, _django_db_helper: None) -> None:
    """The transaction of each test, which pytest-django opens, lies within what stands on the stage."""


@pytest.fixture
def town(db: None) -> Town:
    return STAGE.town or plant_town()


@pytest.fixture
def cast(town: Town) -> Cast:
    return STAGE.cast or cast_in(town)


@pytest.fixture
def catalogue(db: None) -> None:
    """What is counted, as the project ships it."""
    load_catalogue(now=NOW)
