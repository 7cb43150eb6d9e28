"""Machines of the cast: a token for each, and a client that shows it."""

from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.utils import timezone

from chungtay.api import services
from chungtay.api.rules import TokenScope, last_day, scopes_for
from chungtay.base.actor import Actor


def token_for(actor: Actor, scopes: Iterable[TokenScope] | None = None) -> str:
    """A token of the actor with these scopes, or with every scope that their post can give."""
    now = timezone.now()
    return services.make_token(
        by=actor, now=now, name="Máy để kiểm thử (ví dụ)", ends_on=last_day(timezone.localdate(now)),
        scopes=scopes_for(actor.powers) if scopes is None else scopes,
    )  # fmt: skip


class Machine(Client):
    """Asks under /api/v1 with a token, as JSON unless told otherwise."""

    def __init__(self, token: str) -> None:
        super().__init__(headers={"authorization": f"Bearer {token}"})

    def ask(self, path: str, **query: Any) -> Any:
        return self.get(f"/api/v1{path}", query)

    def send(self, path: str, body: Any = None, *, method: str = "post", **headers: str) -> Any:
        """As JSON; ``headers`` by their names with _ for -."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(self, method)(
            f"/api/v1{path}", {} if body is None else body, content_type="application/json", headers=said
        )


def machine(actor: Actor, *scopes: TokenScope) -> Machine:
    return Machine(token_for(actor, scopes or None))
