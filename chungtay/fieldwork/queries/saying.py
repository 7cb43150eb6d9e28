"""What a register says in a report, for rooms that write one."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from chungtay.fieldwork.rules.sentences import say, sentences
from chungtay.registers import queries as registers


def sentence_of(
    register: str, first: date, last: date, *, places_within: Collection[int] | None = None
) -> str:
    """ "Đã tổ chức 6.041 buổi tuyên truyền thu hút 435.889 lượt người tham gia; …": what counts in those days.

    ``register``: the code of a shipped one; for one without clauses of its own, the sentence that its form gives.
    """
    known = sentences().get(register)
    if known is None:
        return registers.sentence(register, first, last, places_within=places_within)
    totals = registers.totals(register, first, last, places_within=places_within, by=known.by)

    def count(kind: str, question: str) -> Decimal:
        found = totals.get(kind)
        if found is None:
            return Decimal(0)
        return Decimal(found.entries) if question == "entries" else found.sums.get(question, Decimal(0))

    return say(known, count)
