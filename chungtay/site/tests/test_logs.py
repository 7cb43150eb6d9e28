"""No value of a table, of a form or of an address reaches the log."""

import json
import logging
import sys
from typing import Any

from chungtay.site.logs import lines

ROW = "new row violates check constraint\nDETAIL:  Failing row contains (7, Người Ví Dụ, 0912345678).\nHINT: sửa"


def line(name: str, message: str, *args: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, more.pop("exc_info", None))
    vars(record).update(more)
    said: dict[str, Any] = json.loads(lines().format(record))
    return said


def test_a_line_is_one_object_with_a_time_a_level_and_who_speaks() -> None:
    said = line("chungtay.notices.worker", "job %s broke", 7)
    assert said.pop("timestamp").endswith("Z")
    assert said == {"event": "job 7 broke", "level": "error", "logger": "chungtay.notices.worker"}


def test_what_comes_from_outside_begins_no_line_of_its_own() -> None:
    record = logging.LogRecord(
        "chungtay.x", logging.ERROR, "x.py", 1, "said %s", ('a\n{"event": "b"}\r',), None
    )
    said = lines().format(record)
    assert ("\n" in said, "\r" in said, json.loads(said)["event"]) == (
        False,
        False,
        'said a\n{"event": "b"}\r',
    )


def test_a_failing_row_is_left_out() -> None:
    said = line("chungtay.x", ROW)["event"]
    assert "Người Ví Dụ" not in said
    assert "0912345678" not in said
    assert said.endswith("HINT: sửa")


def test_what_a_library_says_in_its_own_words_is_left_out() -> None:
    said = line("django.request", "Internal Server Error: %s", "/ho-so/12/?ten=Người Ví Dụ", status_code=500)
    assert said["event"] == "x:1"
    assert "Người" not in json.dumps(said, ensure_ascii=False)
    assert "ho-so" not in json.dumps(said)


def test_an_error_is_told_by_its_kind_and_its_way_and_never_in_its_words() -> None:
    try:
        int("Người Ví Dụ")
    except ValueError:
        said = line("chungtay.x", "the turn broke", exc_info=sys.exc_info())
    assert said["error"]["kind"] == "ValueError"
    assert "test_an_error_is_told" in said["error"]["at"][-1]
    assert "Người" not in json.dumps(said, ensure_ascii=False)


def test_of_a_request_only_its_three_figures_are_taken() -> None:
    said = line(
        "chungtay.operation.requests", "request", route="plans:plan", status=200, ms=1.5, path="/bí-mật/"
    )
    assert (said["route"], said["status"], said["ms"]) == ("plans:plan", 200, 1.5)
    assert "path" not in said
