"""What the machine says of the provincial single sign-on and of the proxies in front."""

import subprocess
import sys
from pathlib import Path

import pytest

from chungtay.signin.provider import Provider
from chungtay.site.environment import read_environment


def test_the_machine_says_which_provider_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHUNGTAY_DATA", str(tmp_path))
    assert read_environment().single_sign_on == {}
    (tmp_path / "client").write_text("bí mật\n")
    for name, value in (("ISSUER", "https://sso.example"), ("CLIENT", "chungtay"), ("NAME", "Một cửa")):
        monkeypatch.setenv(f"CHUNGTAY_OIDC_{name}", value)
    monkeypatch.setenv("CHUNGTAY_OIDC_SECRET_FILE", str(tmp_path / "client"))
    known = Provider(**read_environment().single_sign_on)
    assert known == Provider(name="Một cửa", issuer="https://sso.example", client="chungtay", secret="bí mật")


def test_behind_https_there_is_one_proxy_unless_the_machine_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHUNGTAY_DATA", str(tmp_path))
    assert read_environment().proxies == 0
    monkeypatch.setenv("CHUNGTAY_HTTPS", "1")
    assert read_environment().proxies == 1
    monkeypatch.setenv("CHUNGTAY_PROXIES", "2")
    assert read_environment().proxies == 2


def test_a_replica_is_one_of_a_postgresql_that_is_named_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHUNGTAY_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://a:b@127.0.0.1:5433/chungtay")
    with pytest.raises(ValueError, match="DATABASE_URL"):
        read_environment()
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@127.0.0.1:5432/chungtay")
    assert read_environment().replica_url.endswith(":5433/chungtay")


def test_a_database_that_does_not_answer_is_told_in_a_sentence_without_its_password(tmp_path: Path) -> None:
    told = tmp_path / "environment"
    told.write_text(f"CHUNGTAY_DATA={tmp_path}\nDATABASE_URL=postgresql://a:mat-khau@127.0.0.1:1/chungtay\n")
    command = [sys.executable, "-m", "chungtay.cli", "--environment", str(told), "manage", "migrate"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)  # noqa: S603 - the program itself
    assert done.returncode == 1
    assert "Không vào được" in done.stderr
    assert "Traceback" not in done.stderr
    assert "mat-khau" not in done.stdout + done.stderr
