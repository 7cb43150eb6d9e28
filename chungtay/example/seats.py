"""What happens to the example's seats: a deputy signs KT., an officer moves away, a post looks after three communes."""

from datetime import date, datetime, timedelta

from chungtay.agencies import queries as agencies
from chungtay.agencies import services
from chungtay.agencies.rules import Term
from chungtay.base.actor import Actor
from chungtay.example.bodies import Bodies, People, data
from chungtay.handovers.services.posts import Successor, pass_on_posts
from chungtay.places import queries as places


def move_people(bodies: Bodies, people: People, *, now: datetime, today: date) -> None:
    """The three stories of seats.toml."""
    _lend(bodies, now, today)
    _rotate(bodies, people.actors, now, today, people.next_name())
    _look_after(bodies, now, today)


def _lend(bodies: Bodies, now: datetime, today: date) -> None:
    story = data("seats")["deputy"]
    held = {
        row.account.username: row
        for row in agencies.list_colleagues(bodies.ids[story["agency"]], on=today)
        if row.account.username in (story["chief"], story["deputy"])
    }
    term = Term(
        today + timedelta(days=story["from_days"]), today + timedelta(days=story["to_days"]), story["capacity"],
        ground=story["ground"],
    )  # fmt: skip
    deputy = held[story["deputy"]].account
    services.deputise(by=bodies.by, now=now, post=held[story["chief"]].post_id, deputy=deputy, term=term)


def _rotate(bodies: Bodies, actors: dict[int, Actor], now: datetime, today: date, name: str) -> None:
    story = data("seats")["rotation"]
    former = actors[bodies.ids[story["agency"]]]
    day = today + timedelta(days=story["days"])
    held = agencies.list_holdings(former.account, on=day)
    services.open_login(
        by=bodies.by, now=now, agency=held[0].post.agency, username=story["username"], name=name, password="",
        is_example=True,
    )  # fmt: skip
    pass_on_posts(
        by=bodies.by, now=now, account=former.account, holdings=[row.pk for row in held],
        to=Successor(story["username"]), on=day, ground=story["ground"],
    )  # fmt: skip


def _look_after(bodies: Bodies, now: datetime, today: date) -> None:
    story = data("seats")["area"]
    below = {place.full_name: place.pk for place in places.children(bodies.province.pk, today)}
    office = agencies.list_colleagues(bodies.ids[story["agency"]], on=today)
    held = next(row for row in office if row.account.username == story["username"])
    services.set_places(
        by=bodies.by, now=now, post=held.post_id, looks_after=[below[name] for name in story["communes"]]
    )
