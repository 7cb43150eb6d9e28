"""Which lines may pay for which tasks, and what one unit of a result costs. Pure Python, no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from chungtay.chain.rules import Comparison, Likeness, Said, thresholds

DONG = Decimal(1)


@dataclass(frozen=True, slots=True)
class Likely:
    """A task that a line may pay for; ``sure`` ones are ticked beforehand."""

    task: int
    likeness: Likeness

    @property
    def sure(self) -> bool:
        return self.likeness.score >= thresholds().sure


def likely_tasks(lines: Mapping[int, str], tasks: Iterable[tuple[int, str]]) -> dict[int, list[Likely]]:
    """For each line the tasks whose words are like its own, the likest first; a line with none is left out.

    Words only suggest: a person says what a line pays for.
    """
    found = Comparison(
        [Said(line, words) for line, words in lines.items()], [Said(task, words) for task, words in tasks]
    ).suggestions()
    return {line: [Likely(task, likeness) for task, likeness in near] for line, near in found.items() if near}


def unit_cost(spent: int, figure: Decimal | None) -> Decimal | None:
    """Whole đồng for one; None where nothing was reported or nothing came of it: that is no cost of zero.

    >>> unit_cost(1_000_000_000, Decimal(6041))
    Decimal('165536')
    """
    if figure is None or figure <= 0:
        return None
    return (Decimal(spent) / figure).quantize(DONG, ROUND_HALF_UP)
