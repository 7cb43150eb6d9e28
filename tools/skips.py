"""Read the reports of a test run and fail when a browser or PostgreSQL test was left out.

    python -m tools.skips build/reports

A test that is skipped on SQLite because it holds only on PostgreSQL is not left out when it ran there.
"""

import sys
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

NEEDS = ("browser", "postgresql")


def needs_of(case: Element) -> set[str]:
    return {p.get("value", "") for p in case.iter("property") if p.get("name") == "needs"}


def name_of(case: Element) -> str:
    return f"{case.get('classname')}::{case.get('name')}"


def left_out(reports: list[Path]) -> list[str]:
    """The tests with a need that ran in none of the reports, and the needs that no test met."""
    ran: set[str] = set()
    skipped: set[str] = set()
    met: set[str] = set()
    for report in reports:
        for case in parse(report).iter("testcase"):
            needs = needs_of(case)
            if not needs:
                continue
            if case.find("skipped") is None:
                ran.add(name_of(case))
                met |= needs
            else:
                skipped.add(name_of(case))
    nobody = [f"no test at all ran that needs {need}" for need in NEEDS if need not in met]
    return sorted(skipped - ran) + nobody


def counted(report: Path) -> str:
    """How many of a report passed, failed and were skipped."""
    suites = list(parse(report).iter("testsuite"))
    total, bad, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return f"{report.stem}: {total - bad - skipped} passed, {bad} failed, {skipped} skipped"


if __name__ == "__main__":
    reports = sorted(Path(sys.argv[1]).glob("*.xml"))
    for report in reports:
        print(counted(report))
    missing = left_out(reports)
    if missing or not reports:
        sys.exit("Left out:\n  " + "\n  ".join(missing or ["every test: there is no report"]))
    print("No browser test and no PostgreSQL test was left out.")
