"""What a change of criteria or of a policy would move, before it is put in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.areas.rules.evidence import Fact
from chungtay.areas.rules.judging import Judgement, judge, tell_difference
from chungtay.areas.rules.words import AreaKind
from chungtay.law.rules.criteria import Criteria
from chungtay.law.rules.policies import Policies


@dataclass(frozen=True, slots=True)
class Measure:
    """What communes are held against."""

    criteria: Criteria
    policies: Policies


@dataclass(frozen=True, slots=True)
class Moved:
    place: int
    before: AreaKind | None
    after: AreaKind | None
    why: tuple[str, ...]


def moves(facts: Mapping[int, Mapping[str, Fact]], old: Measure, new: Measure) -> list[Moved]:
    """Every commune whose type differs, by the same facts; one that can no longer be judged moves to None."""
    found = []
    for place, one in facts.items():
        before, after = (judge(one, measure.criteria, measure.policies) for measure in (old, new))
        if before.kind is not after.kind:
            found.append(Moved(place, before.kind, after.kind, tuple(_why(before, after))))
    return found


def _why(before: Judgement, after: Judgement) -> list[str]:
    if before.answer is None or after.answer is None:
        return [after.problem or "Bộ tiêu chí mới cần số liệu chưa được báo cáo."]
    said = tell_difference(before.answer.met, after.answer.met)
    return [*said, after.why] if after.why else said
