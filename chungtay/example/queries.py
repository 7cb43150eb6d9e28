"""What the sign-in page of the example offers."""

from typing import TYPE_CHECKING

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.documents import queries as documents
from chungtay.example.bodies import data

if TYPE_CHECKING:
    from chungtay.agencies.models import Holding


def list_offered() -> list["Holding"]:
    """The seats of accounts.toml, in its order; empty where the example was not filled."""
    order = {seat["username"]: position for position, seat in enumerate(data("accounts")["seat"])}
    held = [holding for holding in agencies.list_example_accounts() if holding.account.username in order]
    return sorted(held, key=lambda holding: order[holding.account.username])


def has_handed_in(seats: list["Holding"], name: str) -> bool:
    """Whether a file of this name is among the papers that one of these seats manages."""
    papers = (documents.managed_by(access.actor_of(held)) for held in seats)
    return any(found.filter(versions__name=name).exists() for found in papers)
