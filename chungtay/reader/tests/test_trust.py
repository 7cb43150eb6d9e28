"""Confidence that can be trusted, and a trace that leads to the place where a rule can be mended."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from chungtay.reader.command import run as run_command
from chungtay.reader.contract import Reading, Task
from chungtay.reader.read import read
from chungtay.reader.tests.corpus.compose import compose
from chungtay.reader.tests.corpus.damage import damaged
from chungtay.reader.tests.corpus.measure import read_printed
from chungtay.reader.trust.calibrate import first_sight, held_out, record_first_sight
from chungtay.reader.trust.confidence import families, family_of, probability, rule_of, rules, weights
from chungtay.reader.trust.explain import as_text, trace_of
from chungtay.reader.trust.fit import Reliability, Weighed, fit_all, sure
from chungtay.reader.trust.outcomes import Outcome, outcomes

READER = Path(__file__).parent.parent
PAPER = """\
UBND TỈNH SÔNG LAM
Số: 12/KH-UBND
Sông Lam, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Phòng, chống ma túy năm 2026
Căn cứ Luật Phòng, chống ma túy ngày 30/3/2021;
I. KẾT QUẢ NĂM 2025
- Tổ chức 120 buổi tuyên truyền cho 5.000 lượt người.
II. NHIỆM VỤ
1. Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát người nghiện trước ngày 01/7/2026.
2. Tuyên truyền trong trường học.
3. Năm học 2025 - 2026, công tác này đã tổ chức 12 buổi.
4. Sơ kết theo Quyết định số 15/QĐ-UBND ngày 02/3/2025 của UBND tỉnh.
"""
# Rules that guess, each beside the rule for what the paper says outright.
OUTRIGHT = {
    "task.task": ("tasks.names_doer", ("tasks.listed", "tasks.verb_elsewhere", "tasks.must")),
    "task.lead": ("roles.subject", ("roles.introduction", "roles.heading_among_bodies", "roles.bracket", "roles.clause")),
    "section": ("sections.division", ("sections.series",)),
    "reporting": ("reporting.stated_time", ("reporting.of_results",)),
}  # fmt: skip


@cache
def plan() -> Reading:
    return _read(PAPER)


def _read(text: str) -> Reading:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8")
        return read(path)


def task(reading: Reading, words: str) -> Task:
    return next(task for task in reading.tasks if words in task.text)


# confidence


def test_every_item_says_how_sure_it_is() -> None:
    said = plan().to_json()
    items = [
        said["header"],
        *(item for name in ("tasks", "sections", "citations", "figures") for item in said[name]),
    ]
    assert all(0 < item["confidence"] < 1 for item in items)
    assert set(said["tasks"][0]["sure_of"]) == {"task", "lead", "support", "deadlines"}
    assert "why" not in said["tasks"][0]


def test_a_task_that_names_its_lead_is_surer_than_one_that_names_nobody() -> None:
    named, unnamed = task(plan(), "Công an tỉnh"), task(plan(), "trường học")
    assert named.confidence > unnamed.confidence
    assert named.sure_of["lead"] > unnamed.sure_of["lead"]
    assert unnamed.doubt is not None


@pytest.mark.parametrize("aspect", OUTRIGHT)
def test_a_rule_that_guesses_is_less_sure_than_one_for_what_is_said_outright(aspect: str) -> None:
    outright, guesses = OUTRIGHT[aspect]
    for guess in guesses:
        assert probability(aspect, (guess,)) < probability(aspect, (outright,)), guess


def test_an_unmeasured_rule_lowers_an_item_and_is_said_to_be_new() -> None:
    assert probability("task.lead", ("roles.made_up",)) < probability("task.lead", ())
    assert "roles.made_up" not in weights()["task.lead"].tokens


def test_damaged_words_make_a_task_less_sure() -> None:
    clean = task(plan(), "rà soát")
    worn = PAPER.replace(
        "phối hợp với Sở Y tế rà soát người nghiện", "phốỉ hơp vôỉ Sơ Y tê ra sóat ngừơi nghịên"
    )
    assert task(_read(worn), "Công an tỉnh").confidence < clean.confidence


def test_said_and_right_agree_on_damaged_papers_that_the_weights_never_saw(tmp_path: Path) -> None:
    """Composed papers of other seeds, damaged in other ways than those that the weights were fitted to."""
    found = {
        aspect: Reliability({}) for aspect in ("task", "task.task", "task.lead", "task.deadlines", "target")
    }
    for seed in range(500, 508):
        paper = compose(seed)
        for _, form, copy in damaged(paper, seed=seed):
            for one in outcomes(paper.golden, read_printed(tmp_path, copy, form)):
                if one.aspect in found:
                    found[one.aspect].add(probability(one.aspect, one.tokens), one.right)
    assert all(known.error < 0.15 for known in found.values())
    for aspect in ("task", "task.lead"):
        bins = found[aspect].bins
        sure_of_it, unsure = bins[9], [one for tenth, one in bins.items() if tenth < 4]
        assert sure_of_it.right / sure_of_it.total > 0.85
        assert sum(one.right for one in unsure) < 0.5 * sum(one.total for one in unsure)


def test_said_and_right_agree_on_each_paper_at_first_sight_by_weights_that_never_saw_it() -> None:
    found = {aspect: known for _, aspect, known in held_out([first_sight()])}
    assert found["all"].total > 300
    assert found["all"].error < 0.1
    assert found["task"].error < 0.1
    assert found["task.task"].error < 0.05


def test_first_sight_comes_once() -> None:
    with pytest.raises(SystemExit):
        record_first_sight("fourth")


def test_a_fit_finds_what_makes_items_wrong_and_leaves_a_paper_out() -> None:
    good, bad = Outcome("task", ("a",), True), Outcome("task", ("a", "b"), False)
    samples = [
        Weighed("one", good, 40.0),
        Weighed("one", bad, 20.0),
        Weighed("two", Outcome("task", ("b",), True), 500.0),
    ]
    fitted = fit_all(samples, left_out={"two"})
    assert sure(fitted, good) > 0.8 > 0.5 > sure(fitted, bad)
    assert sure(fit_all(samples), bad) > 0.5


def test_calibration_error_is_the_distance_of_said_and_right() -> None:
    found = Reliability({})
    for right in (True, True, True, False):
        found.add(0.95, right)
    assert found.error == pytest.approx(0.2)
    assert found.brier == pytest.approx((3 * 0.05**2 + 0.95**2) / 4)


# the trace


def test_every_rule_that_is_named_in_the_code_is_described_and_every_description_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in READER.rglob("*.py") if "tests" not in path.parts)
    families_of_rules = (
        "tasks|roles|deadlines|sections|citations|reporting|targets|figures|budgets|checks|header"
    )
    named = set(re.findall(rf'"((?:{families_of_rules})\.[a-z_]+)"', code))
    assert {name for name in named if not _described(name)} == set()
    unused = {name for name in rules() if name not in named and not _made_of_parts(name)}
    assert unused == set()


def _described(name: str) -> bool:
    return name in rules()


def _made_of_parts(name: str) -> bool:
    """Rules whose names the code puts together: a kind of check, of deadline, of zone, of report, of unit."""
    return name.partition(".")[0] in ("checks", "deadlines", "zones", "reporting", "budgets")


def test_every_rule_says_where_it_can_be_mended() -> None:
    for name, rule in rules().items():
        file, symbol = rule.where.split(":")
        assert re.search(rf"\b{symbol}\b", (READER / file).read_text("utf-8")), (name, rule.where)
        if rule.words:
            lexicon, entry = rule.words.split(":")
            assert re.search(rf"(?m)^\[?{entry}\b", (READER / "lexicon" / lexicon).read_text("utf-8")), (
                name,
                rule.words,
            )
        assert set(families()[rule.family]) == {"vi", "en"}


def test_every_token_that_was_measured_belongs_to_a_family_with_a_sentence() -> None:
    tokens = {token for known in weights().values() for token in known.tokens}
    assert all(families()[family_of(token)]["vi"] for token in tokens)


def test_the_trace_says_why_a_sentence_is_no_task_and_a_date_no_deadline() -> None:
    passed = {entry.words: entry.steps[0].rule for entry in trace_of(plan()) if not entry.taken}
    assert passed["Tổ chức 120 buổi tuyên truyền cho 5.000 lượt người."] == "zones.situation"
    assert passed["Năm học 2025 - 2026, công tác này đã tổ chức 12 buổi."] == "tasks.reported"
    assert passed["ngày 02/3/2025"] == passed["ngày 30/3/2021"] == "deadlines.of_citation"
    assert passed["ngày 15 tháng 01 năm 2026"] == "deadlines.of_header"
    assert not any("01/7/2026" in words for words in passed)


def test_the_trace_points_at_the_words_that_decided() -> None:
    reading = plan()
    entry = next(entry for entry in trace_of(reading) if entry.kind == "task" and "rà soát" in entry.words)
    steps = {(step.part, step.rule): step.words for step in entry.steps}
    assert steps["lead", "roles.subject"] == "Công an tỉnh"
    assert steps["support", "roles.with"] == "phối hợp với Sở Y tế"
    assert steps["deadlines", "deadlines.by-day"] == "trước ngày 01/7/2026"
    assert rule_of("deadlines.by-day") is rules()["deadlines.by"]


def test_the_trace_follows_the_paper_and_no_span_leaves_it() -> None:
    entries = trace_of(plan())
    assert entries[0].kind == "header"
    assert [entry.span for entry in entries[1:]] == sorted(entry.span for entry in entries[1:])
    assert all(
        0 <= span[0] < span[1] <= len(plan().text)
        for entry in entries
        for span in (entry.span, *(step.span for step in entry.steps if step.span))
    )


def test_explain_prints_the_trace_for_people_and_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    path = tmp_path / "plan.txt"
    path.write_text(PAPER, encoding="utf-8")
    asked = argparse.Namespace(file=path, json=False, explain=True, html=None)
    assert run_command(asked) == 0
    text = capsys.readouterr().out
    assert text == as_text(plan())
    assert "roles.subject “Công an tỉnh”" in text
    asked.json = True
    run_command(asked)
    said = json.loads(capsys.readouterr().out)
    assert {entry["kind"] for entry in said["trace"]} >= {"header", "task", "section", "citation", "deadline"}
    asked.explain = False
    run_command(asked)
    assert "trace" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("seed", range(3))
def test_damaged_papers_are_explained_too(tmp_path: Path, seed: int) -> None:
    for _, form, copy in damaged(compose(600 + seed), seed):
        reading = read_printed(tmp_path, copy, form)
        assert as_text(reading)
        spans = [step.span for entry in trace_of(reading) for step in entry.steps if step.span]
        assert all(0 <= start < end <= len(reading.text) for start, end in spans)
