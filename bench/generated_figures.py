"""Figures of the whole country, made by DuckDB itself and laid down as the columnar copy would have them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

FIRST_YEAR, LAST_YEAR = 2021, 2026
MONTHS = 72
MISSING = 50  # one value in so many is not reported, with a reason


@dataclass(frozen=True, slots=True)
class Size:
    """How much is generated: communes × cells × 72 months."""

    communes: int
    cells: int

    @property
    def values(self) -> int:
        return self.communes * self.cells * MONTHS


SIZES = {"0.7M": Size(332, 30), "7M": Size(3321, 30), "70M": Size(3321, 300)}


def lay_down(
    root: Path, homes: Mapping[int, int], forms: Mapping[int, int], *, change: int, mark: str
) -> int:
    """Write the files of every year and home, and the manifest up to ``change``; returns their bytes.

    ``homes``: place -> home; ``forms``: cell -> the form it is reported in.
    """
    from chungtay.indicators.store.copying import write_part
    from chungtay.indicators.store.manifest import Manifest, Part, save, seal

    parts: list[Part] = []
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as connection:
        put_country(connection, homes, forms)
        for year, home in years_and_homes(homes):
            path = root / str(year) / f"{home}-generated.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            rows = write_part(connection, generated(year, home), path)
            parts.append(seal(root, year, home, path, rows))
    save(root, Manifest(change, mark, tuple(parts)))
    return sum(part.size for part in parts)


def put_country(
    connection: duckdb.DuckDBPyConnection, homes: Mapping[int, int], forms: Mapping[int, int]
) -> None:
    """The tables that ``generated`` multiplies."""
    pairs = "unnest(?::INT[]) AS {}, unnest(?::INT[]) AS {}"
    for name, columns, rows in (("cells", ("cell", "form"), forms), ("homes", ("place", "home"), homes)):
        told = pairs.format(*columns)
        connection.execute(f"CREATE TABLE {name} AS SELECT {told}", [list(rows), list(rows.values())])


def years_and_homes(homes: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for home in sorted(set(homes.values())):
            yield year, home


def generated(year: int, home: int) -> str:
    """A select of the columns of the copy: small counts that differ by cell, place and month."""
    return (
        f"SELECT (place::BIGINT * 100 + form) * 100 + ({year} - {FIRST_YEAR}) * 12 + month AS submission, "  # noqa: S608
        f"cell, place, place + 500000 AS agency, form, ({year} * 100 + month)::INT AS period, 4::TINYINT AS state, "
        f"CASE WHEN hash(cell, place, month, {year}) % {MISSING} = 0 THEN NULL "
        f"ELSE (hash(place, cell, month, {year}) % (1 + cell % 97) * 1000)::BIGINT END AS amount "
        f"FROM (SELECT place FROM homes WHERE home = {home}) h, cells c, range(1, 13) m(month)"
    )
