"""The numbers that Word computes: "1.", "a)", "1.2.", "Điều 3.", bullets."""

from dataclasses import dataclass, field

from chungtay.reader.formats.counts import count
from chungtay.reader.formats.package import Package
from chungtay.reader.formats.word_xml import Element, W, get, value_of, whole

LEVELS = 9
BULLETS = {"-": "-", "–": "–", "—": "–", "+": "+", "*": "*"}
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")) + (
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # restarts after this level (1-based); 0 never; None after any higher one
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """Counters run per abstract list: two lists of one kind count on, unless one of them asks to start anew."""

    abstract: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: tuple[str, int]) -> str:
        """Count one paragraph of the list ``(numId, level)`` and return its label, "" for none."""
        num, level = number
        if num not in self.abstract or not 0 <= level < LEVELS:
            return ""
        shape = self._level(num, level)
        if shape.format == "bullet":
            return BULLETS.get(shape.text.strip(), "-")
        counts = self.counts.setdefault(self.abstract[num], [None] * LEVELS)
        self._count(num, level, counts)
        return "" if shape.format == "none" and "%" not in shape.text else self._label(num, level, counts)

    def _level(self, num: str, level: int) -> Level:
        own = self.overrides.get(num, {}).get(level)
        return own or self.levels.get(self.abstract[num], {}).get(level, Level())

    def _count(self, num: str, level: int, counts: list[int | None]) -> None:
        anew = self.starts.get(num, {}).get(level)
        if anew is not None and (num, level) not in self.begun:
            counts[level] = anew
        else:
            before = counts[level]
            counts[level] = self._level(num, level).start if before is None else before + 1
        self.begun.add((num, level))
        for lower in range(level + 1, LEVELS):
            restart = self._level(num, lower).restart
            if restart is None or (restart and level < restart):
                counts[lower] = None

    def _label(self, num: str, level: int, counts: list[int | None]) -> str:
        shape = self._level(num, level)
        label = shape.text
        for above in range(level + 1):
            if (place := f"%{above + 1}") in label:
                part = self._level(num, above)
                count = counts[above]
                written = write_number(
                    part.start if count is None else count, "decimal" if shape.legal else part.format
                )
                label = label.replace(place, written)
        return label.strip()


def read_numbering(package: Package) -> Numbering:
    numbering = Numbering()
    root = whole(package, "word/numbering.xml")
    if root is None:
        return numbering
    for abstract in root.iterfind(W + "abstractNum"):
        numbering.levels[get(abstract, "abstractNumId")] = _levels(abstract)
    for num in root.iterfind(W + "num"):
        name = get(num, "numId")
        numbering.abstract[name] = value_of(num, "abstractNumId") or ""
        for override in num.iterfind(W + "lvlOverride"):
            level = count(get(override, "ilvl"), 0)
            if (start := value_of(override, "startOverride")) is not None:
                numbering.starts.setdefault(name, {})[level] = count(start, 1)
            numbering.overrides.setdefault(name, {}).update(_levels(override))
    return numbering


def _levels(parent: Element) -> dict[int, Level]:
    return {count(get(lvl, "ilvl"), 0): _read_level(lvl) for lvl in parent.iterfind(W + "lvl")}


def _read_level(lvl: Element) -> Level:
    restart = value_of(lvl, "lvlRestart")
    return Level(
        start=count(value_of(lvl, "start"), 1),
        format=value_of(lvl, "numFmt") or "decimal",
        text=value_of(lvl, "lvlText") or "",
        restart=None if restart is None else count(restart, 0),
        legal=lvl.find(W + "isLgl") is not None,
    )


def write_number(number: int, form: str) -> str:
    """A count in a format of Word; those that Vietnamese papers never use are written as plain numbers."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
