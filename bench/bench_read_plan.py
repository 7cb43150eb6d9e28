"""How long a person waits until a 40-page plan is read, and how much memory it takes.

Each reading is a fresh process, timed from before the reader is imported until the reading is there; the
middle one of several counts. The baseline is the bare text of the same file by python-docx.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.paper import write_plan
from bench.result import Result, Scale

PAGES = {"small": 8, "full": 40}
ROUNDS = {"small": 1, "full": 5}
GOAL_SECONDS, GOAL_MIB = 1.0, 300

MEASURED = """
import json, resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"seconds": seconds, "peak_mib": peak, "found": found}}))
"""
READ = """
from chungtay.reader.read import read
found = len(read(path).tasks)
"""
PLAIN = """
import docx
found = sum(len(paragraph.text) for paragraph in docx.Document(str(path)).paragraphs)
"""


def run(scale: Scale) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        characters = write_plan(path, PAGES[scale])
        reading = [measure(READ, path) for _ in range(ROUNDS[scale])]
        plain = [measure(PLAIN, path) for _ in range(ROUNDS[scale])]
    value = statistics.median(one["seconds"] for one in reading)
    peak = max(one["peak_mib"] for one in reading)
    return Result(
        bench="read_plan",
        value=round(value, 3),
        unit="s",
        goal=GOAL_SECONDS,
        baseline=round(statistics.median(one["seconds"] for one in plain), 3),
        holds=value < GOAL_SECONDS and peak < GOAL_MIB,
        detail={
            "pages": PAGES[scale],
            "characters": characters,
            "tasks": int(reading[0]["found"]),
            "peak_mib": round(peak),
            "goal_mib": GOAL_MIB,
            "baseline_is": "bare text by python-docx",
            "baseline_peak_mib": round(max(one["peak_mib"] for one in plain)),
            "slowest_s": round(max(one["seconds"] for one in reading), 3),
        },
    )


def measure(work: str, path: Path) -> dict[str, float]:
    program = MEASURED.format(work=work)
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
