"""How well likeness finds what people linked by hand: ``python -m chungtay.chain.score``.

Weights were fitted on the first set alone; the others show what that is worth on papers it has not seen.
"""

import json
import sys
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from chungtay.chain.rules.likeness import Comparison, Said, thresholds

SETS = ("dien-bien-viet-yen", "thua-thien-hue-viet-yen", "vi-du", "vi-du-chi-tieu")


@dataclass(frozen=True, slots=True)
class Score:
    """At one threshold: how many pairs are found, how many of those a person linked too, and how many they linked."""

    threshold: float
    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def score(name: str) -> list[Score]:
    """Of one labelled set, at the two thresholds of the lexicon."""
    given = labelled(name)
    comparison = Comparison(_said(given["upper"]), _said(given["lower"]))
    wanted = {(upper, lower) for upper, lower in given["pairs"]}
    found = {
        (upper, lower): likeness.score
        for upper, near in comparison.suggestions().items()
        for lower, likeness in near
    }
    scores = []
    for threshold in (thresholds().suggest, thresholds().sure):
        taken = {pair for pair, likeness in found.items() if likeness >= threshold}
        scores.append(Score(threshold, len(taken), len(taken & wanted), len(wanted)))
    return scores


def labelled(name: str) -> dict[str, Any]:
    text = files("chungtay.chain").joinpath("labelled", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _said(rows: list[dict[str, Any]]) -> list[Said]:
    return [Said(row["id"], row["text"], row["bodies"]) for row in rows]


def main() -> None:
    for name in SETS:
        for row in score(name):
            sys.stdout.write(
                f"{name}: at {row.threshold:.2f} {row.right} of {row.found} suggested are right, {row.wanted} wanted: "
                f"precision {row.precision:.2f}, recall {row.recall:.2f}\n"
            )


if __name__ == "__main__":
    main()
