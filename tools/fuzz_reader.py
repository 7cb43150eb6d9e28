"""Damage papers in every way and hold the reader to its promises.

    python -m tools.fuzz_reader [--rounds N] [--seed S] [--seconds T] [--keep FOLDER]

A round takes a real, an invented or a generated paper, damages it (words, lines, labels, tables, the structure of
its file, bytes), and reads it. Only ``Unreadable`` may be raised, a page may take two seconds, and what is found
must keep the contract and point at its own words. What fails is kept in the folder with the number of its round.
The digest printed last is of everything that was read: the same rounds give the same one in every process.
"""

import argparse
import hashlib
import html
import io
import itertools
import json
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.paper import CHARACTERS_PER_PAGE, write_plan
from chungtay.reader.problems import Unreadable
from chungtay.reader.read import read
from chungtay.reader.tests.making import cell, docx_bytes, listed, paragraph, table, zip_bytes
from tools.fuzz_mutations import TAGS, WORD_XML, Chance, change_bytes, change_markup, change_text
from tools.fuzz_promises import broken_promises

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ROOT / "chungtay" / "reader" / "tests" / "documents"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
SECONDS_A_PAGE = 2.0
REPEATED = 10  # every tenth paper is read a second time
LINES = (5, 15, 40, 40, 400)  # of a paper, taken for one round


class TooSlow(BaseException):
    """Not an Exception: no handler of the reader's may take it for a damaged file."""


@dataclass(slots=True)
class Outcome:
    rounds: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0  # seconds a page
    digest: str = ""


# Papers


@cache
def papers() -> tuple[str, ...]:
    """The words of the real and the invented papers of the tests, and of one that the bench generates."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(PAPERS.rglob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        write_plan(path, 3)
        plan = docx.Document(str(path))
        lines = [p.text for p in plan.paragraphs]
        rows = [" | ".join(cell.text for cell in row.cells) for t in plan.tables for row in t.rows]
    return (*texts, "\n".join([*lines, *rows]))


def some_lines(chance: Chance) -> str:
    """A piece of one paper, often its beginning, sometimes with a piece of another."""
    text = ""
    for _ in range(chance.choice((1, 1, 1, 2))):
        lines = chance.choice(papers()).split("\n")
        start = chance.choice((0, chance.randrange(len(lines))))
        text += "\n".join(lines[start : start + chance.choice(LINES)]) + "\n"
    return text


# Files


def as_text(text: str, chance: Chance) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return text.encode(encoding, "replace")


def as_page(text: str, chance: Chance) -> bytes:
    """A web page: paragraphs, tables where the text has bars."""
    parts = []
    for rows, lines in itertools.groupby(text.split("\n"), key=lambda line: line.count("|") > 1):
        if rows:
            made = ("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in line.split("|")) for line in lines)
            parts.append(f"<table>{''.join(made)}</table>")
        else:
            parts += [f"<p>{html.escape(line)}</p>" for line in lines]
    page = f"<html><body><div class='content'>{''.join(parts)}</div></body></html>"
    return change_markup(page, chance, TAGS).encode("utf-8", "replace")


def as_word(text: str, chance: Chance) -> bytes:
    body = ""
    for rows, lines in itertools.groupby(written(text).split("\n"), key=lambda line: line.count("|") > 1):
        if rows:
            body += table(*(tuple(map(cell, line.split("|"))) for line in lines))
        else:
            body += "".join(
                listed(line, 1) if chance.random() < 0.05 else paragraph(line or " ") for line in lines
            )
    parts = zip_parts(docx_bytes(body, numbering=NUMBERING, footnotes=FOOTNOTES))
    if chance.random() < 0.7:
        part = chance.choice(("word/document.xml", "word/document.xml", *parts))
        parts[part] = change_markup(parts[part].decode(), chance, WORD_XML).encode("utf-8", "replace")
    return zip_bytes(parts)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
FOOTNOTES = '<w:footnote w:id="1"><w:p><w:r><w:t>Trong đó: 5 vụ, 7 đối tượng.</w:t></w:r></w:p></w:footnote>'


def written(text: str) -> str:
    """What XML can hold."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or (c >= " " and not 0xD800 <= ord(c) < 0xE000 and c < "\ufffe") or c > "\uffff"
    )


def zip_parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_print(text: str, chance: Chance) -> bytes:
    """A PDF with the lines where a page has them, some in columns, some inside ruled boxes."""
    pdfmetrics.registerFont(TTFont("Serif", str(FONT)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=chance.choice((0, 1)), invariant=True)
    y = 0
    for line in written(text)[:6000].split("\n"):
        for start in range(0, max(1, len(line)), 90):
            if y < 60:
                if y:
                    canvas.showPage()
                canvas.setFont("Serif", 9)
                y = 780
            x = 60
            for part in line[start : start + 90].split("|"):
                canvas.drawString(x, y, part)
                if "|" in line:
                    canvas.rect(x - 2, y - 3, 110, 14)
                x += 110
            y -= chance.choice((14, 14, 14, 30))
    canvas.save()
    return buffer.getvalue()


FORMS: dict[Callable[[str, Chance], bytes], float] = {as_text: 60, as_page: 18, as_word: 18}


def damaged(chance: Chance) -> tuple[bytes, int]:
    """The bytes of a damaged paper, and how many characters went into it."""
    text = some_lines(chance)
    if chance.random() < 0.9:
        text = change_text(text, chance)
    forms = FORMS | ({as_print: 4.0} if FONT.exists() else {})
    content = chance.choices(list(forms), list(forms.values()))[0](text, chance)
    if chance.random() < 0.15:
        content = change_bytes(content, chance)
    return content, max(len(text), len(content) // 4)


# Rounds


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Seconds of this process's own work: a busy machine is no fault of the reader's."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:.0f} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def one_round(seed: int, number: int, folder: Path, outcome: Outcome) -> bytes:
    """Read one damaged paper; what is wrong is added to the outcome. Returns the paper."""
    chance = Chance(f"{seed} {number}")
    content, characters = damaged(chance)
    pages = max(1.0, characters / CHARACTERS_PER_PAGE)
    path = folder / "van-ban"
    path.write_bytes(content)
    outcome.rounds += 1
    start = time.process_time()
    try:
        with no_longer_than(SECONDS_A_PAGE * pages):
            reading = read(path)
        outcome.slowest = max(outcome.slowest, (time.process_time() - start) / pages)
        outcome.read += 1
        found = json.dumps(reading.to_json(), ensure_ascii=False)
        broken = broken_promises(reading)
        if number % REPEATED == 0 and json.dumps(read(path).to_json(), ensure_ascii=False) != found:
            broken.append("a second reading finds something else")
        outcome.failures += [f"round {number}: {one}" for one in broken]
    except Unreadable as refusal:
        outcome.refused[refusal.code] += 1
        found = refusal.code
    except (Exception, TooSlow):
        found = "failed"
        outcome.failures.append(f"round {number}: {traceback.format_exc(limit=-4)}")
    outcome.digest = hashlib.sha256(f"{outcome.digest}{found}".encode("utf-8", "replace")).hexdigest()
    return content


def fuzz(
    rounds: int, seed: int, seconds: float = float("inf"), keep: Path | None = None, first: int = 0
) -> Outcome:
    """So many rounds, or as many as there is time for."""
    outcome, end = Outcome(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + rounds):
            if time.monotonic() > end:
                break
            known = len(outcome.failures)
            content = one_round(seed, number, Path(folder), outcome)
            for failure in outcome.failures[known:]:
                print(failure, flush=True)
            if keep and len(outcome.failures) > known:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{number}").write_bytes(content)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz_reader")
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first round, to go on or to look at one"
    )
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the papers that fail there")
    asked = parser.parse_args()
    outcome = fuzz(asked.rounds, asked.seed, asked.seconds, asked.keep, asked.first)
    refused = ", ".join(f"{code} {count}" for code, count in outcome.refused.most_common())
    print(
        f"{outcome.rounds} rounds: {outcome.read} read, {outcome.refused.total()} refused ({refused}), "
        f"{len(outcome.failures)} failures; slowest page {outcome.slowest:.2f} s; digest {outcome.digest[:16]}"
    )
    return bool(outcome.failures)


if __name__ == "__main__":
    sys.exit(main())
