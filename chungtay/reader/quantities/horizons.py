"""The day by which something is promised: "đến năm 2025", "giai đoạn 2022 - 2025", "đến hết quý II/2024"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.reader.duties.dates import full_date, month_window, quarter_number, quarter_window

_DAY = r"\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm (?:19|20)\d\d"
_HORIZON = re.compile(
    r"(?P<base>so với(?:(?: cùng kỳ| cuối| đầu)?(?: năm)?| (?!năm)[^.;:,()\d]{2,40}? năm)\s+"
    r"(?P<baseline>(?:19|20)\d\d))(?!\s?[-–]\s?\d)"
    rf"|(?:đến|trước|hết|chậm nhất)(?: hết| trước)?(?: ngày)? (?P<day>{_DAY})"
    r"|(?P<ere>trước )?(?:quý (?P<quarter>iv|i{1,3}|[1-4])(?:\s?/\s?|,? năm )(?P<quarter_year>(?:19|20)\d\d)"
    r"|tháng (?P<month>\d{1,2})(?:\s?/\s?|,? năm )(?P<month_year>(?:19|20)\d\d))"
    r"|(?:trong|hết|xong) quý (?P<bare_quarter>iv|i{1,3}|[1-4])"
    r"(?!\w|\s?[/-]|,? (?:quý )?(?:năm|h[ằà]ng|mỗi|và|đến|hoặc|i{1,3}|iv|[1-4])(?!\w))"
    r"|(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?:19|20)\d\d\s?[-–]\s?(?P<period>(?:19|20)\d\d)"
    r"|từ (?:năm )?(?:19|20)\d\d đến (?:hết )?(?:năm )?(?P<until>(?:19|20)\d\d)"
    r"|trước năm (?P<before>(?:19|20)\d\d)"
    r"|(?<!/)(?P<by>(?:phấn đấu |đến |vào |trong |hết |cuối |kết thúc )*)năm (?P<year>(?:19|20)\d\d)(?!\s?[-–/]\s?\d)"
    r"|đến (?P<bare>(?:19|20)\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """At ``start:end`` of the words: a day by which (ISO) or, for a comparison, the year compared with."""

    start: int
    end: int
    due: str | None
    baseline: int | None = None
    sure: bool = True  # False for a mere "năm 2021", which may be the year of a law


def find_horizons(words: str, year: int | None = None) -> Iterator[Horizon]:
    """The horizons in words of lower case, in order; ``year``: that of a quarter without one ("trong quý II")."""
    for match in _HORIZON.finditer(words):
        if match["base"]:
            yield Horizon(match.start(), match.end(), None, int(match["baseline"]))
            continue
        due = _due(match, year)
        if due is not None:
            listed = words[: match.start()].rstrip().endswith((",", ":", ";", "(", " và"))
            sure = match["year"] is None or bool(match["by"]) or listed
            yield Horizon(match.start(), match.end(), due, sure=sure)


def _due(match: re.Match[str], said_above: int | None) -> str | None:
    if match["day"]:
        return full_date(match["day"])
    if match["bare_quarter"]:
        quarter = quarter_number(match["bare_quarter"])
        return quarter_window(said_above, quarter)[1] if said_above and quarter else None
    if match["quarter"] or match["month"]:
        quarter = quarter_number(match["quarter"] or "")
        first, last = (3 * quarter - 2, 3 * quarter) if quarter else (int(match["month"] or 0),) * 2
        of = int(match["quarter_year"] or match["month_year"])
        if not 1 <= first <= 12:
            return None
        if not match["ere"]:
            return month_window(of, last)[1]
        return month_window(of, first - 1)[1] if first > 1 else f"{of - 1}-12-31"
    if match["before"]:
        return f"{int(match['before']) - 1}-12-31"
    year = match["period"] or match["until"] or match["year"] or match["bare"]
    return f"{year}-12-31"
