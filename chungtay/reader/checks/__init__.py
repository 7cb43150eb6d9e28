"""What a document says of itself that does not hold, and how much of it was tried and holds.

Every check is one function in one file of its name. A check speaks only where it is sure: a wrong alarm is
as bad as a miss.
"""

from collections.abc import Sequence

from chungtay.reader.blocks import Text
from chungtay.reader.checks.count import check_count
from chungtay.reader.checks.date import check_date
from chungtay.reader.checks.missing import check_missing
from chungtay.reader.checks.numbering import check_numbering
from chungtay.reader.checks.paper import Paper
from chungtay.reader.checks.share import check_share
from chungtay.reader.checks.sum import check_sum
from chungtay.reader.checks.trend import check_trend
from chungtay.reader.checks.words import check_words
from chungtay.reader.contract import Budget, Check, Figure, Header, Section, Target, Task, Verified
from chungtay.reader.quantities.counted_tables import read_counted_tables


def run_checks(
    text: Text,
    header: Header,
    sections: Sequence[Section],
    tasks: Sequence[Task],
    targets: Sequence[Target],
    figures: Sequence[Figure],
    budgets: Sequence[Budget],
) -> tuple[list[Check], Verified]:
    """All checks in the order of the text, and the count of sums, shares and amounts in words that hold."""
    paper = Paper(text, header, sections, tasks, targets, figures, budgets, read_counted_tables(text))
    sums, shares, words = check_sum(paper), check_share(paper), check_words(paper)
    checks = [*sums.checks, *shares.checks, *words.checks]
    for check in (check_count, check_trend, check_numbering, check_date, check_missing):
        checks += check(paper)
    checks.sort(key=lambda check: check.spans[0])
    return checks, Verified(sums=sums.held, shares=shares.held, words=words.held)
