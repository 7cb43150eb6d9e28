"""The copy is whole at any moment, counts what was saved at once, and mends itself."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.catalogue.rules import Aggregation
from chungtay.indicators.rules import Territory
from chungtay.indicators.store import copying, manifest
from chungtay.indicators.store.columns import Change, Feed
from chungtay.indicators.store.engine import Engine, NotReady
from chungtay.indicators.store.manifest import NAME, Damaged, Manifest, load
from chungtay.indicators.tests.lands import (
    AFTER,
    LATER,
    PERIOD,
    country,
    engine_of,
    question,
    rows_of,
    scope,
    value,
)

LAND: Territory = country([0, 1], [0, 1], [0, 1], [(0, 0), (1, 0)])


LAST_STEP = 6  # two files and the manifest, before and after each


class Killed(Exception):
    pass


def silently(_share: float) -> None:
    pass


def feed_of(changes: list[Change]) -> Feed:
    return lambda after, limit: [change for change in changes if change.number > after][:limit]


def seen(engine: Engine) -> set[tuple[object, ...]]:
    with engine.facts(scope()) as cursor:
        return rows_of(cursor)


def told(changes: list[Change]) -> set[tuple[object, ...]]:
    """What the changes come to, the plain way."""
    last = {(change.submission, change.cell): change for change in changes}
    return {(one.submission, one.cell, one.amount) for one in last.values() if not one.gone}


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    places = st.sampled_from([1000, 1001, 2000, 2010])
    rows = draw(
        st.lists(
            st.tuples(places, st.sampled_from([1, 2]), st.integers(0, 9), st.booleans(), st.booleans()),
            max_size=20,
        )
    )
    return [
        value(number, LAND, place, cell=cell, amount=amount * 1000, gone=gone, period=LATER if later else PERIOD)
        for number, (place, cell, amount, gone, later) in enumerate(rows, start=1)
    ]  # fmt: skip


@settings(max_examples=20)
@given(history=histories(), copied=st.lists(st.integers(0, 20), max_size=3))
def test_copied_or_not_a_question_sees_what_was_said_last(
    history: list[Change], copied: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("copy")
    so_far: list[Change] = []
    engine = engine_of(root, so_far)
    for until in [*sorted(copied), len(history)]:
        so_far[:] = history[:until]
        assert seen(engine) == told(so_far)
        copying.bring_in_step(root, feed_of(so_far), silently)
        assert seen(engine) == told(so_far)
    assert engine.held() == 0


@pytest.mark.parametrize("moment", range(1, LAST_STEP + 1))
def test_killed_at_any_moment_the_old_set_or_the_new_is_there(
    moment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [value(1, LAND, 1000), value(2, LAND, 1001)]
    after = [*first, value(3, LAND, 1000, amount=5000), value(4, LAND, 2000, period=LATER)]
    copying.bring_in_step(tmp_path, feed_of(first), silently)
    steps = iter(range(1, 100))

    def dying(work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*said: Any) -> Any:
            if next(steps) == moment:
                raise Killed
            told = work(*said)
            if next(steps) == moment:
                raise Killed
            return told

        return done

    monkeypatch.setattr(copying, "seal", dying(manifest.seal))
    monkeypatch.setattr(copying, "save", dying(manifest.save))
    try:
        copying.bring_in_step(tmp_path, feed_of(after), silently)
    except Killed:
        assert load(tmp_path).change == (4 if moment == LAST_STEP else 2)
    else:
        raise AssertionError("it was to die")
    assert seen(engine_of(tmp_path, after)) == told(after)
    monkeypatch.undo()
    copying.bring_in_step(tmp_path, feed_of(after), silently)
    assert seen(engine_of(tmp_path, after)) == told(after)


@pytest.mark.parametrize("damage", ["cut", "altered", "removed", "manifest", "none"])
def test_a_damaged_copy_is_passed_over_and_made_anew(damage: str, tmp_path: Path) -> None:
    changes = [value(1, LAND, 1000), value(2, LAND, 1001, amount=2000)]
    made = copying.bring_in_step(tmp_path, feed_of(changes), silently)
    file = tmp_path / made.parts[0].path
    whole = file.read_bytes()
    match damage:
        case "cut":
            file.write_bytes(whole[:-1])
        case "altered":
            file.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
        case "removed":
            file.unlink()
        case "manifest":
            (tmp_path / NAME).write_text("{")
    engine = engine_of(tmp_path, changes)
    assert seen(engine) == told(changes)
    assert (tmp_path / NAME).exists() == (damage == "none")
    copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert load(tmp_path).change == 2
    assert seen(engine) == told(changes)


def test_a_database_put_back_to_an_earlier_day_makes_the_copy_another(tmp_path: Path) -> None:
    changes = [value(1, LAND, 1000), value(2, LAND, 1001)]
    engine = engine_of(tmp_path, changes)
    copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert seen(engine) == told(changes)
    changes[1:] = [value(2, LAND, 2000, amount=9000), value(3, LAND, 2010)]
    assert seen(engine) == told(changes)
    copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert seen(engine) == told(changes)


@settings(max_examples=10)
@given(history=histories(), copied=st.lists(st.integers(0, 20), max_size=2))
def test_a_kept_answer_is_what_a_fresh_look_comes_to(
    history: list[Change], copied: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, frame = tmp_path_factory.mktemp("copy"), LAND.frame(None, AFTER, in_parts=False)
    so_far: list[Change] = []
    engine = engine_of(root, so_far)
    for until in range(len(history) + 1):
        so_far[:] = history[:until]
        if until in copied:
            copying.bring_in_step(root, feed_of(so_far), silently)
        for cells in ((1,), (1, 2)):
            asked = (scope(cells), question(Aggregation.SUM, cells=cells), frame)
            assert engine.answer(*asked) == engine_of(root, so_far).answer(*asked)


def test_a_question_is_counted_again_only_when_what_it_reads_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [value(1, LAND, 1000, cell=1)]
    engine = engine_of(tmp_path, changes)
    frame, counted, ask = LAND.frame(None, AFTER, in_parts=False), [], engine.ask

    def told_apart(*given: Any) -> Any:
        counted.append(given)
        return ask(*given)

    monkeypatch.setattr(engine, "ask", told_apart)
    asked = (scope((1,)), question(Aggregation.SUM, cells=(1,)), frame)
    for change in (None, value(2, LAND, 1000, cell=2), value(3, LAND, 1001, cell=1)):
        changes += [change] if change else []
        engine.answer(*asked)
    assert len(counted) == 2


def test_only_what_is_touched_is_written_anew(tmp_path: Path) -> None:
    changes = [value(1, LAND, 1000), value(2, LAND, 1001)]
    before = copying.bring_in_step(tmp_path, feed_of(changes), silently)
    changes.append(value(3, LAND, 1001, amount=7000))
    after = copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert before.parts[0] == after.parts[0]
    assert before.parts[1] != after.parts[1]


def test_what_is_taken_back_leaves_no_empty_file(tmp_path: Path) -> None:
    changes = [value(1, LAND, 1000), value(2, LAND, 1000, gone=True)]
    assert copying.bring_in_step(tmp_path, feed_of(changes[:1]), silently).parts
    assert copying.bring_in_step(tmp_path, feed_of(changes), silently).parts == ()


def test_files_of_an_earlier_set_go_only_when_nobody_can_be_reading_them(tmp_path: Path) -> None:
    changes = [value(1, LAND, 1000)]
    old = tmp_path / copying.bring_in_step(tmp_path, feed_of(changes), silently).parts[0].path
    changes.append(value(2, LAND, 1000, amount=2000))
    copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert old.exists()
    os.utime(old, (0, 0))
    changes.append(value(3, LAND, 1000, amount=3000))
    copying.bring_in_step(tmp_path, feed_of(changes), silently)
    assert not old.exists()


def test_too_much_outstanding_is_said_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.indicators.store.engine.TOO_MANY", 1)
    with pytest.raises(NotReady):
        seen(engine_of(tmp_path, [value(1, LAND, 1000), value(2, LAND, 1001)]))


def test_there_is_no_copy_before_the_first(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        load(tmp_path)
    assert copying.bring_in_step(tmp_path, feed_of([]), silently) == Manifest()
