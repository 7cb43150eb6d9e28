"""What makes a quantity a promise: the words before and behind it. The words are data: ``lexicon/promises.toml``."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from chungtay.reader.contract import Relation
from chungtay.reader.lexicon import either, words
from chungtay.reader.quantities.units import Quantity, find_quantities, lexicon

_ABOVE = re.compile(r"\s*(?:[^\s\d]+\s+){0,8}?trở lên")  # not "100% học sinh từ lớp 6 trở lên"
_BELOW = re.compile(r"\s*(?:[^\s\d]+\s+){0,6}?trở xuống")
_OF_WHOLE = re.compile(r"\s?/\s?")
_STRIVEN = re.compile(r"(?<!\w)phấn đấu\s[^.;]{0,60}đạt\s+\Z")
_BUYS = re.compile(  # "bố trí kinh phí mua 300 que thử"
    r"(?<!\w)(?:kinh phí|ngân sách) (?:để )?"
    r"(?:mua|mua sắm|trang bị|lắp đặt|lắp|xây dựng|xây|in|tổ chức|sửa chữa|nâng cấp|mở)\s"
    r"[^.;:,\d]{0,20}\Z"
)
_ASKED_OF = re.compile(r"(?<!\w)(?:khảo sát|lấy ý kiến|phỏng vấn)[^.;\d]{0,60}\scủa\s\Z")
_RAISED = re.compile(r"(?<!\w)(?:vận động|quyên góp|kêu gọi)(?: (?:được|ủng hộ|số tiền|khoảng))*\s+\Z")
_AIMED = re.compile(  # "Đến hết năm 2025, có từ 9 xã trở lên …"
    r"\W*(?:phấn đấu\s+)?(?:đến|trong|hết|năm|từ nay)\s[^,;]{1,60},\s*(?:phấn đấu\s+)?(?:toàn \w+\s+)?có\s+từ\s+\Z"
)
_CONDITION = re.compile(
    r"(?<!\w)(?:có từ|nếu có|khi có|những \w+ có|đối với \w+ có|trường hợp có)\s+(?:từ\s+)?$"
)
_MISDEED = re.compile(  # "cơ sở vi phạm từ 02 lần trở lên"
    r"(?<!\w)(?:(?:vi|tái) phạm|tái nghiện|dương tính|(?:nghỉ|bỏ) học|vắng(?: mặt)?|phát sinh|xảy ra|sử dụng|đi khỏi"
    r"|bị [^.;:,\d]{2,40}?)(?:\s+(?!được|bị|từ)\w+){0,5}\s+từ\s+\Z"
)
_SO_FAR = re.compile(  # "Đến ngày 31/10/2025, toàn thành phố có 1.845 người", "Tám tháng đầu năm, …"
    r"\W*(?:(?:tính )?đến (?:ngày|nay)\b[^.;]*?\bcó\s(?![^.;]*(?:phấn đấu|ít nhất))"
    r"|(?:trong )?\S+ (?:tháng|quý) đầu năm\b|hiện(?: nay| tại)?,?\s[^.;\d]{0,60}\bcó\s)"
)
_EACH_HAS = re.compile(r"(?<!\w)mỗi\s[^.;,\d]{2,40}\scó\s+\Z")  # "mỗi trường có 01 hộp thư góp ý"
_EACH_FROM = re.compile(r"(?<!\w)mỗi\s[^.;,\d]{2,40}\scó\s+từ\s+\Z")
_EACH = re.compile(r"\s*(?:phấn đấu\s+)?mỗi\s")
_PAST = re.compile(  # not "tỷ lệ tái nghiện của người đã hoàn thành cai nghiện"
    r"(?<!\w)(?<!người )(?<!hộ )(?<!học viên )(?<!bệnh nhân )(?<!đối tượng )(?<!trường hợp )"
    r"(?:đã|vừa)\s+(?!đề ra|được giao|xác định)"
)
_FROM = re.compile(r"(?<!\w)từ\s+(?:mức\s+)?\Z")
_TURNS = re.compile(r"[^;.\d]{0,30}(?:\(?năm \d{4}\)?\s+)?(?<!trở )(?:lên|xuống)(?!\w)")  # "từ 40% lên 60%"
_LISTED = re.compile(r"[^.;:\d]{0,40}(?:,| và)\s+(?:(?:khoảng|trên|hơn|ít nhất|tối thiểu)\s+)?\Z")
_AMONG = re.compile(r"(?<!\w)trong đó(?:\s*:|,)?\s+(?:có\s+)?")
_ELSEWHERE = re.compile(r"(?<!\w)(?:đối với|tại|thuộc|của|trên|theo|trong|về|với|giữa|ở|từ|sau)(?!\w)")
_TIME_UNITS = frozenset({"ngày", "giờ", "phút", "ngày làm việc", "tháng", "tuần"})
_LASTS = re.compile(r"(?<!\w)(?:mỗi|từng|trung bình|bình quân|thời gian)(?!\w)")
_RATES = frozenset({"năm", "quý", "tháng", "tuần", "ngày"})
_FILLER = "(?:là|từ|khoảng|đạt|được|(?:mỗi|một) (?:năm|quý|tháng|tuần))"
_VERB_REACH = 40  # characters between what is done and how many


@cache
def forms() -> dict[str, re.Pattern[str]]:
    promises = words("promises")
    found = {
        name: re.compile(rf"(?<!\w){either(promises[name])}(?:\s+{_FILLER})*\s*\Z")
        for name in ("at_least", "at_most")
    }
    level = either(promises["level"])
    for name in ("increase", "decrease"):
        found[name] = re.compile(rf"(?<!\w)(?<!gia ){either(promises[name])}(?P<rest>[^;.\d]{{0,40}})\Z")
    found["level"] = re.compile(rf"(?<!\w){level}(?!\w)")
    found["verbs"] = re.compile(rf"(?<!\w){either(promises['verbs'])}(?!\w)(?=[^;.\d]*\Z)")
    found["never"] = re.compile(rf"(?<!\w)(?<!vay ){either(promises['never'])}(?!\w)[^;,.\d]{{0,30}}\Z")
    found["money"] = re.compile(rf"\s*(?!chi\s)(?:\w+\s+)?{either(promises['money'])}(?!\w| độ)")
    found["no_things"] = re.compile(rf"\s*{either(promises['no_things'])}(?!\w)")
    found["finishes"] = re.compile(
        rf"(?<!\w){either(promises['finishing'])}(?!\w)[^;.]{{0,120}}(?:đối với|tại|về|tới)\s+(?:cả\s+)?\Z"
    )
    found["serves"] = re.compile(rf"(?<!\w){either(promises['serving'])}(?!\w)[^;.\d]{{0,110}}\scho\s+\Z")
    teams = r"tổ(?=\s+(?:có|gồm|ít nhất|tối thiểu|phụ trách|\d))"  # not "mỗi quý tổ chức", "mỗi tổ trưởng"
    nouns = rf"(?:{either(promises['per'])}|{teams})"
    found["per"] = re.compile(
        rf"(?<!\w)(?:mỗi|từng|một|0?1(?=[^.;\d]{{1,40}}\scó\s))\s+(?P<nouns>{nouns}(?:,?\s+(?:và\s+|hoặc\s+)?{nouns})*)(?!\w)"
    )
    found["each_before"] = re.compile(rf"(?<!\w)mỗi\s+{nouns}\s+(?:từ\s+)?\Z")
    found["each_doer"] = re.compile(
        rf"(?<!\w)mỗi\s+(?P<nouns>[^\W\d]+(?:\s+[^\W\d]+){{0,3}}?)\s+(?:trực tiếp\s+)?{either(promises['verbs'])}\s+\Z"
    )
    found["each_after"] = re.compile(rf"(?:\s+\w+){{0,4}}(?:\s+mỗi\s+|\s?/\s?)(?P<nouns>{nouns})(?!\w)")
    found["yearly"] = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|một)\s+(?P<unit>năm|quý|tháng|tuần)(?!\w)")
    found["half"] = re.compile(r"(?<!\w)(?:một|phân) nửa(?=\s+(?:tổng\s+)?(?:số|các)\s)")
    found["all_of"] = re.compile(r"(?<!\w)(?:cả|tất cả|toàn bộ|đủ)\s+\Z")
    found["gets"] = re.compile(rf"[^;.,\d]{{0,40}}?\s{either(promises['gets'])}(?!\w)")
    numeral = rf"(?P<numeral>{either(list(promises['numerals']))})\s+(?!số\s|trong\s)(?=\w)"
    found["numeral"] = re.compile(rf"(?<!\w)(?:ít nhất|tối thiểu)\s+(?:là\s+)?{numeral}")
    found["each_time"] = re.compile(
        rf"(?<!\w)(?:ít nhất|tối thiểu)\s+(?:mỗi|một)\s+(?:năm|quý|tháng|tuần)\s+{numeral}(?=lần)"
    )
    found["rate"] = re.compile(rf"(?<!\w)mỗi\s+(?:năm|quý|tháng|tuần)\s+{numeral}(?!lần|bậc)")
    found["each_end"] = re.compile(  # "mỗi quý khám sức khỏe cho học viên một đợt"
        rf"(?<!\w)(?:mỗi|hằng|hàng)\s+(?:năm|quý|tháng|tuần)\s+{either(promises['verbs'])}\s[^.;,:\d]{{2,60}}?"
        rf"(?<!ít nhất)(?<!tối thiểu)\s{numeral}(?=(?:đợt|buổi|kỳ|lượt|cuộc|phiên)(?!\w))"
    )
    found["shared"] = re.compile(  # "mỗi xã thành lập một đội"
        rf"(?<!\w)(?:mỗi|từng|hằng|hàng)\s+[^.;\d]{{2,80}}?{either(promises['verbs'])}\s+(?:được\s+)?{numeral}"
    )
    return found


def find_promised(text: str, start: int, end: int, said: str) -> Iterator[Quantity]:
    """The quantities of a clause, those in words too; ``said`` is the clause in lower case."""
    yield from _with_wholes(text, find_quantities(text, start, end))
    for half in forms()["half"].finditer(said):
        place = (start + half.start(), start + half.end())
        yield Quantity(*place, place[1], Decimal(50), None, "%")
    for name in ("numeral", "shared", "each_time", "rate", "each_end"):
        for match in forms()[name].finditer(said):
            if "%" in said[: match.start()]:
                continue  # "100% thôn có ít nhất một buổi" is one promise
            unit = lexicon().unit.match(text, start + match.end("numeral"), end)
            if unit and unit["unit"]:
                value = Decimal(words("promises")["numerals"][match["numeral"]])
                at = (start + match.start("numeral"), start + match.end("numeral"))
                yield Quantity(*at, unit.end(), value, None, lexicon().names[unit["unit"].lower()])


def _with_wholes(text: str, quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """ "15/18 bản" as one quantity; the others as they are."""
    held: Quantity | None = None
    for quantity in quantities:
        parted = held is not None and _OF_WHOLE.fullmatch(text, held.end, quantity.start)
        if held and parted and held.value <= quantity.value and quantity.unit != "số":  # not "2/3 số huyện"
            yield replace(quantity, start=held.start, end=held.end, value=held.value, whole=quantity.value)
            held = None
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def is_listed(between: str, quantity: Quantity) -> bool:
    """ "20 pa nô, 50 áp phích": what is promised of the first is promised of the next, ``between`` them."""
    counted = quantity.unit in lexicon().counted
    return counted and bool(_LISTED.match(between)) and not _ELSEWHERE.search(between)


def is_part(since: str, quantity: Quantity, whole: Quantity) -> bool:
    """ "95 lượt người, trong đó: bắt buộc 40, tự nguyện 55 lượt người": is the quantity of the promised ``whole``?

    ``since`` are the words between the two.
    """
    among = _AMONG.search(since)
    if among is None or quantity.unit not in lexicon().counted:
        return False
    return among.end() == len(since) or (quantity.unit == whole.unit and quantity.value <= whole.value)


def why_promised(quantity: Quantity, before: str, after: str, *, first: bool, listed: bool) -> str | None:
    """The rule by which the quantity is promised; None where it is not.

    ``before`` and ``after`` are the words of its clause; ``first``: no quantity stands before it there.
    """
    if _says_else(quantity, before, after):
        return None
    if quantity.unit in ("%", "‰") or (quantity.whole and quantity.unit in lexicon().counted):
        return "targets.share"
    relation = relation_of(before, after)
    if quantity.unit in _TIME_UNITS:
        lasts = relation != "equal" and _LASTS.search(before) and "kể từ" not in after[:20]
        return "targets.bound-time" if lasts else None
    uncounted = quantity.unit in words("promises")["no_unit"]
    if quantity.money is not None and not _money_promised(quantity, relation, before):
        return None
    if uncounted:
        return None
    if quantity.money is not None:
        return "targets.bound"
    return "targets.bound" if relation != "equal" else _why_counted(quantity, before, after, first, listed)


def _money_promised(quantity: Quantity, relation: Relation, before: str) -> bool:
    """At least so much, no more than so much for each, or a sum that is striven for."""
    capped = relation == "at_most" and bool(quantity.per)
    striven = _STRIVEN.search(before) or _RAISED.search(before)
    return relation == "at_least" or capped or striven is not None


def _says_else(quantity: Quantity, before: str, after: str) -> bool:
    """A result, a share of money, where a change starts, or a condition."""
    if (
        quantity.unit is None
        or _SO_FAR.match(before)
        or _PAST.search(before)
        or forms()["money"].match(after)
    ):
        return True
    if quantity.money is None and forms()["never"].search(before) and not _BUYS.search(before):
        return True
    if _FROM.search(before) and _TURNS.match(after):
        return True
    if _MISDEED.search(before) and _ABOVE.match(after):
        return True
    shares = quantity.unit in ("%", "‰") or _EACH.match(before) or _EACH_FROM.search(before)
    if shares or quantity.value_max is not None:  # "có từ 09 đến 10 bản" is no condition
        return False
    return _CONDITION.search(before) is not None and not _AIMED.match(before)


def _why_counted(quantity: Quantity, before: str, after: str, first: bool, listed: bool) -> str | None:
    """Things that somebody makes, finishes or keeps up at a rate."""
    known = quantity.unit in lexicon().counted or quantity.unit in words("promises")["measured"]
    if not (known or _EACH_HAS.search(before)) or forms()["no_things"].match(after):
        return None
    if listed:
        return "targets.counted-listed"
    if quantity.per and quantity.per[0] in _RATES:
        return "targets.counted-rate"
    if first and forms()["each_before"].search(before):  # "mỗi ca 05 cán bộ"
        return "targets.counted-rate"
    if forms()["all_of"].search(before) and forms()["gets"].match(after):  # "cả 03 ấp được công nhận"
        return "targets.counted-finished"
    if forms()["finishes"].search(before) or _ASKED_OF.search(before):
        return "targets.counted-finished"
    if first and forms()["serves"].search(before):
        return "targets.counted"
    done = [before[verb.start() :] for verb in forms()["verbs"].finditer(before)]
    near = bool(done) and len(done[-1]) <= _VERB_REACH
    between = (
        _FROM.sub("", done[-1]) if near and first else done[-1] if near else ""
    )  # "chọn từ 01 đến 02 xã"
    return "targets.counted" if near and not _ELSEWHERE.search(between) else None


def relation_of(before: str, after: str) -> Relation:
    """What the words around a number say of it."""
    for name, way in (("increase", "increase"), ("decrease", "decrease")):
        match = forms()[name].search(before)
        if (
            match
            and not forms()["level"].search(match["rest"])
            and not re.search(r"số|mức|được|có\b|,", match["rest"])
        ):
            return "increase" if way == "increase" else "decrease"
    if forms()["at_least"].search(before) or _ABOVE.match(after):
        return "at_least"
    if forms()["at_most"].search(before) or _BELOW.match(after):
        return "at_most"
    return "equal"
