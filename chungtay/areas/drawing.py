"""The list of a year as a picture: own outlines, one class for each type and one for what is not known."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.areas.queries import YearView
from chungtay.areas.rules.words import AreaKind
from chungtay.areas.templatetags.areal import area_kind
from chungtay.areas.words import LEVELS
from chungtay.pictures.rules import Area, AreaMap
from chungtay.places import queries as places


def picture_of(view: YearView, title: str) -> AreaMap | None:
    """None where no commune has an outline."""
    kinds = {row.place.pk: row.kind for row in view.rows}
    drawn = places.draw_map([row.place for row in view.rows], view.on, levels={})
    if drawn is None:
        return None
    areas = [
        Area(
            unit.place.full_name, unit.path, LEVELS[kinds[unit.place.pk]], area_kind(kinds[unit.place.pk]),
            f"{reverse('areas:commune', args=[unit.place.pk])}?nam={view.year}",
        )
        for unit in drawn.units
    ]  # fmt: skip
    shown = {area.level for area in areas}
    legend = [(LEVELS[kind], area_kind(kind)) for kind in (*AreaKind, None) if LEVELS[kind] in shown]
    below = [_(credit) for credit in drawn.credits]
    if without := len(kinds) - len(areas):
        below.append(
            _("%(n)s xã, phường chưa có đường ranh giới trên bản đồ; xem danh sách.") % {"n": without}
        )
    return AreaMap(title, "", drawn.width, drawn.height, areas, legend, tones="kind", credits=below)
