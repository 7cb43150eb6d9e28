"""How well the reader reads: readings against golden files, as precision, recall and F1 of each part.

    python -m chungtay.reader.score [FOLDER]

Without a folder: the papers of the tests with golden files, then the corpus of papers with known answers
(tests/corpus) in every form of file, group by group, and each group by form and by kind of paper, and how far
the confidence of items can be trusted. ``--calibrate`` and ``--first-sight`` measure that confidence anew
(trust/calibrate.py).

FOLDER holds papers, also in folders below, and beside ``NAME.txt`` one or more ``NAME.*.json``: parts of the
JSON of the contract. Only what a golden file says is scored: a key that it leaves out, at the top or inside
an item, is not asked for. ``figures`` of a golden file are a sample, so that only their recall counts. Items
are paired by the words that they share, not by offsets, so that a golden file survives a better cleaning of
the text.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chungtay.reader.lexicon import low
from chungtay.reader.read import read

Item = Mapping[str, Any]

_FOLDER = Path(__file__).parent / "tests" / "documents"
_ENDINGS = (".txt", ".md", ".html", ".docx", ".pdf")
_ALIKE = 0.5  # share of common words from which two items are the same
_LOOSE = frozenset({
    "text", "label", "title", "message", "span", "spans", "section", "severity", "confidence", "doubt", "sure_of"
})  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """``right``, ``wrong`` (said, not asked) and ``missed`` (asked, not said); ``sample``: wrong is not known."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    sample: bool = False

    def add(self, right: int, wrong: int, missed: int) -> None:
        self.right += right
        self.wrong += wrong
        self.missed += missed

    @property
    def precision(self) -> float:
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        asked = self.right + self.missed
        return self.right / asked if asked else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Tallies = dict[str, Tally]


def score_folder(folder: Path) -> tuple[Tallies, int]:
    """The tallies of all papers in the folder that have a golden file, and how many these are."""
    tallies: Tallies = {}
    papers = [path for path in sorted(folder.rglob("*")) if path.suffix in _ENDINGS]
    count = 0
    for path in papers:
        golden: dict[str, Any] = {}
        for file in sorted(path.parent.glob(f"{path.stem}.*.json")):
            golden |= json.loads(file.read_text(encoding="utf-8"))
        if golden:
            count += 1
            score(golden, read(path).to_json(), tallies)
    return tallies, count


def score(golden: Mapping[str, Any], reading: Mapping[str, Any], tallies: Tallies) -> None:
    """Add what one reading got right to the tallies, part by part."""
    for part, grade in _PARTS.items():
        if part in golden:
            grade(golden[part], reading[part], tallies)


# pairing


def words_of(item: Item) -> Counter[str]:
    said = " ".join(str(item[key]) for key in ("text", "label", "title") if item.get(key))
    return Counter(_WORD.findall(low(said)))


def alike(asked: Item, said: Item) -> float:
    """Share of common words, of the shorter where one holds the other."""
    one, other = words_of(asked), words_of(said)
    shorter = min(one.total(), other.total())
    return (one & other).total() / shorter if shorter else 0.0


def agrees(asked: Item, said: Item, keys: Iterable[str] | None = None) -> bool:
    """Whether all that is asked, save wording and place, is said."""
    names = [key for key in (keys or asked) if key in asked and key not in _LOOSE]
    return all(_same(key, _plain(asked[key]), _plain(said.get(key))) for key in names)


def _same(key: str, asked: Any, said: Any) -> bool:
    """Equal; a unit also where one goes on where the other ends ("điểm", "điểm phức tạp"; "xã", "xã, phường")."""
    if key in ("unit", "per") and asked and said:
        short, long = sorted((asked, said), key=len)
        return bool(long.startswith(short) and not long[len(short) :][:1].isalnum())
    return bool(asked == said)


def is_same(asked: Any, said: Any) -> bool:
    """Equal but for case, blanks and the order of lists."""
    return bool(_plain(asked) == _plain(said))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(low(value).split())
    if isinstance(value, list):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    return value


def pair(
    asked: Sequence[Item], said: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """Pairs of items, the likest first; each item once."""
    rated = [(likeness(one, other), -i, -j) for i, one in enumerate(asked) for j, other in enumerate(said)]
    pairs, used_i, used_j = [], set(), set()
    for rate, i, j in sorted(rated, reverse=True):
        if rate >= _ALIKE and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            pairs.append((asked[-i], said[-j]))
    return pairs


def _tally(tallies: Tallies, name: str) -> Tally:
    return tallies.setdefault(name, Tally())


def _sets(tally: Tally, asked: Iterable[Any], said: Iterable[Any]) -> None:
    """Compare two bags of values."""
    one = Counter(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True) for value in asked)
    other = Counter(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True) for value in said)
    right = (one & other).total()
    tally.add(right, other.total() - right, one.total() - right)


# the parts


def _header(asked: Item, said: Item, tallies: Tallies) -> None:
    tally = _tally(tallies, "header")
    for key, value in asked.items():
        found = said.get(key)
        if _plain(value) == _plain(found):
            tally.add(1, 0, 0)
        else:
            tally.add(0, int(found not in (None, [])), int(value not in (None, [])))


def _tasks(asked: Sequence[Item], said: Sequence[Item], tallies: Tallies) -> None:
    pairs = pair(asked, said, alike)
    _tally(tallies, "tasks").add(len(pairs), len(said) - len(pairs), len(asked) - len(pairs))
    for one, other in pairs:
        for key in ("lead", "support"):
            if key in one:
                _sets(_tally(tallies, key), one[key], other[key])
        if "deadlines" in one:
            bare = [_bare(task["deadlines"]) for task in (one, other)]
            _sets(_tally(tallies, "deadlines"), *bare)


def _bare(deadlines: Iterable[Item]) -> list[dict[str, Any]]:
    """Kind and dates; the contract leaves it open whether a relative one is said."""
    return [_without_words(deadline) for deadline in deadlines if deadline["kind"] != "relative"]


def _without_words(deadline: Item) -> dict[str, Any]:
    return {key: value for key, value in deadline.items() if key not in ("text", "span")}


def said_alike(asked: Item, said: Item) -> dict[str, bool]:
    """For each part of a task that is asked, whether just that is said."""
    right = {key: is_same(asked[key], said[key]) for key in ("lead", "support") if key in asked}
    if "deadlines" in asked:
        right["deadlines"] = is_same(*(_bare(task["deadlines"]) for task in (asked, said)))
    return right


def likeness(asked: Item, said: Item) -> float:
    """How much two items share of their words; 0 where they differ in a value that is asked."""
    rate = alike(asked, said) if words_of(asked) else 1.0
    return rate if agrees(asked, said) else 0.0


def _items(name: str) -> Callable[[Sequence[Item], Sequence[Item], Tallies], None]:
    """Items that are right where they share their words and agree in every value that is asked."""

    def grade(asked: Sequence[Item], said: Sequence[Item], tallies: Tallies) -> None:
        right = len(pair(asked, said, likeness))
        tally = _tally(tallies, name)
        tally.sample = name == "figures"
        tally.add(right, 0 if tally.sample else len(said) - right, len(asked) - right)

    return grade


def _budgets(asked: Sequence[Item], said: Sequence[Item], tallies: Tallies) -> None:
    """Every cell with its row's number and its column; unit, title and level count as cells of their own."""
    _sets(_tally(tallies, "budget cells"), cells_of(asked), cells_of(said))


def cells_of(budgets: Sequence[Item]) -> Iterable[list[Any]]:
    for place, budget in enumerate(budgets):
        yield [place, "unit", budget.get("unit")]
        yield [place, "total", budget.get("total")]
        for number, row in enumerate(budget["rows"]):
            yield [place, number, "no", row["no"], row["level"]]
            yield [place, number, "total", row["total"]]
            yield from ([place, number, column, value] for column, value in row["values"].items())


def _verified(asked: Item, said: Item, tallies: Tallies) -> None:
    _sets(_tally(tallies, "verified"), asked.items(), [(key, said[key]) for key in asked])


_PARTS: dict[str, Callable[[Any, Any, Tallies], None]] = {
    "header": _header,
    "citations": _items("citations"),
    "sections": _items("sections"),
    "tasks": _tasks,
    "targets": _items("targets"),
    "figures": _items("figures"),
    "budgets": _budgets,
    "checks": _items("checks"),
    "verified": _verified,
    "reporting": _items("reporting"),
}


def table_of(tallies: Tallies, count: int) -> str:
    """The tallies as a table for the terminal."""
    lines = [
        f"{count} papers",
        f"{'part':<14}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>8}{'wrong':>8}{'missed':>8}",
    ]
    for name, tally in tallies.items():
        sample = tally.sample
        precision, f1 = ("–", "–") if sample else (f"{tally.precision:.3f}", f"{tally.f1:.3f}")
        wrong = "–" if sample else str(tally.wrong)
        lines.append(
            f"{name:<14}{precision:>10}{tally.recall:>10.3f}{f1:>10}{tally.right:>8}{wrong:>8}{tally.missed:>8}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    from chungtay.reader.trust import calibrate  # it grades with this module

    if arguments[:1] == ["--calibrate"]:
        calibrate.calibrate()
        return 0
    if arguments[:1] == ["--first-sight"]:
        calibrate.record_first_sight(arguments[1])
        return 0
    folder = Path(arguments[0]) if arguments else _FOLDER
    tallies, count = score_folder(folder)
    sys.stdout.write(table_of(tallies, count) + "\n")
    if not arguments:
        sys.stdout.write("\n".join((*_of_corpus(), *calibrate.table())) + "\n")
    return 0 if count else 1


def _of_corpus() -> Iterable[str]:
    """A table for each group of the corpus, then a line for each form of file and each kind of paper."""
    from chungtay.reader.tests.corpus.measure import readings  # it needs the tools that make files

    groups: dict[str, Tallies] = {}
    counts: Counter[str] = Counter()
    for group, form, kind, golden, said in readings():
        for name in (group, f"{group} / {form}", f"{group} / {kind}"):
            counts[name] += 1
            score(golden, said, groups.setdefault(name, {}))
    for name in groups:
        if "/" not in name:
            yield f"\n{name}: {table_of(groups[name], counts[name])}"
    yield f"\n{'F1 of each':<40}" + "".join(f"{part[:9]:>10}" for part in _SHOWN)
    for name in sorted(groups):
        if "/" in name:
            yield f"{name:<40}" + "".join(_cell(groups[name].get(part)) for part in _SHOWN)


_SHOWN = (
    "header",
    "sections",
    "tasks",
    "lead",
    "support",
    "deadlines",
    "targets",
    "budget cells",
    "checks",
    "reporting",
)


def _cell(tally: Tally | None) -> str:
    """F1, or a dash where nothing was asked and nothing said."""
    return f"{tally.f1:>10.3f}" if tally and tally.right + tally.wrong + tally.missed else f"{'–':>10}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
