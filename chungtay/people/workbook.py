"""The cells of an .xlsx or .xls as they are seen: days as days, numbers without a point."""

from chungtay.base.problems import Problem, Refused
from chungtay.base.sheets import as_text, tables_in

ROWS, COLUMNS = 5_000, 60


def read_grids(content: bytes) -> list[list[list[str]]]:
    """The sheets that hold anything. Refused: not a workbook, one that unpacks too large, too many rows."""
    grids = [
        [[as_text(cell) for cell in row[:COLUMNS]] for row in table] for table in tables_in(content).values()
    ]
    if any(len(grid) > ROWS for grid in grids):
        sentence = "Tệp có hơn {limit} dòng. Hãy chia thành nhiều tệp."
        raise Refused(Problem("sheet_long", sentence, "sheet", values={"limit": ROWS}))
    return [grid for grid in grids if any(map(any, grid))]
