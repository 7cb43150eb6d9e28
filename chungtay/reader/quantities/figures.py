"""Reported results: numbers with what they count and the time that they cover, in text and in tables.

Results stand under headings of results, in the introduction where it says what was done, and in the tables of
a report. The situation that a plan starts from (area, borders, number of communes) is no result.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from chungtay.reader.blocks import DataTable, Line, Span, TableCell, Text
from chungtay.reader.contract import Figure, Header, Period, Section
from chungtay.reader.duties.dates import full_date, month_window
from chungtay.reader.lexicon import either, low, words
from chungtay.reader.quantities.counted_tables import CountedTable, read_counted_tables
from chungtay.reader.quantities.numbers import plain
from chungtay.reader.quantities.targets import sections_of_lines
from chungtay.reader.quantities.told import tells_results
from chungtay.reader.quantities.units import Quantity, find_quantities, lexicon, read_unit
from chungtay.reader.structure.tables import Amount, Column, read_heads, starts_with
from chungtay.reader.structure.zones import Zone
from chungtay.reader.trust.why import Why

_REPORT = "BC"
_DONE = re.compile(r"(?<!\w)(?:đã|đạt được|hoàn thành|kết quả)(?!\w)")
_ACTED = re.compile(
    r"(?<!\w)(?:tổ chức|phát hiện|bắt giữ|khởi tố|triệt xóa|mở|phát|xây dựng|lập hồ sơ|tuyên truyền|thu giữ|xét xử|"
    r"cai nghiện cho|điều trị cho|dạy nghề cho|tập huấn cho)(?!\w)[^.;\d]{0,40}\d"
)
# "Trong năm 2025, trên địa bàn tỉnh phát hiện 73 học sinh"
_HAPPENED = re.compile(
    r"(?:^|[.;]\s|qua )(?:trong |từ |tính đến |đến |qua |\S+ tháng |quý |tháng |ngày |năm )[^.;]{2,90}?"
    r"(?:phát hiện|xảy ra|ghi nhận|bắt giữ|khởi tố|xét xử|tiếp nhận|có|còn|(?:nhận|cho) thấy)\s[^.;\d]{0,90}\d"
)
# The same where no heading says that results stand there: "hiện các ấp này có 37 người nghiện".
_HAS_HAPPENED = re.compile(
    r"(?<!\w)đã (?:xảy ra|phát hiện|bắt|khởi tố|ghi nhận|xử lý)\s"
    r"|(?<!\w)hiện(?: nay| tại|,)?\s[^.;\d]{0,40}(?:có|còn)\s\d"
)
# "toàn xã có 214 người có hồ sơ quản lý": how matters stand, which the plan is there to change
_STANDS = re.compile(
    r"\d\s+(?:người|trường hợp|đối tượng|hộ|điểm|tụ điểm|xã|bản)\s[^.;\d]{0,40}"
    r"(?:nghiện|ma túy|hồ sơ|sau cai|phức tạp|trọng điểm)"
)
_LIST = re.compile(r"(?:danh sách|thống kê|số liệu|hiện trạng)\s")
_MARK = re.compile(r"\[(\d{1,3})\]")
_STOP = re.compile(r";|[.!?](?=\s|$)")
_DAY = r"\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
_PERIOD = re.compile(
    rf"từ (?:ngày )?(?P<from>{_DAY}) đến (?:hết )?(?:ngày )?(?P<to>{_DAY})"
    rf"|(?:tính )?đến (?:hết )?(?:ngày )?(?P<until>{_DAY})"
    r"|(?:giai đoạn |từ năm |các năm |nhiệm kỳ )(?P<first>(?:19|20)\d\d)"
    r"\s?(?:[-–]|đến(?: hết)?(?: năm)?)\s?(?P<last>(?:19|20)\d\d)"
    r"|(?P<half>0?[3-9]|1[01]|ba|sáu|chín) tháng (?:(?P<part>đầu|cuối) )?(?:năm )?(?P<half_year>(?:19|20)\d\d)"
    r"|tháng (?P<month>\d{1,2})(?:\s?/\s?| năm )(?P<month_year>(?:19|20)\d\d)"
    r"|(?<!so với )(?<!cùng kỳ )(?<!kỳ )năm (?P<year>(?:19|20)\d\d)"
)
_NUMERALS = {"ba": 3, "sáu": 6, "chín": 9}
_CHANGE = re.compile(r"(?:tăng|giảm|so với|hơn|kém|tương ứng|tương đương)\s*\Z")
_OF_LAST = re.compile(
    r"\(\s*(?:chiếm |đạt |bằng )?(?:tỷ lệ |tỉ lệ )?\Z|^\s*(?:xuống|lên)(?: còn)?\s*\Z|^,\s*(?:chiếm|bằng)\s*\Z"
)  # "38 trường hợp (chiếm 9,3%)"
_BRACKETS = re.compile(r"\([^()]*\)")
_COMPARED = re.compile(r"so với[^.;,)]*")
_LEAD = re.compile(
    r"(?<!\w)(?:trong đó|đã|tổng số|tổng cộng|với|là|có|hơn|gần|được|cho|và|khoảng|trên|gồm|còn|lũy kế|đạt|chiếm|hiện"
    r"|xuống|lên)"
    r"\s*\Z|,\s*\Z"
)
_TIME = re.compile(rf"(?:trong |tính )?(?:{re.sub(r'[(][?]P<[a-z_]+>', '(?:', _PERIOD.pattern)})\s*\Z")
_OPENING = re.compile(r"[;:()/]|(?<!\w)(?:đã|trong đó,?|gồm)(?!\w)")
_FAR = 200  # characters around a number in which the name of what it counts stands
_BEGINS = re.compile(r"\s+(?:có|được|đang)\s")  # "44 người có biểu hiện loạn thần"
_LONGEST = 16  # words of a label


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: Text
    start: int
    end: int
    low: str
    period: Period | None


@cache
def _ends() -> re.Pattern[str]:
    ends = either(words("results")["ends"])
    return re.compile(rf"(?<!phòng),|[;.:()/\[\]\"“”\d]|(?<!\w)(?<!không ){ends}(?!\w)")


def find_figures(
    text: Text, sections: Sequence[Section], zones: Sequence[Zone], header: Header
) -> list[Figure]:
    """The results of the document in its order."""
    around = list(sections_of_lines(text, sections))
    notes: dict[str, str] = {}  # what the number at the mark of a footnote counts
    figures: list[Figure] = []
    for line, zone, above in zip(text.lines, zones, around, strict=True):
        note = _MARK.match(line.text)
        if line.in_table or not (note[1] in notes if note else _reports(line, zone, above, header)):
            continue
        default = _heading_period(above) or (header.period if header.kind == _REPORT else None)
        known = notes.get(note[1], "") if note else ""
        found = [f for sentence in _sentences(text, line, default) for f in _of_sentence(sentence)]
        figures += [figure if figure.label else replace(figure, label=known) for figure in found]
        for mark in _MARK.finditer(line.text):
            before = [figure for figure in found if figure.span[1] <= line.start + mark.start()]
            notes.setdefault(mark[1], before[-1].label if before else "")
    places = dict(zip((line.start for line in text.lines), zip(zones, around, strict=True), strict=True))
    for table, counted in _counted(text):
        zone, above = places[table.start]
        if header.kind == _REPORT or zone is Zone.SITUATION or _lists_places(zone, above):
            figures += _of_table(table, counted, _heading_period(above) or header.period)
    return sorted(figures, key=lambda figure: figure.span)


def _lists_places(zone: Zone, above: Sequence[Section]) -> bool:
    """An annex "DANH SÁCH CÁC XÃ TRỌNG ĐIỂM": its columns count how matters stand."""
    return zone is Zone.ANNEX and any(_LIST.search(low(section.title)) for section in above)


def _counted(text: Text) -> Iterator[tuple[DataTable, CountedTable]]:
    places = {table.span: table for table in read_counted_tables(text) if not table.money}
    for table in text.tables:
        if (table.start, table.end) in places:
            yield table, places[table.start, table.end]


# where results stand


def _reports(line: Line, zone: Zone, above: Sequence[Section], header: Header) -> bool:
    if zone is Zone.PREAMBLE:
        return any(form.search(low(line.text)) for form in (_DONE, _HAPPENED))
    if zone is Zone.BODY and _HAS_HAPPENED.search(low(line.text)):
        return True
    if zone in (Zone.TASKS, Zone.ORGANISATION) and tells_results(line.text):
        return True
    if zone is not Zone.SITUATION:
        return header.kind == _REPORT and zone in (Zone.BODY, Zone.MONEY)
    results = words("results")
    forms: tuple[re.Pattern[str], ...] = (_DONE, _ACTED, _STANDS, _HAPPENED)
    for section in reversed(above):
        title = low(section.title)
        if any(word in title for word in results["no_headings"]):
            described = any("đặc điểm" in low(one.title) for one in above)
            forms = (_DONE, _ACTED, _STANDS) if described else (_DONE, _ACTED)
            break
        if any(word in title for word in results["headings"]):
            return True
    said = low(line.text)
    return any(form.search(said) for form in forms)


def _heading_period(above: Sequence[Section]) -> Period | None:
    return next((period for s in reversed(above) if (period := find_period(low(s.title))) is not None), None)


def find_period(said: str) -> Period | None:
    """The last stretch of time that the words (in lower case) name."""
    said = _COMPARED.sub("", said)
    periods = [period for match in _PERIOD.finditer(said) if (period := _period(match)) is not None]
    return periods[-1] if periods else None


def _period(match: re.Match[str]) -> Period | None:
    if match["from"]:
        return Period(full_date(match["from"]), full_date(match["to"]))
    if match["until"]:
        return Period(None, full_date(match["until"]))
    if match["first"]:
        return Period(f"{match['first']}-01-01", f"{match['last']}-12-31")
    if match["half"]:
        count = _NUMERALS.get(match["half"]) or int(match["half"])
        months = (13 - count, 12) if match["part"] == "cuối" else (1, count)
        return Period(*month_window(int(match["half_year"]), *months))
    if match["month"]:
        month = int(match["month"])
        return Period(*month_window(int(match["month_year"]), month)) if 1 <= month <= 12 else None
    return Period(f"{match['year']}-01-01", f"{match['year']}-12-31")


# results in running text


def _sentences(text: Text, line: Line, default: Period | None) -> Iterator[_Sentence]:
    """Parts between stops; a time named once holds for the parts of the paragraph that follow."""
    start, period = line.start, default
    for stop in [*(line.start + match.start() for match in _STOP.finditer(line.text)), line.end]:
        if stop > start:
            said = low(text.text[start:stop])
            period = find_period(_BRACKETS.sub(" ", said)) or period
            yield _Sentence(text, start, stop, said, period)
        start = stop + 1


def _of_sentence(sentence: _Sentence) -> Iterator[Figure]:
    quantities = list(find_quantities(sentence.text.text, sentence.start, sentence.end))
    latest, counted = "", sentence.start
    for place, quantity in enumerate(quantities):
        before = counted  # where the last that counts something ends
        if quantity.unit not in words("results")["no_unit"]:
            counted = quantity.unit_end
        behind = quantities[place + 1] if place + 1 < len(quantities) else None
        after = behind.start if behind else sentence.end
        if behind and sentence.text.text[quantity.end : after].strip() == "/":
            # "18/18 xã": the first is what was done, the second what there is
            quantity = _with_unit_of(quantity, behind)
            after = sentence.end
        elif place and sentence.text.text[quantities[place - 1].end : quantity.start].strip() == "/":
            continue
        figure = _figure(sentence, quantity, before, after, latest)
        if figure is not None:
            latest = figure.label
            yield figure


def _with_unit_of(part: Quantity, whole: Quantity) -> Quantity:
    return Quantity(part.start, part.end, whole.unit_end, part.value, None, whole.unit)


def _figure(sentence: _Sentence, quantity: Quantity, before: int, after: int, latest: str) -> Figure | None:
    said = sentence.low
    before, after = max(before, quantity.start - _FAR), min(after, quantity.unit_end + _FAR)
    lead = said[before - sentence.start : quantity.start - sentence.start]
    tail = said[quantity.unit_end - sentence.start : max(after, quantity.unit_end) - sentence.start]
    if quantity.value_max is not None or quantity.unit in words("results")["no_unit"]:
        return None
    around = lead + tail
    compared = "so với" in around or "cùng kỳ" in around or lead.lstrip().startswith("(")
    if _CHANGE.search(lead) and (quantity.unit == "%" or compared):
        return None
    label = _label(sentence, quantity, lead, tail)
    if not label and (
        lead.strip() in (",", "và", "với", "/") or _OF_LAST.search(lead)
    ):  # "3.331 vụ, 3.779 đối tượng"
        label = latest
    if quantity.unit in (None, "%") and not label:
        return None
    span = (quantity.start, quantity.unit_end)
    rule = "figures.counted" if quantity.unit not in (None, "%") else "figures.bare"
    return Figure(plain(quantity.value), quantity.unit, label, sentence.period, span, why=(Why(rule, span),))


def _label(sentence: _Sentence, quantity: Quantity, lead: str, tail: str) -> str:
    """What follows the unit ("6.041 buổi tuyên truyền"), else what was done ("bắt giữ 3.835 vụ")."""
    text = sentence.text.text
    begun = _BEGINS.match(tail)
    end = _ends().search(tail, begun.end() if begun else 0)
    following = text[quantity.unit_end : quantity.unit_end + (end.start() if end else len(tail))]
    if following.strip():
        return " ".join(following.split()[:_LONGEST])
    first = quantity.start - len(lead)
    start, stop = _doing(lead)
    return " ".join(text[first + start : first + stop].split()[-_LONGEST:])


def _doing(lead: str) -> tuple[int, int]:
    """The clause before a number that says what was done: without the words that only lead to the number."""
    stop = len(lead)
    while match := (_LEAD.search(lead, 0, stop) or _TIME.search(lead, 0, stop)):
        stop = match.start()
    start = max((match.end() for match in _OPENING.finditer(lead, 0, stop)), default=0)
    said = lead[start:stop]
    return start + len(said) - len(said.lstrip(" ,–-")), start + len(said.rstrip(" ,–-"))


# results in tables


def _of_table(table: DataTable, counted: CountedTable, default: Period | None) -> Iterator[Figure]:
    heads = read_heads(table)
    unit_column = next((c for c in heads.columns if starts_with(c.head, words("tables")["unit"])), None)
    columns = [column.column for column in counted.columns]
    columns += [counted.total_column] if counted.total_column else []
    rows = {row.span: row for row in counted.rows}
    for cells in heads.body:
        row = rows.get((cells[0].start, max(cell.end for cell in cells)))
        if row is None:
            continue
        for column in sorted(columns, key=lambda c: c.index):
            amount = row.amounts.get(column.index)
            if amount is None or amount.value is None:
                continue
            unit = _unit_of(amount, column, cells[unit_column.index] if unit_column else None)
            unit = unit or counted.unit or (_thing(row.label.lower()) if column.year else None)
            yield _cell(amount.value, unit, row.label, column, amount.span, default)


def _cell(
    value: Decimal, unit: str | None, label: str, column: Column, span: Span, default: Period | None
) -> Figure:
    own = find_period(low(" ".join(column.heads)))
    if own is None and column.year:
        own = Period(f"{column.year}-01-01", f"{column.year}-12-31")
    period, head = own or default, "" if own else column.head
    name = ", ".join(part for part in (label, head) if part)
    return Figure(plain(value), unit, name, period, span, why=(Why("figures.table_cell", span),))


def _unit_of(amount: Amount, column: Column, named: TableCell | None) -> str | None:
    """The unit in the cell, of its row, or the thing that the head counts ("Số vụ", "Tỷ lệ (%)")."""
    said = amount.unit or (named.text.strip() if named else "")
    if said:
        return read_unit(said) or said
    head = column.head.lower()
    if "%" in head or "tỷ lệ" in head:
        return "%"
    bracket = re.search(r"\(([^()]+)\)", head)
    if bracket and (unit := read_unit(bracket[1])):
        return unit
    return _thing(head)


def _thing(head: str) -> str | None:
    """What "Số vụ" or "Tổng số đối tượng bị bắt" counts."""
    counted = re.search(r"(?<!\w)(?:tổng )?(?:số lượng|số)(?!\w)", head)
    match = lexicon().unit.match(head, counted.end()) if counted else None
    return lexicon().names[match["unit"]] if match and match["unit"] else None
