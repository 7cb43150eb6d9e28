"""Draws outlines as SVG paths. Plain Python: from longitude and latitude to whole units of a picture."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

WIDTH = 800
TALLEST = 1000
DOT = 4  # an island smaller than the grid of the picture is still drawn, as a square of this size

Ring = Sequence[Sequence[float]]
Shape = Sequence[Sequence[Ring]]  # the coordinates of a GeoJSON MultiPolygon


def shape_text(shape: Any) -> str:
    """The coordinates as they are stored."""
    return json.dumps(shape, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Frame:
    """The window that all outlines of one picture share: equirectangular, true to scale at its middle."""

    west: float
    north: float
    x_scale: float
    y_scale: float
    width: int
    height: int

    @classmethod
    def around(cls, shapes: Iterable[Shape]) -> "Frame":
        points = [point for shape in shapes for polygon in shape for point in polygon[0]]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        squeeze = cos(radians((south + north) / 2))
        scale = min(WIDTH / ((east - west) * squeeze), TALLEST / (north - south))
        width, height = round((east - west) * squeeze * scale), round((north - south) * scale)
        return cls(west, north, squeeze * scale, scale, width, height)

    def point(self, longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - self.west) * self.x_scale), round((self.north - latitude) * self.y_scale)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, west, north, east."""
        south, east = self.north - self.height / self.y_scale, self.west + self.width / self.x_scale
        return south, self.west, self.north, east

    @property
    def is_wide(self) -> bool:
        """Whether it shows the country rather than a province: over eight degrees from north to south."""
        return self.height / self.y_scale > 8

    def path(self, shape: Shape) -> str:
        """The ``d`` of an SVG path. A point that two units share lands on the same grid point in both."""
        return "".join(self._ring(ring) for polygon in shape for ring in polygon)

    def _ring(self, ring: Ring) -> str:
        points: list[tuple[int, int]] = []
        for longitude, latitude in ring:
            point = self.point(longitude, latitude)
            if not points or point != points[-1]:
                points.append(point)
        first = points[0]
        if len(points) < 4:
            return f"M{first[0]} {first[1]}h{DOT}v{DOT}h-{DOT}z"
        steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points[:-1])]
        return f"M{first[0]} {first[1]}l{' '.join(steps)}z"
