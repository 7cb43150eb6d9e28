"""What the example writes into the registers is what their forms ask for."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.example.bodies import data
from chungtay.registers.rules import fill, read_form
from chungtay.registers.services import shipped_forms

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("row", data("fieldwork")["entry"], ids=lambda row: row["register"])
def test_every_entry_of_the_field_fits_its_form(row: dict[str, Any]) -> None:
    definition = read_form(dict(shipped_forms())[row["register"]]).definition
    days = {question: (TODAY - timedelta(days=ago)).isoformat() for question, ago in row["days"].items()}
    filled = fill(definition, {**row["given"], **days}, today=TODAY)
    assert [(problem.place, problem.message) for problem in filled.problems] == []
    assert set(row["given"]) <= set(filled.answers), "an answer that the form does not ask for"
