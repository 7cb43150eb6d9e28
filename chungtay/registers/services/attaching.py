"""Files that answer questions. A picture is made anew: nothing of who took it, with what, and where stays in it."""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from chungtay.base.problems import Problem, Refused
from chungtay.files import services as files
from chungtay.files.rules import media_type_of
from chungtay.registers.models import EntryFile
from chungtay.registers.rules import Question, QuestionKind
from chungtay.registers.rules.checking import personal
from chungtay.registers.services.desk import Desk

# By question ("anh", "hang.0.anh"): the file's name, its bytes.
Brought = Mapping[str, tuple[str, Iterable[bytes]]]
_PICTURES = ("image/jpeg", "image/png", "image/webp")
_HEAD = 4096


def with_files(given: Mapping[str, Any], brought: Brought) -> dict[str, Any]:
    """The answers with the names of the files that come with them."""
    found = {
        key: [dict(row) for row in value] if _is_repeat(value) else value for key, value in given.items()
    }
    for where, (name, _chunks) in brought.items():
        repeat, _dot, rest = where.partition(".")
        if rest:
            at, _dot, key = rest.partition(".")
            found[repeat][int(at)][key] = name
        else:
            found[where] = name
    return found


def _is_repeat(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def keep_files(desk: Desk, brought: Brought) -> None:
    """Raises Refused, at the question, for what should be a photo and is none."""
    for where, (name, chunks) in brought.items():
        question = desk.definition.questions.get(where.rsplit(".", 1)[-1])
        if question is None or question.kind is not QuestionKind.FILE:
            continue
        try:
            stored = files.keep(by=desk.by, now=desk.now, name=name, chunks=_bare(question, chunks))
        except Refused as refusal:
            raise Refused([_at(where, problem) for problem in refusal.problems]) from None
        EntryFile.objects.update_or_create(
            entry=desk.entry, question=question.key, name=name, defaults={"file_id": stored.pk}
        )


def _bare(question: Question, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What is kept of a file: of a picture its colours alone, whatever the question was called; else all of it."""
    content = b"".join(chunks)
    if content and (question.picture or media_type_of(content[:_HEAD]) in _PICTURES):
        limits = personal()["photos"]
        content = files.bare_picture(BytesIO(content), side=limits["side"], pixels=limits["pixels"])
    yield content


def _at(where: str, problem: Problem) -> Problem:
    return Problem(problem.code, problem.sentence, where, problem.severity, problem.values)
