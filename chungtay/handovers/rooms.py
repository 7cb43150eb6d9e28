"""The rooms whose things pass on. A room joins by offering the four functions of base.holding."""

from collections.abc import Callable
from dataclasses import dataclass

from chungtay.base.holding import Held, Passed
from chungtay.plans.queries.holding import work_held_by, work_in_the_way
from chungtay.plans.services.passing import pass_on, take_back


@dataclass(frozen=True, slots=True)
class Room:
    work_held_by: Callable[..., list[Held]]
    work_in_the_way: Callable[..., dict[str, list[int]]]
    pass_on: Callable[..., Passed]
    take_back: Callable[..., None]


ROOMS = {"work": Room(work_held_by, work_in_the_way, pass_on, take_back)}
