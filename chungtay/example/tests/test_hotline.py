"""The example's tips reach the desks that are to have them."""

import pytest

from chungtay.agencies.rules import AgencyLevel
from chungtay.example.bodies import data
from chungtay.example.hotline import open_the_line
from chungtay.tips import queries
from tests.cast import NOW, Cast, seat


@pytest.mark.django_db
def test_every_tip_is_sent_the_one_for_help_to_health_services_and_one_is_answered(cast: Cast) -> None:
    bodies = {"tructin": "Công an tỉnh Mẫu", "tinbao.yte": "Sở Y tế tỉnh Mẫu"}
    desks = {
        name: seat(body, name, "tip_desk", place=cast.province.place, level=AgencyLevel.PROVINCE)
        for name, body in bodies.items()
    }
    assert open_the_line(cast.province, desks, NOW) == len(data("tips")["tip"])
    police, health = (queries.list_tips(desks[name]) for name in data("tips")["readers"])
    assert {tip.subject for tip in health} == {"help"}
    assert [tip.answered is not None for tip in police.order_by("received")] == [True, False]
