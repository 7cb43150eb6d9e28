"""Rooms that speak in what happens below them, and in which order."""

from functools import partial

import pytest

from chungtay.base import seams
from chungtay.base.seams import Seam


def test_who_wants_to_be_first_is_heard_before_who_joined_earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seams, "_JOINED", {})
    early, late, urgent = (partial(str, words) for words in ("sớm", "muộn", "cần nhất"))
    for say, first in ((early, False), (late, False), (urgent, True), (early, True)):
        seams.join(Seam.WORK_PAGE, say, first=first)
    assert seams.ask(Seam.WORK_PAGE) == ["cần nhất", "sớm", "muộn"]
