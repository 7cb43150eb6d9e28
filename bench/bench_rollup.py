"""How long any indicator takes to be added up over the whole country, at any level, over twelve months.

A process of its own loads the real communes and the shipped catalogue, has DuckDB generate the figures of 72 months,
and asks as a person does: through the room's own query, with sight, expectations and marks, on SQLite. Value: the p95
over all questions. Baselines of the same run: the bare scan of the same columns by DuckDB (the ratio is of the
question's SQL to it), and plain SQL on PostgreSQL over an index made for it, of at most 7 million values.
"""

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from bench.generated_figures import LAST_YEAR, SIZES, Size, generated, lay_down, put_country, years_and_homes
from bench.result import Result, Scale
from bench.store import measured_apart, p95, timed
from tools.postgres import private_server

SCALES: dict[Scale, tuple[str, ...]] = {"small": ("0.7M",), "full": ("0.7M", "7M", "70M")}
GOAL_SECONDS, GOAL_FRESH, GOAL_MEMORY, GOAL_RATIO = 0.2, 1.0, 4.0, 3.0
NOW, TODAY = datetime(2026, 12, 20, 2, 0, tzinfo=UTC), date(2026, 12, 20)
MEASURES = (
    "ON_FILE", "MANAGED", "FILE_GROWTH", "POINTS_CLEARED_SHARE", "PROPAGANDA.SESSIONS", "PROPAGANDA.LEAFLETS",
    "DEMAND.FILE.TOTAL", "DEMAND.REHAB.CURRENT", "SUPPLY.POINTS_OPEN", "DEMAND.USERS.RESIDENCE",
)  # fmt: skip
ROUNDS = {"small": 3, "full": 4}
POSTGRES_AT_MOST = 8_000_000


def run(scale: Scale) -> Result:
    measured = measured_apart("bench.bench_rollup", scale)
    largest = measured[SCALES[scale][-1]]
    return Result(
        bench="rollup",
        value=largest["p95"],
        unit="s",
        goal=GOAL_SECONDS,
        baseline=largest["bare_p95"],
        holds=largest["p95"] <= GOAL_SECONDS
        and largest["fresh_s"] <= GOAL_FRESH
        and measured["memory_gib"] < GOAL_MEMORY
        and largest["sql_ratio"] <= GOAL_RATIO,
        detail={**measured, "baseline_is": "the bare scan of the same columns by DuckDB"},
    )


def measure(scale: Scale) -> dict[str, object]:
    """Load the country, then fill and ask at each size; all times in seconds."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_places", verbosity=0, stdout=sys.stderr)
    country = Country()
    found: dict[str, object] = {name: country.measured(SIZES[name], ROUNDS[scale]) for name in SCALES[scale]}
    # In KiB on Linux: the process that loads, generates, asks and answers.
    found["memory_gib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)
    return found


class Country:
    """Real communes with a body each that owes its reports, one person of the centre who asks, one who enters."""

    def __init__(self, measures: Sequence[str] = MEASURES) -> None:
        """``measures``: whose cells are among those that get figures, however few there are."""
        from chungtay.agencies.models import Agency
        from chungtay.agencies.rules import AgencyKind, AgencyLevel
        from chungtay.catalogue.services import load_catalogue
        from chungtay.indicators.queries.territory import territory
        from chungtay.places.rules import TWO_LEVELS, Kind
        from tests import cast

        load_catalogue(now=NOW)
        self.measures = measures
        self.land = territory()
        self.communes = [
            unit.pk
            for unit in self.land.units.values()
            if unit.kind == Kind.COMMUNE and unit.days.end is None
        ]
        self.centre = cast.seat(
            "Bộ Công an", "trunguong", "standing_office", place=None, level=AgencyLevel.CENTRAL
        )
        self.officer = cast.seat(
            "UBND xã đầu tiên", "xa", "commune", place=self.communes[0], level=AgencyLevel.COMMUNE
        )
        Agency.objects.bulk_create(
            Agency(
                name=f"UBND xã {pk}", kind=AgencyKind.PEOPLES_COMMITTEE, level=AgencyLevel.COMMUNE, place_id=pk,
                valid_from=TWO_LEVELS,
            )
            for pk in self.communes[1:]
        )  # fmt: skip

    def measured(self, size: Size, rounds: int) -> dict[str, object]:
        from chungtay.indicators.queries.copy import engine
        from chungtay.indicators.rules import Geography

        started = time.perf_counter()
        homes, forms, stored = self.fill(size)
        filled = time.perf_counter() - started
        asked = self._questions()
        times, sql, bare = self._timed(asked, rounds)
        # What DuckDB does for the question against what it does for the scan; the rest is fixed work of the page.
        ratios = [statistics.median(sql[name]) / statistics.median(bare[name]) for name in asked]
        old = replace(asked["DEMAND.FILE.TOTAL by province"], geography=Geography.OLD)
        found: dict[str, object] = {
            "values": size.values,
            "p95": p95(sorted(second for own in times.values() for second in own)),
            "bare_p95": p95(sorted(second for own in bare.values() for second in own)),
            "sql_p95": p95(sorted(second for own in sql.values() for second in own)),
            "sql_ratio": round(statistics.median(ratios), 2),
            "sql_worst_ratio": round(max(ratios), 2),
            "fresh_s": round(max(self._fresh(number) for number in range(1, rounds + 1)), 3),
            "old_units_s": round(timed(lambda: self._look(old)), 3),
            "slowest_p95": dict(
                sorted(((name, p95(sorted(own))) for name, own in times.items()), key=lambda pair: -pair[1])[
                    :5
                ]
            ),
            "fill_s": round(filled, 1),
            "stored_mib": round(stored / 2**20),
            "load": round(os.getloadavg()[0], 1),  # of the machine: other work on it lengthens everything
        }
        if size.values <= POSTGRES_AT_MOST:
            found["postgresql_p95"] = on_postgresql(
                homes, forms, [self.scope_of(one) for one in asked.values()]
            )
        engine().forget()
        return found

    def fill(self, size: Size) -> tuple[dict[int, int], dict[int, int], int]:
        """Lay down the figures of the size; the home of each place, the form of each cell, the bytes."""
        from chungtay.indicators.queries.copy import feed, root

        self.save(0)
        last = feed(figures_latest() - 1, 1)[0]
        homes = {pk: self.land.home_of(pk) for pk in self.communes[: size.communes]}
        forms = self._forms(size)
        return homes, forms, lay_down(root(), homes, forms, change=last.number, mark=last.mark)

    def scope_of(self, asked: Any) -> Any:
        """Which cells, periods and files the question reads."""
        return self._laid(asked)[2]

    def _timed(self, asked: dict[str, Any], rounds: int) -> tuple[dict[str, list[float]], ...]:
        """Seconds of every question as a person asks it, of its SQL alone, and of the bare scan, turn by turn."""
        from chungtay.indicators.queries.copy import root

        works: tuple[dict[str, Callable[[], object]], ...] = (
            {name: partial(self._look, question) for name, question in asked.items()},
            {name: partial(self._ask, question) for name, question in asked.items()},
            {name: bare_scan(root(), self.scope_of(question)) for name, question in asked.items()},
        )
        found: tuple[dict[str, list[float]], ...] = tuple({name: [] for name in asked} for _ in works)
        for turn in range(rounds + 1):  # the first reads every file through, to see that it is whole
            for name in asked:
                for work, times in zip(works, found, strict=True):
                    spent = timed(work[name])
                    if turn:
                        times[name].append(spent)
        return found

    def _look(self, asked: Any) -> Any:
        """The answer as if nobody had asked before: what is kept of earlier ones would measure nothing."""
        from chungtay.indicators.queries import look
        from chungtay.indicators.queries.copy import engine

        engine().forget_answers()
        return look(self.centre, asked, on=TODAY)

    def _fresh(self, number: int) -> float:
        """From the moment a value is saved until the country's total has it."""
        asked = replace(
            self._questions()["SUPPLY.POINTS_OPEN by province"], level=None, periods=(f"{LAST_YEAR}-M12",)
        )
        before = self._look(asked).total.figures[0].value
        self.save(number)
        started = time.perf_counter()
        while self._look(asked).total.figures[0].value != before + 1:
            pass
        return time.perf_counter() - started

    def _ask(self, asked: Any) -> object:
        """The question's SQL alone, with its tables and what changed since, its rows fetched."""
        from chungtay.indicators.queries.copy import engine
        from chungtay.indicators.queries.layout import question_of

        laid, view, scope = self._laid(asked)
        question = question_of(laid)
        with engine().ask(scope, question, view.frame) as cursor:
            return cursor.execute(question.statement()).fetchall()

    @cache  # noqa: B019  one object for the whole run
    def _laid(self, asked: Any) -> tuple[Any, Any, Any]:
        """How the question is laid out, where it is counted, and what it reads."""
        from chungtay.indicators.queries.asking import scope_of
        from chungtay.indicators.queries.layout import lay_out
        from chungtay.indicators.queries.measures import measure_of
        from chungtay.indicators.queries.sight import sight_of
        from chungtay.indicators.queries.territory import view_of

        sight, laid = (
            sight_of(self.centre, asked.place),
            lay_out(measure_of(asked.measure, TODAY), asked.periods, TODAY),
        )
        view = view_of(self.land, asked.level, sight.root, TODAY, in_parts=laid.crosses)
        return laid, view, scope_of(sight, laid, view, approved=False)

    def _forms(self, size: Size) -> dict[int, int]:
        """The cells of the size, those that are asked for first, each with the form it is reported in every month."""
        from chungtay.catalogue.models import Cell, DataSet
        from chungtay.catalogue.rules import PeriodKind
        from chungtay.indicators.queries import measure_of

        asked = {
            cell.pk: form.pk
            for code in self.measures
            for slot in measure_of(code, TODAY).slots
            for form in reversed(slot.forms)  # the first of them counts
            if form.kind == PeriodKind.MONTH
            for cell in slot.cells
        }
        other = DataSet.objects.filter(period_kind=PeriodKind.YEAR).values_list("pk", flat=True)[0]
        rest = Cell.objects.exclude(pk__in=asked).values_list("pk", flat=True)
        return {**asked, **dict.fromkeys(rest[: max(0, size.cells - len(asked))], other)}

    def save(self, number: int) -> None:
        """The officer of the first commune writes a number, as on the page."""
        from chungtay.catalogue import queries as catalogue
        from chungtay.figures import services as figures
        from chungtay.figures.services import Typed

        made = figures.open_submission(by=self.officer, now=NOW, data_set="XA.PHONGNGUA", period="2026-M12")
        cell = catalogue.cell("SUPPLY.POINTS_OPEN").pk
        value = made.values.filter(cell=cell).first()
        typed = Typed(cell, seen=value.revision if value else 0, value=Decimal(number))
        figures.save_cells(by=self.officer, now=NOW, submission=made.pk, cells=[typed])

    def _questions(self) -> dict[str, Any]:
        from chungtay.indicators.queries import Asked
        from chungtay.places.rules import Kind

        months = tuple(f"{LAST_YEAR}-M{month:02}" for month in range(1, 13))
        province = self.land.above(self.communes[0], Kind.PROVINCE, TODAY)
        levels: dict[str, dict[str, Any]] = {
            "by month": {"periods": months},
            "by province": {"periods": (str(LAST_YEAR),), "level": Kind.PROVINCE},
            "by province and month": {"periods": months, "level": Kind.PROVINCE},
            "by commune": {"periods": (str(LAST_YEAR),), "level": Kind.COMMUNE},
            "by commune of a province and month": {
                "periods": months,
                "level": Kind.COMMUNE,
                "place": province,
            },
        }
        return {f"{code} {name}": Asked(code, **words) for code in MEASURES for name, words in levels.items()}


def figures_latest() -> int:
    from chungtay.figures import queries as figures

    return figures.latest_change()


def bare_scan(root: Path, scope: Any) -> Callable[[], object]:
    """The same columns of the same files, cells and periods, and nothing done with them but one sum."""
    from chungtay.indicators.store.manifest import load

    files = [
        str(root / part.path)
        for part in load(root).parts
        if part.year in scope.years and (scope.homes is None or part.province in scope.homes)
    ]
    connection = duckdb.connect(config={"threads": 4, "memory_limit": "1GB"})
    connection.execute("SET parquet_metadata_cache = true")
    cells, periods = (", ".join(map(str, sorted(few))) for few in (scope.cells, scope.periods))
    text = (
        "SELECT min(submission), min(cell), min(place), min(agency), min(form), min(period), sum(amount) "  # noqa: S608
        f"FROM read_parquet({files}) WHERE cell IN ({cells}) AND period IN ({periods})"
    )
    return lambda: connection.execute(text).fetchall()


def on_postgresql(homes: dict[int, int], forms: dict[int, int], scopes: Sequence[Any]) -> float:
    """The p95 of plain SQL over the same values: by province and month, over an index that holds all it needs."""
    with (
        private_server() as address,
        tempfile.TemporaryDirectory() as folder,
        psycopg.connect(address.rpartition("/")[0] + "/postgres", autocommit=True) as server,
    ):
        names = ("submission", "cell", "place", "agency", "form", "period", "state", "amount")
        server.execute(f"CREATE TABLE facts ({', '.join(f'{name} bigint' for name in names)})")
        server.execute("CREATE TABLE homes (place bigint, unit bigint)")
        with server.cursor().copy("COPY homes FROM STDIN") as into:
            for row in homes.items():
                into.write_row(row)
        copy_values(server, Path(folder) / "rows.csv", homes, forms)
        server.execute("CREATE INDEX ON facts (cell, period) INCLUDE (place, amount)")
        server.execute("VACUUM ANALYZE facts")
        times = [
            timed(lambda s=scope: server.execute(PLAIN, [list(s.cells), list(s.periods)]).fetchall())  # type: ignore[misc]
            for scope in scopes
            for _ in range(2)
        ]
    return p95(sorted(times))


PLAIN = (
    "SELECT h.unit, f.period, sum(f.amount), count(f.amount), count(*) FROM facts f JOIN homes h USING (place) "
    "WHERE f.cell = ANY(%s) AND f.period = ANY(%s) GROUP BY h.unit, f.period"
)


def copy_values(server: Any, path: Path, homes: dict[int, int], forms: dict[int, int]) -> None:
    """The generated rows of every year, through a file of one home at a time."""
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as connection:
        put_country(connection, homes, forms)
        for year, home in years_and_homes(homes):
            connection.execute(f"COPY ({generated(year, home)}) TO '{path}' (HEADER false)")
            with path.open("rb") as rows, server.cursor().copy("COPY facts FROM STDIN (FORMAT csv)") as into:
                while piece := rows.read(1 << 20):
                    into.write(piece)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))  # type: ignore[arg-type]
