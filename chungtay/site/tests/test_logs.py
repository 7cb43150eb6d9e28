"""No value of a table reaches the log."""

import logging

from chungtay.site.logs import WithoutRows


def test_a_failing_row_is_left_out_of_the_log() -> None:
    said = "new row violates check constraint\nDETAIL:  Failing row contains (7, Người Ví Dụ, 0912345678).\nHINT: sửa"
    record = logging.LogRecord("x", logging.ERROR, "f", 1, said, None, None)
    line = WithoutRows("%(message)s").format(record)
    assert "Người Ví Dụ" not in line
    assert "0912345678" not in line
    assert line.endswith("HINT: sửa")
