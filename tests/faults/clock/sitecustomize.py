"""Moves the clock of a Python process by as many seconds as a file says, whenever it says another number.

Python imports this module by itself where its folder stands in PYTHONPATH. What the process asks Python for is moved
(time, datetime); what it asks the kernel for, its sleeping and the database's clock are not, as when one machine of
several has a wrong clock.
"""

import os
import threading
from pathlib import Path


def follow(path: Path) -> None:
    import datetime as dt

    import time_machine

    told, travel = "0", None
    wait = threading.Event()
    while not wait.wait(0.1):
        now = path.read_text() if path.exists() else "0"
        if now != told:
            if travel is not None:
                travel.stop()
            told, moved = now, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=int(now))
            travel = time_machine.travel(moved, tick=True)
            travel.start()


def begin() -> None:
    threading.Thread(target=follow, args=(Path(os.environ["CLOCK_OFFSET"]),), daemon=True).start()


if "CLOCK_OFFSET" in os.environ:
    os.register_at_fork(after_in_child=begin)  # threads stay behind in the parent
    begin()
