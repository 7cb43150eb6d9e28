from chungtay.reader.checks.paper import Paper
from chungtay.reader.checks.words import check_words
from chungtay.reader.quantities.counted_tables import read_counted_tables
from chungtay.reader.tests.papers import paper

TABLE = ["STT | Nội dung | Số tiền", "1 | Hội nghị | 40", "2 | Tài liệu | 31", " | Tổng cộng | 71"]


def read(*parts: str | list[str]) -> Paper:
    text = paper(*parts)
    return Paper(text, tables=read_counted_tables(text))


def test_words_that_match_their_figure_are_counted() -> None:
    findings = check_words(
        read("Kinh phí là 71.440.000.000 đồng (Bảy mươi mốt tỷ, bốn trăm bốn mươi triệu đồng).")
    )
    assert (findings.checks, findings.held) == ((), 1)


def test_words_that_differ_are_told() -> None:
    findings = check_words(
        read("Kinh phí là 71.440.000.000 đồng (Bằng chữ: Bảy mươi mốt tỷ, bốn trăm mười bốn triệu đồng).")
    )
    (slip,) = findings.checks
    assert (slip.code, slip.stated, slip.found) == ("words", 71_440_000_000, 71_414_000_000)


def test_words_may_come_first() -> None:
    assert check_words(read("Hỗ trợ năm triệu đồng (5.000.000 đồng) mỗi xã.")).held == 1


def test_words_under_a_table_say_its_total() -> None:
    right = read("Dự toán kinh phí (triệu đồng)", TABLE, "Số tiền ghi bằng chữ: Bảy mươi mốt triệu đồng")
    assert check_words(right).held == 1
    wrong = read("Dự toán kinh phí (triệu đồng)", TABLE, "Số tiền ghi bằng chữ: Bảy mươi hai triệu đồng")
    (slip,) = check_words(wrong).checks
    assert (slip.stated, slip.found) == (71_000_000, 72_000_000)
    assert [wrong.text.text[a:b] for a, b in slip.spans] == ["71", "Bảy mươi hai triệu đồng"]


def test_words_in_the_last_row_of_a_table_say_its_total() -> None:
    rows = [*TABLE, "Bằng chữ: Bảy mươi mốt triệu đồng chẵn./. | < | <"]
    paper_read = read("Dự toán kinh phí (triệu đồng)", rows)
    assert check_words(paper_read).held == 1
    assert len(paper_read.tables[0].lines) == 2


def test_words_without_their_figure_are_left_alone() -> None:
    findings = check_words(
        read("Mỗi hộ được hỗ trợ năm triệu đồng.", "Năm 2024 chi 3 tỷ đồng; mỗi xã một triệu đồng.")
    )
    assert (findings.checks, findings.held) == ((), 0)
