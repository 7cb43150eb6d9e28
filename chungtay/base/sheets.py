"""What every table has in common that leaves for a spreadsheet, and comes back from one."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")


def guarded(cell: object) -> object:
    """For a cell of CSV: no formula of a stranger runs in who opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
