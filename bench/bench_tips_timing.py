"""Whether the time of an answer tells a right receipt from a wrong one.

One connection to a real server asks with a right code, a wrong one and one with a slip, by chance, many times. The
value is the largest distance between the two distributions of times (Kolmogorov–Smirnov, right against wrong), the
baseline the same distance between two halves of the wrong ones, where there is nothing to tell. It holds when the
distance is below the critical one at the 0.1 % level and every answer was equally long.
"""

import http.client
import math
import os
import random
import re
import tempfile
import time
from urllib.parse import urlencode

from bench.bench_tips import BOUNDARY, Server, form, line_of
from bench.result import Result, Scale

SAMPLES = {"small": 150, "full": 4000}  # of each
LEVEL = 0.001


def run(scale: Scale) -> Result:
    from chungtay.tips.rules import new_receipt

    with tempfile.TemporaryDirectory() as folder, line_of(folder) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        right = tell(server, connection)
        codes = {"right": right, "wrong": new_receipt(), "slip": right[:-1] + str((int(right[-1]) + 1) % 10)}
        times: dict[str, list[float]] = {name: [] for name in codes}
        lengths = set()
        turns = [name for name in codes for _ in range(SAMPLES[scale])]
        random.Random(2026).shuffle(turns)
        for name in ["right", "wrong", "slip"] * 5 + turns:
            seconds, length = asked(connection, codes[name])
            times[name].append(seconds)
            lengths.add(length)
    told = {name: found[5:] for name, found in times.items()}
    count = SAMPLES[scale]
    critical = math.sqrt(-math.log(LEVEL / 2) / 2) * math.sqrt(2 / count)
    distance = max(apart(told["right"], told["wrong"]), apart(told["right"], told["slip"]))
    return Result(
        bench="tips_timing",
        value=round(distance, 4),
        unit="distance",
        goal=round(critical, 4),
        baseline=max(round(apart(told["wrong"][::2], told["wrong"][1::2]), 4), 1e-4),
        holds=distance < critical and len(lengths) == 1,
        detail={
            "samples_of_each": count,
            "median_ms": {name: round(sorted(found)[count // 2] * 1000, 3) for name, found in told.items()},
            "lengths": sorted(lengths),
            "load": round(os.getloadavg()[0], 1),
            "baseline_is": "the distance between two halves of the wrong ones",
        },
    )


def tell(server: Server, connection: http.client.HTTPConnection) -> str:
    """A tip sent without scripts; its receipt."""
    body = form({"subject": b"retail", "text": "Ở chợ cũ (ví dụ)".encode()})
    connection.request(
        "POST", "/tin-bao/", body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    )
    found = re.search(r"\d{4}(?: \d{4}){4}", connection.getresponse().read().decode())
    if found is None:
        raise RuntimeError(f"no receipt from port {server.port}")
    return found.group().replace(" ", "")


def asked(connection: http.client.HTTPConnection, receipt: str) -> tuple[float, int]:
    """Seconds to the last byte, and how many bytes."""
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    started = time.perf_counter()
    connection.request("POST", "/tin-bao/xem/", urlencode({"receipt": receipt}), head)
    answer = connection.getresponse().read()
    return time.perf_counter() - started, len(answer)


def apart(one: list[float], other: list[float]) -> float:
    """The largest distance between the two shares of times up to some time."""
    marked = sorted([(value, 1 / len(one)) for value in one] + [(value, -1 / len(other)) for value in other])
    at = largest = 0.0
    for _value, step in marked:
        at += step
        largest = max(largest, abs(at))
    return largest
