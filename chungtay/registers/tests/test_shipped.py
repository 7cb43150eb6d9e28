"""The registers that the project ships: each can be published, and none asks for a person."""

from json import dumps, loads

import pytest

from chungtay.base.problems import Refused
from chungtay.catalogue.services import load_catalogue
from chungtay.registers.models import RegisterVersion
from chungtay.registers.rules import from_json, in_english, read_form
from chungtay.registers.services import load_registers, shipped_forms
from tests.cast import NOW


@pytest.mark.parametrize("name", [name for name, _source in shipped_forms()])
def test_a_shipped_form_reads_and_is_called_like_its_file(name: str) -> None:
    assert read_form(dict(shipped_forms())[name]).definition.code == name


@pytest.mark.parametrize("name", [name for name, _source in shipped_forms()])
def test_a_shipped_form_has_all_its_words_in_english(name: str) -> None:
    known = read_form(dict(shipped_forms())[name]).definition
    spoken = in_english(known)
    assert known.english
    assert {known.title, known.group, known.note} - {""} <= set(known.english)
    for mine, theirs in zip(known.questions.values(), spoken.questions.values(), strict=True):
        assert (theirs.key, theirs.relevant, len(theirs.choices)) == (
            mine.key,
            mine.relevant,
            len(mine.choices),
        )
        assert not mine.label or theirs.label == known.english[mine.label]
    assert from_json(loads(dumps(known.to_json()))) == known


@pytest.mark.parametrize(
    ("asked", "code"),
    [("'(a)(?=b)'", "pattern"), ("'((a+)+)+'", "pattern"), ("${name}", "pattern_worked_out")],
)
def test_a_form_whose_pattern_cannot_be_bounded_is_refused_when_it_is_designed(asked: str, code: str) -> None:
    source = dict(shipped_forms())["lawful_sites"]
    bent = source.replace("'^[0-9]{10}(-?[0-9]{3})?$'", asked)
    with pytest.raises(Refused) as refused:
        read_form(bent)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.django_db
def test_shipped_registers_load_once_and_stay() -> None:
    load_catalogue(now=NOW)
    first = load_registers(now=NOW)
    again = load_registers(now=NOW)
    assert first.changed == first.registers == RegisterVersion.objects.count()
    assert again.changed == 0
