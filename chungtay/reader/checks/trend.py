"""A later target that is weaker than an earlier one: "đến năm 2025 có 20% và đến năm 2030 có 10% …".

Compared are targets of one sentence, or of the same words, with the same unit and relation. More is better
where something good is counted (somebody is reached, a place is made clean, a burden falls), less is better
under "at_most". Silent where neither is plain, for instance for the share of the poor.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from chungtay.reader.blocks import Span, Text
from chungtay.reader.checks.paper import Paper, slip
from chungtay.reader.contract import Check, Target
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.quantities.horizons import find_horizons
from chungtay.reader.quantities.numbers import plain, printed
from chungtay.reader.quantities.units import find_quantities

_LEVEL = re.compile(r"(?<!\w)(?:xuống|còn(?! lại))(?!\w)")
_NUMBERS = re.compile(r"\d[\d.,]*\s?%?")
_SPACES = re.compile(r"\W+")


def check_trend(paper: Paper) -> list[Check]:
    """Every pair of neighbours in time that goes the wrong way."""
    return [check for group in _groups(paper.targets) for check in _weaker(paper.text, group)]


def _groups(targets: Sequence[Target]) -> Iterator[list[Target]]:
    groups: dict[tuple[object, ...], list[Target]] = {}
    for target in targets:
        lasting = target.unit == "%" or "đến" in low(target.text)  # a count of each year may well fall
        if target.due and target.value is not None and target.value_max is None and lasting:
            groups.setdefault((_subject(target), target.unit, target.relation, target.per), []).append(target)
    for group in groups.values():
        dated = {target.due: target for target in group}
        if len(dated) == len(group) > 1:
            yield [dated[due] for due in sorted(due for due in dated if due)]


def _subject(target: Target) -> str:
    """The words of the target without its dates and numbers; tables give the label of the row."""
    said = low(target.text)
    for horizon in reversed(list(find_horizons(said))):
        said = said[: horizon.start] + said[horizon.end :]
    return _SPACES.sub(" ", _NUMBERS.sub(" ", said)).strip()


def _weaker(text: Text, group: Sequence[Target]) -> Iterator[Check]:
    sign = _direction(group[0])
    for earlier, later in pairwise(group):
        if earlier.value is None or later.value is None or (later.value - earlier.value) * sign >= 0:
            continue
        unit = "%" if later.unit == "%" else f" {later.unit or ''}"
        weaker = "thấp hơn" if sign > 0 else "lỏng hơn"
        message = (
            f"Chỉ tiêu đến năm {(later.due or '')[:4]} ({printed(later.value)}{unit}) lại {weaker}"
            f" chỉ tiêu đến năm {(earlier.due or '')[:4]} ({printed(earlier.value)}{unit})."
        )
        spans = [_number(text, later), _number(text, earlier)]
        yield slip("trend", message, stated=_exact(later), found=_exact(earlier), spans=spans)


def _exact(target: Target) -> Decimal | None:
    return None if target.value is None else Decimal(str(target.value))


def _number(text: Text, target: Target) -> Span:
    """The printed number of the target."""
    for quantity in find_quantities(text.text, *target.span):
        if plain(quantity.value) == target.value:
            return quantity.start, quantity.unit_end
    return target.span


def _direction(target: Target) -> int:
    """1 where more is better, -1 where less is, 0 where it is not plain."""
    if target.relation == "at_most":
        return -1
    if target.relation == "at_least":
        return 1
    if target.relation in ("increase", "decrease"):  # each step may count from the one before
        return 1 if target.baseline_year else 0
    said = _subject(target)
    if _LEVEL.search(said):
        return -1 if "giảm" in said else 0
    if _says(said, "good"):
        return 1
    return 0 if _says(said, "bad") else 1


def _says(said: str, kind: str) -> bool:
    return re.search(rf"(?<!\w){either(words('promises')[kind])}(?!\w)", said) is not None
