"""Every scenario that stands beside the rules, asked on the command line."""

import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from chungtay.law import command
from chungtay.law.rules.clocks import national
from chungtay.law.tests.scenarios import Facts, Scenario, scenarios

SCENARIOS = list(scenarios())


class Input(io.TextIOWrapper):
    """Standard input that holds these facts."""

    def __init__(self, facts: Facts | None) -> None:
        super().__init__(io.BytesIO(written(facts).encode()))


def written(facts: Facts | None) -> str:
    """JSON with the numbers written as in the scenario: json would make floats of them."""
    if facts is None:
        return ""
    parts = [f"{json.dumps(k)}: {v if isinstance(v, Decimal) else json.dumps(v)}" for k, v in facts.items()]
    return "{" + ", ".join(parts) + "}"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: f"{one.name} [{one.ask}]")
def test_the_law_answers_as_a_person_worked_out(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Input(scenario.facts))
    status = command.main([*scenario.ask.split(), "--json"])
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert (status, printed.err) == (scenario.status, "")
    assert differences(scenario.answer, answer) == {}
    assert scenario.article in answer.get("article", "")
    assert [name for name in scenario.absent if name in answer] == []
    assert [name for name in scenario.says if not answer[name]] == []


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What is expected and not found; an empty text in a scenario stands for null, which TOML lacks."""
    wrong: dict[str, Any] = {}
    for name, value in expected.items():
        if isinstance(value, dict):
            wrong |= {f"{name}.{key}": one for key, one in differences(value, found[name]).items()}
        elif (found.get(name, "nothing") or "" if value == "" else found.get(name)) != value:
            wrong[name] = (value, found.get(name))
    return wrong


def test_every_clock_of_each_regime_has_a_scenario() -> None:
    asked = {
        (match[1], one.answer["regime"])
        for one in SCENARIOS
        if "regime" in one.answer and (match := re.match(r"due (\w+)", one.ask))
    }
    assert {(clock.name, row.regime) for clock in national().values() for row in clock.rows} <= asked


def test_every_scenario_has_a_name_of_its_own_in_its_file() -> None:
    asks = [(one.name, one.ask, str(one.facts)) for one in SCENARIOS]
    assert len(asks) == len(set(asks))
