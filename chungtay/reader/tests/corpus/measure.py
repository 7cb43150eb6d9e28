"""The corpus read in every form: what the reader got right of each part, by group and by form of file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chungtay.reader.contract import Header, Reading, Source
from chungtay.reader.problems import Unreadable
from chungtay.reader.read import read
from chungtay.reader.tests.corpus.compose import compose
from chungtay.reader.tests.corpus.marked import Paper, paper_of
from chungtay.reader.tests.corpus.printing import FONTS, FORMS, numbers_itself, print_paper

HERE = Path(__file__).parent
# By hand; each group before the reader saw it, and after the groups before had mended the reader.
GROUPS = (
    "written",
    "unseen",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
)
COMPOSED = 48  # papers made by chance; each is printed in one form


def written(group: str) -> list[Paper]:
    return [paper_of(path) for path in sorted((HERE / group).glob("*.txt"))]


def readings(papers: int = COMPOSED) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """(group, form, kind or name, known answers, what the reader says) of every paper and form, always in one order.

    A group may also hold some of its papers as files of others' making; their form is called ``given``.
    """
    with tempfile.TemporaryDirectory() as folder:
        for group in GROUPS:
            for paper in written(group):
                for form in forms_of(paper):
                    said = read_printed(Path(folder), paper, form).to_json()
                    yield group, form, paper.name, paper.golden, said
                for path in (HERE / group / "printed").glob(f"{paper.name}.*"):
                    yield group, f"given{path.suffix}", paper.name, paper.golden, read(path).to_json()
        for seed in range(papers):
            paper = compose(seed)
            forms = forms_of(paper)
            form = forms[seed // 6 % len(forms)]
            said = read_printed(Path(folder), paper, form).to_json()
            yield "composed", form, paper.name.split("-")[0], paper.golden, said


def forms_of(paper: Paper) -> list[str]:
    forms = [form for form in FORMS if form != "numbered.docx" or numbers_itself(paper)]
    return [form for form in forms if FONTS.is_dir() or not form.endswith(".pdf")]


def read_printed(folder: Path, paper: Paper, form: str) -> Reading:
    path = folder / f"{paper.name}.{form}"
    path.write_bytes(print_paper(paper, form))
    try:
        return read(path)
    except Unreadable:  # a refusal is counted as having found nothing
        return Reading(Source(paper.name, "", "", 0), "", Header())
