from hypothesis import given
from hypothesis import strategies as st

from chungtay.archive.rules import (
    NULL,
    Manifest,
    Member,
    Told,
    check_reason,
    check_schema,
    escaped,
    json_text,
    unescaped,
)

MANIFEST = Manifest("everything", (7, "ab"), {"plans": ["0001_initial", "0002_more"]})
COLUMNS = {"plans_plan": ["id", "title"]}


@given(st.text() | st.from_regex(r"\\{0,3}N", fullmatch=True))
def test_every_text_comes_back_and_none_is_taken_for_nothing(text: str) -> None:
    assert escaped(text) != NULL
    assert unescaped(escaped(text)) == text


def test_json_is_one_text_whatever_the_order_and_the_exponent() -> None:
    assert json_text({"b": 1e16, "a": ["é", None]}) == '{"a":["é",null],"b":10000000000000000}'
    assert json_text({"a": ["é", None], "b": 10**16}) == json_text({"b": 1e16, "a": ["é", None]})


def test_a_manifest_says_the_same_after_being_read() -> None:
    told = Manifest("keys", (0, ""), {}, {"t": Told(3, 4)}, {"a.csv": Member(5, "00")}, ["files/x"])
    assert Manifest.from_json(told.as_json().encode()) == told


def test_a_reason_is_more_than_a_word() -> None:
    assert [problem.code for problem in check_reason("  sao lưu   ")] == ["reason"]
    assert check_reason("Sao lưu cuối năm") == []


def test_the_same_or_a_later_schema_takes_a_package_in() -> None:
    later = {"plans": ["0001_initial", "0002_more", "0003_later"]}
    assert check_schema(MANIFEST, known=MANIFEST.migrations, columns=COLUMNS, lying=COLUMNS) == []
    assert (
        check_schema(MANIFEST, known=later, columns={"plans_plan": ["id", "title", "new"]}, lying=COLUMNS)
        == []
    )


def test_an_earlier_schema_is_told_to_upgrade() -> None:
    known = {"plans": ["0001_initial"]}
    (problem,) = check_schema(MANIFEST, known=known, columns=COLUMNS, lying=COLUMNS)
    assert problem.code == "newer"
    assert "plans.0002_more" in problem.message


def test_a_column_that_a_later_schema_dropped_is_named() -> None:
    (problem,) = check_schema(
        MANIFEST, known=MANIFEST.migrations, columns={"plans_plan": ["id"]}, lying=COLUMNS
    )
    assert problem.code == "older"
    assert "plans_plan.title" in problem.message
