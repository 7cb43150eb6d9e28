"""Invented Vietnamese people, and the slips with which one of them stands in another list. Nobody is real."""

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from chungtay.base.text import fold

if TYPE_CHECKING:
    from chungtay.people.rules import Seen

# Shares of family names in the country, in thousandths, rounded; what is left is spread over the rarer ones.
FAMILIES = {
    "Nguyễn": 316, "Trần": 109, "Lê": 88, "Phạm": 59, "Hoàng": 45, "Huỳnh": 35, "Phan": 45, "Vũ":
    25, "Võ": 25, "Đặng": 20, "Bùi": 20, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 5, "Lò":
    12, "Lường": 6, "Quàng": 6, "Giàng": 8, "Vàng": 6, "Sùng": 5, "Hà": 10, "Đinh": 10, "Cà": 6,
    "Tòng": 4, "Lương": 8, "Đoàn": 8, "Trịnh": 7, "Mai": 7, "Đào": 6, "Cao": 6,
}  # fmt: skip
MIDDLE = {
    "male": "Văn Đức Hữu Quang Minh Xuân Đình Công Thanh Ngọc Bá Thế Duy Anh Quốc Trọng Mạnh Tiến A".split(),
    "female": "Thị Ngọc Thanh Thu Kim Mỹ Bích Phương Hồng Diệu Mai Lan Thùy Minh Như".split(),
}
GIVEN = {
    "male": (
        "Hùng Dũng Cường Tuấn Nam Sơn Long Thắng Hải Quân Tùng Hiếu Trung Đạt Phúc Khánh Thành Tâm Bình An "
        "Dương Đông Giang Hà Hoàng Hưng Huy Kiên Lâm Linh Lộc Lực Nghĩa Nhân Phong Quý Sang Tài Thái Thịnh "
        "Thuận Tiến Toàn Trường Tú Vinh Việt Vũ Chiến Chính Chung Dũng Duy Hòa Hậu Khoa Khôi Kỳ Luân Mạnh "
        "Phát Phương Quang Tân Thiện Thọ Trí Tường Tỉnh Pó Dế Tủa Chu Sình"
    ).split(),
    "female": (
        "Lan Hương Hoa Hà Linh Trang Thảo Nga Ngân Mai Yến Hằng Hạnh Hiền Hòa Huệ Huyền Liên Loan Ly My "
        "Nhung Oanh Phương Quyên Quỳnh Thanh Thơm Thu Thúy Thủy Tình Trâm Trinh Tuyết Uyên Vân Vy Xuân Ánh "
        "Chi Dung Duyên Giang Dinh Mỷ Sua"
    ).split(),
}  # fmt: skip
ALIASES = "Tý Sửu Tí Cu Tèo Bi Bờm Còi Đen Béo Lùn Cò Út Cả Tẹo Mít Nhím".split()
_SOUNDING = [pair.split(">") for pair in "s>x x>s tr>ch ch>tr d>gi l>n n>l y>i i>y".split()]
_LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Invented:
    pk: int
    row: str
    seen: "Seen"


def invent(chance: random.Random, pk: int, communes: list[int]) -> Invented:
    from chungtay.people.rules import Born, Seen

    sex = "female" if chance.random() < 0.08 else "male"
    family = chance.choices(_FAMILIES, _SHARES)[0]
    middle = chance.choice(MIDDLE[sex]) if chance.random() < 0.95 else ""
    if chance.random() < 0.15:
        middle = f"{middle} {chance.choice(MIDDLE[sex])}"
    name = " ".join(f"{family} {middle} {chance.choice(GIVEN[sex])}".split())
    born = Born(chance.randrange(1955, 2012), chance.randrange(1, 13), chance.randrange(1, 29))
    seen = Seen(
        name=name,
        born=Born(born.year) if chance.random() < 0.05 else born,
        sex=sex,
        numbers=frozenset({f"{pk * 7919 % 10**12:012}"})
        if chance.random() < 0.8
        else frozenset({f"{pk * 104729 % 10**9:09}"}),
        phones=frozenset({f"09{pk * 3571 % 10**8:08}"}) if chance.random() < 0.5 else frozenset(),
        communes=frozenset({chance.choice(communes)}),
        aliases=(chance.choice(ALIASES),) if chance.random() < 0.2 else (),
    )
    return Invented(pk, UUID(int=chance.getrandbits(128), version=4).hex, seen)


_FAMILIES, _SHARES = list(FAMILIES), list(FAMILIES.values())


def slips(chance: random.Random, person: Invented, communes: list[int]) -> "tuple[Seen, list[str]]":
    """The same person as another list has them, and what went wrong: one, two or three things.

    Three of ten come with the number that is known already; the others with a new card's number or none.
    """
    seen, kinds = person.seen, []
    if chance.random() < 0.7:
        fresh = {f"0{chance.randrange(10**11):011}"} if chance.random() < 0.5 else set()
        if fresh and any(len(number) == 12 for number in seen.numbers):
            fresh = set()  # nobody has two personal numbers: then this list has none
        seen = replace(seen, numbers=frozenset(fresh), phones=frozenset())
        kinds.append("no known number")
    for slip in chance.sample(SLIPS, chance.choices((1, 2, 3), (5, 4, 1))[0]):
        seen = slip(chance, seen, communes)
        kinds.append(slip.__name__)
    return seen, kinds


def marks_lost(_chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    return replace(seen, name=fold(seen.name).title())


def day_and_month_exchanged(_chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    born = seen.born
    if born is None or not born.is_whole or born.day > 12:
        return seen
    return replace(seen, born=replace(born, day=born.month, month=born.day))


def year_alone(_chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    return replace(seen, born=replace(seen.born, day=0, month=0)) if seen.born else seen


def year_wrong(chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    return (
        replace(seen, born=replace(seen.born, year=seen.born.year + chance.choice((-1, 1))))
        if seen.born
        else seen
    )


def day_wrong(chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    if seen.born is None or not seen.born.is_whole:
        return seen
    return replace(seen, born=replace(seen.born, day=chance.randrange(1, 29)))


def as_it_sounds(chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    syllables = fold(seen.name).split()
    at = chance.randrange(len(syllables))
    for said, written in chance.sample(_SOUNDING, len(_SOUNDING)):
        if (syllables[at].startswith(said) and not syllables[at].startswith(("ng", "nh", "th"))) or (
            said in "yi" and said in syllables[at]
        ):
            syllables[at] = syllables[at].replace(said, written, 1)
            break
    return replace(seen, name=" ".join(syllables).title())


def a_letter_wrong(chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    at = chance.randrange(1, len(seen.name))
    return replace(seen, name=seen.name[:at] + chance.choice(_LETTERS) + seen.name[at + 1 :])


def middle_left_out(_chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    syllables = seen.name.split()
    return replace(seen, name=f"{syllables[0]} {syllables[-1]}")


def with_an_alias(chance: random.Random, seen: "Seen", _communes: list[int]) -> "Seen":
    return replace(seen, aliases=(*seen.aliases, chance.choice(ALIASES)))


def moved(chance: random.Random, seen: "Seen", communes: list[int]) -> "Seen":
    return replace(seen, communes=frozenset({chance.choice(communes)}))


SLIPS = (
    marks_lost,
    day_and_month_exchanged,
    year_alone,
    year_wrong,
    day_wrong,
    as_it_sounds,
    a_letter_wrong,
    middle_left_out,
    with_an_alias,
    moved,
)
