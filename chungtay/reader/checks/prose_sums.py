"""Sums in running text: "129 xã (115 …, 09 …, 05 …)", "gồm …", "trong đó …", footnotes, lists under a whole.

A bracketed or "gồm" list, or one behind a colon, splits its whole where every item counts the same thing. After
"trong đó" a difference is a slip only where a part exceeds the whole, where the list is complete by its nature
(nam / nữ, năm by năm), or where parts that exclude one another come to more than the whole.

Silent: vague numbers ("hơn 100"), mixed units, lists with an item that has no number, sums that hold for the
first items only (the rest speaks of something else), and what was done jointly ("phối hợp").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from chungtay.reader.checks.clauses import Clause, amount, same_unit
from chungtay.reader.checks.paper import Findings, Paper, slip
from chungtay.reader.contract import Check
from chungtay.reader.lexicon import words
from chungtay.reader.quantities.numbers import printed
from chungtay.reader.quantities.units import Quantity

_CUE = re.compile(
    r"(?<!\w)(?:(?P<whole>bao gồm|gồm|chia ra|cụ thể(?: là)?|chia thành)|(?P<among>trong đó))(?!\w)"
)
_JOINT = re.compile(r"(?<!\w)(?:phối hợp|cùng với|phối thuộc|trùng)(?!\w)")
_OPEN_END = re.compile(r"\.\.\.|…|v\.v|và một số|nhất là|chủ yếu|như:")
_REST = re.compile(r"còn lại")
_MARK = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"\s*(?:[-–+•*]|[a-zđ]\)|\(?\d{1,2}[).])\s*")
_YEAR = re.compile(r"năm ((?:19|20)\d\d)")
_SPLIT = re.compile(r"[;,]\s|\svà\s|\n")
_FAR = 80  # characters between a whole and its bracket
_CLOSE = 12  # characters between a whole and its colon
_NEAR = Decimal("0.8")
_MOST_ITEMS = 40  # of a list under a whole; one list for every line of another would take its square


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its parts as the text has them; ``sure``: a difference cannot be meant."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    joint: tuple[bool, ...]  # which parts were done together with others
    sure: bool
    exclusive: bool  # the parts exclude one another


def check_prose_sums(paper: Paper) -> Findings:
    """Every split of a whole in the running text."""
    found = paper.clauses
    splits = [split for clause in found for split in (*_bracketed(clause), *_cued(clause), *_coloned(clause))]
    splits += [*_footnotes(found), *_listed(found)]
    checks, held = [], 0
    for split in splits:
        if _holds(split):
            held += 1
        elif _fails(split):
            checks.append(_speak(split))
    return Findings(tuple(checks), held)


# where wholes are split


def _bracketed(clause: Clause) -> Iterator[Split]:
    for start, end in clause.brackets:
        before = [q for q in clause.between(clause.line.start, start) if q.unit_end <= start]
        inner = clause.between(start, end, inside=True)
        if not before or len(inner) < 2 or start - before[-1].unit_end > _FAR:
            continue
        whole, gap = before[-1], clause.said(before[-1].unit_end, start)
        if re.search(r"[.;:]", gap) or clause.is_change(whole):
            continue
        cue = _CUE.search(clause.said(start, end))
        among = cue is not None and cue["among"] is not None
        yield from _split(clause, whole, inner, (start + 1, end - 1), among=among, spoken=cue is not None)


def _cued(clause: Clause) -> Iterator[Split]:
    for number, (start, end) in enumerate(clause.sentences):
        found = _CUE.finditer(clause.low, start - clause.line.start, end - clause.line.start)
        cues = [m for m in found if not clause.is_inside(clause.line.start + m.start())]
        for at, cue in enumerate(cues):
            begin = clause.line.start + cue.end()
            stop = clause.line.start + cues[at + 1].start() if at + 1 < len(cues) else end
            before = clause.between(start, begin)
            if not before and cue["among"] and number:
                before = clause.between(*clause.sentences[number - 1])
            parts = [q for q in clause.between(begin, stop) if not clause.is_change(q)]
            among = bool(cue["among"])
            parts, stop = _to_semicolon(clause, parts, stop)
            region = (begin, stop)
            wholes = _wholes(clause, before, parts)
            yield from _with_sisters(
                [one for q in wholes for one in _split(clause, q, parts, region, among=among, spoken=True)]
            )


def _to_semicolon(clause: Clause, parts: list[Quantity], stop: int) -> tuple[list[Quantity], int]:
    """ "gồm: A 371 vụ, B 32 vụ; thu giữ 14 kg": behind the semicolon another thing is told."""
    if not parts:
        return parts, stop
    cut = clause.said(parts[0].start, stop).find(";")
    first = [part for part in parts if cut < 0 or part.start < parts[0].start + cut]
    rest = parts[len(first) :]
    if cut < 0 or len(first) < 2 or any(same_unit(one, other) for one in rest for other in first):
        return parts, stop
    return first, parts[0].start + cut


def _with_sisters(splits: Sequence[Split]) -> Iterator[Split]:
    """ "156 vụ, 214 đối tượng, trong đó …": a list that is complete for the cases is complete for the people."""
    complete = {
        len(split.parts)
        for split in splits
        if len(split.parts) > 1 and sum(map(amount, split.parts)) == amount(split.whole)
    }
    for split in splits:
        yield replace(split, sure=True) if len(split.parts) in complete else split


def _coloned(clause: Clause) -> Iterator[Split]:
    """ "25 người: thôn Đông 10 người, thôn Tây 8 người, thôn Nam 7 người": parts of one unit behind a bare colon."""
    for start, end in clause.sentences:
        colon = start + clause.said(start, end).find(":")
        if colon < start or clause.is_inside(colon) or _CUE.search(clause.said(start, colon)):
            continue
        before, parts = clause.between(start, colon), clause.between(colon, end)
        close = bool(before) and colon - before[-1].unit_end <= _CLOSE and before[-1].unit not in (None, "%")
        if close and len(parts) > 1 and all(same_unit(part, before[-1]) for part in parts):
            yield from _split(clause, before[-1], parts, (colon + 1, end), among=False, spoken=False)


def _wholes(clause: Clause, before: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[Quantity]:
    """For every unit the nearest quantity before the cue, where a part has that unit or is of its kind."""
    seen: list[Quantity] = []
    for quantity in reversed(before):
        if clause.is_change(quantity) or any(same_unit(quantity, other) for other in seen):
            continue
        seen.append(quantity)
        if any(same_unit(quantity, part) for part in parts) or _kind(quantity, parts) or _bare(parts):
            yield quantity


def _footnotes(found: Sequence[Clause]) -> Iterator[Split]:
    """ "9.663 m2 diện tích[1]" and the note that splits it."""
    notes = {m[1]: clause for clause in found if (m := _MARK.match(clause.line.text))}
    for clause in found:
        for mark in _MARK.finditer(clause.line.text):
            note = notes.get(mark[1])
            place = clause.line.start + mark.start()
            before = [q for q in clause.between(clause.line.start, place) if q.unit_end <= place]
            if mark.start() == 0 or note is None or not before or place - before[-1].unit_end > _FAR // 2:
                continue
            region = (note.line.start + len(mark[0]), note.line.end)
            parts = note.between(*region)
            among = "trong đó" in note.low
            yield from _split(note, before[-1], parts, region, among=among, spoken=True)


def _listed(found: Sequence[Clause]) -> Iterator[Split]:
    """A paragraph that ends in ":" with a whole, and one part in each list item under it."""
    for at, clause in enumerate(found):
        cue = _CUE.search(clause.low)
        if not clause.line.text.rstrip().endswith(":") or not (cue or "tổng" in clause.low):
            continue
        items: list[Clause] = []
        bullet = ""
        for item in found[at + 1 : at + 2 + _MOST_ITEMS]:
            label = _ITEM.match(item.line.text)
            if label is None or item.line.start != (items or [clause])[-1].line.end + 1:
                break
            sign = label[0].strip()[:1]
            bullet = bullet or sign
            if sign != bullet and not (sign.isalnum() and bullet.isalnum()):
                break
            items.append(item)
        wholes = clause.between(clause.line.start, clause.line.end)
        if wholes and 1 < len(items) <= _MOST_ITEMS:
            yield from _of_items(clause, wholes[-1], items, among=cue is None or bool(cue["among"]))


def _of_items(clause: Clause, whole: Quantity, items: Sequence[Clause], *, among: bool) -> Iterator[Split]:
    parts: list[Quantity] = []
    for item in items:
        inside = [q for q in item.between(item.line.start, item.line.end) if same_unit(q, whole)]
        inside = [quantity for quantity in inside if not item.is_change(quantity)]
        product = "=" in item.line.text  # "2 lớp x 30 triệu đồng = 60 triệu đồng"
        if not inside or item.is_vague(inside[-1]) or (len(inside) > 1 and not product):
            return
        parts.append(inside[-1])
    if clause.is_vague(whole):
        return
    segments = [item.low for item in items]
    complete, exclusive = _nature(segments)
    yield Split(whole, tuple(parts), tuple(map(_is_joint, segments)), complete or not among, exclusive)


# what a list of parts means


def _split(
    clause: Clause,
    whole: Quantity,
    inner: Sequence[Quantity],
    region: tuple[int, int],
    *,
    among: bool,
    spoken: bool,
) -> Iterator[Split]:
    inner = [quantity for quantity in inner if not clause.is_change(quantity)]
    kind = _kind(whole, inner)
    bare = spoken and _bare(inner)
    parts = [q for q in inner if kind or bare or same_unit(q, whole)]
    if not parts or any(clause.is_vague(q) for q in (*parts, whole) if _in(clause, q)):
        return
    segments = _segments(clause, parts, region)
    if whole.unit == "%" and any(_YEAR.search(segment) for segment in segments):
        return  # shares of several years do not add up
    complete, exclusive = _nature(segments)
    whole_list = (
        len(parts) > 1 and _every_item_counts(clause, parts, region) and (kind or len(parts) == len(inner))
    )
    near = amount(whole) * _NEAR <= sum(map(amount, parts)) <= amount(whole) / _NEAR
    sure = complete or (not among and whole_list and (spoken or kind or near))
    yield Split(whole, tuple(parts), tuple(map(_is_joint, segments)), sure, exclusive or bool(kind))


def _in(clause: Clause, quantity: Quantity) -> bool:
    return clause.line.start <= quantity.start < clause.line.end


def _kind(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts are different kinds of what the whole counts ("129 đơn vị": xã, phường, thị trấn)."""
    units = {part.unit for part in parts}
    return len(units) > 1 and any(
        whole.unit in entry["whole"] and units <= set(entry["parts"]) for entry in words("parts")["kinds"]
    )


def _bare(parts: Sequence[Quantity]) -> bool:
    """Parts that leave the unit to their whole: "233.906 người, trong đó người nghiện là 184.427 và …"."""
    return len(parts) > 1 and all(part.unit is None for part in parts)


def _segments(clause: Clause, parts: Sequence[Quantity], region: tuple[int, int]) -> list[str]:
    """The words that belong to each part: from the part before to behind its unit."""
    ends = [part.unit_end for part in parts]
    return [clause.said(start, end) for start, end in zip([region[0], *ends], ends, strict=False)]


def _every_item_counts(clause: Clause, parts: Sequence[Quantity], region: tuple[int, int]) -> bool:
    """No item of the list goes without a number, and the list is not left open ("…")."""
    said = clause.said(*region)
    items = [item for item in (said.split(";") if ";" in said else _SPLIT.split(said)) if item.strip()]
    return not _OPEN_END.search(said) and (len(items) == len(parts) or ";" not in said)


def _nature(segments: Sequence[str]) -> tuple[bool, bool]:
    """Whether the list is complete by what it names, and whether its parts exclude one another."""
    years = [match[1] for segment in segments if (match := _YEAR.search(segment))]
    if len(years) == len(segments) and len(set(years)) == len(years) > 1:
        return int(max(years)) - int(min(years)) == len(years) - 1, True
    if len(segments) > 1 and _REST.search(segments[-1]):
        return True, True
    exclusive = False
    for entry in words("parts")["sets"]:
        members = [_member(segment, entry["members"]) for segment in segments]
        if len(segments) > 1 and None not in members and len(set(members)) == len(members):
            exclusive = True
            if entry["complete"] and len(members) == len(entry["members"]):
                return True, True
    return False, exclusive


def _member(segment: str, members: Sequence[Sequence[str]]) -> int | None:
    """Which member of a set the words name; None where none or several."""
    named = [
        at for at, forms in enumerate(members) if any(re.search(rf"(?<!\w){f}(?!\w)", segment) for f in forms)
    ]
    return named[0] if len(named) == 1 else None


def _is_joint(segment: str) -> bool:
    return _JOINT.search(segment) is not None


# the verdict


def _holds(split: Split) -> bool:
    whole = amount(split.whole)
    values = [amount(part) for part in split.parts]
    alone = [value for value, joint in zip(values, split.joint, strict=True) if not joint]
    firsts = list(accumulate(values))[1:]
    return len(values) > 1 and (whole in firsts or (len(alone) > 1 and sum(alone) == whole))


def _fails(split: Split) -> bool:
    whole = amount(split.whole)
    values = [amount(part) for part in split.parts]
    if any(value > whole for value, joint in zip(values, split.joint, strict=True) if not joint):
        return True
    if len(values) < 2 or any(split.joint):
        return False
    return split.sure or (split.exclusive and sum(values) > whole)


def _speak(split: Split) -> Check:
    whole, values = amount(split.whole), [amount(part) for part in split.parts]
    unit = "đồng" if split.whole.money is not None else (split.whole.unit or "")
    found = sum(values, Decimal(0))
    if len(values) > 1:
        addends = " + ".join(map(printed, values))
        message = f"Các phần cộng lại được {printed(found)} {unit} ({addends})"
        message += f" nhưng văn bản ghi {printed(whole)} {unit}."
    else:
        message = (
            f"Một phần là {printed(found)} {unit}, lớn hơn toàn bộ {printed(whole)} {unit} mà văn bản ghi."
        )
    spans = [(split.whole.start, split.whole.unit_end), (split.parts[0].start, split.parts[-1].unit_end)]
    return slip("sum", message, stated=whole, found=found, spans=spans)
