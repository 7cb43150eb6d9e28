"""Which criterion the words of a task suggest; the rules are data (lexicon.toml)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chungtay.base.text import fold
from chungtay.following.rules.evidence import CriterionKind

_SETTINGS = ("sets", "element", "at_least", "papers", "titles", "measure", "percent", "whole")


@dataclass(frozen=True, slots=True)
class LexiconRule:
    code: str
    kind: CriterionKind
    any: tuple[str, ...]
    says: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule that the words fit; ``word`` is the one that decided, ``at`` where it stands in the folded text."""

    rule: LexiconRule
    word: str
    at: int


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
        return [Suggestion(rule, "báo cáo", 0)]
    order = {code: place for place, code in enumerate(lexicon())}
    found = list(_matches(f" {fold(text)} "))
    return sorted(found, key=lambda one: (one.at, order[one.rule.code]))


def _matches(folded: str) -> Iterator[Suggestion]:
    for rule in lexicon().values():
        places = [(at, word) for word in rule.any if (at := folded.find(f" {fold(word)}")) >= 0]
        if places:
            at, word = min(places)
            yield Suggestion(rule, word, at)


def rule_of(code: str) -> LexiconRule | None:
    return lexicon().get(code)
