"""Which criterion the words of a task suggest; the rules are data (lexicon.toml)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.text import fold
from chungtay.following.rules.evidence import CriterionKind
from chungtay.reader.rules import promises_of

_SETTINGS = (
    "sets",
    "element",
    "indicator",
    "at_least",
    "papers",
    "titles",
    "measure",
    "percent",
    "whole",
    "register",
)


@dataclass(frozen=True, slots=True)
class LexiconRule:
    code: str
    kind: CriterionKind
    any: tuple[str, ...]
    says: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule that the words fit, with its settings as they say; ``word`` decided, ``at`` is its place when folded."""

    rule: LexiconRule
    word: str
    at: int
    settings: dict[str, Any]


@cache
def lexicon() -> dict[str, LexiconRule]:
    """All rules by code, in their order."""
    raw = tomllib.loads(files("chungtay.following").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return {row["code"]: _rule(row, raw["default_whole"]) for row in raw["rule"]}


def _rule(row: dict[str, Any], whole: list[str]) -> LexiconRule:
    settings = {name: row[name] for name in _SETTINGS if name in row}
    if row["kind"] in (CriterionKind.FIGURE, CriterionKind.DATA_SET):
        settings.setdefault("whole", whole)
    if row["kind"] == CriterionKind.FIGURE:
        settings.setdefault("at_least", 1)
    return LexiconRule(row["code"], CriterionKind(row["kind"]), tuple(row["any"]), row["says"], settings)


def suggest(text: str, *, is_report: bool) -> list[Suggestion]:
    """The rules that fit, the likeliest first; a duty to report is known by its report alone."""
    if is_report:
        rule = LexiconRule("report", CriterionKind.REPORT, (), "Đã ban hành báo cáo trong kỳ", {})
        return [Suggestion(rule, "báo cáo", 0, {})]
    order = {code: place for place, code in enumerate(lexicon())}
    found = list(_matches(text))
    return sorted(found, key=lambda one: (one.at, order[one.rule.code]))


def _matches(text: str) -> Iterator[Suggestion]:
    folded = f" {fold(text)} "
    for rule in lexicon().values():
        places = [(at, word) for word in rule.any if (at := folded.find(f" {fold(word)}")) >= 0]
        settings = _settings(rule, text) if places else None
        if settings is not None:
            at, word = min(places)
            yield Suggestion(rule, word, at, settings)


def _settings(rule: LexiconRule, text: str) -> dict[str, Any] | None:
    """An indicator is asked to reach the share that the words promise; without one the rule says nothing."""
    if rule.kind != CriterionKind.INDICATOR:
        return rule.settings
    shares = [promise for promise in promises_of(text) if promise.unit == "%" and promise.value is not None]
    if not shares:
        return None
    bound = "at_most" if shares[0].relation == "at_most" else "at_least"
    return {**rule.settings, bound: str(shares[0].value)}


def rule_of(code: str) -> LexiconRule | None:
    return lexicon().get(code)
