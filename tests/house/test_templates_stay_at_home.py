"""A page is made of its own room's templates and of the frame that site gives to all."""

import re

from chungtay.site.templatetags.face import BADGES
from tests.house.plan_of_the_house import room_of, room_trees, rooms, shown, templates

TAG = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^/"']+)/""")
NAME = re.compile(r"""["']([a-z]+)/[\w/]+\.html["']""")


def test_templates_stay_at_home() -> None:
    strangers = [
        f"{shown(path)} uses {home}/"
        for path in templates()
        for home in TAG.findall(path.read_text(encoding="utf-8"))
        if home not in {room_of(path), "site"}
    ]
    assert strangers == []


def test_views_render_the_templates_of_their_own_room() -> None:
    strangers = [
        f"{shown(path)} renders {home}/"
        for path, _ in room_trees()
        if path.parent.name in rooms()
        for home in NAME.findall(path.read_text(encoding="utf-8"))
        if home in rooms() and home not in {room_of(path), "site"}
    ]
    assert strangers == []


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    """The Content-Security-Policy would stop them in silence."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|hx-on")
    assert [shown(path) for path in templates() if inline.search(path.read_text(encoding="utf-8"))] == []


def test_every_badge_that_a_template_names_is_there() -> None:
    """One that is not breaks the page, and only where the template comes to it."""
    named = re.compile(r"""\{%\s*badge\s+["']([\w-]+)["']""")
    missing = [
        f"{shown(path)}: {badge}"
        for path in templates()
        for badge in named.findall(path.read_text(encoding="utf-8"))
        if badge not in BADGES
    ]
    assert missing == []
