"""The reading of reports that keeps a browser or PostgreSQL test from being left out unseen."""

from pathlib import Path

from tools.skips import counted, left_out

BROWSER = '<properties><property name="needs" value="browser"/></properties>'
POSTGRESQL = '<properties><property name="needs" value="postgresql"/></properties>'


def report(folder: Path, name: str, *cases: str) -> Path:
    inside = "".join(
        f'<testcase classname="tests" name="{at}">{case}</testcase>' for at, case in enumerate(cases)
    )
    skipped = sum("<skipped" in case for case in cases)
    path = folder / f"{name}.xml"
    path.write_text(
        f'<testsuites><testsuite tests="{len(cases)}" failures="0" errors="0" skipped="{skipped}">'
        f"{inside}</testsuite></testsuites>"
    )
    return path


def test_nothing_is_left_out_when_both_needs_were_met(tmp_path: Path) -> None:
    assert left_out([report(tmp_path, "all", BROWSER, POSTGRESQL, "<skipped/>")]) == []


def test_a_skipped_browser_test_is_left_out(tmp_path: Path) -> None:
    one = report(tmp_path, "one", BROWSER, POSTGRESQL, BROWSER + "<skipped/>")
    assert left_out([one]) == ["tests::2"]


def test_what_is_skipped_on_one_database_and_ran_on_the_other_is_not_left_out(tmp_path: Path) -> None:
    sqlite = report(tmp_path, "sqlite", POSTGRESQL + "<skipped/>", BROWSER)
    postgresql = report(tmp_path, "postgresql", POSTGRESQL, BROWSER)
    assert left_out([sqlite, postgresql]) == []


def test_a_need_that_no_test_met_is_said(tmp_path: Path) -> None:
    assert left_out([report(tmp_path, "none", BROWSER)]) == ["no test at all ran that needs postgresql"]


def test_the_counts_are_said_in_one_line(tmp_path: Path) -> None:
    assert counted(report(tmp_path, "sqlite", "", "<skipped/>")) == "sqlite: 1 passed, 0 failed, 1 skipped"
