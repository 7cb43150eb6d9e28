"""Long and crooked paragraphs: the checks must come back, in order and inside the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.reader.checks import run_checks
from chungtay.reader.contract import Header
from chungtay.reader.quantities.figures import find_figures
from chungtay.reader.quantities.targets import find_targets
from chungtay.reader.structure.sections import find_sections
from chungtay.reader.structure.zones import classify
from chungtay.reader.tests.papers import paper

WORDS = st.sampled_from(
    "100 vụ|20 đối tượng|trong đó|gồm|(|)|5%|chiếm|;|,|. Trong đó|năm 2024|đến năm 2025|1/2|giảm từ 5 xuống còn 3|tăng|"
    "ngày 31/6/2024|I.|1.|-|không để|phấn đấu|ít nhất một|71.440.000.000 đồng|(Bảy mươi tỷ đồng)|[1]|129 xã, phường|:".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), min_size=1, max_size=6))
def test_any_mixture_of_words_is_read_and_every_span_lies_in_the_text(paragraphs: list[str]) -> None:
    text = paper("BÁO CÁO", *[paragraph or "-" for paragraph in paragraphs])
    sections, zones = find_sections(text), classify(text)
    header = Header(kind="BC")
    targets = find_targets(text, sections, zones)
    figures = find_figures(text, sections, zones, header)
    checks, verified = run_checks(text, header, sections, [], targets, figures, [])
    spans = [target.span for target in targets] + [figure.span for figure in figures]
    for start, end in [*spans, *(span for check in checks for span in check.spans)]:
        assert 0 <= start < end <= len(text.text)
    assert verified.sums >= 0
    assert len({(check.code, check.spans) for check in checks}) == len(checks)


def test_a_paragraph_of_thousands_of_numbers_is_read() -> None:
    clause = "Đã bắt 100 vụ, 20 đối tượng (trong đó 5 vụ lớn; 3 vụ nhỏ), chiếm 5%; "
    text = paper("BÁO CÁO", "I. KẾT QUẢ", "- " + clause * 1000)
    checks, _ = run_checks(text, Header(kind="BC"), find_sections(text), [], [], [], [])
    assert checks == []
