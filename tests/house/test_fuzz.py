"""A short run of ``make fuzz``: damaged papers never crash the reader, and are read alike in every process."""

import subprocess
import sys
from dataclasses import replace

from chungtay.reader.contract import Header, Period, Reading, Section, Source, Task
from tools.fuzz_promises import broken_promises
from tools.fuzz_reader import fuzz

SOURCE = Source("a.txt", "text/plain", "", 12)


def test_some_hundred_damaged_papers_are_read_or_refused() -> None:
    outcome = fuzz(rounds=300, seed=20)
    assert outcome.failures == []
    assert outcome.read > 150


def test_the_same_paper_is_read_alike_whatever_the_order_of_sets() -> None:
    command = [sys.executable, "-m", "tools.fuzz_reader", "--rounds", "60", "--seed", "21"]
    said = {
        subprocess.run(
            command, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout.rpartition("digest")[2]
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_broken_promise_is_seen() -> None:
    task = Task("Công an", None, (), (), (), (0, 7))
    assert broken_promises(Reading(SOURCE, "Công an tỉnh", Header())) == []
    for wrong in (
        Reading(SOURCE, "Công an", Header()),
        Reading(SOURCE, "Công an \ud800ỉnh", Header()),
        Reading(SOURCE, "Công an tỉnh", Header(), tasks=(replace(task, span=(1, 8)),)),
        Reading(SOURCE, "Công an tỉnh", Header(), tasks=(replace(task, span=(0, 13)),)),
        Reading(SOURCE, "Công an tỉnh", Header(), tasks=(replace(task, lead=("",)),)),
        Reading(SOURCE, "Công an tỉnh", Header(), tasks=(replace(task, section=7),)),  # type: ignore[arg-type]
        Reading(SOURCE, "Công an tỉnh", Header(period=Period("2024-13", None))),
        Reading(
            SOURCE,
            "Công an tỉnh",
            Header(),
            sections=(Section("s1", "I", "Công an", 1, "s9", (0, 12), (0, 7)),),
        ),
    ):
        assert broken_promises(wrong)
