"""Whether a change of many bodies at once can still be undone."""

from typing import Any

from chungtay.agencies.models import (
    Agency,
    AgencyAlias,
    AgencySuccession,
    FormerSelf,
    Holding,
    Membership,
    Post,
)
from chungtay.base import tracks
from chungtay.base.tracks import Track

# What belongs to a body, pointed at before pointing.
BODY_MODELS: tuple[Any, ...] = (Agency, AgencyAlias, FormerSelf, AgencySuccession, Membership, Post, Holding)


def bodies_in_the_way(track: Track) -> dict[str, list[int]]:
    """What has been done on top of the change, by model label; empty when it can be undone."""
    return tracks.in_the_way(track, BODY_MODELS)
