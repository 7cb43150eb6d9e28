"""A small invented form with every kind of cell, and generated lines of it."""

from decimal import Decimal

from hypothesis import strategies as st

from chungtay.catalogue.rules import Aggregation, PeriodKind, ValueKind
from chungtay.exchange.rules import Division, Element, Line, LineStanding, Named, Shape, ShapeCell

SEX = Division("sex", "Giới tính", "Sex", True, (Named("nam", "nam", "male"), Named("nu", "nữ", "female")))
AGE = Division(
    "age", "Độ tuổi", "Age", True, (Named("duoi_14", "dưới 14", "<14"), Named("tu_30", "từ 30 & hơn", "30+"))
)
KIND = Division(
    "seized", "Loại", "Kind", False, (Named("nam", "nấm", "mushroom"), Named("khac", "khác", "other"))
)


def _element(code: str, unit: str, divisions: tuple[str, ...] = (), decimals: int = 0) -> Element:
    kind = ValueKind.MEASURE if decimals else ValueKind.COUNT
    return Element(
        code, f"Chỉ tiêu {code}", code, "Để thử <&>.", unit, kind, Aggregation.SUM, decimals, divisions
    )


ELEMENTS = {
    one.code: one
    for one in (
        _element("THU.NGUOI", "người", ("sex", "age")), _element("THU.VU", "vụ"),
        _element("THU.GAM", "g", ("seized",), 2), _element("THU.MOI", "người", ("sex",)),
    )
}  # fmt: skip
OPTIONS: dict[str, list[tuple[str, ...]]] = {
    "THU.NGUOI": [(sex, age) for sex in ("nam", "nu") for age in ("duoi_14", "tu_30")],
    "THU.VU": [()],
    "THU.GAM": [("nam",), ("khac",)],
    "THU.MOI": [("nam",), ("nu",)],
}
CELLS = {
    cell.code: cell
    for code, each in OPTIONS.items()
    for options in each
    for cell in [ShapeCell(f"{code}:{'.'.join(options)}".rstrip(":"), code, options, ELEMENTS[code].unit)]
}
UNITS = {
    "79": Named("79", "Tỉnh Mẫu & Thử"),
    "00004": Named("00004", "xã A", inside="79"),
    "00007": Named("00007", "xã B", inside="79"),
}
BODIES = {"B1": Named("B1", "UBND xã A", inside="00004"), "B2": Named("B2", "UBND xã B", inside="00007")}


def shape_of(kind: PeriodKind = PeriodKind.MONTH) -> Shape:
    return Shape(
        Named("THU.THANG", "Biểu thử", "Test form"), kind, "Kỳ tháng tính từ ngày 15.", ELEMENTS,
        {one.code: one for one in (SEX, AGE, KIND)}, CELLS, UNITS, BODIES,
    )  # fmt: skip


PERIODS = ["2026-M01", "2026-M02", "2026-M12", "2025-Q4", "2026-H1", "2026"]
SHAPE = shape_of()


@st.composite
def reports(draw: st.DrawFn) -> list[Line]:
    """Lines in the order in which they leave: report after report, cell after cell, each once."""
    keys = draw(
        st.sets(
            st.tuples(
                st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(BODIES)), st.sampled_from(PERIODS),
                st.sampled_from(sorted(CELLS)),
            ),
            min_size=1,
            max_size=30,
        )
    )  # fmt: skip
    return [draw(lines_of(*key)) for key in sorted(keys)]


@st.composite
def lines_of(draw: st.DrawFn, unit: str, body: str, period: str, cell: str) -> Line:
    standing = draw(st.sampled_from(LineStanding))
    if standing is LineStanding.HIDDEN:
        return Line(unit, body, period, cell, standing=standing)
    if draw(st.booleans()):
        return Line(unit, body, period, cell, reason=draw(st.integers(1, 5)), standing=standing)
    scale = SHAPE.decimals_of(cell)
    number = Decimal(draw(st.one_of(st.just(0), st.integers(0, 10**11)))).scaleb(-scale)
    return Line(unit, body, period, cell, number, standing=standing)
