"""From bytes to text, and from the fonts of the years before Unicode to Unicode.

TCVN3 (".VnTime", "ABC") and VNI ("VNI-Times") documents show Vietnamese by their fonts: their characters are those
of Latin-1. A document in .docx names the font of every run; elsewhere the text itself must tell.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

from chungtay.reader.problems import unreadable
from chungtay.reader.syllables import WORD, share_vietnamese

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
SAMPLE = 40_000  # characters looked at to know the encoding
PLAIN_VIETNAMESE = 0.3  # a share of Vietnamese words above this needs no conversion
CONVINCING = 0.55  # text read in the right encoding has 0.7 and more
DOUBLY_ENCODED = ("áº", "á»")  # what the bytes of most Vietnamese letters look like in Windows-1252
MOST_FOREIGN = 0.1
PUNCTUATION = "\u00a0–—‘’“”…•«»§°±×½²³·®©"
SHIFTS = b"\x1b$"  # Japanese that switches its letters on and off
FEWEST_WORDS = 12  # below this nothing can be told


def decode(content: bytes) -> str:
    """The text of a plain file. Raises Unreadable("encoding") where no known encoding makes it readable."""
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, marked)
    if SHIFTS in content:
        raise unreadable("encoding")
    if unmarked := _unmarked_utf16(content):
        return _strictly(content, unmarked)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bits(content)


def _strictly(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise unreadable("encoding") from error


def _unmarked_utf16(content: bytes) -> str | None:
    sample = content[:2000]
    if len(sample) < 4 or len(content) % 2 or sample.count(0) * 5 < len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _decode_eight_bits(content: bytes) -> str:
    """One byte per letter: whichever reading is Vietnamese. The code page 1258 writes tones as marks of their own."""
    if (declared := _declared(content)) is not None:
        return declared
    plain = content.decode("latin-1")
    readings = [convert(plain) for convert in (from_tcvn3, from_vni)]
    readings.append(content.decode("cp1258", errors="replace"))
    best = max(readings, key=lambda text: share_vietnamese(_sample(text)))
    sample = _sample(best)
    if share_vietnamese(sample) < CONVINCING or _share_foreign(sample) > MOST_FOREIGN:
        raise unreadable("encoding")
    return best


def _share_foreign(text: str) -> float:
    """Of what is not ASCII, the share that Vietnamese does not write; the bytes of another language leave many."""
    written = [char for char in text if not char.isascii()]
    own = _letters()
    return sum(char.lower() not in own for char in written) / len(written) if written else 0.0


@cache
def _letters() -> frozenset[str]:
    return frozenset("".join(_table("tcvn3.tsv").values()).lower() + PUNCTUATION)


def _declared(content: bytes) -> str | None:
    """A web page in the encoding that it names; its letters beyond that are written as entities."""
    found = CHARSET.search(content[:4096])
    try:
        return content.decode(found[1].decode("ascii")) if found else None
    except (UnicodeDecodeError, LookupError):
        return None


def _sample(text: str) -> str:
    return unicodedata.normalize("NFC", text[:SAMPLE])


@cache
def _table(name: str) -> dict[str, str]:
    text = resources.files("chungtay.reader").joinpath("encoding_tables", name).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _tcvn3() -> dict[int, str]:
    return {int(code, 16): letter for code, letter in _table("tcvn3.tsv").items()}


@cache
def _vni() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_table("vni.tsv"), key=len, reverse=True))))


def from_tcvn3(text: str) -> str:
    return text.translate(_tcvn3())


def from_tcvn3_capitals(text: str) -> str:
    """Fonts like .VnTimeH: small letters are drawn as capitals."""
    return from_tcvn3(text).upper()


def from_vni(text: str) -> str:
    letters = _table("vni.tsv")
    return _vni().sub(lambda found: letters[found.group()], text)


def from_doubly_encoded(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 ("á»¦y ban") read back; unchanged where it was not."""
    try:
        return b"".join(map(_windows_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _windows_byte(letter: str) -> bytes:
    """Five bytes have no letter in Windows-1252; programs pass them on as they are."""
    return letter.encode("latin-1") if letter in "\x81\x8d\x8f\x90\x9d" else letter.encode("cp1252")


def font_conversion(font: str) -> Callable[[str], str] | None:
    """How text set in this font becomes Unicode; None for fonts of Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return from_tcvn3_capitals if name.endswith("h") else from_tcvn3
    return from_vni if name.startswith("vni-") else None


def conversion_for(texts: Iterable[str]) -> Callable[[str], str] | None:
    """The conversion that a whole document needs, judged by its words; None where it reads as it stands."""
    sample = ""
    for text in texts:
        sample += text + "\n"
        if len(sample) > SAMPLE:
            break
    if len(WORD.findall(sample)) < FEWEST_WORDS:
        return None
    if any(sign in sample for sign in DOUBLY_ENCODED):
        return from_doubly_encoded
    if sample.isascii() or share_vietnamese(sample) >= PLAIN_VIETNAMESE:
        return None
    best = max((from_tcvn3, from_vni), key=lambda convert: share_vietnamese(convert(sample)))
    return best if share_vietnamese(best(sample)) >= CONVINCING else None
