"""The pure rules of a review, as properties where there are any."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.agencies.rules import AgencyLevel
from chungtay.documents.rules import Change, FindingKind
from chungtay.documents.rules.carrying import Earlier, carry
from chungtay.documents.rules.cutting import check_points, cut, join, places_to_cut
from chungtay.documents.rules.findings import Found, first_day, found_in, whole_date
from chungtay.documents.rules.marks import Mark, marked_text
from chungtay.documents.rules.names import propose_level, split_names
from chungtay.documents.rules.typed import iso_day, typed_number
from chungtay.documents.tests.factories import TASKS, reading_of
from chungtay.documents.words import day_words, number_words

LETTERS = st.text(alphabet="abc ,;.\nĐđ|", max_size=80)


@given(LETTERS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8))
def test_marking_loses_no_letter_and_names_each_finding_once(text: str, spans: list[tuple[int, int]]) -> None:
    real = [(min(span), min(max(span), len(text))) for span in spans]
    marks = [Mark(number, "task", [span]) for number, span in enumerate(real)]
    paragraphs = marked_text(text, marks)
    assert "\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs) == text
    started = [finding for paragraph in paragraphs for piece in paragraph.pieces for finding in piece.starts]
    assert len(started) == len(set(started))
    for number, (start, end) in enumerate(real):
        covered = "".join(
            piece.text for paragraph in paragraphs for piece in paragraph.pieces if number in piece.findings
        )
        assert covered == text[start:end].replace("\n", "")


@given(LETTERS.filter(bool))
def test_the_pieces_to_cut_between_cover_the_task_without_a_gap(text: str) -> None:
    pieces = places_to_cut(text, (0, len(text)))
    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(pieces))


def test_a_cut_keeps_who_answers_and_each_deadline_with_its_words() -> None:
    text = "Rà soát trước ngày 01/7; báo cáo hằng năm."
    content = {
        "text": text,
        "lead": ["Sở Y tế"],
        "support": [],
        "deadlines": [
            {"kind": "by", "date": "2026-07-01", "text": "trước ngày 01/7"},
            {"kind": "every", "every": "P1Y", "text": "hằng năm"},
        ],
    }
    parts = cut(content, text, (0, len(text)), check_points((0, len(text)), [25, 25, 0, 99]))
    assert [(text[slice(*span)], part["text"]) for span, part in parts] == [
        ("Rà soát trước ngày 01/7;", "Rà soát trước ngày 01/7;"),
        ("báo cáo hằng năm.", "báo cáo hằng năm."),
    ]
    assert [[row["kind"] for row in part["deadlines"]] for _, part in parts] == [["by"], ["every"]]
    span, whole = join(parts[0], parts[1])
    assert span == (0, len(text))
    assert whole == content


def found(*said: str) -> list[Found]:
    return [Found(FindingKind.TASK, text, (0, 1), {"text": text, "lead": []}) for text in said]


def earlier(*said: str) -> list[Earlier]:
    return [
        Earlier(number, FindingKind.TASK, text, {"text": text, "lead": []})
        for number, text in enumerate(said, 1)
    ]


def test_the_same_words_are_the_same_and_nearly_the_same_are_changed() -> None:
    new = found(
        "Sở Y tế mở rộng điều trị thay thế tại các xã",
        "Công an tỉnh tuần tra biên giới",
        "Việc hoàn toàn khác",
    )
    old = earlier("Công an tỉnh tuần tra biên giới", "Sở Y tế mở rộng điều trị thay thế tại mười xã")
    fates = carry(new, old)
    assert [(fate.earlier, fate.change) for fate in fates] == [
        (2, Change.CHANGED),
        (1, Change.SAME),
        (None, Change.NEW),
    ]


def test_a_first_reading_has_nothing_before_it() -> None:
    assert {fate.change for fate in carry(found("a", "b"), [])} == {Change.FIRST}


@given(st.lists(st.sampled_from([said for said, _, _ in TASKS]), min_size=1, max_size=6))
def test_no_earlier_finding_is_used_twice(said: list[str]) -> None:
    unique = list(dict.fromkeys(said))
    used = [fate.earlier for fate in carry(found(*unique), earlier(*[text for text, _, _ in TASKS]))]
    assert len(used) == len(set(used))


def test_two_items_of_the_same_words_keep_keys_of_their_own() -> None:
    twice = reading_of()
    twice["tasks"] = [twice["tasks"][0], twice["tasks"][0] | {"span": twice["tasks"][1]["span"]}]
    keys = [item.key for item in found_in(twice) if item.kind == FindingKind.TASK]
    assert len(set(keys)) == 2


def test_names_are_typed_one_a_line_or_with_semicolons() -> None:
    assert split_names("Sở Y tế;  Công an   tỉnh\nSở Y tế\n") == ["Sở Y tế", "Công an tỉnh"]


@pytest.mark.parametrize(
    ("name", "issuer", "level"),
    [
        ("Công an xã Mường Pồn", AgencyLevel.PROVINCE, AgencyLevel.COMMUNE),
        ("UBND các huyện, thị xã, thành phố", AgencyLevel.PROVINCE, AgencyLevel.DISTRICT),
        ("Ban Chỉ huy Quân sự thị xã", AgencyLevel.DISTRICT, AgencyLevel.DISTRICT),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", AgencyLevel.PROVINCE, AgencyLevel.PROVINCE),
        ("Bộ Công an", AgencyLevel.DISTRICT, AgencyLevel.CENTRAL),
    ],
)
def test_a_name_tells_its_level(name: str, issuer: AgencyLevel, level: AgencyLevel) -> None:
    assert propose_level(name, issuer) == level


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_is_typed_as_it_is_shown(day: date) -> None:
    assert iso_day(day_words(day.isoformat())) == day.isoformat()
    assert whole_date(day.isoformat()) == first_day(day.isoformat()) == day


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_typed_as_it_is_shown(number: int) -> None:
    assert typed_number(number_words(number)) == number


@pytest.mark.parametrize("typed", ["1.23", "1,2,3", "mười", "1 triệu"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        typed_number(typed)
