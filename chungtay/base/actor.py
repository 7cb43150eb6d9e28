"""Who acts: the answer to "by whom, as what, for which place" that every service and query asks."""

from dataclasses import dataclass

from chungtay.base.problems import NotThere


@dataclass(frozen=True, slots=True)
class Actor:
    """A person's account acting from one post. Built once per request, by ``agencies.access``.

    ``agency`` is the body of the post; ``agencies`` adds the groups it belongs to ("các sở, ban, ngành").
    ``place`` is the root of the jurisdiction, or None for a body without one.
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

    def can(self, power: str) -> bool:
        return power in self.powers

    def must(self, power: str) -> None:
        """Raise NotThere without the power: who may not do a thing does not learn that it exists."""
        if power not in self.powers:
            raise NotThere(power)


def system(name: str) -> Actor:
    """The actor of work that no person started: a command, the worker. It holds no power of a post."""
    return Actor(
        account=0, name=name, post=0, post_name="hệ thống", agency=0, agency_name="", powers=frozenset()
    )
