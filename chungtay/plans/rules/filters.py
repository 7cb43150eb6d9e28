"""What a person asks of the task list."""

from dataclasses import dataclass, fields
from datetime import date

from chungtay.plans.rules.states import StateWord, TaskKind


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Empty fields ask nothing. Agency, place, plan and section are ids; ``mine`` is "lead" or "support"."""

    words: str = ""
    state: StateWord | None = None
    kind: TaskKind | None = None
    agency: int | None = None
    place: int | None = None
    plan: int | None = None
    section: int | None = None
    mine: str = ""
    due_from: date | None = None
    due_to: date | None = None
    sort: str = "due"

    def asked(self) -> dict[str, object]:
        """The fields that ask something, without the order."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "sort"}
        return {name: value for name, value in values.items() if value not in ("", None)}
