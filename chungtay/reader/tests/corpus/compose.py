"""Papers made by chance from ``wordings.toml``: the answers are known because they are chosen first."""

import random
import re
import tomllib
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from chungtay.reader.tests.corpus.marked import Paper, parse

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))
ROMAN = ["", *"I II III IV V VI VII VIII IX X XI XII".split()]
# label of a section, of a heading under it, of an item
SCHEMES = {
    "I 1 -": ("{R}. ", "{n}. ", "- "),
    "I 1 a)": ("{R}. ", "{n}. ", "{a}) "),
    "I 1 +": ("{R}. ", "{n}. ", "+ "),
    "I 1 1.1": ("{R}. ", "{n}. ", "{n}.{m}. "),
    "A I 1": ("{L}. ", "{R}. ", "{m}. "),
    "1 1.1 -": ("{n}. ", "{p}.{n}. ", "- "),
    "I 1 (1)": ("{R}. ", "{n}. ", "({m}) "),
    "I 1 *": ("{R}. ", "{n}. ", "* "),
    "Phần I 1": ("Phần {P}\n", "{R}. ", "{m}. "),
}
KINDS = ("province_new", "province_old", "district", "commune", "police", "party")
ORDINALS = ["", "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"]


@dataclass(slots=True)
class Maker:
    """Writes one marked paper; every choice comes from ``dice``."""

    dice: random.Random
    kind: str
    year: int
    scheme: tuple[str, str, str]
    lines: list[str]
    section: int = 0
    heading: int = 0
    item: int = 0

    def pick(self, choices: Any) -> Any:
        return self.dice.choice(choices)

    def fill(self, text: str) -> str:
        years = {"{Y}": self.year, "{Z}": self.year + 1, "{y0}": self.year - 1, "{ym}": self.year - 2}
        for mark, year in years.items():
            text = text.replace(mark, str(year))
        return text

    def open_section(self, title: str) -> None:
        self.section, self.heading, self.item = self.section + 1, 0, 0
        self.lines += [*(self._label(0, self.section) + title.upper()).split("\n"), "@s 1"]

    def open_heading(self, title: str) -> None:
        self.heading, self.item = self.heading + 1, 0
        self.lines += [self._label(1, self.heading) + title, "@s 2"]

    def say(self, text: str, *notes: str, level: int = 2) -> None:
        if level == 1:
            self.heading += 1
            label = self._label(1, self.heading)
        else:
            self.item += 1
            label = self._label(2, self.item)
        self.lines += [self.fill(label + text), *(self.fill(note) for note in notes)]

    def _label(self, level: int, number: int) -> str:
        label = (
            self.scheme[level].replace("{R}", ROMAN[min(number, 12)]).replace("{P}", ORDINALS[min(number, 7)])
        )
        label = label.replace("{L}", "ABCDEGH"[min(number, 7) - 1]).replace("{p}", str(self.section))
        label = label.replace("{n}", str(self.heading if level else number)).replace("{m}", str(number))
        return label.replace("{a}", "abcdđeghiklmnopqrstuvxy"[min(number, 23) - 1])

    # who does what

    @property
    def bodies(self) -> list[str]:
        bodies: list[str] = WORDS["bodies"][self.kind]
        return bodies

    @property
    def outside(self) -> list[str]:
        where = {"district": "district", "commune": "commune"}.get(self.kind, "province")
        bodies: list[str] = WORDS["outside"][where]
        return bodies

    def supports(self, lead: str) -> list[str]:
        others = [body for body in self.bodies + self.outside if body != lead]
        return self.dice.sample(others, self.dice.randint(1, 3))

    def join(self, bodies: list[str]) -> str:
        if len(bodies) > 1 and self.dice.random() < 0.5:
            return ", ".join(bodies[:-1]) + " và " + bodies[-1]
        return ", ".join(bodies)

    def task(self, lead: str, pattern: str, support: Any) -> tuple[str, str]:
        """The clause and its note."""
        supports = self.supports(lead) if support is True else [support] if support else []
        action, due = self.pick(WORDS["words"]["actions"]), self.pick(WORDS["due"])
        if due["is"] == "?":
            due = {"p": "", "f": "Hằng tháng,", "is": "every P1M" if "{D}" in pattern else ""}
        dated = "{D}" in pattern or self.dice.random() < 0.5
        text = pattern.replace("{D},", due["f"].rstrip(",") + ",").replace("{D}", due["f"])
        text = text.replace("{d}", due["p"] if dated else "").replace("{S}", self.join(supports))
        text = text.replace("{L}", lead).replace("{A}", action[0].upper() + action[1:]).replace("{a}", action)
        text = re.sub(r"(?<=[\w,)] )(?=Các |Trưởng )", "\0", text)
        text = re.sub("\0([CT])", lambda match: match[1].lower(), text)  # no capital within a sentence
        return text[0].upper() + text[1:], f"@t {lead} | {'; '.join(supports)} | {due['is'] if dated else ''}"

    def report(self, lead: str, to: str, via: str) -> None:
        known = self.pick(WORDS["reports"])
        target = known.get("to", "{to}").replace("{via}", via).replace("{to}", to)
        through = "" if "to" in known else via
        text = known["text"].replace("{to}", to).replace("{via}", via)
        note = f"@r {lead} | {target} | {through} | {known.get('every', '')} | {known.get('by', '')}"
        self.say(text, f"@t {lead} | | {known['due']}", note)


def compose(seed: int) -> Paper:
    """One paper, the same for the same seed."""
    dice = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    year = dice.choice(
        {"province_new": [2026, 2027], "commune": [2026], "police": [2026]}.get(kind, [2018, 2022, 2024])
    )
    if kind == "party":
        year = 2026
    maker = Maker(dice, kind, year, SCHEMES[dice.choice(list(SCHEMES))], [])
    front, back = _frame(maker)
    _opening(maker)
    _targets(maker)
    dice.choice([_by_topic, _by_topic, _by_table])(maker)
    budget = _budget(maker) if dice.random() < 0.4 else ""
    _by_agency(maker)
    known = [*front["toml"], budget] if budget else front["toml"]
    marked = "\n".join(["+++", *known, "+++", *front["lines"], *maker.lines, *back, ""])
    return parse(f"{kind}-{seed}", marked)


@dataclass(frozen=True, slots=True)
class Office:
    """Whose paper it is: the lines of its letterhead, its name, and who signs for it."""

    head: tuple[str, str]
    issuer: str
    symbol: str
    authority: str
    position: str
    parent: str = ""


def _office(kind: str, place: str) -> Office:
    capitals = place.upper()
    if kind == "police":
        head = ("BỘ CÔNG AN", f"CÔNG AN TỈNH {capitals}")
        name, position = f"Công an tỉnh {place}", "PHÓ GIÁM ĐỐC"
        return Office(head, name, "KH-CAT-PC04", "KT. GIÁM ĐỐC", position, "Bộ Công an")
    if kind == "party":
        name = f"Ban Thường vụ Tỉnh ủy {place}"
        return Office((f"TỈNH ỦY {capitals}", "*"), name, "KH/TU", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
    level = {"district": "huyện", "commune": "xã"}.get(kind, "tỉnh")
    head = ("ỦY BAN NHÂN DÂN", f"{level.upper()} {capitals}")
    authority = "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"
    return Office(head, f"Ủy ban nhân dân {level} {place}", "KH-UBND", authority, "PHÓ CHỦ TỊCH")


def _frame(maker: Maker) -> tuple[dict[str, list[str]], list[str]]:
    """Letterhead with its answers, and the signature."""
    place, number = maker.pick(WORDS["places"]), maker.dice.randint(2, 2400)
    day, month = maker.dice.randint(1, 28), maker.dice.randint(1, 3)
    topic, name = f"{maker.pick(WORDS['topics'])} năm {maker.year}", maker.pick(WORDS["names"])
    office, party = _office(maker.kind, place), maker.kind == "party"
    code = f"{number}{'-' if party else '/'}{office.symbol}"
    state = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    motto = ("ĐẢNG CỘNG SẢN VIỆT NAM", "") if party else state
    date = f"{place}, ngày {day:02d} tháng {month if month > 2 else f'0{month}'} năm {maker.year}"
    toml = [
        'kind = "KH"',
        f'number = "{number}"',
        f'symbol = "{office.symbol}"',
        f'code = "{code}"',
        f'issuer = "{office.issuer}"',
        f'place = "{place}"',
        f'issued_on = "{maker.year}-{month:02d}-{day:02d}"',
        f'title = "{topic}"',
        f'period = {{from = "{maker.year}-01-01", to = "{maker.year}-12-31"}}',
        f'signers = [{{authority = "{office.authority}", position = "{office.position}", name = "{name}"}}]',
        *([f'parent_body = "{office.parent}"'] if office.parent else []),
    ]
    lines = [f"{left} || {right}" for left, right in zip(office.head, motto, strict=True)]
    lines += [f"Số{'' if party else ':'} {code} || {date}", "", "KẾ HOẠCH", topic, ""]
    first, *stood_for = office.authority.split(" KT. ")
    right = [first, *(f"KT. {part}" for part in stood_for), office.position, name]
    rows = zip_longest(["Nơi nhận:", "- Như trên;", "- Lưu: VT."], right, fillvalue="")
    return {"toml": toml, "lines": lines}, ["", *(f"{left} || {other}" for left, other in rows)]


def _opening(maker: Maker) -> None:
    words = WORDS["words"]
    if maker.kind != "party":
        maker.lines += maker.dice.sample(words["bases"], 2)
    maker.lines.append(
        "Để triển khai có hiệu quả công tác phòng, chống ma túy, cơ quan ban hành xây dựng Kế hoạch với các nội dung như sau:"
    )
    maker.open_section("Mục đích, yêu cầu")
    for aim in maker.dice.sample(words["aims"], 3):
        maker.say(aim, level=1)
    if maker.dice.random() < 0.6:
        maker.open_section(
            maker.pick(["Tình hình và kết quả", "Đánh giá tình hình", "Kết quả thực hiện năm trước"])
        )
        maker.say(maker.pick(words["situation"]), level=1)
        known = maker.pick(WORDS["results"])
        counts = {"{a}": maker.dice.randint(12, 90), "{b}": maker.dice.randint(91, 400)}
        text, notes = known["text"], [f"@f {figure}" for figure in known["figures"]]
        for mark, count in counts.items():
            text, notes = text.replace(mark, str(count)), [note.replace(mark, str(count)) for note in notes]
        maker.say(text, *notes, level=1)


def _targets(maker: Maker) -> None:
    maker.open_section(maker.pick(["Mục tiêu, chỉ tiêu", "Chỉ tiêu cụ thể", "Các chỉ tiêu phấn đấu"]))
    for known in maker.dice.sample(WORDS["targets"], 4):
        maker.say(known["text"], *(f"@g {note}" for note in known["is"]), level=1)


def _by_topic(maker: Maker) -> None:
    maker.open_section(maker.pick(["Nhiệm vụ, giải pháp", "Nội dung thực hiện", "Nhiệm vụ trọng tâm"]))
    for title in maker.dice.sample(
        [
            "Công tác tuyên truyền",
            "Công tác phòng ngừa",
            "Công tác đấu tranh",
            "Công tác cai nghiện",
            "Công tác kiểm soát tiền chất",
        ],
        3,
    ):
        maker.open_heading(title)
        for _ in range(maker.dice.randint(2, 4)):
            pattern, support = maker.pick(WORDS["tasks"]["free"])
            maker.say(*maker.task(maker.pick(maker.bodies), pattern, support))


def _by_table(maker: Maker) -> None:
    maker.open_section("Nhiệm vụ cụ thể")
    maker.lines += [
        "Các nhiệm vụ được phân công theo bảng sau:",
        maker.pick(
            [
                "| STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện |",
                "| TT | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |",
            ]
        ),
    ]
    for number, action in enumerate(maker.dice.sample(WORDS["words"]["actions"], 6), 1):
        lead = maker.pick(maker.bodies)
        supports = maker.supports(lead)
        cell, due = maker.pick(WORDS["cells"]["due"])
        joined = maker.pick(["; ", ", "]).join(supports)
        row = f"| {number} | {action[0].upper()}{action[1:]} | {lead} | {joined} | {cell} |"
        maker.lines += [maker.fill(row), maker.fill(f"@t {lead} | {'; '.join(supports)} | {due}")]


def dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _budget(maker: Maker) -> str:
    """A table of costs; returns its answers as TOML."""
    maker.open_section("Kinh phí thực hiện")
    years = [maker.year, maker.year + 1]
    rows = [[maker.dice.randint(10, 300) * 10 for _ in years] for _ in range(3)]
    total = sum(map(sum, rows))
    sums = [sum(row[k] for row in rows) for k in range(2)]
    labels = ["Tuyên truyền, tập huấn", "Mua sắm trang thiết bị", "Hỗ trợ cai nghiện"]
    printed = [sum(row) for row in rows]
    slip = ""
    if maker.dice.random() < 0.4:  # one row does not add up, and the paper is to be caught at it
        printed[1] += 20
        slip = f'\n[[checks]]\ncode = "sum"\nstated = {printed[1]}\nfound = {sum(rows[1])}'
    maker.lines += [
        "Đơn vị tính: triệu đồng",
        f"| STT | Nội dung | Năm {years[0]} | Năm {years[1]} | Tổng cộng |",
    ]
    for number, (label, row) in enumerate(zip(labels, rows, strict=True), 1):
        maker.lines.append(
            f"| {number} | {label} | {dotted(row[0])} | {dotted(row[1])} | {dotted(printed[number - 1])} |"
        )
    maker.lines.append(f"| | Tổng cộng | {dotted(sums[0])} | {dotted(sums[1])} | {dotted(total)} |")
    known = [
        f'{{no = "{n}", level = 1, total = {printed[n - 1]}, values = {{"{years[0]}" = {row[0]}, "{years[1]}" = {row[1]}}}}}'
        for n, row in enumerate(rows, 1)
    ]
    return f'[[budgets]]\nunit = "triệu đồng"\ntotal = {total}\nrows = [{", ".join(known)}]{slip}'


def _by_agency(maker: Maker) -> None:
    maker.open_section(maker.pick(["Tổ chức thực hiện", "Phân công nhiệm vụ", "Phân công trách nhiệm"]))
    leads = maker.dice.sample(maker.bodies, 4)
    chief = {
        "party": "Văn phòng Tỉnh ủy",
        "police": "Phòng Cảnh sát điều tra tội phạm về ma túy",
        "commune": "Công an xã",
        "district": "Công an huyện",
    }.get(maker.kind, "Công an tỉnh")
    top = {
        "party": "Ban Thường vụ Tỉnh ủy",
        "police": "Giám đốc Công an tỉnh",
        "commune": "UBND xã",
        "district": "UBND huyện",
    }.get(maker.kind, "UBND tỉnh")
    run_in = maker.dice.random() < 0.3
    for lead in leads:
        if run_in:
            action, due = maker.pick(WORDS["words"]["actions"]), maker.pick(WORDS["due"][:8])
            maker.say(f"{lead}: {action}{due['p']}.", f"@t {lead} | | {due['is']}", level=1)
            continue
        maker.open_heading(lead)
        for _ in range(maker.dice.randint(2, 3)):
            pattern, support = maker.pick(WORDS["tasks"]["headed"])
            maker.say(*maker.task(lead, pattern, support))
        if lead != chief:
            maker.report(lead, top, chief)
    guest = maker.pick(maker.outside)
    pattern = maker.pick(WORDS["tasks"]["requests"])
    maker.say(*maker.task(guest, pattern, "{S}" in pattern), level=1)
