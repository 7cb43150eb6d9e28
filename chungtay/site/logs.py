"""What goes into the log, and what must not: one JSON object a line, for whoever runs the machine.

A log is read by people who may see no file, is copied to other machines and kept for years. So it holds no path (a path
has numbers of things in it), no query, nothing that an error quotes: of an error its kind, where it arose, and of the
database's its code and the name of the rule that said no. What libraries say in words of their own is left out, but for
those that only speak of connections and processes.
"""

import json
import logging
import re
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor, WrappedLogger

# PostgreSQL puts the whole failing row into its message ("DETAIL:  Failing row contains (…)"): names, numbers, notes.
_ROW = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
_SPEAK = ("chungtay", "granian", "_granian", "psycopg.pool", "whitenoise")
_OF_A_REQUEST = ("route", "status", "ms")
_FRAMES = 12


def lines() -> ProcessorFormatter:
    """The formatter of settings.LOGGING; takes what the standard library's loggers are given."""
    chain: list[Processor] = [
        merge_contextvars,
        add_log_level,
        add_logger_name,
        ExtraAdder(allow=_OF_A_REQUEST),
    ]
    return ProcessorFormatter(
        foreign_pre_chain=[*chain, TimeStamper(fmt="iso", utc=True)],
        processors=[
            without_people,
            ProcessorFormatter.remove_processors_meta,
            JSONRenderer(json.dumps, ensure_ascii=False),
        ],
    )


def without_people(_logger: WrappedLogger, _name: str, said: EventDict) -> EventDict:
    """The words of a stranger and of an error make way for where they arose."""
    record: logging.LogRecord = said["_record"]
    if record.name.split(".")[0] in _SPEAK or record.name in _SPEAK:
        said["event"] = _ROW.sub(r"\1: …", str(said["event"]))
    else:
        said["event"] = f"{record.module}:{record.lineno}"
    error = said.pop("exc_info", None)
    if isinstance(error, tuple) and error[1] is not None:
        said["error"] = told(error[1])
    return said


def told(error: BaseException) -> dict[str, Any]:
    """Its kind, the way it came, and what the database calls the rule that was broken; never its words."""
    words: dict[str, Any] = {"kind": type(error).__name__, "at": _way(error.__traceback__)}
    cause = error.__cause__
    diag = getattr(cause, "diag", None)
    if diag is not None:
        words |= {"sqlstate": getattr(cause, "sqlstate", None), "rule": diag.constraint_name}
    elif cause is not None:
        words["cause"] = type(cause).__name__
    return words


def _way(trace: TracebackType | None) -> list[str]:
    """The last places that the error passed, the innermost last."""
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}" for frame in frames]
