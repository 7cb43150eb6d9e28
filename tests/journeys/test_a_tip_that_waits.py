"""A tip that nobody works on is told up the tree, day by day, and never with a word of it."""

from datetime import timedelta

from chungtay.reminders.models import DigestLine
from chungtay.reminders.services import send_due
from chungtay.tips import services
from chungtay.tips.tests.factories import open_line
from tests.cast import NOW, Cast


def test_a_tip_that_waits_is_told_to_its_desk_and_then_to_who_heads_the_body_above(cast: Cast) -> None:
    line = open_line(cast)
    services.send_tip(now=NOW, hotline=line.hotline, subject="official", text="Chợ cũ nhà bà Hai (ví dụ)")
    told = DigestLine.objects.filter(words__startswith="Phân loại tin báo số")
    for days in range(2):
        send_due(NOW + timedelta(days=days))
    assert set(told.values_list("account", "tie")) == {(line.inspectorate.account, "own")}
    for days in range(2, 9):
        send_due(NOW + timedelta(days=days))
    assert set(told.values_list("account", "tie")) == {
        (line.inspectorate.account, "own"), (cast.leader.account, "parent"),
    }  # fmt: skip
    assert not DigestLine.objects.filter(words__contains="Chợ").exists()
