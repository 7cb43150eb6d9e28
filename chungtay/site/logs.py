"""What goes into the log, and what must not."""

import logging
import re

# PostgreSQL puts the whole failing row into its message ("DETAIL:  Failing row contains (…)"): names, numbers, notes.
_ROW = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)


class WithoutRows(logging.Formatter):
    """The usual line, with no value of any table in it."""

    def format(self, record: logging.LogRecord) -> str:
        return _ROW.sub(r"\1: …", super().format(record))
