"""Where the weights come from, and how well they hold: papers with known answers at first sight and damaged.

    python -m chungtay.reader.score --first-sight GROUP   once, before the reader is mended for that group
    python -m chungtay.reader.score --calibrate           writes ``weights.toml``

What the reader got right of a group at first sight is kept in ``tests/corpus/first_sight.tsv``, because it cannot be
measured a second time. What it makes of damaged copies is measured anew; that the reader was mended for the other
groups is a token of its own there ("mended"), so that what it learnt from them is not taken for sureness.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chungtay.reader.contract import Reading
from chungtay.reader.trust.confidence import Weights, weights
from chungtay.reader.trust.fit import Reliability, Weighed, fit_all, sure
from chungtay.reader.trust.outcomes import Outcome, outcomes
from chungtay.reader.trust.signs import HEADER_FIELDS

if TYPE_CHECKING:
    from chungtay.reader.tests.corpus.marked import Paper

MENDED = "mended"
COMPOSED = 24  # papers made by chance that are damaged
HANDFULS = 8
_HERE = Path(__file__).parent
_FIRST_SIGHT = _HERE.parent / "tests" / "corpus" / "first_sight.tsv"
_WEIGHTS = _HERE / "weights.toml"
_UNASKED = "figures"  # the known figures of a written paper are a sample; nobody knows which others are wrong


@dataclass(frozen=True, slots=True)
class Set:
    """Outcomes of one way of measuring."""

    name: str
    samples: tuple[Weighed, ...]


def first_sight() -> Set:
    """What was right at first sight, of every group that was recorded."""
    samples = []
    for line in _FIRST_SIGHT.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        paper, aspect, right, wrong, tokens = line.split("\t")
        for outcome, weight in ((True, float(right)), (False, float(wrong))):
            if weight:
                samples.append(Weighed(paper, Outcome(aspect, tuple(tokens.split()), outcome), weight))
    return Set("first sight", tuple(samples))


def record_first_sight(group: str) -> None:
    """Add what is right of a group now, before anything is mended for it. Refuses a group that is there."""
    from chungtay.reader.tests.corpus.measure import forms_of, read_printed, written

    kept = _FIRST_SIGHT.read_text(encoding="utf-8") if _FIRST_SIGHT.exists() else _ABOUT
    if f"# {group}," in kept:
        raise SystemExit(f"{group} was seen before; first sight comes once")
    counts: dict[tuple[str, str, tuple[str, ...]], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for paper in written(group):
            forms = forms_of(paper)
            for form in forms:
                for one in _outcomes(paper.golden, read_printed(Path(folder), paper, form)):
                    place = (paper.name, one.aspect, tuple(sorted(set(one.tokens))))
                    counts.setdefault(place, [0.0, 0.0])[not one.right] += 1 / len(forms)
    rows = [
        f"{paper}\t{aspect}\t{right:.3f}\t{wrong:.3f}\t{' '.join(tokens)}\n"
        for (paper, aspect, tokens), (right, wrong) in sorted(counts.items())
    ]
    _FIRST_SIGHT.write_text(f"{kept}# {group}, {_today()}, {_commit()}\n{''.join(rows)}", encoding="utf-8")


def damaged_copies() -> Set:
    """What is right of damaged copies of all written papers and of composed ones, read now."""
    return Set("damaged", tuple(_damaged_samples()))


def _damaged_samples() -> Iterator[Weighed]:
    from chungtay.reader.tests.corpus.compose import compose
    from chungtay.reader.tests.corpus.damage import DAMAGES, damaged
    from chungtay.reader.tests.corpus.measure import GROUPS, read_printed, written

    papers = [paper for group in GROUPS for paper in written(group)]
    papers += [compose(seed) for seed in range(COMPOSED)]
    papers += _known_headers()
    with tempfile.TemporaryDirectory() as folder:
        for paper in papers:
            clean = read_printed(Path(folder), paper, "plain.txt").to_json()
            # what nobody wrote down must at least be read as from the undamaged copy
            known = paper.golden | {"figures": clean["figures"]}
            known.setdefault("citations", clean["citations"])
            for _, form, copy in damaged(paper):
                for one in outcomes(known, read_printed(Path(folder), copy, form)):
                    marked = Outcome(one.aspect, (*one.tokens, MENDED), one.right)
                    yield Weighed(paper.name, marked, 1 / len(DAMAGES))


def _known_headers() -> Iterator["Paper"]:
    """The source papers of the tests: their headers are known in every field."""
    from chungtay.reader.tests.corpus.marked import Item, Paper

    tests = _HERE.parent / "tests"
    for known in sorted((tests / "golden").glob("*.json")):
        text = next((tests / "documents").rglob(f"{known.stem}.txt"), None)
        if text is not None:
            header = json.loads(known.read_text(encoding="utf-8"))["header"]
            asked = {key: header.get(key) for keys in HEADER_FIELDS.values() for key in keys}
            items = [Item("line", line) for line in text.read_text(encoding="utf-8").splitlines()]
            yield Paper(known.stem, items, {"header": asked})


def _outcomes(golden: dict[str, Any], reading: Reading) -> Iterator[Outcome]:
    return outcomes({part: known for part, known in golden.items() if part != _UNASKED}, reading)


def calibrate() -> None:
    """Fit the weights to both sets and write them, with where they come from."""
    sets = (first_sight(), damaged_copies())
    fitted = fit_all(sample for one in sets for sample in one.samples)
    lines = [
        "# How sure the reader is: log odds of each aspect, and what each token of its evidence adds to them.",
        "# Made by python -m chungtay.reader.score --calibrate; change the measuring, not the numbers.",
        f"# {_today()}, reader {_commit()}",
        *(
            f"# {one.name}: {len({s.paper for s in one.samples})} papers, {len(one.samples)} outcomes"
            for one in sets
        ),
    ]
    for aspect, known in fitted.items():
        lines += ["", f'[aspects."{aspect}"]', f"base = {known.base:.2f}", f'[aspects."{aspect}".tokens]']
        lines += [f'"{token}" = {weight:.2f}' for token, weight in known.tokens.items() if token != MENDED]
    _WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    weights.cache_clear()


# how well they hold


def held_out(sets: Iterable[Set]) -> Iterator[tuple[str, str, Reliability]]:
    """(set, aspect, reliability) where each paper is judged by weights that never saw it, in any copy.

    A paper of first sight is left out alone, the others, which only their damage makes hard, by the handful.
    """
    sets = tuple(sets)
    samples = [sample for one in sets for sample in one.samples]
    alone = {sample.paper for sample in first_sight().samples}
    others = sorted({sample.paper for sample in samples} - alone)
    handfuls = {paper: frozenset(others[at % HANDFULS :: HANDFULS]) for at, paper in enumerate(others)}
    judges: dict[frozenset[str], dict[str, Weights]] = {}
    for one in sets:
        found: dict[str, Reliability] = {}
        for sample in one.samples:
            left_out = handfuls.get(sample.paper, frozenset({sample.paper}))
            if left_out not in judges:
                judges[left_out] = fit_all(samples, left_out)
            said = sure(judges[left_out], sample.outcome)
            for name in (sample.outcome.aspect, *(() if "." in sample.outcome.aspect else ("all",))):
                found.setdefault(name, Reliability({})).add(said, sample.outcome.right, sample.weight)
        yield from ((one.name, aspect, known) for aspect, known in sorted(found.items()))


def table() -> Iterator[str]:
    """How sure the reader says it is beside how often it is right, on papers that the weights never saw."""
    sets = (first_sight(), damaged_copies())
    yield "\nconfidence on papers left out (said/right in each tenth; Brier; expected calibration error)"
    yield f"{'':<28}{'items':>7}{'Brier':>8}{'error':>8}  " + "".join(
        f"{tenth / 10:>10.1f}" for tenth in range(10)
    )
    for name, aspect, known in held_out(sets):
        cells = ""
        for tenth in range(10):
            one = known.bins.get(tenth)
            cells += (
                f"{one.said / one.total:.2f}/{one.right / one.total:.2f}".rjust(10)
                if one and one.total >= 1
                else f"{'–':>10}"
            )
        yield f"{name + ' / ' + aspect:<28}{known.total:>7.0f}{known.brier:>8.3f}{known.error:>8.3f}  {cells}"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whichever git there is
        capture_output=True,
        text=True,
        check=False,
        cwd=_HERE,
    )
    return said.stdout.strip() or "without history"


_ABOUT = """\
# What the reader got right of papers that it had never seen, before anything was mended for them; each paper counts
# once, its forms of file share it. Columns: paper, aspect, right, wrong, tokens of the evidence.
# Recorded by python -m chungtay.reader.score --first-sight GROUP: the group, the day, the reader's commit.
"""
