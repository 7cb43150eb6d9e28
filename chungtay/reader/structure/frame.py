"""The frame of an official paper: kind lines, recipients, signature; everything else is its body."""

import re
from dataclasses import dataclass

from chungtay.reader.blocks import Text
from chungtay.reader.lexicon import UPPER, either, even, low, words

_KINDS: dict[str, str] = words("kinds")["kinds"]
_KIND = re.compile(either(list(_KINDS)) + r"(?!\w)")
_POSITION = (
    either(words("positions")["positions"]) + rf"(?:\s+{either(words('positions')['of'])}(?:\s+\w+){{0,6}}?)?"
)
_POSITIONS = re.compile(
    rf"{_POSITION}(?:\s+{_POSITION})*[\s:]*$"
)  # "TRƯỞNG BAN, CHỦ TỊCH UBND XÃ": two seats of one person
_AUTHORITY = re.compile(rf"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q|QUYỀN|TUN)(?:\s*[.:/]\s*|\s+)(?=[{UPPER}]{{2}})")
_ABBREVIATED = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q|QUYỀN|TUN)[.:/]?")
_RANKS = either(words("positions")["ranks"])
_NAME_WORD = rf"[{UPPER}][\wà-ỹ’']*"
_NAME = re.compile(rf"(?:(?i:{_RANKS})[.,\s]+)*({_NAME_WORD}(?:[\s-]+{_NAME_WORD}){{1,5}})$")
_NOT_NAME = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|phường|ủy ban|công an|văn phòng|đã ký|hội đồng|kế hoạch|điều"
    r"|nơi nhận|lưu (?=vt|vp|văn (?:phòng|thư)|hồ sơ|hs)|phụ lục"
    r"|độc lập|cộng hòa|việt nam|phụ trách|phó (?:chủ|giám|hiệu|trưởng|bí|chánh|viện|tổng)|giám đốc|chủ tịch"
    r"|hiệu trưởng|bí thư|trưởng (?:phòng|ban|công))\b"
)
_RECIPIENTS = re.compile(r"\W*nơi\s*(?:nhận|gửi)\b")
_ADDRESSEES = re.compile(r"\W*kính\s*gửi\b")
_MAY_BE_SUBJECT = re.compile(r"(?:Thực hiện|Triển khai|Nhằm|Theo|Trong)\s")
_AFTER_SUBJECT = re.compile(
    r"(?:Căn cứ|Thực hiện|Kính gửi|Số\s*:|Nhằm|Để\s|Theo\s|Xét\s|Trong\s|Ngày\s\d|Năm\s"
    r"|(?:Phần|PHẦN)\s+(?:(?i:thứ)\s|[IVX\d])|(?:Điều|Chương)\s+[IVX\d]"
    r"|[IVX]+\s*[./)-]|[A-Z]\s*[./)-]\s|\d{1,2}\s*[./)-](?!\s?\d)|[-+*] "
    r"|(?:ỦY BAN NHÂN DÂN|UBND|UỶ BAN|HỘI ĐỒNG NHÂN DÂN|CHỦ TỊCH|GIÁM ĐỐC|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TRƯỞNG BAN"
    r"|THỦ TƯỚNG|BỘ TRƯỞNG|QUYẾT ĐỊNH|QUYẾT NGHỊ)\b)"
)
_LAST_RECIPIENT = re.compile(r"\W*lưu\b")
_SIGNED_BY = re.compile(r"\W*(?:đã ký|người ký|ký bởi)\s*:\s*", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"\s*\((?:để )?(?:b/c|p/h|t/h)\)[;,.]?$")  # the end of a recipient on the same line
_STAMP = re.compile(
    r"\W*(?:\(?\s*đã ký|ký bởi|người ký|cơ quan:|email|thời gian ký|ký số|\(\s*ký\b|\[.*(?:daky|đã ký).*\])"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Line numbers, ``first`` to ``last`` inclusive."""

    first: int
    last: int
    authority: str | None
    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    titles: tuple[range, ...]  # each kind line ("KẾ HOẠCH") with its subject; a second one is carried
    recipients: tuple[range, ...]  # lines of "Nơi nhận" with its head line
    addressees: tuple[range, ...]  # lines of "Kính gửi" of a letter
    signatures: tuple[Signature, ...]

    def outside(self) -> set[int]:
        """The lines that belong to titles, recipients and signatures."""
        lines = {number for block in (*self.recipients, *self.addressees, *self.titles) for number in block}
        return lines | {number for s in self.signatures for number in range(s.first, s.last + 1)}


def find_frame(text: Text) -> Frame:
    lines = [line.text for line in text.lines]
    signatures = _find_signatures(lines)
    signed = {n for s in signatures for n in range(s.first, s.last + 1)}
    recipients = tuple(_find_lists(lines, _RECIPIENTS, signed))
    addressees = tuple(_find_lists(lines, _ADDRESSEES, signed))
    inside = {n for block in (*recipients, *addressees) for n in block} | signed
    titles = tuple(range(n, _subject_end(text, n, inside)) for n in _find_titles(lines, inside))
    return Frame(titles, recipients, addressees, signatures)


def is_upper(text: str) -> bool:
    """Whether the letters of the text are capitals (small slips allowed: "ỦY BAN NHÂN DÂN tỉnh")."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) >= 0.9 * letters


def kind_of(line: str) -> tuple[str, int] | None:
    """The kind that an upper-case line begins with, and where the rest of the line begins."""
    found = _KIND.match(low(line))
    if not found or not is_upper(line[: found.end()]):
        return None
    return _KINDS[re.sub(r"\s+", " ", found.group())], found.end()


def _find_titles(lines: list[str], inside: set[int]) -> list[int]:
    titles: list[int] = []
    for number, line in enumerate(lines):
        bare = line.strip(" *:_")
        if number in inside or not 3 < len(bare) < 400 or not (found := kind_of(bare)):
            continue
        rest = bare[found[1] :].strip()
        enacting = line.rstrip(" *").endswith(":") and not rest  # "QUYẾT ĐỊNH:" after the grounds
        stamp = rest.startswith(("ĐẾN", "ĐI"))  # "CÔNG VĂN ĐẾN": the mark of the mail room
        if enacting or stamp or (titles and rest and not _opens_inner(lines, number)):
            continue
        if not rest or is_upper(rest) or (not titles and rest[0].isupper()):
            titles.append(number)
    return titles


def _begins_body(line: str, has_subject: bool) -> bool:
    """Whether the body begins; "Thực hiện Chương trình …" without a closing mark is itself a subject."""
    if not has_subject and _MAY_BE_SUBJECT.match(line) and not line.rstrip().endswith((".", ";", ":", ",")):
        return False
    if has_subject and line.rstrip().endswith(":") and not is_upper(line):
        return True  # "Ban Thường vụ Thành ủy xây dựng Kế hoạch như sau:"
    return bool(_AFTER_SUBJECT.match(line))


_NOTE_OF = re.compile(
    r"\(|(?i:của) (?!.{0,90}\svề\s)"
)  # "CỦA BAN THƯỜNG VỤ TỈNH ỦY", without "về …" behind it


def _subject_end(text: Text, title: int, inside: set[int]) -> int:
    """The line after the subject (trích yếu) that follows a kind line."""
    number = title + 1
    has_subject = len(_clean(text.lines[title].text).split()) > 6
    while number < min(title + 7, len(text.lines)):
        line, before = text.lines[number], text.lines[number - 1]
        if number in inside or line.in_table or len(line.text) > 450 or _begins_body(line.text, has_subject):
            break
        note = bool(_NOTE_OF.match(line.text)) or not any(c.isalpha() for c in line.text)
        goes_on = is_upper(line.text) or line.text[:1].islower() or (line.bold and before.bold)
        if not note and has_subject and not goes_on:
            break
        has_subject = has_subject or not note
        number += 1
    return number


def _opens_inner(lines: list[str], number: int) -> bool:
    after = low(" ".join(lines[number + 1 : number + 4]))
    return "kèm theo" in after


def _find_lists(lines: list[str], head: re.Pattern[str], signed: set[int]) -> list[range]:
    blocks = []
    for number, line in enumerate(lines):
        if not head.match(low(line)):
            continue
        last = number
        for following in range(number + 1, min(number + 60, len(lines))):
            if following in signed or not _is_recipient(lines[following]):
                break
            last = following
        blocks.append(range(number, last + 1))
    return blocks


def _is_recipient(line: str) -> bool:
    if line.startswith(("-", "–", "+", "•")) or _STAMP.match(low(line)):
        return len(line) < 300
    return (len(line) < 120 and line.endswith((";", ","))) or bool(
        re.match(r"(?:như (?:trên|điều)|lưu\b)", low(line))
    )


def _find_signatures(lines: list[str]) -> tuple[Signature, ...]:
    found: list[Signature] = []
    number = 0
    while number < len(lines):
        if read := _read_signatures(lines, number):
            found += read
            number = read[-1].last
        number += 1
    return tuple(found)


def _read_signatures(lines: list[str], first: int) -> list[Signature]:
    """The signature that begins on the line; of two columns read row by row, both."""
    one = _read_signature(lines, first)
    if one is None:
        return []
    size = one.last - first
    after = lines[one.last + 1] if one.name and one.last + 1 < len(lines) else ""
    beside = None if is_upper(after) else person_in(after)
    if beside and size % 2 == 0 and size > 1 and all(map(_is_signature_line, lines[first : one.last])):
        seats = [_clean(line) for line in lines[first : one.last]]
        columns = ((seats[0::2], one.name), (seats[1::2], beside))
        return [_signature(first, one.last + 1, seated, name) for seated, name in columns]
    return [one]


def _read_signature(lines: list[str], first: int) -> Signature | None:
    """A signature that begins on the line: authority lines, a position, a name after stamps or nothing."""
    capitals: list[str] = []
    number = first
    while number < len(lines) and number < first + 5 and _is_signature_line(lines[number]):
        capitals.append(_clean(lines[number]))
        number += 1
    named_only = not any(map(_is_seat, capitals[:1]))  # a body over the seat of its head: joint papers
    if not any(map(_is_seat, capitals[:2])):
        return None
    if (
        len(capitals) > 1
        and not _is_seat(capitals[-1])
        and _is_seat(capitals[-2])
        and person_in(capitals[-1])
    ):
        return _signature(first, number - 1, capitals[:-1], capitals[-1])
    for skipped in range(number, min(number + 5, len(lines))):
        if name := person_in(_BESIDE_NAME.sub("", _SIGNED_BY.sub("", lines[skipped]))):
            return _signature(first, skipped, capitals, name)
        if not (_STAMP.match(low(lines[skipped])) or lines[skipped].isdigit()):  # or the number of the page
            break
    if named_only:
        return None
    at_end = number == len(lines) or bool(_RECIPIENTS.match(low(lines[number])))
    at_end = at_end or bool(first and _LAST_RECIPIENT.match(low(lines[first - 1])))
    if at_end or (_AUTHORITY.match(capitals[0]) and len(capitals) > 1):
        return _signature(first, number - 1, capitals, None)
    return None


# Whoever chairs a board signs in that seat over his own: "TRƯỞNG BAN", "CHỦ TỊCH UBND PHƯỜNG".
_CHAIR = re.compile(r"(?:trưởng (?:ban|tiểu ban)|tổ trưởng|chủ tịch hội đồng)(?: chỉ đạo| tổ chức)?\Z")


def _is_seat(words: str) -> bool:
    return bool(_AUTHORITY.match(words) or _POSITIONS.match(low(words)))


def _signature(first: int, last: int, capitals: list[str], name: str | None) -> Signature:
    """Several capital lines are one authority; the earliest tail that is a position is the position."""
    if len(capitals) == 2 and _CHAIR.match(low(capitals[0])) and _is_seat(capitals[1]):
        return Signature(first, last, capitals[0], capitals[1].rstrip(" :"), name)
    all_words = " ".join(capitals).split()
    for at in range(len(all_words)):
        position = " ".join(all_words[at:]).rstrip(" :")
        stands_for_other = at > 0 and _ABBREVIATED.fullmatch(
            all_words[at - 1]
        )  # "KT. CHỦ TỊCH": who is stood for
        of_union = all_words[at - 1 : at + 2] == ["ĐOÀN", "CHỦ", "TỊCH"]
        if _POSITIONS.match(low(position)) and not (stands_for_other or of_union):
            return Signature(first, last, " ".join(all_words[:at]) or None, position, name)
    return Signature(first, last, " ".join(all_words), None, name)


def _is_signature_line(line: str) -> bool:
    if not 3 < len(line) < 100 or not is_upper(line):
        return False
    bare = _clean(line)
    return 3 < len(bare) < 90 and not bare.endswith((".", ";")) and not kind_of(bare)


def _clean(line: str) -> str:
    return even(line).strip(" *_")


def person_in(line: str) -> str | None:
    """The line if it is nothing but a person's name, ranks and degrees included."""
    bare = line.strip(" *_.")
    found = _NAME.match(bare)
    if not found or len(bare) > 60 or _NOT_NAME.search(low(found.group(1))):
        return None
    return bare
