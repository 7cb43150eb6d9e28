"""The colours of the face, measured."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

NEEDED = 4.5  # WCAG 2.2, 1.4.3, for text of body size
FOR_EDGES = 3.0  # WCAG 2.2, 1.4.11, for the outline of a field
WORDS = ("ink", "muted", "accent", "accent-strong", "late", "soon", "done", "info")
TONES = ("late", "soon", "done", "info", "accent")
STYLES = ("tokens", "base", "components", "print")


def text_of(name: str) -> str:
    path = finders.find(f"site/css/{name}.css")
    assert isinstance(path, str)
    return Path(path).read_text(encoding="utf-8")


def schemes() -> dict[str, dict[str, str]]:
    """Light, dark by the machine's wish, dark by choice: each name with its colour."""
    blocks = re.findall(r"\{([^{}]*--ink[^{}]*)\}", text_of("tokens"))
    names = ("light", "dark-by-machine", "dark-by-choice")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(names, found, strict=True))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark-by-machine"])
def test_every_word_can_be_read_on_every_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    pairs = [(word, ground) for word in WORDS for ground in ("paper", "surface")]
    pairs += [(word, f"{tone}-soft") for tone in TONES for word in (tone, "ink", "muted")]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("surface", "late")]
    weak = [(word, ground) for word, ground in pairs if contrast(colours[word], colours[ground]) < NEEDED]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark-by-machine"])
def test_the_edge_of_a_field_can_be_seen(scheme: str) -> None:
    colours = schemes()[scheme]
    assert min(contrast(colours["edge"], colours[ground]) for ground in ("paper", "surface")) >= FOR_EDGES


def test_both_ways_to_the_dark_are_the_same_dark() -> None:
    found = schemes()
    assert found["dark-by-machine"] == found["dark-by-choice"]
    assert set(found["light"]) == set(found["dark-by-choice"])


@pytest.mark.parametrize("name", ["base", "components"])
def test_only_the_tokens_name_colours(name: str) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text_of(name)) == []


def test_every_token_that_is_used_exists() -> None:
    known = {token for name in STYLES for token in re.findall(r"(--[\w-]+):", text_of(name))}
    used = {token for name in STYLES for token in re.findall(r"var\((--[\w-]+)\)", text_of(name))}
    assert used <= known


def test_the_styles_stay_small() -> None:
    assert sum(len(text_of(name).encode()) for name in STYLES) < 30 * 1024
