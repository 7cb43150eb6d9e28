import re

import pytest

from chungtay.fieldwork.services import make_phone_key
from chungtay.fieldwork.tests.phone import Phone
from chungtay.registers.models import Register
from chungtay.registers.services import publish_register, shipped_forms
from tests.cast import NOW, Cast

FORMS = ("communication", "concern_points", "lawful_stock", "models", "surveys")
_GIVES = re.compile(r"^\| contributes \|$.*?(?=^$|\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def shipped(cast: Cast) -> dict[str, Register]:
    """Some of the shipped registers, without what they give to the figures, so that no catalogue is needed."""
    sources = dict(shipped_forms())
    return {
        name: publish_register(by=cast.province, now=NOW, source=_GIVES.sub("", sources[name])).register
        for name in FORMS
    }


@pytest.fixture
def phone(cast: Cast, shipped: dict[str, Register]) -> Phone:
    """Of the officer of commune A."""
    key, secret = make_phone_key(by=cast.officer, now=NOW, label="Máy của xã (ví dụ)")
    return Phone(key.name, secret)
