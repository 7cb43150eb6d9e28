"""Asking the law on the command line: ``chungtay law due|term|window|classify``.

Exit status 0 with the answer; 2 where the question has none or is not one, 3 where the law says no. All three are on
standard output: with --json one line of JSON, without it plain Vietnamese.
"""

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn, Protocol

from chungtay.law import rules, words
from chungtay.law.rules import NoAnswer, NotAllowed, moments

NO_ANSWER, NOT_ALLOWED = 2, 3


class Answer(Protocol):
    def to_json(self) -> dict[str, object]: ...


Asking = Callable[[argparse.Namespace], Answer]


class _Parser(argparse.ArgumentParser):
    """Tells a question that is badly put as it tells any other that has no answer."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split()[1:])
        raise NoAnswer("not a question", f"Câu hỏi viết chưa đúng ({message}). Cách viết: {usage}")


def main(arguments: list[str]) -> int:
    """Ask, print, return the exit status."""
    as_json = "--json" in arguments
    try:
        asked = _parser().parse_args(arguments)
        ask: Asking = asked.ask
        answer = ask(asked)
    except (NoAnswer, NotAllowed) as no:
        _print(json.dumps(no.to_json(), ensure_ascii=False) if as_json else words.of_no(no))
        return NO_ANSWER if isinstance(no, NoAnswer) else NOT_ALLOWED
    _print(json.dumps(answer.to_json(), ensure_ascii=False) if asked.json else words.of(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="chungtay law", description="Hỏi luật. Thêm --json để chương trình khác đọc.")
    questions = parser.add_subparsers(required=True, metavar="due|term|window|classify")

    due = _question(questions, "due", "một việc phải xong lúc nào", _due)
    due.add_argument("clock", metavar="CLOCK", help="tên thời hạn, như verify_residence")
    due.add_argument("--start", metavar="WHEN", help="lúc thời hạn bắt đầu; tính lùi thì là lúc kết thúc")
    due.add_argument("--on", metavar="DAY", help="ngày của sự việc quyết định luật áp dụng")
    due.add_argument("--remote", action="store_true", help="miền núi, hải đảo, vùng sâu, vùng xa")

    term = _question(questions, "term", "một biện pháp kéo dài đến ngày nào", _term)
    term.add_argument("measure", metavar="MEASURE", help="tên biện pháp, như voluntary_rehab")
    term.add_argument("--start", metavar="DAY", help="ngày bắt đầu")
    term.add_argument("--time", default="1", metavar="N", help="lần thứ mấy (mặc định 1)")
    term.add_argument("--age", metavar="YEARS", help="tuổi (mặc định: người từ đủ 18 tuổi)")
    term.add_argument("--after", metavar="MEASURE", help="sau cai: compulsory, voluntary hoặc substitution")
    term.add_argument("--on", metavar="DAY", help="ngày của sự việc quyết định luật áp dụng")

    window = _question(questions, "window", "số liệu của một kỳ báo cáo tính từ ngày nào", _window)
    window.add_argument("period", metavar="PERIOD", help="2026-M03, 2026-Q2, 2026-H1, 2026-9M, 2026")

    classify = _question(
        questions, "classify", "một địa bàn thuộc loại nào (số liệu JSON ở đầu vào)", _classify
    )
    classify.add_argument("--level", metavar="LEVEL", help="commune (xã) hoặc province (tỉnh)")
    classify.add_argument("--on", metavar="DAY", help="ngày xét")
    classify.add_argument("--policy", action="append", default=[], metavar="NAME=VALUE")
    return parser


def _question(questions: Any, name: str, about: str, ask: Asking) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = questions.add_parser(name, help=about)
    parser.add_argument("--json", action="store_true", help="in một dòng JSON")
    parser.set_defaults(ask=ask)
    return parser


def _print(text: str) -> None:
    output = sys.stdout
    if isinstance(output, io.TextIOWrapper):
        # Vietnamese on any terminal; bytes of an argument that are no text are shown, not choked on.
        output.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(text, file=output, flush=True)
    except BrokenPipeError:
        # Who asked has gone. Python would complain once more when it closes the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())


def _due(asked: argparse.Namespace) -> Answer:
    start = moments.when(_given(asked.start, "start"))
    return rules.due(asked.clock, start, on=_day(asked.on, "on"), remote=asked.remote)


def _term(asked: argparse.Namespace) -> Answer:
    return rules.term(
        asked.measure,
        moments.day(_given(asked.start, "start"), "start"),
        time=_whole(asked.time, "time"),
        age=None if asked.age is None else _whole(asked.age, "age"),
        after=asked.after,
        on=_day(asked.on, "on"),
    )


def _window(asked: argparse.Namespace) -> Answer:
    return rules.window(asked.period)


def _classify(asked: argparse.Namespace) -> Answer:
    level, on = _given(asked.level, "level"), moments.day(_given(asked.on, "on"), "on")
    chosen = dict(_choice(text) for text in asked.policy)
    return rules.classify(_facts(), level, on, chosen)


def _given(text: str | None, name: str) -> str:
    if text is None:
        raise NoAnswer("not given", f"Thiếu --{name}.", argument=name)
    return text


def _day(text: str | None, name: str) -> date | None:
    return None if text is None else moments.day(text, name)


def _whole(text: str, name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise NoAnswer("not a whole number", f"--{name} phải là một số nguyên không âm.", **{name: text})
    return int(text)


def _choice(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise NoAnswer("no such policy", "Lựa chọn phải viết theo dạng TÊN=GIÁ TRỊ.", policy=text)
    return name, value


def _facts() -> dict[str, object]:
    """The facts from JSON on standard input, numbers kept exactly as they were written."""
    try:
        given = sys.stdin.buffer.read() if sys.stdin else ""
        facts = json.loads(given, parse_float=Decimal, object_pairs_hook=_each_once)
    except (OSError, ValueError, ArithmeticError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise NoAnswer("not facts", 'Số liệu phải là một đối tượng JSON, như {"residents": 5200, …}.')
    return facts


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A fact that is given twice says two things: neither is believed."""
    facts = dict(pairs)
    if len(facts) < len(pairs):
        raise ValueError("given twice")
    return facts
