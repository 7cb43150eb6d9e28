"""Names of bodies in running text: a small grammar over the words of lexicon/agencies.toml.

A name is a head ("Sở", "Công an", "các cơ quan"), what it is about ("Lao động - Thương binh và Xã hội") and whose it is
("tỉnh", "xã Mường Phăng", "các xã, phường"). Matching starts only at words that can open a name, so it is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chungtay.reader.duties import name_forms as forms
from chungtay.reader.lexicon import even

_LONGEST = 300  # characters of a name


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    name: str
    group: bool  # "các đơn vị liên quan": several bodies named by their kind


def find_mentions(text: str) -> list[Mention]:
    """All names of bodies in the text, left to right, not overlapping."""
    found: list[Mention] = []
    evened = even(text)
    at = 0
    for word in forms.WORD.finditer(evened):
        if word.start() >= at and (mention := _match(evened, text, word.start())):
            found.append(mention)
            at = mention.end
    return found


def mention_at(text: str, at: int) -> Mention | None:
    """The name that begins exactly there."""
    return _match(even(text), text, at)


def list_at(text: str, at: int, *, charged: bool = False, joined: bool = False) -> tuple[list[Mention], int]:
    """The names that begin there, joined by commas or "và", and where the list ends.

    A list of departments may leave "Sở" out after the first: "Sở Y tế, Tài chính và Nội vụ" names three.
    ``charged``: behind "giao", where a name may begin small ("giao giáo viên chủ nhiệm"); ``joined``: behind
    "phối hợp với", where people may stand ("với phụ huynh").
    """
    evened = even(text)
    found: list[Mention] = []
    end = at
    for mention in _list(evened, text, at, charged, joined or charged):
        found.append(mention)
        end = mention.end
    return found, end


def _list(evened: str, text: str, at: int, charged: bool, people: bool) -> Iterator[Mention]:
    department, grouped = "", False
    plural = forms.DEPARTMENTS.match(evened, at)
    if plural:
        department = plural.group("head").capitalize()
        at = plural.end()
    while True:
        mention = (
            _match(evened, text, at, charged)
            or (_match(evened, text, at, charged=True) if grouped else None)
            or (_elided(evened, text, at, department) if department else None)
            or (_person(evened, text, at) if people else None)
            or (_asked(evened, text, at) if charged else None)
        )
        if not mention:
            return
        yield mention
        grouped = mention.group  # "các trường, trung tâm GDNN-GDTX"
        people = True
        opened = forms.DEPARTMENT.match(mention.name)
        if opened and forms.subjects().match(mention.name, opened.end() + 1):
            department = opened.group()
        elif not mention.name.startswith(department or "?"):
            department = ""
        note = forms.ABBREVIATION.match(evened, mention.end)
        separator = forms.SEPARATOR.match(evened, note.end() if note else mention.end)
        if not separator:
            return
        at = separator.end()


def _asked(evened: str, text: str, at: int) -> Mention | None:
    named = forms.ASKED.match(evened, at)
    return Mention(at, named.end(), text[at : named.end()], False) if named else None


def _elided(evened: str, text: str, at: int, department: str) -> Mention | None:
    subject = forms.subjects().match(evened, at)
    if not subject or not subject.group()[0].isupper():
        return None
    return Mention(at, subject.end(), f"{department} {text[at : subject.end()]}", False)


def _match(evened: str, text: str, at: int, charged: bool = False) -> Mention | None:
    found = _named(evened, text, at, charged)
    if not found or not forms.ONE_OF_SEVERAL.match(evened, at):
        return found
    charge = forms.IN_CHARGE.match(evened, found.end)
    return replace(found, end=charge.end(), name=text[at : charge.end()]) if charge else found


def _named(evened: str, text: str, at: int, charged: bool) -> Mention | None:
    if officer := forms.OFFICER.match(evened, at):  # "Trưởng phòng Giáo dục": what he heads may begin small
        if forms.DEPARTMENTS.match(evened, officer.end()) and (
            several := list(_list(evened, text, officer.end(), charged=False, people=False))
        ):  # "Giám đốc các Sở: Công Thương, Y tế"
            return Mention(at, several[-1].end, text[at : several[-1].end], True)
        inner = _inner(evened, text, officer.end(), officer.group().rstrip().endswith("rưởng"))
        if inner:
            return _with_note(evened, text, Mention(at, inner.end, text[at : inner.end], inner.group))
    word = forms.WORD.match(evened, at)
    if not word:
        return None
    if (force := forms.FORCE.match(evened, at)) and (inner := _inner(evened, text, force.end())):
        return Mention(at, inner.end, text[at : inner.end], True)
    for form in forms.grammar().get(word.group().lower(), ()):
        if (found := form.match(evened, at)) and (charged or _may_open(evened, found)):
            end = _whole(evened, text, found, _end_of(evened, found.end()))
            end = _end_of_force(evened, text, at, end)
            return _with_note(evened, text, Mention(at, end, text[at:end], False))
    if group := (forms.PLURAL.match(evened, at) or forms.SINGLE.match(evened, at)):
        return Mention(at, end := _group_end(evened, text, group.end()), text[at:end], True)
    return _match_open(evened, text, at, charged)


def _inner(evened: str, text: str, at: int, charged: bool = False) -> Mention | None:
    """The name within a name; both stand in so few words that "đồng chí đồng chí …" for pages is none."""
    return _match(evened[: at + _LONGEST], text, at, charged)


def _with_note(evened: str, text: str, mention: Mention) -> Mention:
    """ "Phòng Cảnh sát cơ động (PK02)": with what stands in brackets behind it and goes with the name."""
    behind = forms.CODE.match(evened, mention.end) if forms.UNIT.match(evened, mention.start) else None
    if forms.COMRADE.match(evened, mention.start):
        behind = forms.SEAT_NOTE.match(evened, mention.end)
    return replace(mention, end=behind.end(), name=text[mention.start : behind.end()]) if behind else mention


def _match_open(evened: str, text: str, at: int, charged: bool) -> Mention | None:
    """A group, a body in small letters or a seat that is in no list."""
    if group := forms.OPEN_GROUP.match(evened, at):
        return Mention(at, group.end(), text[at : group.end()], True)
    if not (charged or evened[at].isupper() or forms.COMRADE.match(evened, at)):
        return None
    if guard := forms.GUARD.match(evened, at):
        return Mention(at, guard.end(), text[at : guard.end()], False)
    if open_name := forms.SMALL_NAME.match(evened, at) or forms.SEAT.match(evened, at):
        inner = _inner(evened, text, open_name.end() + 1) if open_name.group() == "Bảo vệ" else None
        if inner and not inner.group and inner.name[0].isupper():  # "Bảo vệ Nhà máy Đường"
            return Mention(at, inner.end, text[at : inner.end], False)
        end = _end_of(evened, open_name.end())
        return _with_note(evened, text, Mention(at, end, text[at:end], False))
    return _person(evened, text, at)


def _person(evened: str, text: str, at: int) -> Mention | None:
    """People named by what they are, an official by his field, or a place: "trưởng dòng họ", "xã Mỹ Lộc"."""
    if named := forms.CIVIL.match(evened, at):
        end = _end_of(evened, named.end())  # "Cán bộ Hội | cấp xã"
        return Mention(at, end, text[at:end], False)
    if named := forms.PLACES.match(evened, at):
        return Mention(at, named.end(), text[at : named.end()], False)
    named = forms.PERSONS.match(evened, at)
    return Mention(at, named.end(), text[at : named.end()], True) if named else None


def _whole(evened: str, text: str, found: re.Match[str], end: int) -> int:
    """Where the name ends of which the lexicon may know only a part: "Phòng Tổ chức - Hành chính"."""
    if forms.PART_OF.fullmatch(found.group()):
        inner = (
            _inner(evened, text, found.end() + 1) if evened[found.end() : found.end() + 1] == " " else None
        )
        if inner and not inner.group and inner.name[0].isupper():
            return max(end, inner.end)
    elif "," in found.group() and (also := forms.AND_NAME.match(evened, end)):
        if not _begins_body(evened[also.start() + 4 :], department=True):
            return _end_of(evened, also.end())
    elif listed := forms.COMMA_NAME.match(evened, end):
        parts = (evened[part.end() :] for part in forms.COMMA_PART.finditer(evened, end, listed.end()))
        department = bool(forms.DEPARTMENT.match(found.group()))
        if forms.NAMED_BY_LIST.match(found.group()) and not any(
            _begins_body(part, department) for part in parts
        ):
            return _end_of(evened, listed.end())
        return end
    elif forms.GROWS.match(found.group()) and (rest := forms.UP_TO_OWNER.match(evened, found.end())):
        return _end_of(evened, rest.end())
    elif not forms.CUT_NAME.match(evened, end):
        owned = end > found.end()  # the owner may be cut within a word
        if not (owned and forms.CUT_WORD.match(evened, _last_word(evened, end))):
            return end
    longer = forms.OPEN_NAME.match(evened, found.start())
    return max(end, _end_of(evened, longer.end())) if longer else end


def _end_of_force(evened: str, text: str, at: int, end: int) -> int:
    """ "Phòng Cảnh sát hình sự Công an tỉnh": a unit reaches to the end of the force that it belongs to."""
    force = forms.OF_FORCE.match(evened, end) if forms.UNIT.match(evened, at) else None
    inner = _inner(evened, text, force.end()) if force else None
    return inner.end if inner and not inner.group else end


def _last_word(evened: str, end: int) -> int:
    """Where the last word before the place begins."""
    return evened.rfind(" ", 0, end) + 1


def _begins_body(words: str, department: bool) -> bool:
    """Whether a body begins there, or the subject of a further department, so that a list of bodies goes on."""
    return (department and bool(forms.subjects().match(words))) or _inner(words, words, 0) is not None


def _group_end(evened: str, text: str, end: int) -> int:
    """Where "các đơn vị thuộc Sở Y tế" or "đảng đoàn các tổ chức …" ends."""
    if forms.CAPITAL_NEXT.match(evened, end) and evened[_last_word(evened, end)].isupper():
        longer = forms.OPEN_NAME.match(evened, _last_word(evened, end))  # "các Đội Thông tin lưu động"
        return longer.end() if longer else end
    if teams := forms.TEAMS_FOR.match(evened, end):
        return teams.end()
    of = forms.GROUP_OF.match(evened, end)
    if of and (inner := _inner(evened, text, of.end())) and not inner.group:
        return inner.end
    if forms.HEAD_OF.search(evened[max(0, end - 20) : end].lower()) and (
        inner := _inner(evened, text, end + 1)
    ):
        return inner.end
    return end


def _end_of(evened: str, head_end: int) -> int:
    """Where a name ends whose head ends there: after whose it is and how far it reaches."""
    owner = forms.OWNER.match(evened, head_end)
    reach = forms.REACH.match(evened, owner.end() if owner else head_end)
    return reach.end() if reach else head_end


def _may_open(evened: str, found: re.Match[str]) -> bool:
    """Names begin with a capital; a few common ones are also written without when they say whose they are."""
    if found.group().lower() in forms.ALSO_VERBS and re.match(r"\s*,|\s+[a-zà-ỹđ]", evened[found.end() :]):
        return bool(forms.LEVEL_NEXT.match(evened, found.end()))  # "Thanh tra, kiểm tra việc …"
    if found.group()[0].isupper():
        return True
    return bool(forms.LOWER_ALLOWED.match(found.group())) and bool(
        forms.LEVEL_NEXT.match(evened, found.end())
    )
