"""A commune held against criteria: what each criterion finds, and the class if nothing is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chungtay.areas.rules.evidence import Fact, plain_facts
from chungtay.areas.rules.words import AreaKind, kind_of
from chungtay.law.rules import NoAnswer
from chungtay.law.rules.areas import CommuneAnswer, classify_by
from chungtay.law.rules.criteria import AreaClass, Criteria
from chungtay.law.rules.policies import Policies


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: its facts, what it comes to in words, the type it reaches (None: none), or what is missing."""

    letter: str
    name: str
    facts: tuple[str, ...]
    words: str
    met: AreaClass | None
    lacking: tuple[str, ...]
    good: bool | None = None  # of the drug-free conditions: whether it holds


@dataclass(frozen=True, slots=True)
class Judgement:
    """``kind`` None: it cannot be said; ``lacking`` names the facts, ``problem`` another reason."""

    lines: tuple[Line, ...]
    conditions: tuple[Line, ...]
    kind: AreaKind | None
    answer: CommuneAnswer | None
    lacking: tuple[str, ...]
    problem: str = ""

    @property
    def why(self) -> str:
        """The sentence that names the type reached: "Loại II: đạt 3 tiêu chí (a, b, c), cần 3."."""
        if self.answer is None:
            return ""
        lines = self.answer.why
        return next((one for one in lines if one.startswith(("Loại ", "Không thuộc"))), "")


def judge(facts: Mapping[str, Fact], by: Criteria, policy: Policies) -> Judgement:
    plain = plain_facts(facts)
    lacking = tuple(name for name in by.facts if name not in plain)
    answer, problem = None, ""
    if not lacking:
        try:
            answer = classify_by(by, plain, policy)
        except NoAnswer as none:
            problem = none.message
    return Judgement(
        tuple(_lines(by, plain, answer)), tuple(_conditions(by, plain, answer)),
        None if answer is None else kind_of(answer), answer, lacking, problem,
    )  # fmt: skip


def _lines(by: Criteria, plain: Mapping[str, object], answer: CommuneAnswer | None) -> Iterable[Line]:
    for one in by.commune.criteria:
        names = tuple(dict.fromkeys(n for gauge in one.gauges for n in (gauge.of, gauge.per) if n))
        lacking = tuple(name for name in names if name not in plain)
        yield Line(
            one.letter, one.name, names, "" if lacking else _shown(one.gauges, plain),
            answer.met[one.letter] if answer else None, lacking,
        )  # fmt: skip
    route = by.commune.route
    lacking = () if route.fact in plain else (route.fact,)
    yield Line(
        route.letter, route.name, (route.fact,), "", answer.met[route.letter] if answer else None, lacking
    )


def _shown(gauges: Iterable[object], plain: Mapping[str, object]) -> str:
    try:
        return ", ".join(gauge.shown(plain) for gauge in gauges)  # type: ignore[attr-defined]
    except NoAnswer as none:
        return none.message


def _conditions(by: Criteria, plain: Mapping[str, object], answer: CommuneAnswer | None) -> Iterable[Line]:
    for number, (name, facts) in by.drug_free.criteria.items():
        lacking = tuple(one for one in facts if one not in plain)
        good = None if answer is None else number not in answer.drug_free_failed
        words = ", ".join(str(plain[one]) for one in facts if one in plain)
        yield Line(number, name, facts, words, None, lacking, good)


def tell_difference(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> list[str]:
    """What each criterion was and is, where it differs: "tiêu chí a: từ loại II xuống loại III"."""
    said = []
    for letter in dict.fromkeys([*before, *after]):
        was, became = before.get(letter), after.get(letter)
        if was != became:
            order = ["I", "II", "III", None]
            down = order.index(became) > order.index(was)
            verb = "xuống" if down else "lên"
            said.append(f"Tiêu chí {letter}: từ {_type(was)} {verb} {_type(became)}.")
    return said


def _type(found: str | None) -> str:
    return f"loại {found}" if found else "không đạt"
