"""Which finding of a newer reading is which of the one before, so that what a person decided is kept."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from chungtay.base.text import fold
from chungtay.documents.rules.findings import Change, Content, FindingKind, Found, essence

# Two wordings of one duty share most of their words; two duties of one section do so less.
ALIKE = 72


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of the reading before."""

    pk: int
    kind: FindingKind
    key: str
    content: Content


@dataclass(frozen=True, slots=True)
class Carried:
    earlier: int | None
    change: Change


def carry(new: Sequence[Found], old: Sequence[Earlier]) -> list[Carried]:
    """For each new finding: the one before it, and whether it is the same, changed or new.

    First by key (the same words), then, kind by kind, the most alike of those left over. No old finding is used twice.
    """
    if not old:
        return [Carried(None, Change.FIRST)] * len(new)
    by_key = {(item.kind, item.key): item for item in old}
    pairs: dict[int, Earlier] = {}
    for position, item in enumerate(new):
        if (item.kind, item.key) in by_key:
            pairs[position] = by_key.pop((item.kind, item.key))
    left: dict[Hashable, list[Earlier]] = defaultdict(list)
    for earlier in by_key.values():
        left[earlier.kind].append(earlier)
    for kind, candidates in left.items():
        waiting = [
            position for position, item in enumerate(new) if item.kind == kind and position not in pairs
        ]
        pairs |= _most_alike([new[position] for position in waiting], waiting, candidates)
    return [_carried(item, pairs.get(position)) for position, item in enumerate(new)]


def _most_alike(new: list[Found], positions: list[int], old: list[Earlier]) -> dict[int, Earlier]:
    if not new or not old:
        return {}
    choices = dict(enumerate(_words(earlier.content) for earlier in old))
    ranked = [
        (score, i, j)
        for i, item in enumerate(new)
        for _, score, j in process.extract(
            _words(item.content), choices, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=5
        )
    ]
    ranked.sort(key=lambda row: -row[0])
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    pairs = {}
    for _, i, j in ranked:
        if i not in taken_new and j not in taken_old:
            taken_new.add(i)
            taken_old.add(j)
            pairs[positions[i]] = old[j]
    return pairs


def _words(content: Content) -> str:
    return fold(content.get("text") or content.get("title") or content.get("message") or "")


def _carried(item: Found, earlier: Earlier | None) -> Carried:
    if earlier is None:
        return Carried(None, Change.NEW)
    same = essence(item.kind, item.content) == essence(item.kind, earlier.content)
    return Carried(earlier.pk, Change.SAME if same else Change.CHANGED)
