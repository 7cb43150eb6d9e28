"""How sure the reader was of an item, and when a person should look closely."""

import tomllib
from importlib import resources

CLOSER_LOOK_BELOW: float = tomllib.loads(
    resources.files(__package__).joinpath("sureness.toml").read_text(encoding="utf-8")
)["closer_look_below"]


def needs_closer_look(confidence: float | None) -> bool:
    """Whether an item is shown first; one without a measure (read before there was one, cut by hand) is not."""
    return confidence is not None and confidence < CLOSER_LOOK_BELOW
