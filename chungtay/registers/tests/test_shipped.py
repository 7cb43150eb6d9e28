"""The registers that the project ships: each can be published, and none asks for a person."""

import pytest

from chungtay.catalogue.services import load_catalogue
from chungtay.registers.models import RegisterVersion
from chungtay.registers.rules import read_form
from chungtay.registers.services import load_registers, shipped_forms
from tests.cast import NOW


@pytest.mark.parametrize("name", [name for name, _source in shipped_forms()])
def test_a_shipped_form_reads_and_is_called_like_its_file(name: str) -> None:
    assert read_form(dict(shipped_forms())[name]).definition.code == name


@pytest.mark.django_db
def test_shipped_registers_load_once_and_stay() -> None:
    load_catalogue(now=NOW)
    first = load_registers(now=NOW)
    again = load_registers(now=NOW)
    assert first.changed == first.registers == RegisterVersion.objects.count()
    assert again.changed == 0
