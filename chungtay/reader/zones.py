"""The part that each line plays: a duty can stand in one zone and never in another."""

import re
from enum import StrEnum

from chungtay.reader.blocks import Text
from chungtay.reader.labels import BULLETS, Kind
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.outline import Node, Outline, find_outline


class Zone(StrEnum):
    LETTERHEAD = "letterhead"
    PREAMBLE = "preamble"  # grounds and introduction before the first heading
    BASIS = "basis"  # a section that lists the grounds
    SITUATION = "situation"  # results, causes, forecasts
    AIMS = "aims"
    TASKS = "tasks"
    MONEY = "money"
    ORGANISATION = "organisation"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    ANNEX = "annex"
    BODY = "body"  # under a heading that says none of these


_LEXICON = words("zones")
_TITLES = tuple((Zone(name), re.compile(either(_LEXICON[name]))) for name in _LEXICON["order"])
_ANNEX = re.compile(r"(?:phụ lục|biểu số|danh mục)\b")


def classify(text: Text) -> list[Zone]:
    """The zone of every line of the text."""
    return zones_of(text, find_outline(text))


def zones_of(text: Text, outline: Outline) -> list[Zone]:
    frame = outline.frame
    signed = {n for s in frame.signatures for n in range(s.first, s.last + 1)}
    received = {n for block in frame.recipients for n in block}
    first_title = frame.titles[0] if frame.titles else range(0)
    zones: list[Zone] = []
    before_headings = True
    for number in range(len(text.lines)):
        node = outline.owner[number]
        if number in signed:
            zones.append(Zone.SIGNATURE)
        elif number in received:
            zones.append(Zone.RECIPIENTS)
        elif number < first_title.stop or any(number in title for title in frame.titles):
            zones.append(Zone.LETTERHEAD)
            before_headings = True
        elif node is None:
            zones.append(Zone.PREAMBLE if before_headings else Zone.BODY)
        else:
            before_headings = False
            zones.append(zone_of(node))
    return zones


def zone_of(node: Node) -> Zone:
    """What the nearest heading above says; a heading that says nothing passes the question upwards."""
    for above in (node, *node.ancestors()):
        if above.heading and (zone := title_zone(above)):
            return zone
    return Zone.BODY


def title_zone(node: Node) -> Zone | None:
    title = low(node.title)
    if node.kind is None and _ANNEX.match(title):
        return Zone.ANNEX
    if node.kind in BULLETS and node.kind is not Kind.STAR_TITLE:
        return None
    if node.kind is Kind.ARTICLE:
        return Zone.ORGANISATION
    return next((zone for zone, form in _TITLES if form.search(title)), None)
