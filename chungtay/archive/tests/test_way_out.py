"""What lies in a package, read without this program: zipfile, csv, DuckDB, pyxform's own tables."""

import csv
import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chungtay.archive import exporting, services
from chungtay.archive.rules import BEGUN, EXPORTED
from chungtay.archive.tests.conftest import OPERATOR, REASON, Archive, export_to, silently
from chungtay.base.problems import Refused
from chungtay.files.services import keep
from chungtay.journal.models import Entry
from chungtay.people.tests.factories import AN
from chungtay.registers.tests.conftest import FORM
from chungtay.xlsforms.rules.tables import rows_of, text_of
from tests.cast import NOW, PASSWORD, Cast

IN_DUCKDB = {"integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "number": "DECIMAL(38,3)"}


def described(archive: Archive) -> dict[str, Any]:
    with zipfile.ZipFile(archive.path) as package:
        told: dict[str, Any] = json.loads(package.read("datapackage.json"))
        return told


def rows(archive: Archive, table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(archive.path) as package:
        text = io.StringIO(package.read(f"tables/{table}.csv").decode(), newline="")
        return list(csv.DictReader(text))


def test_duckdb_reads_every_table_with_the_types_that_are_said(archive: Archive, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive.path) as package:
        package.extractall(tmp_path)
    for resource in described(archive)["resources"]:
        columns = {one["name"]: IN_DUCKDB.get(one["type"], "VARCHAR") for one in resource["schema"]["fields"]}
        (found,) = duckdb.execute(
            "SELECT count(*) FROM read_csv(?, header=true, columns=?, nullstr='\\N', auto_detect=false, delim=',', "
            "quote='\"', escape='\"', new_line='\\r\\n', max_line_size=10000000)",
            [str(tmp_path / resource["path"]), columns],
        ).fetchall()[0]
        assert (resource["name"], found) == (resource["name"], resource["rows"])


def test_keys_are_unique_and_lead_to_rows_that_are_there(archive: Archive) -> None:
    """The rules of a data package, checked by hand: primary keys, required cells, foreign keys."""
    resources = described(archive)["resources"]
    held = {resource["name"]: rows(archive, resource["name"]) for resource in resources}
    assert sum(map(len, held.values())) > 1000
    for resource in resources:
        schema, own = resource["schema"], held[resource["name"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in own]
        assert len(keys) == len(set(keys))
        required = [one["name"] for one in schema["fields"] if one["constraints"]["required"]]
        assert [row for row in own if any(row[name] == "\\N" for name in required)] == []
        for key in schema["foreignKeys"]:
            there = key["reference"]
            known = {row[there["fields"]] for row in held[there["resource"] or resource["name"]]}
            assert {row[key["fields"]] for row in own} - {"\\N"} <= known


def test_nothing_zero_and_empty_are_three_things(archive: Archive) -> None:
    values = [row["value"] for row in rows(archive, "figures_datavalue")]
    assert values == ["0.000", "12.000", "7.000"]
    assert rows(archive, "agencies_agency")[0]["valid_to"] == "\\N"
    assert rows(archive, "agencies_agency")[0]["end_ground"] == ""
    assert rows(archive, "files_storedfile")[0]["name"] == "\\\\N"  # a file that is called \N


def test_forms_lie_there_as_xlsforms(archive: Archive) -> None:
    with zipfile.ZipFile(archive.path) as package:
        (name,) = [name for name in package.namelist() if name.endswith(".xlsx")]
        book, stem = package.read(name), name.removesuffix(".xlsx")
        assert {f"{stem}.json", f"{stem}.xml"} <= set(package.namelist())
    assert cells(text_of(book)) == cells(FORM)


def cells(source: str) -> dict[str, list[list[str]]]:
    """Each sheet's cells without the empty ones at the end of a row."""
    return {
        sheet: ["|".join(row).rstrip("|").split("|") for _line, row in lines]
        for sheet, lines in rows_of(source).items()
    }


def test_nobodys_name_number_password_or_key_can_be_read(archive: Archive) -> None:
    with zipfile.ZipFile(archive.path) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        names = set(package.namelist())
    for secret in (AN["name"], "000090000001", "0900 000 001", "Một nơi (ví dụ)", PASSWORD, "JFIF"):
        assert secret.encode() not in everything
    assert (
        not {"people.keys", "secret", "tables/signin_recoverycode.csv", "tables/signin_session.csv"} & names
    )


def test_the_keys_leave_apart(archive: Archive) -> None:
    with zipfile.ZipFile(archive.keys) as package:
        assert {"people.keys", "tables/agencies_account.csv", "tables/signin_recoverycode.csv"} <= set(
            package.namelist()
        )
    assert [stat.S_IMODE(path.stat().st_mode) for path in (archive.path, archive.keys)] == [0o600, 0o600]


def test_the_journal_says_who_why_and_what_left(cast: Cast, tmp_path: Path) -> None:
    made = services.export_archive(
        by=OPERATOR, now=NOW, reason=REASON, to=tmp_path / "goi.zip", keys=tmp_path / "khoa", say=silently
    )
    begun, exported = reversed(Entry.objects.order_by("-number")[:2])
    assert (begun.verb, begun.purpose, begun.change) == (BEGUN, REASON, {"keys": [None, True]})
    assert (exported.verb, exported.name) == (EXPORTED, OPERATOR.name)
    assert exported.change["manifest"] == [None, made.sha256]


def test_without_a_reason_nothing_leaves(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        services.export_archive(by=OPERATOR, now=NOW, reason=" ", to=tmp_path / "goi.zip", say=silently)
    assert list(tmp_path.iterdir()) == []
    assert not Entry.objects.exists()


def test_what_is_cut_off_leaves_the_old_package_and_nothing_half(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "goi.zip").write_bytes(b"before")

    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "_add_files", cut_off)
    with pytest.raises(KeyboardInterrupt):
        export_to(tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("goi.zip", b"before")]


def test_a_file_that_the_system_has_lost_is_named(db: None, tmp_path: Path, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    stored = keep(by=OPERATOR, now=NOW, name="giay.txt", chunks=[b"noi dung"])
    next((tmp_path / "files").rglob(stored.sha256)).unlink()
    made = services.export_archive(by=OPERATOR, now=NOW, reason=REASON, to=tmp_path / "goi.zip", say=silently)
    assert made.missing == [f"files/{stored.sha256}"]
