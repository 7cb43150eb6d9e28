"""The part that each line plays: a duty can stand in one zone and never in another."""

import re
from enum import StrEnum

from chungtay.reader.blocks import Text
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.structure.labels import DIVISIONS, Kind
from chungtay.reader.structure.outline import Node, Outline, find_outline


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
_FORMS = {Zone(name): re.compile(either(_LEXICON[name])) for name in _LEXICON["order"]}
_GROUNDS = re.compile(
    r"(?:các |những )?(?:văn bản )?căn cứ(?: (?:lập|để|thực hiện|triển khai)(?: kế hoạch)?| và cơ sở)?"
)
_BESIDE = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+-\s+")
_OF_WORK = re.compile(r"thực hiện|triển khai|công tác")  # "KẾT QUẢ THỰC HIỆN MỤC TIÊU, NHIỆM VỤ": results
_OF_STATE = re.compile(r"(?:đánh giá )?(?:tình hình|thực trạng|kết quả)")  # "Điều 1. Đánh giá tình hình"
_ANNEX = re.compile(r"(?:phụ lục|biểu số|danh mục)\b")


def classify(text: Text) -> list[Zone]:
    """The zone of every line of the text."""
    return zones_of(text, find_outline(text))


def zones_of(text: Text, outline: Outline) -> list[Zone]:
    frame = outline.frame
    signed = {n for s in frame.signatures for n in range(s.first, s.last + 1)}
    received = {n for block in (*frame.recipients, *frame.addressees) for n in block}
    titled = {n for title in frame.titles for n in title} | set(
        range(frame.titles[0].stop if frame.titles else 0)
    )
    zones: list[Zone] = []
    before_headings = True
    for number in range(len(text.lines)):
        node = outline.owner[number]
        if number in signed:
            zones.append(Zone.SIGNATURE)
        elif number in received:
            zones.append(Zone.RECIPIENTS)
        elif number in titled:
            zones.append(Zone.LETTERHEAD)
            before_headings = True
        elif node is None:
            zones.append(Zone.PREAMBLE if before_headings else Zone.BODY)
        else:
            before_headings = False
            zones.append(zone_of(node))
    return zones


def zone_of(node: Node) -> Zone:
    """What the headings above say, from the outermost inwards."""
    zone = Zone.BODY
    for above in reversed((node, *node.ancestors())):
        if above.titled or above.kind is Kind.ARTICLE:
            zone = _step(zone, above)
    return zone


def deciding_heading(node: Node) -> Node | None:
    """The nearest heading above that changed the zone."""
    for above in (node, *node.ancestors()):
        if above.titled and zone_of(above) is not (zone_of(above.parent) if above.parent else Zone.BODY):
            return above
    return None


def _step(outer: Zone, node: Node) -> Zone:
    """The zone under a heading that stands in the zone ``outer``."""
    title = low(node.title)
    if node.kind is None and _ANNEX.match(title):
        return Zone.ANNEX
    own = title_zone(title)
    if node.kind is Kind.ARTICLE:
        if own in (Zone.AIMS, Zone.MONEY) and node.titled and _FORMS[own].match(title):
            return own
        if own is Zone.SITUATION and node.titled and _OF_STATE.match(title):
            return own
        return outer if outer in (Zone.AIMS, Zone.SITUATION) else Zone.ORGANISATION
    if own is None:
        return outer
    if node.kind is None or node.kind in DIVISIONS or outer in (Zone.BODY, Zone.AIMS, Zone.BASIS):
        return own
    if outer is Zone.SITUATION:  # "1. Công tác tuyên truyền, nội dung …" among results stays a result
        beside = own is Zone.BASIS or (_FORMS[own].match(title) and _named_beside(node, own))
        return own if beside else outer
    if own in (Zone.SITUATION, Zone.BASIS):  # "1. Nắm tình hình …" among the duties is a duty
        return outer
    if own in (Zone.AIMS, Zone.MONEY) and not _FORMS[own].match(title):
        return outer
    return own


def _named_beside(node: Node, zone: Zone) -> bool:
    """ "TÌNH HÌNH VÀ CHỈ TIÊU": whether a heading above names the zone beside the situation."""
    for above in node.ancestors():
        first, *others = _BESIDE.split(low(above.title))
        if not _OF_WORK.search(first) and any(_FORMS[zone].match(other) for other in others):
            return True
    return False


def title_zone(title: str) -> Zone | None:
    """What a heading, in lower case, says by itself."""
    if _GROUNDS.fullmatch(title.strip(" .:")):
        return Zone.BASIS
    if _FORMS[Zone.SITUATION].match(title):  # "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023"
        return Zone.SITUATION
    found = next((zone for zone, form in _FORMS.items() if form.search(title)), None)
    aims = found is Zone.SITUATION and _FORMS[Zone.AIMS].match(title)  # "YÊU CẦU VỀ CHẤT LƯỢNG SỐ LIỆU"
    return Zone.AIMS if aims else found
