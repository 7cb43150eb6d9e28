"""The drawing as PNG, for papers that hold no SVG. typst brings its own face, so every machine draws the same."""

import typst

from chungtay.pictures.rules.charts import Chart
from chungtay.pictures.rules.drawing import svg_of
from chungtay.pictures.rules.saying import Words

_PAGE = b"""#set page(width: auto, height: auto, margin: 2pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: 160mm)
"""
_DOTS = 200.0  # per inch: sharp on office printers


def png_of(chart: Chart, words: Words | None = None) -> bytes:
    """160 mm wide, as the text of an official paper is; its title stands in the paper's own words above it."""
    drawn = typst.compile(
        _PAGE,
        format="png",
        ppi=_DOTS,
        ignore_system_fonts=True,
        sys_inputs={"drawing": svg_of(chart, words or Words())},
    )
    assert isinstance(drawn, bytes)  # noqa: S101  one page gives one picture
    return drawn
