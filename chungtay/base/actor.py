"""Who acts: the answer to "by whom, as what, for which place" that every service and query asks."""

from dataclasses import dataclass
from datetime import datetime

from chungtay.base.problems import NotThere


@dataclass(frozen=True, slots=True)
class Actor:
    """A person's account acting from one post. Built once per request, by ``agencies.access``.

    ``agency`` is the body of the post; ``agencies`` adds the groups it belongs to ("các sở, ban, ngành").
    ``place`` is the place of the body, or None for a body without one; ``places`` those of its places that the
    post looks after, empty where it looks after the whole. ``signs`` is how the post is signed, where that is not
    simply its name. ``follows`` names who held the post before, each until a moment: what they were told of the
    body's work is the actor's to read. ``opened`` are the subjects ("document:12") that the person has opened in an
    emergency, for some hours and with a reason.
    """

    account: int
    name: str
    post: int
    post_name: str
    agency: int
    agency_name: str
    powers: frozenset[str]
    agencies: frozenset[int] = frozenset()
    place: int | None = None
    places: frozenset[int] = frozenset()
    signs: str = ""
    follows: tuple[tuple[int, datetime], ...] = ()
    opened: frozenset[str] = frozenset()

    @property
    def reach(self) -> frozenset[int]:
        """The roots of the jurisdiction; empty for a body without a place."""
        return self.places or (frozenset() if self.place is None else frozenset({self.place}))

    @property
    def bodies(self) -> frozenset[int]:
        """The own body and the groups it belongs to: whose part in something is the actor's own."""
        return self.agencies | {self.agency}

    @property
    def signs_as(self) -> str:
        """As what the actor signs: "KT. TRƯỞNG CÔNG AN XÃ – PHÓ TRƯỞNG CÔNG AN XÃ", or the name of the post."""
        return self.signs or self.post_name

    def can(self, power: str) -> bool:
        return power in self.powers

    def must(self, power: str) -> None:
        """Raise NotThere without the power: who may not do a thing does not learn that it exists."""
        if power not in self.powers:
            raise NotThere(power)


def system(name: str, *, place: int | None = None) -> Actor:
    """The actor of work that no person started: a command, the worker. It holds no power of a post.

    ``place`` is whose work it is, so that who reads the journal of that place reads of it.
    """
    return Actor(
        account=0, name=name, post=0, post_name="hệ thống", agency=0, agency_name="", powers=frozenset(),
        place=place,
    )  # fmt: skip
