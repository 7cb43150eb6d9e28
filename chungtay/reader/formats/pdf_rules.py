"""The rules drawn on a .pdf page: pdfium names the paths, pdfplumber's finder makes cells of them.

pdfplumber's own reading of a page takes a hundred times as long as pdfium's, so only its geometry is used.
"""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber.table as finder
import pypdfium2
import pypdfium2.raw as pdfium

THIN = 3.0  # points: a path as thin as this is a rule
SHORTEST = 3.0
TOLERANCE = 3.0
MOST_EDGES = 4000  # more is a drawing
Box = tuple[float, float, float, float]  # left, bottom, right, top, from the lower left corner
Point = tuple[float, float]


def find_tables(page: pypdfium2.PdfPage) -> list[list[Box]]:
    """The cells of every ruled table of the page."""
    edges = [edge for path in _paths(page) for edge in _edges(path)]
    if not 3 < len(edges) <= MOST_EDGES:
        return []
    merged = finder.merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    crossings = finder.edges_to_intersections(merged, TOLERANCE, TOLERANCE)
    tables = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return [[(x0, -bottom, x1, -top) for x0, top, x1, bottom in cells] for cells in tables]


def _paths(page: pypdfium2.PdfPage) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        shape = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
            yield shape


def _edges(path: Any) -> Iterator[dict[str, Any]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    if y1 - y0 <= THIN or x1 - x0 <= THIN:
        flat = x1 - x0 >= y1 - y0
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        yield from _edge(
            (x0, middle[1]) if flat else (middle[0], y0), (x1, middle[1]) if flat else (middle[0], y1)
        )
        return
    for line in _lines(path):
        yield from _edge(*line)


def _lines(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path, in points of the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    corners: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield from pairwise(corners)
            corners = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield from pairwise(corners)


def _edge(start: Point, end: Point) -> Iterator[dict[str, Any]]:
    """An edge in the finder's terms, which count from the top down; slanting and tiny lines are none."""
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if min(x1 - x0, y1 - y0) > 1 or max(x1 - x0, y1 - y0) < SHORTEST:
        return
    yield {
        "x0": x0,
        "x1": x1,
        "top": -y1,
        "bottom": -y0,
        "width": x1 - x0,
        "height": y1 - y0,
        "orientation": "h" if x1 - x0 >= y1 - y0 else "v",
    }
