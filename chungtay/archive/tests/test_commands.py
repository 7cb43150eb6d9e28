"""What who sits at the machine is told."""

import argparse
from pathlib import Path

import pytest

from chungtay.archive.commands import add_export, add_import
from tests.cast import Cast

WHY = ["--reason", "Chuyển sang máy chủ mới (ví dụ)"]


def run(*words: str) -> int:
    """The command as it is typed, on a system that stands."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    add_export(commands, lambda: None)
    add_import(commands, lambda: None)
    asked = parser.parse_args(words)
    code: int = asked.run(asked)
    return code


def test_a_folder_gets_a_file_and_the_keys_a_warning(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "khoa"
    assert run("export", str(tmp_path), "--by", "thuongtruc", *WHY, "--with-keys", str(keys)) == 0
    (made,) = tmp_path.glob("chung-tay-*.zip")
    said = capsys.readouterr().out
    assert f"{made}: " in said
    assert f"TỆP KHÓA {keys}" in said


def test_an_account_that_is_not_open_takes_nothing_out(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("da.dong", "khong.co"):
        assert run("export", str(tmp_path), "--by", name, *WHY) == 1
        assert name in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_named(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", str(tmp_path / "khong" / "goi.zip"), "--by", "thuongtruc", *WHY) == 1
    assert "Không ghi được" in capsys.readouterr().err


def test_a_system_that_is_in_use_is_not_filled(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "goi.zip"
    run("export", str(package), "--by", "thuongtruc", *WHY)
    assert run("import", str(package), "--by", "Người nhập (ví dụ)", *WHY) == 1
    assert "không trống" in capsys.readouterr().err
