"""What leaves is FHIR by two validators that know nothing of each other, and tells nobody's name."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.care.rules import DoseState, Treatment
from chungtay.fhir.rules import ROOT, Attendance, Episode, capability, file_of, outcome_of, search_of
from chungtay.fhir.rules.resources import DOSES, TREATMENTS
from tests.house.plan_of_the_house import ROOT as CHECKOUT

NOW = datetime(2026, 7, 20, 2, 0, tzinfo=UTC)
BASE = f"https://example.vn{ROOT}"
HERE = Path(__file__).parent

episodes = st.builds(
    Episode,
    number=st.integers(1, 10**9), pseudonym=st.text("0123456789abcdef", min_size=32, max_size=32),
    facility=st.integers(1, 10**6), facility_name=st.just("Cơ sở điều trị Mẫu (ví dụ)"),
    treatment=st.sampled_from(sorted(TREATMENTS)), since=st.dates(date(2021, 1, 1), date(2026, 7, 1)),
    until=st.one_of(st.none(), st.dates(date(2026, 7, 2), date(2026, 7, 20))), sex=st.sampled_from(["male", "female", ""]),
    birth_year=st.one_of(st.none(), st.integers(1930, 2012)),
    attendance=st.one_of(
        st.none(),
        st.builds(
            Attendance, st.just(date(2026, 6, 20)), st.just(date(2026, 7, 19)),
            st.dictionaries(st.sampled_from(sorted(DOSES)), st.integers(1, 30), min_size=1),
        ),
    ),
)  # fmt: skip


def page_of(found: list[Episode]) -> dict[str, Any]:
    return search_of(found, base=BASE, links={"self": f"{BASE}/EpisodeOfCare"}, total=len(found))


@settings(max_examples=25, deadline=None)
@given(st.lists(episodes, max_size=3))
def test_every_bundle_holds_by_the_model_of_r4b(found: list[Episode]) -> None:
    told = page_of(found)
    assert json.loads(Bundle(**told).model_dump_json())["total"] == len(found)
    for one in found:
        read = json.loads(Bundle(**file_of(one, base=BASE, now=NOW)).model_dump_json())
        assert read["entry"][0]["resource"]["id"] == str(one.number)
    CapabilityStatement(**capability(base=BASE, now=NOW))


def test_every_kind_of_resource_holds_by_the_validator_of_r4() -> None:
    """Node's validator ships with 4.0; R4B differs from it in none of these, and both are asked."""
    whole = Episode(
        7, "0f" * 16, 12, "Cơ sở điều trị Mẫu (ví dụ)", "substitution", date(2026, 7, 10), None, "female", 1990,
        Attendance(date(2026, 7, 10), date(2026, 7, 19), dict.fromkeys(DOSES, 2)),
    )  # fmt: skip
    bare = Episode(8, "0a" * 16, 12, "Cơ sở (ví dụ)", "rehab", date(2026, 1, 1), date(2026, 7, 1), "", None)
    told = [page_of([whole, bare]), page_of([]), capability(base=BASE, now=NOW)]
    told += [file_of(one, base=BASE, now=NOW) for one in (whole, bare)]
    told += [
        outcome_of(status, [("Phải là số nguyên.", "_count"), ("Không có.", "")])[1] for status in (422, 500)
    ]
    wrong = told[0] | {"type": "none", "surely": "not"}
    lines = "\n".join(json.dumps(one) for one in [*told, wrong])
    node = shutil.which("node") or shutil.which("node", path=CHECKOUT / ".tools" / "bin")
    assert node is not None  # set-up brought it, for npm
    command = [node, str(HERE / "validate.js")]
    done = subprocess.run(  # noqa: S603  the validator beside this file
        command, input=lines, capture_output=True, text=True, check=True, cwd=CHECKOUT, timeout=60
    )  # fmt: skip
    *right, last = (json.loads(line) for line in done.stdout.splitlines())
    assert right == [[] for _ in told]
    assert last


@given(st.lists(episodes, min_size=1, max_size=4))
def test_every_reference_of_a_page_leads_to_a_resource_in_it(found: list[Episode]) -> None:
    entries = page_of(found)["entry"]
    known = {f"{one['resource']['resourceType']}/{one['resource']['id']}" for one in entries}
    assert set(_references(entries)) <= known
    assert {one["search"]["mode"] for one in entries} == {"match", "include"}


def _references(thing: Any) -> list[str]:
    if isinstance(thing, dict):
        own = [thing["reference"]] if "reference" in thing else []
        return own + [found for inner in thing.values() for found in _references(inner)]
    return [found for inner in thing for found in _references(inner)] if isinstance(thing, list) else []


def test_the_closed_lists_of_care_have_their_words() -> None:
    assert set(TREATMENTS) == set(Treatment)
    assert set(DOSES) == {*DoseState, "unwritten"}
