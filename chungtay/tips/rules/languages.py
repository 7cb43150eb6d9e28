"""The languages of the public pages: a data file each, and none whose words are not whole and vouched for.

``vi.toml`` holds every sentence that a sender may meet. English is spoken by the program's own translations; any other
language brings all the sentences in its file, with whoever reviewed them, and is not offered before.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Language:
    """``texts``: Vietnamese sentence → this language's, empty where the program itself speaks it; ``missing``: the
    sentences that it lacks, or has with other placeholders."""

    code: str
    name: str
    reviewed_by: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def is_offered(self) -> bool:
        return not self.missing and bool(self.reviewed_by or not self.texts)


@cache
def sentences() -> tuple[str, ...]:
    """What a translation has to bring, in the order of the pages."""
    return tuple(_raw("vi")["texts"])


@cache
def languages() -> dict[str, Language]:
    """By code, Vietnamese first; those too that cannot be offered yet."""
    names = sorted(file.name for file in _folder().iterdir() if file.name.endswith(".toml"))
    codes = sorted((name.removesuffix(".toml") for name in names), key=lambda code: (code != "vi", code))
    return {code: read_language(code, _raw(code)) for code in codes}


def offered() -> dict[str, Language]:
    return {code: language for code, language in languages().items() if language.is_offered}


def read_language(code: str, raw: Mapping[str, Any]) -> Language:
    """Of a file's content; one that the program speaks says so (``program = true``)."""
    if raw.get("program", False):
        return Language(code, raw["name"])
    texts = {vietnamese: text for vietnamese, text in raw.get("texts", {}).items() if text.strip()}
    missing = (words for words in sentences() if words not in texts or _holes(texts[words]) != _holes(words))
    return Language(code, raw["name"], raw.get("reviewed_by", ""), texts, tuple(missing))


def _holes(words: str) -> set[str]:
    return set(PLACEHOLDER.findall(words))


def _raw(code: str) -> dict[str, Any]:
    return tomllib.loads(_folder().joinpath(f"{code}.toml").read_text(encoding="utf-8"))


def _folder() -> Any:
    return files("chungtay.tips").joinpath("data", "languages")
