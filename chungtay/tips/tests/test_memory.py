"""The memory of a server that was told something by a browser: not a word of it."""

import ctypes
import json
import os
import secrets
import subprocess
import sys
from typing import Any

import pytest

from chungtay.tips.models import Photo, Tip
from chungtay.tips.tests.factories import open_line
from tests.cast import Cast

PR_SET_PTRACER, ANYBODY = 0x59616D61, -1  # prctl(2): a child of ours may look into us


@pytest.fixture
def answering(transactional_db: None, cast: Cast, live_server: Any) -> str:
    open_line(cast)
    return str(live_server)


def test_the_idle_server_remembers_no_word_that_a_browser_has_sealed(answering: str) -> None:
    control = secrets.token_hex(20)
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANYBODY), 0, 0, 0)
    said = subprocess.run(  # noqa: S603  this very program
        [sys.executable, "-m", "chungtay.tips.tests.peeping", answering, str(os.getpid()), control],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(said.stdout)
    assert (Tip.objects.count(), Photo.objects.count()) == (1, 1)
    assert found.pop("control") > 0  # what is there is found
    assert set(found.values()) == {0}
