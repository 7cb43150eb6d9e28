"""Write data/holidays_expected.toml anew: the holidays of the years that no decision has announced yet.

    python -m chungtay.law.expected_holidays

A program that writes a file, not a guess while answering: so a newer ``holidays`` package moves no date of any open
clock before somebody has seen in the file what changes.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parent / "data" / "holidays_expected.toml"
YEARS = range(2027, 2051)
HEAD = """\
# Ngày nghỉ lễ, tết DỰ KIẾN của những năm chưa có thông báo. Tệp này do chương trình viết, từ gói "holidays":
#   python -m chungtay.law.expected_holidays
# Đừng sửa tay: có thông báo của năm nào thì ghi năm đó vào holidays.toml, tệp này thôi dùng cho năm ấy.
# Ngày nghỉ hoán đổi không đoán được nên không có ở đây.

article = "Bộ luật 45/2019/QH14, Điều 112"
source = ["BLLD"]
verified = false
"""
ROW = """
[[day]]
from = {first}
to = {last}
name = "{name}"
kind = "{kind}"
announced = false
"""


def text() -> str:
    """The whole file."""
    return HEAD + "".join(ROW.format(**row) for row in rows())


def rows() -> Iterator[dict[str, object]]:
    """One row for each run of days of one kind; runs never cross a year."""
    from holidays import country_holidays

    found = sorted(country_holidays("VN", years=YEARS, language="vi").items())
    run: list[tuple[date, str]] = []
    for one, following in pairwise([*found, (date.max, "")]):
        run.append(one)
        if not _goes_on(one, following):
            yield {
                "first": run[0][0],
                "last": run[-1][0],
                "name": ", ".join(dict.fromkeys(_plain(name) for _, name in run)),
                "kind": _kind(run[0][1]),
            }
            run = []


def _goes_on(one: tuple[date, str], following: tuple[date, str]) -> bool:
    (day, name), (next_day, next_name) = one, following
    return (next_day - day).days == 1 and day.year == next_day.year and _kind(name) == _kind(next_name)


def _plain(name: str) -> str:
    """The feast itself: the package has a name for each day of Tết."""
    is_lunar = any(word in name for word in ("Tết Nguyên Đán", "29 Tết"))
    return "Tết Nguyên đán" if is_lunar else name


def _kind(name: str) -> str:
    return "substitute" if "nghỉ bù" in name else "holiday"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
