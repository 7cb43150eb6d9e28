"""Classes of areas: key communes of type I, II, III, key provinces, and communes free of drugs.

Numbers are compared as exact fractions; thresholds, counts and letters stand in areas.toml.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chungtay.law.rules import criteria
from chungtay.law.rules import facts as fact
from chungtay.law.rules.answers import NoAnswer
from chungtay.law.rules.book import AnyRow, in_force
from chungtay.law.rules.criteria import TYPES, AreaClass, Criteria, Criterion, Facts, Route
from chungtay.law.rules.policies import Policies, policies


class AreaLevel(StrEnum):
    COMMUNE = "commune"
    PROVINCE = "province"


Met = dict[str, AreaClass | None]  # by letter of the criterion; None: not met


@dataclass(frozen=True, slots=True)
class CommuneAnswer:
    area_class: AreaClass
    met: Met
    drug_free_failed: list[str]
    why: list[str]
    article: str
    policies: Policies

    @property
    def drug_free(self) -> bool:
        return not self.drug_free_failed

    def to_json(self) -> dict[str, object]:
        return {
            "class": str(self.area_class),
            "met": {letter: found and str(found) for letter, found in self.met.items()},
            "drug_free": self.drug_free,
            "drug_free_failed": self.drug_free_failed,
            "why": self.why,
            "article": self.article,
            "policies": self.policies.as_lines(),
        }


@dataclass(frozen=True, slots=True)
class ProvinceAnswer:
    key: bool
    met: dict[str, bool]
    why: list[str]
    article: str
    policies: Policies

    @property
    def met_count(self) -> int:
        return sum(self.met.values())

    def to_json(self) -> dict[str, object]:
        return {
            "key": self.key,
            "met_count": self.met_count,
            "met": self.met,
            "why": self.why,
            "article": self.article,
            "policies": self.policies.as_lines(),
        }


def classify(
    facts: Facts, level: str, on: date, chosen: Mapping[str, str] | None = None
) -> CommuneAnswer | ProvinceAnswer:
    """The class of an area by the criteria in force on the day; ``chosen`` are policies that are not the default.

    Raises NoAnswer for a level, day, policy or fact that leaves the question without an answer.
    """
    if level not in list(AreaLevel):
        raise NoAnswer("no such level", "Cấp phải là commune (xã) hoặc province (tỉnh).", level=level)
    decide: Callable[..., CommuneAnswer | ProvinceAnswer] = (
        classify_commune if level == AreaLevel.COMMUNE else classify_province
    )
    return decide(facts, on, policies(chosen))


@dataclass(frozen=True, slots=True)
class OldAnswer:
    """What can be said by criteria that are known in part: the type that is certain, or None for not known."""

    area_class: AreaClass | None
    why: list[str]
    article: str
    verified: bool


def national(on: date) -> Criteria:
    """The country's criteria in force on the day; raises NoAnswer where there are none."""
    return Criteria(_current(criteria.communes(), on), _current(criteria.drug_free(), on))


def classify_commune(facts: Facts, on: date, policy: Policies) -> CommuneAnswer:
    return classify_by(national(on), facts, policy)


def classify_old(facts: Facts, on: date) -> OldAnswer | None:
    """By the criteria of before, as far as they are known; None on a day of none of them.

    A fact that is absent is passed over: it can only leave the type unknown, never make one.
    """
    row = in_force(criteria.history(), on)
    if row is None:
        return None
    given = {name: fact.exact(facts, name) for name in row.any_of if facts.get(name) is not None}
    reached = [name for name, value in given.items() if value >= row.any_of[name]]
    why = [
        f"{name} = {criteria.decimal(given[name])}, từ {criteria.decimal(row.any_of[name])}"
        for name in reached
    ]
    return OldAnswer(row.area_class if reached else None, why, row.article, row.verified)


def classify_by(by: Criteria, facts: Facts, policy: Policies) -> CommuneAnswer:
    """The class by these criteria, whatever the day."""
    row, free = by.commune, by.drug_free
    met: Met = {one.letter: _class_of(one, facts, policy) for one in row.criteria}
    met[row.route.letter] = _class_of_route(row.route, facts, met)
    area_class, reached = AreaClass.NONE, "Không thuộc loại nào."
    for kind in (one for one in TYPES if one in row.classes):
        count, among = row.classes[kind]
        counted = [letter for letter in among if _counts(met[letter], kind, policy)]
        if len(counted) >= count:
            area_class = kind
            reached = f"Loại {kind}: đạt {len(counted)} tiêu chí ({', '.join(counted)}), cần {count}."
            break
    why = [f"{one.shown(facts)}: {_words(met[one.letter])}" for one in row.criteria]
    why += [f"{row.route.letter}) {row.route.name}: {_words(met[row.route.letter])}", reached]
    failed = {number: _those_not_zero(facts, names) for number, (_, names) in free.criteria.items()}
    why += [
        f"Không ma túy, điều {number} chưa đạt: {free.criteria[number][0]} ({found})"
        for number, found in failed.items()
        if found
    ]
    return CommuneAnswer(
        area_class=area_class,
        met=met,
        drug_free_failed=[number for number, found in failed.items() if found],
        why=why,
        article=by.article,
        policies=policy,
    )


def classify_province(facts: Facts, on: date, policy: Policies) -> ProvinceAnswer:
    row = _current(criteria.provinces(), on)
    if fact.count(facts, "communes_1_2") > fact.count(facts, "communes"):
        raise NoAnswer("not a usable fact", "Số xã loại I và II nhiều hơn tổng số xã.", fact="communes_1_2")
    met = {
        one.letter: any(gauge.value(facts) >= gauge.at_least["key"] for gauge in one.gauges)
        for one in row.criteria
    }
    met[row.route.letter] = fact.yes_or_no(facts, row.route.fact)
    why = [f"{one.shown(facts)}: {_yes(met[one.letter])}" for one in row.criteria]
    why.append(f"{row.route.letter}) {row.route.name}: {_yes(met[row.route.letter])}")
    why.append(f"Đạt {sum(met.values())} trong {len(met)} tiêu chí, cần {row.count}.")
    return ProvinceAnswer(sum(met.values()) >= row.count, met, why, row.article, policy)


def _current(rows: Iterable[AnyRow], on: date) -> AnyRow:
    row = in_force(rows, on)
    if row:
        return row
    older = in_force(criteria.history(), on)
    partly = f" {older.article} mới biết một phần, không đủ để xếp loại." if older else ""
    raise NoAnswer(
        "no criteria in force",
        f"Chưa có đủ tiêu chí phân loại địa bàn áp dụng ngày {on:%d/%m/%Y}.{partly}",
        on=on.isoformat(),
    )


def _class_of(criterion: Criterion, facts: Facts, policy: Policies) -> AreaClass | None:
    """The gravest type that any of the criterion's gauges reaches; zero reaches none unless the policy says so."""
    return _gravest(
        AreaClass(kind)
        for gauge in criterion.gauges
        for kind, least in gauge.at_least.items()
        if (value := gauge.value(facts)) >= least and (value or policy.zero_is_under_threshold)
    )


def _class_of_route(route: Route, facts: Facts, met: Met) -> AreaClass | None:
    if not fact.yes_or_no(facts, route.fact):
        return None
    return _gravest(
        kind
        for kind, (count, least) in route.needs.items()
        if sum(found is not None and _as_grave(found, least) for found in met.values()) >= count
    )


def _counts(found: AreaClass | None, kind: AreaClass, policy: Policies) -> bool:
    """Whether a criterion counts toward a type: when it is of that type, or graver where the policy says so."""
    return found is not None and (
        found is kind or (policy.higher_band_counts_lower and _as_grave(found, kind))
    )


def _gravest(kinds: Iterable[AreaClass]) -> AreaClass | None:
    return min(kinds, key=TYPES.index, default=None)


def _as_grave(kind: AreaClass, least: AreaClass) -> bool:
    return TYPES.index(kind) <= TYPES.index(least)


def _those_not_zero(facts: Facts, names: Iterable[str]) -> str:
    return ", ".join(f"{name} = {value}" for name in names if (value := fact.count(facts, name)))


def _words(found: AreaClass | None) -> str:
    return f"loại {found}" if found else "không đạt"


def _yes(met: bool) -> str:
    return "đạt" if met else "không đạt"
