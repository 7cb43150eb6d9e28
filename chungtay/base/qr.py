"""A QR code as the path of an SVG: drawn in the page, fetched from nowhere."""

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Drawing:
    side: int  # of the square, in modules
    path: str


def qr_code(text: str) -> Drawing:
    """Each run of dark modules in a row is one bar; the quiet zone of four modules is part of the square."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    bars = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                bars.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return Drawing(side=len(rows), path="".join(bars))
