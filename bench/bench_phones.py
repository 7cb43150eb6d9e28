"""Phones send 3,000 entries with photos through the OpenRosa door, over a network that breaks: none lost, none twice.

A real server (as ``chungtay serve`` runs it) on a store of its own, and five phones of one commune, four entries on
their way at once. Each entry is the server's own XForm filled in, with a photo that says where it was taken. One in
ten breaks off in the middle of sending, one in ten loses the answer after sending all; both are sent again, as a phone
does. The value is entries a second; the baseline makes the same photos anew and writes them to disk, and nothing else.
It holds when every entry is there once, with its one photo, at five a second: the 3,000 of a survey within ten minutes.
"""

import base64
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from urllib3.filepost import encode_multipart_formdata

from bench.bench_sign_in_herd import serving
from bench.result import Result, Scale
from bench.store import p95

ENTRIES = {"small": 60, "full": 3_000}
PHONES, AT_ONCE, PHOTOS = 5, 4, 40
BROKEN = 10  # one in so many breaks off, and as many lose the answer
GOAL_PER_SECOND = 5
SIDE, PIXELS = 1600, 40_000_000


def run(scale: Scale) -> Result:
    number = ENTRIES[scale]
    with tempfile.TemporaryDirectory() as folder:
        known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment = {**known, "CHUNGTAY_DATA": folder}
        prepared = ask("fill", environment)
        photos = [photo(seed) for seed in range(PHOTOS)]
        with serving(environment) as port:
            started = time.perf_counter()
            sent = send_all(port, prepared, photos, number)
            seconds = time.perf_counter() - started
        found = ask("count", environment)
        bare = bare_rate(photos, number, Path(folder))
    whole = found == {
        "entries": number,
        "changes": number,
        "photos": number,
        "received": number,
        "told_where": 0,
    }
    rate = number / seconds
    return Result(
        bench="phones", value=round(rate, 1), unit="/s", goal=GOAL_PER_SECOND, baseline=round(bare, 1),
        holds=whole and rate >= GOAL_PER_SECOND,
        detail={
            **sent, **found, "load": round(os.getloadavg()[0], 1),
            "baseline_is": "the same photos made anew and written to disk, one after the other",
        },
    )  # fmt: skip


def photo(seed: int) -> bytes:
    """1200 × 900 pixels of a field, about 150 kB, with a place and a phone in it."""
    exif = Image.Exif()
    exif[0x0110] = "Phone of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    grass = Image.effect_noise((1200, 900), 20 + seed)
    made = BytesIO()
    Image.merge("RGB", (grass, grass, grass)).save(made, "JPEG", quality=60, exif=exif)
    return made.getvalue()


def send_all(port: int, prepared: Any, photos: list[bytes], number: int) -> dict[str, Any]:
    """Every entry until the server says 201; how long the last try of each took, and how many broke before."""

    def send(n: int) -> tuple[float, int]:
        name, secret = prepared["phones"][n % PHONES]
        body, content_type = filled_in(prepared["xform"], n, photos[n % PHOTOS])
        shown = base64.b64encode(f"{name}:{secret}".encode()).decode()
        headers = {
            "Authorization": f"Basic {shown}",
            "Content-Type": content_type,
            "X-OpenRosa-Version": "1.0",
        }
        broken = 0
        if n % BROKEN in (3, 7):
            broken += lose(port, body, headers, whole=n % BROKEN == 7)
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("POST", "/openrosa/submission", body, headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        if answer.status != 201:
            raise RuntimeError(f"{answer.status}: {said[:300]}")
        return time.perf_counter() - started, broken

    with ThreadPoolExecutor(AT_ONCE) as phones:
        done = list(phones.map(send, range(number)))
    return {"p95": p95(sorted(seconds for seconds, _ in done)), "broken": sum(broken for _, broken in done)}


def lose(port: int, body: bytes, headers: dict[str, str], *, whole: bool) -> int:
    """Send a part and break off; or all of it, and go before the answer comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.putrequest("POST", "/openrosa/submission")
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        connection.putheader(name, value)
    connection.endheaders(body if whole else body[: random.Random(len(body)).randrange(len(body))])
    connection.close()
    return 1


def filled_in(xform: str, n: int, picture: bytes) -> tuple[bytes, str]:
    from chungtay.fieldwork.tests.phone import filled

    answers = {
        "on": "2026-02-01", "activity": "session", "title": f"Buổi {n} (ví dụ)", "audience": "nhan_dan", "sessions": 1,
        "attendances": 20 + n % 50, "point": f"{21 + n % 97 / 100:.4f} {103 + n % 89 / 100:.4f} 0 5",
        "photo": f"{n}.jpg",
    }  # fmt: skip
    xml = filled(xform, answers, instance=f"uuid:{UUID(int=n + 1)}")
    parts = {
        "xml_submission_file": ("submission.xml", xml, "text/xml"),
        f"{n}.jpg": (f"{n}.jpg", picture, "image/jpeg"),
    }
    return encode_multipart_formdata(parts)


def bare_rate(photos: list[bytes], number: int, folder: Path) -> float:
    from chungtay.files.pictures import bare_picture

    started = time.perf_counter()
    for n in range(number):
        made = bare_picture(BytesIO(photos[n % PHOTOS]), side=SIDE, pixels=PIXELS)
        with (folder / f"bare-{n}").open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
    return number / (time.perf_counter() - started)


# -- in a process of its own, with the store ------------------------------------------------------------------


def ask(what: str, environment: dict[str, str]) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_phones", what], check=True, env=environment, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def fill() -> dict[str, Any]:
    """The people of the tests, the catalogue, the register of talks, and the keys of a commune's phones."""
    from django.core.management import call_command
    from django.utils import timezone

    from chungtay.catalogue.services import load_catalogue
    from chungtay.fieldwork.services import make_phone_key
    from chungtay.registers import queries
    from chungtay.registers.services import load_registers
    from tests import cast

    call_command("migrate", verbosity=0)
    people = cast.cast_in(cast.plant_town())
    now = timezone.now()
    load_catalogue(now=now)
    load_registers(now=now)
    register = queries.visible_registers(people.officer).get(code="communication")
    made = [make_phone_key(by=people.officer, now=now, label=f"Máy {n} (ví dụ)") for n in range(PHONES)]
    return {
        "phones": [(key.name, secret) for key, secret in made],
        "xform": queries.get_version(register, 1).xform,
    }


def count() -> dict[str, int]:
    from chungtay.fieldwork.models import Received
    from chungtay.files.queries import open_file
    from chungtay.registers.models import Entry, EntryChange, EntryFile

    kept = EntryFile.objects.values_list("file", flat=True).distinct()
    return {
        "entries": Entry.objects.count(),
        "changes": EntryChange.objects.count(),
        "photos": EntryFile.objects.count(),
        "received": Received.objects.count(),
        "told_where": sum(b"Phone of somebody" in open_file(file).read_bytes() for file in kept),
    }


if __name__ == "__main__":
    import django

    from chungtay.site.environment import use_settings

    use_settings()
    django.setup()
    print(json.dumps({"fill": fill, "count": count}[sys.argv[1]]()))
