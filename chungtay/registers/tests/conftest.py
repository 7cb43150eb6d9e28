from pathlib import Path

import pytest

from chungtay.registers.models import Register
from chungtay.registers.services import publish_register
from tests.cast import NOW, Cast

FORM = (Path(__file__).parent / "buoi_truyen_thong.md").read_text(encoding="utf-8")


@pytest.fixture
def register(cast: Cast) -> Register:
    """A small register of the province: talks, with whom they reached, approved one by one."""
    return publish_register(by=cast.province, now=NOW, source=FORM).register
