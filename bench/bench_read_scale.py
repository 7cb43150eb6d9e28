"""How many pages a second one core reads, how time and memory grow with the paper: 20, 200 and 2,000 pages.

Time is the processor's own time of the process, since a reading that waits for a busy machine reads no slower; the
best of several rounds counts, after one small paper has warmed the reader up. The baseline is the bare text of the
same files by python-docx for .docx (the value and baseline of the line), by decoding and splitting for .txt.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.paper import write_plain_plan, write_plan
from bench.result import Result, Scale

PAGES = {"small": (8, 20), "full": (20, 200, 2000)}
ROUNDS = {"small": 1, "full": 3}
GOALS = {"txt": 100, "docx": 40}  # pages a second
GOAL_MIB, MEMORY_PAGES = 300, 200
LINEAR = 1.5  # a page of the longest paper may take so many times what a page of the middle one takes
WRITERS = {"txt": write_plain_plan, "docx": write_plan}

MEASURED = """
import json, resource, sys, time
from pathlib import Path
{prepare}
warm, path = Path(sys.argv[1]), Path(sys.argv[2])
work(warm)
best = float("inf")
for _ in range(int(sys.argv[3])):
    start = time.process_time()
    work(path)
    best = min(best, time.process_time() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"seconds": best, "peak_mib": peak}}))
"""
READ = "from chungtay.reader.read import read as work"
PLAIN = {
    "txt": "work = lambda path: path.read_text(encoding='utf-8').splitlines()",
    "docx": "import docx\nwork = lambda path: [p.text for p in docx.Document(str(path)).paragraphs]",
}

Measured = dict[str, float]


def run(scale: Scale) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        forms = {form: measure_form(form, Path(folder), scale) for form in WRITERS}
    docx = forms["docx"]
    return Result(
        bench="read_scale",
        value=docx.slowest,
        unit="pages/s",
        goal=GOALS["docx"],
        baseline=docx.baseline,
        holds=all(form.holds for form in forms.values()),
        detail={name: form.detail for name, form in forms.items()}
        | {"goal_mib": GOAL_MIB, "goal_growth": LINEAR, "baseline_is": "bare text, by python-docx for .docx"},
    )


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of file gave; ``slowest`` and ``baseline`` in pages a second."""

    slowest: float
    baseline: float
    holds: bool
    detail: dict[str, object]


def measure_form(form: str, folder: Path, scale: Scale) -> Form:
    sizes, rounds = PAGES[scale], ROUNDS[scale]
    papers = [folder / f"{pages}.{form}" for pages in sizes]
    for path, pages in zip(papers, sizes, strict=True):
        WRITERS[form](path, pages)
    read = [measure(READ, papers[0], path, rounds) for path in papers]
    rates = [pages / one["seconds"] for pages, one in zip(sizes, read, strict=True)]
    peaks = [round(one["peak_mib"]) for one in read]
    plain = sizes[-2] / measure(PLAIN[form], papers[0], papers[-2], rounds)["seconds"]
    growth = rates[-2] / rates[-1]
    small = all(peak < GOAL_MIB for pages, peak in zip(sizes, peaks, strict=True) if pages <= MEMORY_PAGES)
    return Form(
        slowest=round(min(rates), 1),
        baseline=round(plain, 1),
        holds=min(rates) >= GOALS[form] and growth <= LINEAR and small,
        detail={
            "goal_pages_per_s": GOALS[form],
            "pages_per_s": dict(zip(sizes, map(round, rates), strict=True)),
            "growth": round(growth, 2),
            "peak_mib": dict(zip(sizes, peaks, strict=True)),
            "baseline_pages_per_s": round(plain),
        },
    )


def measure(prepare: str, warm: Path, path: Path, rounds: int) -> Measured:
    """Processor seconds for one paper and the memory that the process took, in a process of its own."""
    program = MEASURED.format(prepare=prepare)
    command = [sys.executable, "-c", program, str(warm), str(path), str(rounds)]
    measured: Measured = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return measured
