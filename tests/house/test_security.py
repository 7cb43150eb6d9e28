"""What docs/security.md promises and no other test holds: headers, cookies, secrets, scripts, what is locked, the table.

docs/asvs.csv is OWASP ASVS 5.0.0, levels 1 and 2, by its numbers and in words of our own: each requirement with the test
that holds it, or the reason why it does not apply, or why it is still open.
"""

import ast
import csv
import logging
import re
import runpy
import stat
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.plans import queries as plans
from chungtay.signin.sessions import SessionStore
from chungtay.site.powers import views_by_address
from tests.cast import PASSWORD, Cast
from tests.house.headers import lax_headers
from tests.house.plan_of_the_house import PACKAGE, ROOT, parsed, room_trees, shown, templates

STATUSES = {"met", "not applicable", "open"}
CHAPTERS = {
    f"V{n}": most for n, most in enumerate([5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3], start=1)
}


# -- the table ----------------------------------------------------------------------------------------


def requirements() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_requirement_stands_once_in_its_chapter_with_a_status_of_the_list() -> None:
    rows = requirements()
    numbers = [row["requirement"] for row in rows]
    assert len(rows) == 253, "as many as ASVS 5.0.0 has on its levels 1 and 2"
    assert sorted(numbers) == sorted(set(numbers))
    for row in rows:
        chapter, section, _number = row["requirement"].split(".")
        assert chapter == row["chapter"]
        assert 1 <= int(section) <= CHAPTERS[chapter], row
        assert row["level"] in {"1", "2"}, row
        assert row["status"] in STATUSES, row


def test_what_is_met_names_its_test_or_says_how_and_the_rest_says_why() -> None:
    assert [row for row in requirements() if not (row["test"] or row["reason"])] == []
    assert [
        row for row in requirements() if row["status"] != "met" and (row["test"] or not row["reason"])
    ] == []


def test_every_test_that_the_table_names_exists() -> None:
    named = {row["test"] for row in requirements() if row["test"]}
    assert sorted(test for test in named if not _exists(test)) == []


def _exists(test: str) -> bool:
    path, _colons, function = test.partition("::")
    if not (ROOT / path).is_file():
        return False
    names = {node.name for node in ast.walk(parsed(ROOT / path)) if isinstance(node, ast.FunctionDef)}
    return function in names if function else any(name.startswith("test_") for name in names)


# -- headers and cookies --------------------------------------------------------------------------------


def settings_behind_https(monkeypatch: pytest.MonkeyPatch, folder: Path) -> dict[str, Any]:
    monkeypatch.setenv("CHUNGTAY_HTTPS", "1")
    monkeypatch.setenv("CHUNGTAY_DATA", str(folder))
    return runpy.run_path(str(PACKAGE / "site" / "settings.py"))


def test_behind_https_cookies_are_bound_to_the_host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = settings_behind_https(monkeypatch, tmp_path)
    for kind in ("SESSION", "CSRF"):
        assert told[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert told[f"{kind}_COOKIE_SECURE"] is True
        assert told[f"{kind}_COOKIE_HTTPONLY"] is True
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_behind_https_the_browser_is_told_to_stay_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = settings_behind_https(monkeypatch, tmp_path)
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_no_answer_invites_another_origin() -> None:
    naming = [shown(path) for path in programs() if "Access-Control-" in path.read_text(encoding="utf-8")]
    assert naming == []


def programs() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts)


@pytest.mark.django_db
def test_what_is_about_people_is_kept_by_no_browser(cast: Cast) -> None:
    """Nor are pages of who is signed in kept by anything on the way."""
    client = signed_in(cast)
    assert "private" in client.get(reverse("agencies:agencies"))["Cache-Control"]
    assert "no-store" in client.get(reverse("people:find"))["Cache-Control"]


def signed_in(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=cast.officer.account))
    return client


# -- the door -------------------------------------------------------------------------------------------


def test_only_doors_for_programs_do_without_the_token_of_a_form() -> None:
    """Programs bring a key in a header; a tip has no session to speak for. Uploads check the token themselves."""
    without = {name for name, view in views_by_address().items() if getattr(view, "csrf_exempt", False)}
    for_programs = {
        name for name in without if name.split(":")[0].split("-")[0] in {"api", "fieldwork", "tips"}
    }
    # files.access.takes_uploads looks at the size first and at the token then.
    looks_itself = {
        name
        for name in without
        if any(one.startswith("takes_uploads.") for one in _wrappers(views_by_address()[name]))
    }
    assert without - for_programs - looks_itself == set()


def _wrappers(view: Any) -> list[str]:
    """The functions that decorators put around a view, the outermost first."""
    found = []
    while view is not None:
        found.append(str(view.__code__.co_qualname))
        view = getattr(view, "__wrapped__", None)
    return found


@pytest.mark.django_db
def test_a_password_is_typed_unseen_and_may_be_pasted() -> None:
    page = Client().get(reverse("sign_in")).content.decode()
    field = re.search(r'<input[^>]*name="password"[^>]*>', page)
    assert field is not None
    assert 'type="password"' in field[0]
    assert 'autocomplete="current-password"' in field[0]
    assert "onpaste" not in page
    validate_password("mười sáu con trâu đen đi ăn cỏ ngoài đồng xa, " * 4)


@pytest.mark.django_db
def test_signing_in_gives_a_new_session(cast: Cast) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post(reverse("sign_in"), {"username": "xa.a", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32
    before = client.cookies["sessionid"].value
    client.post(reverse("sign_out"))
    assert not SessionStore(before).exists(before)


@pytest.mark.django_db
def test_every_page_of_somebody_signed_in_offers_to_leave(cast: Cast) -> None:
    assert reverse("sign_out") in signed_in(cast).get(reverse("agencies:agencies")).content.decode()


def test_secrets_are_made_readable_by_their_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings_behind_https(monkeypatch, tmp_path)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_trace_gives_nothing_of_the_request_back() -> None:
    answer = Client(headers={"X-Secret": "mật-của-ví-dụ"}).trace(reverse("sign_in"))
    assert "mật-của-ví-dụ" not in answer.content.decode()


@pytest.mark.django_db
def test_nothing_is_shown_to_who_meets_an_error(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = broken_page(cast, monkeypatch)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Người Ví Dụ" not in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_what_goes_wrong_is_answered_under_the_same_policy(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing there, another host, a method that is none, a form without its token, a page that breaks."""
    answers = [
        Client().get("/khong-co-trang-nay/"), Client().get("/", headers={"host": "noi-khac.example"}),
        Client().delete(reverse("sign_out")), Client(enforce_csrf_checks=True).post(reverse("sign_in"), {}),
        broken_page(cast, monkeypatch),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [404, 400, 405, 403, 500]
    assert [lax_headers(answer) for answer in answers] == [[]] * len(answers)


@pytest.mark.django_db
def test_a_failing_run_tells_the_log_nothing_about_people(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Through the handlers that the server has, and not through those of the tests."""
    told: list[str] = []
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            monkeypatch.setattr(handler, "emit", lambda record, by=handler: told.append(by.format(record)))
    broken_page(cast, monkeypatch)
    lines = "\n".join(told)
    assert told, "an error was not written down at all"
    assert "Người Ví Dụ" not in lines
    assert "0912345678" not in lines
    assert "ten=" not in lines


def broken_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An officer's request with a person in its address, for a page that breaks over a row of that person."""

    def breaks(*_words: object, **_more: object) -> None:
        raise ValueError("DETAIL:  Failing row contains (7, Người Ví Dụ, 0912345678).")

    client = signed_in(cast)
    monkeypatch.setattr(plans, "my_work", breaks)
    return client.get(reverse("plans:my_work"), {"ten": "Người Ví Dụ", "so": "0912345678"})


# -- pages and scripts ----------------------------------------------------------------------------------

UNESCAPED = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq\b")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|javascript:|\son[a-z]+\s*=\s*[\"']", re.I)
WRITES_HTML = re.compile(
    r"\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\(|new Function"
)


def test_templates_escape_what_they_show() -> None:
    assert [shown(path) for path in templates() if UNESCAPED.search(path.read_text(encoding="utf-8"))] == []


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    assert [
        f"{shown(path)}: {found[0]}"
        for path in templates()
        for found in INLINE.finditer(path.read_text(encoding="utf-8"))
        if "json" not in path.read_text(encoding="utf-8")[found.start() : found.start() + 120]
    ] == []


def test_no_script_of_ours_writes_html_from_data() -> None:
    scripts = sorted(PACKAGE.glob("*/static/**/*.js")) + sorted(PACKAGE.glob("*/templates/**/*.js"))
    assert scripts
    assert [shown(path) for path in scripts if WRITES_HTML.search(path.read_text(encoding="utf-8"))] == []


def test_no_rule_against_injection_is_switched_off_without_a_word() -> None:
    """Who builds SQL from pieces or starts a program says beside it why that is safe, or in the module's head."""
    from_input = {"eval", "exec", "compile", "__import__"}
    called = [
        f"{shown(path)}:{node.lineno} {node.func.id}"
        for path, tree in room_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in from_input
    ]
    assert called == []
    shells = re.compile(r"shell=True|os\.system|pickle\.|yaml\.load\(|marshal\.|extra\(where|RawSQL\(")
    assert [shown(path) for path in programs() if shells.search(path.read_text(encoding="utf-8"))] == []


def test_no_form_is_made_of_a_table() -> None:
    """What may be changed is named field by field: no form takes its fields from the columns of a model."""
    made = re.compile(r"\bModelForm\b|\bmodelform_factory\b|\bModelSchema\b")
    assert [shown(path) for path in programs() if made.search(path.read_text(encoding="utf-8"))] == []


ABOUT_PEOPLE = ("people", "cases", "care", "rights", "fhir", "tips", "comparisons")
# The code of a file (cases.services), words of closed lists.
WITHOUT_A_PERSON = {"<str:code>", "<str:event>", "<str:act>", "<str:form>"}


def test_the_addresses_of_pages_about_people_hold_numbers_and_codes_without_meaning() -> None:
    patterns = [
        piece
        for room in ABOUT_PEOPLE
        for piece in re.findall(r"<[^>]*>", (PACKAGE / room / "urls.py").read_text(encoding="utf-8"))
    ]
    assert {one for one in patterns if not one.startswith("<int:")} == WITHOUT_A_PERSON


# -- what is locked ---------------------------------------------------------------------------------------

# Says nothing in its metadata; its LICENSE file is of the BSD kind, two clauses.
SILENT = {"pyxform"}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\;]+)", re.MULTILINE)
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|MPL|PSF|Python Software|Zero-Clause|0BSD|HPND|Unlicense|LGPL|GNU Lesser|CC0|AGPL|Affero|Expat|"
    r"Zope|public domain",
    re.IGNORECASE,
)


def locked(name: str) -> dict[str, set[str]]:
    """Each package with its versions: of some, newer Pythons have another."""
    found: dict[str, set[str]] = {}
    for package, version in PINNED.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")):
        found.setdefault(package, set()).add(version)
    return found


def test_everything_that_is_locked_has_hashes_and_a_known_licence() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
        assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
        assert not re.search(r"^[A-Za-z0-9._-]+\s*(>=|~=|<|@)", text, re.MULTILINE), "everything is pinned"
    assert {
        name: words for name in set(locked("run.txt")) - SILENT if not FREE.search(words := licence_of(name))
    } == {}


def licence_of(name: str) -> str:
    """What an installed package says of its licence; of one for another system, that it is not here."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return "0BSD"
    said = [
        words[:200]
        for name in ("License-Expression", "Classifier", "License")
        for words in told.get_all(name) or []
        if name != "Classifier" or words.startswith("License")
    ]
    return " ".join(said)


def test_what_is_installed_is_what_is_locked() -> None:
    known = locked("dev.txt") | locked("run.txt")
    wrong = {}
    for name, versions in known.items():
        try:
            installed = distribution(name).version
        except PackageNotFoundError:
            continue  # for another system or Python
        if installed not in versions:
            wrong[name] = (versions, installed)
    assert wrong == {}


def test_what_developers_need_is_not_installed_for_running() -> None:
    tools = {"pytest", "playwright", "hypothesis", "mypy", "ruff", "schemathesis", "pandas", "time-machine"}
    assert tools & set(locked("run.txt")) == set()


# How a package is called in programs, where that is not its own name; "": a program, or used by another package.
CALLED = {
    "argon2-cffi": "argon2", "python-docx": "docx", "pillow": "PIL", "pyjwt": "jwt", "django-ninja": "ninja",
    "django-htmx": "django_htmx", "django-csp": "csp", "prometheus-client": "prometheus_client",
    "shamir-mnemonic": "shamir_mnemonic", "python-calamine": "python_calamine", "python-dateutil": "",
    "flit-core": "", "tzdata": "", "babel": "babel",
}  # fmt: skip


def test_nothing_is_asked_for_that_no_program_uses() -> None:
    wanted = [
        re.split(r"[\[~<=>#\s]", line)[0].lower()
        for line in (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    said = "\n".join(
        path.read_text(encoding="utf-8") for path in [*programs(), *(ROOT / "tools").glob("*.py")]
    )
    unused = [name for name in wanted if (called := CALLED.get(name, name)) and not re.search(
        rf"(import|from) {called}\b|[\"']{called}[\"'.]", said)]  # fmt: skip
    assert unused == []


def test_a_file_is_offered_in_one_place() -> None:
    """So that a name with marks or a quotation mark is written as the standard asks, by everybody."""
    writers = [path for path, _ in room_trees() if "Content-Disposition" in path.read_text(encoding="utf-8")]
    assert [shown(path) for path in writers] == ["chungtay/base/web.py"]
