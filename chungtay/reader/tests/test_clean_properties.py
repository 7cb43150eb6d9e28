"""What holds for every text, however strange."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chungtay.reader.blocks import Text
from chungtay.reader.tests.making import clean_text

PIECES = st.sampled_from(
    [
        "Công an tỉnh", "1. ", "a) ", "- ", "+ ", "* ", "|", " | ", "**", "*", "\\", "\n", "\n\n", " ", "\u00a0", "\u200b",
        "QUYẾT ĐỊNH", "Nơi nhận:", "Phần thứ nhất", "I. MỤC ĐÍCH", "STT", "Năm 2024", ".-Triển khai", ";Tham mưu", "đểphòng",
        "phối", "hợp giữa", "[1] ", "---", "|---|---|", "+---+---+", "1.000", "(", ")", "“", "”", "Điều 1. ", "ĐVT:", ".", ",",
        "Các tin khác", "Trang chủ", "e\u0301", "_", "1\\.", "# ", "\t", "\r", "\x0b", "\x85", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def hold_together(text: Text) -> None:
    assert text.text == "\n".join(line.text for line in text.lines)
    position = 0
    for line in text.lines:
        assert line.start == position
        assert text.text[line.start : line.end] == line.text
        assert line.text == " ".join(line.text.split())
        assert line.text
        position = line.end + 1
    for table in text.tables:
        for row in table.rows:
            assert len(row) == len(table.rows[0])
            for cell in row:
                assert text.text[cell.start : cell.end] == cell.text
                assert table.start <= cell.start <= cell.end <= table.end
        rows = [line for line in text.lines if table.start <= line.start and line.end <= table.end]
        assert len(rows) == len(table.rows)
        assert all(line.in_table for line in rows)


@settings(deadline=None)
@given(TEXTS)
def test_lines_and_cells_are_where_they_say(text: str) -> None:
    hold_together(clean_text(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS.map(lambda text: text.replace("\\", "")))  # an escaped star is no star the second time
@example("a\n\nb | c\nd | e")
@example("*0**0*")
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once, wrapped=False).text == once


@settings(deadline=None)
@given(st.text(alphabet="ab công an.,;\n", max_size=400))
def test_nothing_but_space_is_lost_from_prose(text: str) -> None:
    cleaned = clean_text(text)
    kept = "".join(cleaned.text.split()) + "".join("".join(line.split()) for line in cleaned.dropped)
    letters = [c for c in text if c.isalpha()]
    assert [c for c in kept if c.isalpha()] == letters
