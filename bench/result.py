"""What one measurement says."""

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

Scale = Literal["small", "full"]


@dataclass(frozen=True, slots=True)
class Result:
    """``value``, ``goal`` and ``baseline`` are in ``unit``; the baseline was measured in the same run.

    ``holds`` says whether the goal is reached, the further conditions in ``detail`` included.
    """

    bench: str
    value: float
    unit: str
    goal: float
    baseline: float
    holds: bool
    detail: dict[str, object] = field(default_factory=dict)

    def as_line(self) -> str:
        """One line of JSON; ``ratio`` is value over baseline."""
        words = asdict(self)
        holds, detail = words.pop("holds"), words.pop("detail")
        words |= {"ratio": round(self.value / self.baseline, 2), "holds": holds, "detail": detail}
        return json.dumps(words, ensure_ascii=False)
