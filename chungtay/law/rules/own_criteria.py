"""A province's own criteria: a TOML text of the shape of areas.toml, read whole or refused with every mistake named."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from chungtay.base.problems import Problem
from chungtay.law.rules.criteria import TYPES, Criteria, commune_row, drug_free_row
from chungtay.law.rules.facts import is_plain

LONGEST = 20_000  # characters: the country's own set has some two thousand
_TYPE_NAMES = tuple(str(kind) for kind in TYPES)


def read_own(text: str, known: Collection[str], otherwise: Criteria) -> tuple[Criteria | None, list[Problem]]:
    """``known``: the facts that a commune can have; ``otherwise``: whose rows stand where the text has none."""
    if len(text) > LONGEST:
        return None, [_wrong("too_long", "Tệp quá dài để là một bộ tiêu chí.", "")]
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        return None, [_wrong("not_toml", "Tệp không đúng dạng TOML; hãy sửa từ tệp mẫu.", "")]
    rows = {name: raw.get(name) for name in ("commune", "drug_free")}
    if not _is_one_row(rows["commune"]):
        return None, [_wrong("no_commune", "Phải có đúng một mục [[commune]].", "commune")]
    problems = list(_check_commune(rows["commune"][0], known))  # type: ignore[index]
    free = rows["drug_free"]
    if free is not None:
        problems += _check_free(free, known)
    if problems:
        return None, problems
    own = commune_row(_whole(rows["commune"][0]))  # type: ignore[index]
    return Criteria(own, drug_free_row(_whole(free[0])) if free else otherwise.drug_free), []


def _whole(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a province writes rests on its own paper: it is never the verified text of a law."""
    return {**raw, "source": [], "verified": False, "note": raw.get("note", "Bộ tiêu chí riêng của tỉnh.")}


def _check_commune(raw: Mapping[str, Any], known: Collection[str]) -> Iterator[Problem]:
    yield from _check_row(raw, "commune")
    criteria, route, classes = raw.get("criteria"), raw.get("route"), raw.get("classes")
    if not isinstance(criteria, dict) or not criteria:
        yield _wrong("no_criteria", "Phải có ít nhất một tiêu chí [commune.criteria.…].", "commune.criteria")
        return
    for letter, one in criteria.items():
        yield from _check_criterion(one, f"commune.criteria.{letter}", known)
    letters = set(criteria)
    if not isinstance(route, dict) or not all(
        isinstance(route.get(k), str) for k in ("letter", "name", "fact")
    ):
        yield _wrong("no_route", "Mục [commune.route] phải có letter, name và fact.", "commune.route")
    else:
        yield from _check_route(route, letters, known)
        letters.add(route["letter"])
    if not isinstance(classes, dict) or not classes or not set(classes) <= set(_TYPE_NAMES):
        yield _wrong("no_classes", "Mục [commune.classes] gồm các loại I, II, III.", "commune.classes")
        return
    for name, need in classes.items():
        yield from _check_need(need, letters, f"commune.classes.{name}")


def _check_row(raw: Mapping[str, Any], place: str) -> Iterator[Problem]:
    if type(raw.get("from")) is not date or type(raw.get("to", raw["from"])) is not date:
        yield _wrong("no_day", "Phải có from (và to, nếu có) là một ngày, như 2026-01-01.", place)
    elif raw.get("to", raw["from"]) < raw["from"]:
        yield _wrong("backwards", "Ngày to sớm hơn ngày from.", place)
    if not isinstance(raw.get("article"), str) or not raw["article"].strip():
        yield _wrong("no_article", "Phải có article: văn bản của tỉnh ban hành tiêu chí.", place)


def _check_criterion(one: Any, place: str, known: Collection[str]) -> Iterator[Problem]:
    measures = one.get("measures") if isinstance(one, dict) else None
    if not isinstance(measures, list) or not measures or not isinstance(one.get("name"), str):
        yield _wrong("no_measures", "Tiêu chí phải có name và measures.", place)
        return
    for measure in measures:
        yield from _check_measure(measure, place, known)


def _check_measure(measure: Any, place: str, known: Collection[str]) -> Iterator[Problem]:
    if not isinstance(measure, dict) or not isinstance(measure.get("at_least"), dict):
        yield _wrong("no_measures", "Mỗi số đo phải có of và at_least.", place)
        return
    for name in (measure.get("of"), measure.get("per", measure.get("of"))):
        if not isinstance(name, str) or name not in known:
            yield _wrong(
                "unknown_fact", f"Không có số liệu “{name}”. Các số liệu: {', '.join(known)}.", place
            )
    least = measure["at_least"]
    if not least or not set(least) <= set(_TYPE_NAMES) or not all(map(_is_amount, least.values())):
        yield _wrong("not_a_threshold", "at_least ghi mức từ 0 trở lên cho các loại I, II, III.", place)
        return
    falling = [Fraction(least[name]) for name in _TYPE_NAMES if name in least]
    if any(graver <= lighter for graver, lighter in pairwise(falling)):
        yield _wrong("not_falling", "Mức của loại nặng hơn phải cao hơn mức của loại nhẹ hơn.", place)
    if not _is_amount(measure.get("step", 1)) or not measure.get("step", 1):
        yield _wrong("not_a_step", "step phải là một số lớn hơn 0.", place)
    if not isinstance(measure.get("unit", ""), str) or not isinstance(measure.get("measured", False), bool):
        yield _wrong("not_a_unit", "unit là chữ, measured là true hoặc false.", place)


def _check_route(
    route: Mapping[str, Any], letters: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    if route["fact"] not in known or route["letter"] in letters:
        yield _wrong(
            "no_route",
            "Mục [commune.route]: fact chưa biết, hoặc letter trùng tiêu chí khác.",
            "commune.route",
        )
    for name, need in _pairs(route.get("classes", {})):
        least = need.get("from_class") if isinstance(need, dict) else None
        if (
            name not in _TYPE_NAMES
            or least not in _TYPE_NAMES
            or not _is_count(need.get("count"), len(letters))
        ):
            yield _wrong("no_route", f"Tuyến của loại {name}: phải có count và from_class.", "commune.route")


def _check_need(need: Any, letters: Collection[str], place: str) -> Iterator[Problem]:
    among = need.get("among") if isinstance(need, dict) else None
    if not isinstance(among, list) or not all(isinstance(one, str) and one in letters for one in among):
        yield _wrong("unknown_letter", "among chỉ ghi chữ của các tiêu chí đã có.", place)
    elif not _is_count(need.get("count"), len(set(among))):
        yield _wrong("not_a_count", "count phải từ 1 đến số tiêu chí trong among.", place)


def _check_free(raw: Any, known: Collection[str]) -> list[Problem]:
    criteria = raw[0].get("criteria") if _is_one_row(raw) else None
    if not isinstance(criteria, dict) or not criteria:
        return [
            _wrong(
                "no_drug_free", "Chỉ được có một mục [[drug_free]], với [drug_free.criteria].", "drug_free"
            )
        ]
    problems = list(_check_row(raw[0], "drug_free"))
    for number, one in criteria.items():
        names = one.get("none_of") if isinstance(one, dict) else None
        good = isinstance(names, list) and names and all(isinstance(n, str) and n in known for n in names)
        if not good or not isinstance(one.get("name"), str):
            place = f"drug_free.criteria.{number}"
            problems.append(_wrong("unknown_fact", "Phải có name và none_of gồm các số liệu đã biết.", place))
    return problems


def _is_one_row(rows: Any) -> bool:
    return isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict)


def _pairs(raw: Any) -> list[tuple[str, Any]]:
    return list(raw.items()) if isinstance(raw, dict) else [("?", None)]


def _is_amount(value: Any) -> bool:
    if isinstance(value, Decimal):
        return is_plain(value) and value >= 0
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_count(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _wrong(code: str, sentence: str, place: str) -> Problem:
    where = f"[{place}] " if place else ""
    return Problem(code, f"{where}{sentence}", "content")
