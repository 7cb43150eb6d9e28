"""A list as communes keep it, read into what can be written down: where its heads are, what stands in each cell.

A grid is the cells of a sheet as texts. Nothing is guessed that would change what is said: a year of two digits, a
number of a wrong length or a sheet without names is a problem at its cell, for a person to mend in the list.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from chungtay.base.problems import Problem, Severity
from chungtay.base.text import fold
from chungtay.people.rules.birth import read_born
from chungtay.people.rules.cards import read_cards
from chungtay.people.rules.grounds import read_toml
from chungtay.people.rules.tokens import Seen, plain_number, plain_phone

Grid = Sequence[Sequence[str]]
_LOOK = 30  # rows from the top in which heads are sought
_LEAST = 2  # heads known, one of them the name
_NAME_BORN = re.compile(
    r"^(?P<name>[^\d(]+?)[\s,;:(–-]*(?:sn|sinh năm|sinh|năm sinh)?[\s.:]*(?P<born>(?:\d{1,2}[/.-]){0,2}\d{4})\)?$",
    re.I,
)
_ALIAS = re.compile(r"\((?:tức|tên gọi khác|bí danh|tên khác)?:?\s*(?P<alias>[^\d()]+)\)\s*$", re.I)
_BEFORE_YEAR = re.compile(r"^\s*(?:sinh năm|sinh ngày|năm sinh|ngày sinh|sinh|sn|năm)[\s.:]*(?=\d)", re.I)
_SIGNED = re.compile(r"\bngày\s+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\b", re.I)
_TOTAL = re.compile(r"^(tong( cong| so)?|cong|nguoi lap|noi nhan)\b")
_SEXES = {"nam": "male", "nu": "female", "trai": "male", "gai": "female", "m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Heads:
    """``row`` is the last row of the heads (from 0); ``columns``: column → field, as far as their words are known."""

    row: int
    columns: dict[int, str]
    words: dict[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list: the row of the sheet, what is told, the ground's day and paper, what is wrong.

    ``until`` is the last day of a measure that runs, ``parents`` the paper of the parents' part, for minors.
    """

    row: int
    told: dict[str, Any]
    on: str = ""
    paper: str = ""
    until: str = ""
    parents: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def fields() -> list[str]:
    """What a column may hold, by the names of columns.toml."""
    return list(read_toml("columns.toml"))


def find_heads(grid: Grid) -> Heads | None:
    """The row of heads with most known words, with the row below it where that divides a head in two; None if none."""
    best: Heads | None = None
    for n, row in enumerate(grid[:_LOOK]):
        for heads in (_heads(n, row), _double_heads(n, grid)):
            usable = "name" in heads.columns.values() and len(heads.columns) >= _LEAST
            if usable and (best is None or len(heads.columns) > len(best.columns)):
                best = heads
    return best and _with_parted_name(best, grid)


def read_lines(grid: Grid, columns: Mapping[int, str], *, after: int) -> Iterator[Line]:
    """The people below the heads; rows of numbers "(1) (2)", of parts of the list and of totals are passed over."""
    for n in range(after + 1, len(grid)):
        cells = {what: grid[n][at].strip() for at, what in columns.items() if at < len(grid[n])}
        if any(cells.values()) and not _is_no_person(grid[n], cells.get("name", "")):
            yield _line(n, cells, {what: at for at, what in columns.items()})


def told_as_seen(told: Mapping[str, Any], communes: frozenset[int]) -> Seen:
    """A line as it is compared with what stands already, among those who live in these communes."""
    return Seen(
        name=told["name"],
        born=read_born(told.get("born", "")),
        sex=told.get("sex", ""),
        numbers=frozenset(plain_number(one["number"]) for one in told.get("numbers", ())),
        phones=frozenset(map(plain_phone, told.get("phones", ()))),
        communes=communes,
        aliases=tuple(told.get("aliases", ())),
        address=told.get("present_address", ""),
    )


def column_letter(at: int) -> str:
    """How the sheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _heads(n: int, row: Sequence[str]) -> Heads:
    words = {at: " ".join(cell.split()) for at, cell in enumerate(row) if cell.strip()}
    return Heads(n, _known(words), words)


def _double_heads(n: int, grid: Grid) -> Heads:
    """Two rows as one: a head that stands over several columns goes before each of theirs."""
    below = grid[n + 1] if n + 1 < len(grid) else []
    over, words = "", {}
    for at in range(max(len(grid[n]), len(below))):
        upper = grid[n][at].strip() if at < len(grid[n]) else ""
        lower = below[at].strip() if at < len(below) else ""
        over = upper or (over if lower else "")
        if joined := " ".join(f"{over} {lower}".split()):
            words[at] = joined
    return Heads(n + 1, _known(words), words)


def _with_parted_name(heads: Heads, grid: Grid) -> Heads:
    """One head over two columns, the given name alone in the second: common where lists are sorted by it."""
    at = next(at for at, what in heads.columns.items() if what == "name")
    beside = [row[at + 1].strip() for row in grid[heads.row + 1 :] if at + 1 < len(row) and row[at].strip()]
    given = [
        cell for cell in beside if cell and " " not in cell and cell.isalpha() and fold(cell) not in _SEXES
    ]
    if "family" in heads.columns.values() or at + 1 in heads.words or len(given) * 2 <= len(beside):
        return heads
    return replace(heads, columns=heads.columns | {at: "family", at + 1: "name"})


def _known(words: Mapping[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, said in words.items():
        what = _by_words().get(_key(said))
        if what == "number" and "number" in found.values():
            what = "number_more"
        if what is not None and what not in found.values():
            found[at] = what
    if "born_day" in found.values() or "born_month" in found.values():
        # Without marks "năm" reads as "nam": beside a day or a month it is the year, and no man's column.
        found = {at: "born_year" if what == "born_male" else what for at, what in found.items()}
    return found


@cache
def _by_words() -> dict[str, str]:
    return {_key(said): what for what, every in read_toml("columns.toml").items() for said in every}


def _key(said: str) -> str:
    return fold(re.sub(r"\([^)]*\)", " ", said).replace("/", " "))


def _is_no_person(row: Sequence[str], name: str) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    numbering = all(re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in said)
    alone = len(said) <= 2 and (not name or name.isupper() or re.match(r"^[IVX]+[.,)]", said[0]) is not None)
    return numbering or alone or any(_TOTAL.match(fold(cell)) for cell in said[:3])


def _line(n: int, cells: dict[str, str], at: Mapping[str, int]) -> Line:
    problems: list[Problem] = []

    def wrong(what: str, code: str, words: str, severity: Severity = Severity.ERROR) -> None:
        place = f"{column_letter(at.get(what, 0))}{n + 1}"
        problems.append(Problem(code, words, place, severity))

    told: dict[str, Any] = {what: cells[what] for what in _PLAIN if cells.get(what)}
    told |= _name(cells)
    _put_born(told, cells, wrong)
    _put_numbers(told, cells, wrong)
    told |= {what: {"name": cells[what]} for what in ("father", "mother") if cells.get(what)}
    if not told.get("name"):
        words = "Dòng này chưa có họ tên."
        wrong("name", "name_missing", words)
    if not cells.get("on") and (signed := _SIGNED.search(cells.get("paper", ""))):
        cells["on"] = signed[1]  # "03/QĐ-UBND ngày 01/03/2026" says the day too
    for what in ("on", "until"):
        said = read_born(cells[what]) if cells.get(what) else None
        if cells.get(what) and (said is None or not said.is_whole):
            words = "Ngày này chưa đọc được: hãy ghi đủ ngày/tháng/năm."
            wrong(what, "day_unreadable", words)
    more = {what: cells.get(what, "") for what in ("on", "paper", "until", "parents")}
    return Line(n + 1, told, **more, problems=problems)


_PLAIN = ("permanent_address", "temporary_address", "present_address", "origin", "job")


def _name(cells: Mapping[str, str]) -> dict[str, Any]:
    """ "Nguyễn Văn A - 1990" holds a year too, "Nguyễn Văn A (Tý)" an alias."""
    said, told = " ".join(f"{cells.get('family', '')} {cells.get('name', '')}".split()), {}
    if found := _NAME_BORN.match(said):
        said, told["born"] = found["name"].strip(" -–,(;:"), found["born"].replace(".", "/").replace("-", "/")
    aliases = [cells["alias"]] if cells.get("alias") else []
    if found := _ALIAS.search(said):
        said, aliases = said[: found.start()].strip(), [*aliases, found["alias"].strip()]
    if aliases:
        told["aliases"] = aliases
    return {**told, "name": said}


def _put_born(told: dict[str, Any], cells: Mapping[str, str], wrong: Any) -> None:
    sexes = {"born_male": "male", "born_female": "female", "marked_male": "male", "marked_female": "female"}
    by_sex = next((sex for what, sex in sexes.items() if cells.get(what)), "")
    dated = [what for what in ("born", *sexes, "born_year") if any(map(str.isdigit, cells.get(what, "")))]
    column = dated[0] if dated else next((what for what in ("born", *sexes) if cells.get(what)), "name")
    said = cells.get(column, "") if dated or column == "born" else told.get("born", "")
    if column == "born_year":
        said = "/".join(cells[what] for what in ("born_day", "born_month", "born_year") if cells.get(what))
    said = _BEFORE_YEAR.sub("", said)
    if by_sex:
        told["sex"] = by_sex
    elif cells.get("sex"):
        told["sex"] = _SEXES.get(fold(cells["sex"]), "")
        if not told["sex"]:
            words = "Giới tính chưa đọc được: hãy ghi Nam hoặc Nữ."
            wrong("sex", "sex_unknown", words)
    born = read_born(said)
    if born is None:
        words = "Ngày sinh chưa đọc được: hãy ghi đủ bốn chữ số của năm, ví dụ 17/05/1990 hoặc 1990."
        wrong(column, "born_unreadable", words)
    else:
        told["born"] = str(born)


def _put_numbers(told: dict[str, Any], cells: Mapping[str, str], wrong: Any) -> None:
    """Of one column or two; both cards may stand in one cell, with the day and the place of issue."""
    for what in ("number", "number_more"):
        said = cells.get(what, "")
        cards = read_cards(said)
        if said and not cards.found:
            words = "Số giấy tờ phải có 9 hoặc 12 chữ số."
            wrong(what, "number_length", words)
        if cards.restored:
            words = "Bảng tính đã bỏ mất số 0 ở đầu; hệ thống thêm lại. Hãy đối chiếu với giấy tờ."
            wrong(what, "zero_restored", words, Severity.WARNING)
        new = [one for one in cards.found if one not in told.get("numbers", ())]
        if new:
            told["numbers"] = [*told.get("numbers", ()), *new]
    for part in ("issued_on", "issued_at"):
        if cells.get(part) and told.get("numbers"):
            told["numbers"][-1][part] = cells[part]
    phone = re.sub(r"[\s.'’-]", "", cells.get("phone", ""))
    if phone:
        told["phones"] = [phone if phone.startswith(("0", "+")) else f"0{phone}"]
