"""Parts that do not add up to the stated whole."""

from chungtay.reader.checks.paper import Findings, Paper
from chungtay.reader.checks.prose_sums import check_prose_sums
from chungtay.reader.checks.table_sums import check_table_sums


def check_sum(paper: Paper) -> Findings:
    """Sums in tables and in running text; see both modules for where they keep silent."""
    findings = [*map(check_table_sums, paper.tables), check_prose_sums(paper)]
    return Findings(
        tuple(check for finding in findings for check in finding.checks), sum(f.held for f in findings)
    )
