"""A change of many bodies at once, kept so that it can be undone to the byte."""

from collections.abc import Collection

from chungtay.agencies.models import (
    Agency,
    AgencyAlias,
    AgencySuccession,
    FormerSelf,
    Holding,
    Membership,
    Post,
)
from chungtay.agencies.queries.keeping import BODY_MODELS
from chungtay.base import tracks
from chungtay.base.tracks import Track, Watch


def watch_bodies(*, places: Collection[int], groups: Collection[int]) -> Watch:
    """The bodies of these places with all that belongs to them, and the members of these groups, as they are now."""
    here = {"agency__place__in": places}
    return Watch(
        lambda: Agency.objects.filter(place__in=places),
        lambda: AgencyAlias.objects.filter(**here),
        lambda: FormerSelf.objects.filter(**here),
        lambda: AgencySuccession.objects.filter(old__place__in=places),
        lambda: Membership.objects.filter(group__in=groups),
        lambda: Post.objects.filter(**here),
        lambda: Holding.objects.filter(post__agency__place__in=places),
    )


def take_back_bodies(track: Track) -> None:
    """Put the bodies back as they were. Part of an event whose own service asked and writes the journal."""
    tracks.undo(track, BODY_MODELS)
