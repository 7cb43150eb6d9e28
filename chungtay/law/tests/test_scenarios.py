"""Every scenario that stands beside the rules, asked on the command line."""

import io
import json
from decimal import Decimal

import pytest

from chungtay.law import command
from chungtay.law.tests.scenarios import Facts, Scenario, differences, scenarios

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


def test_every_scenario_has_a_name_of_its_own_in_its_file() -> None:
    asks = [(one.name, one.ask, str(one.facts)) for one in SCENARIOS]
    assert len(asks) == len(set(asks))
