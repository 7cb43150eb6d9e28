"""The dated numbers of the law in OpenFisca: a second encoding, to hold the first one against. Used in tests only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.parameters import load_parameter_file  # type: ignore[import-untyped]
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

Whole = NDArray[np.int64]
UNITS = ("hours", "days", "working_days", "months", "days_before", "hours_window", "working_days_window")
Question = build_entity(key="question", plural="questions", label="A question to the law", is_person=True)
MEASURES = ("user_management", "voluntary_rehab", "compulsory_rehab", "aftercare")
AFTER = ("voluntary", "substitution", "compulsory")


def variable(name: str, formula: Callable[..., Whole] | None = None) -> type:
    """A whole number: asked once for all, or, with a formula, computed for each day."""
    what = {"value_type": int, "entity": Question, "label": name}
    what |= (
        {"definition_period": DateUnit.DAY, "formula": formula}
        if formula
        else {"definition_period": DateUnit.ETERNITY}
    )
    return type(name, (Variable,), what)


def unit(question: Any, period: Any, parameters: Any) -> Whole:
    """The unit that counts on the day, by its place in UNITS; -1: the law has no such clock."""
    units = [in_force(one) for one in parts(parameters(period).clocks)]
    which: Whole = question("clock", period)
    return np.array(units, dtype=np.int64)[which]


def length(question: Any, period: Any, parameters: Any) -> Whole:
    """How many of the unit, 0 where there is no clock."""
    every = parts(parameters(period).clocks)
    near = [number(one, UNITS[in_force(one)]) if in_force(one) >= 0 else 0 for one in every]
    far = [number(one, "remote") or here for one, here in zip(every, near, strict=True)]
    which: Whole = question("clock", period)
    return np.where(question("remote", period) == 1, np.array(far)[which], np.array(near)[which])


def shortest(question: Any, period: Any, parameters: Any) -> Whole:
    return months(question, period, parameters, "shortest")


def longest(question: Any, period: Any, parameters: Any) -> Whole:
    return months(question, period, parameters, "longest")


def months(question: Any, period: Any, parameters: Any, which: str) -> Whole:
    """The term in months, 0 to whom the law applies no measure."""
    law = parameters(period)
    if not parts(law.ages):
        return np.zeros(question.count, dtype=np.int64)
    adult = question("age", period) >= law.ages.adult
    first = question("time", period) == 1
    asked = question("measure", period)
    compulsory = question("after", period) == AFTER.index("compulsory")
    long = {name: number(one, which) for name, one in law.months._children.items()}
    found = np.select(
        [
            asked == MEASURES.index("user_management"),
            (asked == MEASURES.index("voluntary_rehab")) & first,
            asked == MEASURES.index("voluntary_rehab"),
            (asked == MEASURES.index("compulsory_rehab")) & adult & first,
            (asked == MEASURES.index("compulsory_rehab")) & adult,
            (asked == MEASURES.index("compulsory_rehab")) & first,
            asked == MEASURES.index("compulsory_rehab"),
            adult & compulsory,
        ],
        [
            long["user_management"],
            long["voluntary_first"],
            long["voluntary_again"],
            long["compulsory_adult_first"],
            long["compulsory_adult_again"],
            long["compulsory_minor_first"],
            long["compulsory_minor_again"],
            long["aftercare_long"],
        ],
        long["aftercare_short"],
    )
    return np.where(question("age", period) < law.ages.youngest, 0, found)


def parts(node: Any) -> list[Any]:
    """The children of a node that have a value on its day."""
    return list(node._children.values())


def number(node: Any, name: str) -> int:
    return int(node._children.get(name, 0) or 0)


def in_force(node: Any) -> int:
    return next((place for place, name in enumerate(UNITS) if number(node, name)), -1)


class Law(TaxBenefitSystem):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__([Question])
        for name in ("clock", "remote", "measure", "time", "age", "after"):
            self.add_variable(variable(name))
        for formula in (unit, length, shortest, longest):
            self.add_variable(variable(formula.__name__, formula))
        self.parameters = load_parameter_file(str(Path(__file__).with_name("openfisca_parameters.yaml")))

    def clocks(self) -> list[str]:
        return list(self.parameters.clocks.children)

    def asked(self, **inputs: list[int]) -> Simulation:
        """One question for each place of the inputs."""
        simulation = SimulationBuilder().build_default_simulation(
            self, count=len(next(iter(inputs.values())))
        )
        for name, values in inputs.items():
            simulation.set_input(name, "ETERNITY", np.array(values))
        return simulation
