"""The checker itself: it must find what went wrong, and nothing where nothing did."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.faults.history import Outcome, wrongs

OUTCOMES: list[Outcome] = ["sent", "done", "refused"]
LOGS = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.sampled_from(OUTCOMES))


@given(LOGS, st.data())
def test_a_store_that_kept_its_word_has_no_wrong(log: dict[str, Outcome], data: st.DataObject) -> None:
    times = {"done": st.just(1), "refused": st.just(0), "sent": st.integers(0, 1)}
    assert wrongs(log, Counter({mark: data.draw(times[outcome]) for mark, outcome in log.items()})) == []


@given(LOGS, st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 3)))
def test_each_wrong_is_named_by_its_mark(log: dict[str, Outcome], store: dict[str, int]) -> None:
    wrong = {mark for mark, times in store.items() if times > 1 or log.get(mark, "refused") == "refused"}
    wrong |= {mark for mark, outcome in log.items() if outcome == "done" and mark not in store}
    assert {sentence.partition(":")[0] for sentence in wrongs(log, Counter(store))} == wrong


def test_lost_twice_and_unasked_are_told_apart() -> None:
    assert wrongs({"a": "done", "b": "sent", "c": "refused"}, Counter(b=2, c=1, d=1)) == [
        "a: acknowledged, and lost",
        "b: done 2 times",
        "c: refused, and done",
        "d: nobody asked for it",
    ]
