"""Old encodings and fonts become Unicode; what cannot is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.reader.encodings import _table as table
from chungtay.reader.encodings import (
    conversion_for,
    font_conversion,
    from_doubly_encoded,
    from_tcvn3,
    from_vni,
)
from chungtay.reader.problems import Unreadable
from chungtay.reader.syllables import TONES, is_syllable, share_vietnamese
from chungtay.reader.tests.making import PROSE, docx_bytes, lines_of, paragraph, read_bytes

UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # in Windows-1252
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def to_tcvn3(text: str) -> str:
    codes = {letter: chr(int(code, 16)) for code, letter in table("tcvn3.tsv").items()}
    return "".join(codes.get(c, c) for c in text)


def to_vni(text: str) -> str:
    codes = {letter: code for code, letter in sorted(table("vni.tsv").items(), reverse=True)}
    return "".join(codes.get(c, c) for c in text)


@settings(deadline=None)
@given(st.text(alphabet=LETTERS + " ,.;"))
def test_every_small_letter_survives_the_way_to_tcvn3_and_back(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text)) == text


@settings(deadline=None)
@given(st.text(alphabet=LETTERS + LETTERS.upper() + " ,.;"))
def test_every_letter_survives_the_way_to_vni_and_back(text: str) -> None:
    assert from_vni(to_vni(text)) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Tr­êng §iÖn Biªn", "Trường Điện Biên"),
    ],
)
def test_tcvn3_samples(old: str, new: str) -> None:
    assert from_tcvn3(old) == new


def test_vni_sample() -> None:
    assert from_vni("UÛY BAN NHAÂN DAÂN TÆNH ÑIEÄN BIEÂN, ngöôøi nghieän ma tuùy") == (
        "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN, người nghiện ma túy"
    )


@pytest.mark.parametrize("convert", [to_tcvn3, to_vni])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_text_file_in_an_old_font_is_recognised(tmp_path: Path, convert: object, encoding: str) -> None:
    old = convert(PROSE)  # type: ignore[operator]
    assert lines_of(read_bytes(tmp_path, old.encode(encoding))) == [PROSE]


def to_1258(text: str) -> bytes:
    """Tones stand behind their letters."""
    content = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in TONES)
        content += (unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)) + tones).encode(
            "cp1258"
        )
    return content


def test_windows_1258_is_recognised(tmp_path: Path) -> None:
    assert lines_of(read_bytes(tmp_path, to_1258(PROSE))) == [PROSE]


def test_a_word_document_in_an_old_font_without_its_name_is_recognised(tmp_path: Path) -> None:
    assert lines_of(read_bytes(tmp_path, docx_bytes(paragraph(to_tcvn3(PROSE))))) == [PROSE]


def test_text_encoded_twice_is_repaired(tmp_path: Path) -> None:
    broken = "".join(bytes([b]).decode("cp1252" if b not in UNDEFINED else "latin-1") for b in PROSE.encode())
    assert from_doubly_encoded(broken) == PROSE
    assert from_doubly_encoded(PROSE) == PROSE
    assert lines_of(read_bytes(tmp_path, broken.encode())) == [PROSE]


def test_bytes_of_no_known_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(tmp_path, "Россия является демократическим федеративным государством".encode("koi8-r") * 3)
    assert refused.value.code == "encoding"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("исполнение возложена на управление", "cp866"),
        ("образования. Отчет", "cp1251"),
        ("計画を策 定した。 関係機関 は十二月 十五日ま でに報告 書を提出", "shift_jis"),
        ("報活動を 強化し、 相談窓口", "iso2022_jp"),
        ("省政府批", "gb18030"),
        ("결과를", "euc-kr"),
    ],
)
def test_a_few_foreign_words_that_look_like_vietnamese_bytes_are_refused(
    tmp_path: Path, words: str, code: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(tmp_path, words.encode(code))
    assert refused.value.code == "encoding"


def test_a_truncated_utf16_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes(tmp_path, PROSE.encode("utf-16")[:-1])
    assert refused.value.code == "encoding"


def test_unicode_documents_need_no_conversion() -> None:
    assert conversion_for([PROSE]) is None


@pytest.mark.parametrize(
    ("font", "old"), [(".VnTime", True), (".vnarialH", True), ("VNI-Times", True), ("Times New Roman", False)]
)
def test_old_fonts_are_known_by_name(font: str, old: bool) -> None:
    assert (font_conversion(font) is not None) == old


@pytest.mark.parametrize(
    "word", ["nghiêng", "quỳnh", "giếng", "gì", "khuya", "Ủy", "TÚY", "ngoằn", "yểu", "hoà", "hòa"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["đểp", "khuv", "website", "ngê", "cê", "ốt̀", "xXây", "hànhchính", "tốc̣"])
def test_other_strings_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_english_has_no_vietnamese_share() -> None:
    assert share_vietnamese("The provincial police shall lead and coordinate with the departments.") == 0
    assert share_vietnamese(PROSE) > 0.6
