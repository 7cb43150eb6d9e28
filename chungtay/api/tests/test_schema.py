"""The description is true, and nothing that is sent breaks the program: a few cases for each operation.

`tools/attack_api.py` is the same with many.
"""

import pytest

from chungtay.api.tests.attack import attack, undisturbed
from chungtay.api.tests.test_every_operation import described, things_of_the_town
from tests.cast import cast_in, plant_town

EXAMPLES = 3


@pytest.mark.django_db
def test_every_operation_keeps_what_the_description_says() -> None:
    cast = cast_in(plant_town())
    with undisturbed():
        held = list(attack(cast, things_of_the_town(cast), examples=EXAMPLES))
    assert {name: str(wrong) for name, _asked, wrong in held if wrong} == {}
    assert len(held) == len(described())
    assert min(asked for _name, asked, _wrong in held) > 0
