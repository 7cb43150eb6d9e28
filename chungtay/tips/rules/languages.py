"""The languages of the public pages: a data file each, and none that nobody vouches for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """``whole``: the pages speak it; else ``lines`` in it stand above the Vietnamese page."""

    code: str
    name: str
    whole: bool = False
    lines: tuple[str, ...] = ()
    reviewed_by: str = ""


class Unvouched(Exception):
    """A translation that names nobody who has reviewed it."""


@cache
def languages() -> dict[str, Language]:
    """By code, Vietnamese first."""
    folder = files("chungtay.tips").joinpath("data", "languages")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    read = [
        read_language(
            name.removesuffix(".toml"), tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        )
        for name in names
    ]
    return {
        language.code: language
        for language in sorted(read, key=lambda found: (found.code != "vi", found.code))
    }


def read_language(code: str, raw: dict[str, Any]) -> Language:
    """Raises Unvouched where lines stand without whoever reviewed them, and TypeError for a field that is none."""
    language = Language(code, **{**raw, "lines": tuple(raw.get("lines", ()))})
    if not language.whole and not (language.reviewed_by and language.lines):
        raise Unvouched(code)
    return language
