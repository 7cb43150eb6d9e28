"""The one place that reads the environment. Everything else asks this dataclass."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Environment:
    """What a machine may decide.

    CHUNGTAY_DATA    folder of the database, the files and the secret (default: var/ in the checkout)
    DATABASE_URL     postgresql://user:password@host:port/name; without it, SQLite in the data folder
    CHUNGTAY_HOSTS   host names it answers to, comma-separated (default: this machine only)
    CHUNGTAY_HTTPS   "1" behind a proxy that speaks HTTPS and says so in X-Forwarded-Proto: cookies travel only there
    CHUNGTAY_PROXIES how many proxies stand in front and add to X-Forwarded-For (default: 1 with HTTPS, else 0)
    CHUNGTAY_OIDC_ISSUER, _CLIENT, _SECRET_FILE, _NAME
                     the provincial single sign-on (OpenID Connect): its issuer's address, our client id there,
                     the file that holds our client secret, and what the button says; without an issuer there is none
    CHUNGTAY_EXAMPLE "1" for the example province: everything is marked, example accounts are offered
    CHUNGTAY_DEBUG   "1" for developers: tracebacks in the page
    """

    data: Path
    database_url: str
    hosts: tuple[str, ...]
    https: bool
    proxies: int
    single_sign_on: dict[str, str]
    example: bool
    debug: bool
    secret_key: str


def use_settings() -> None:
    """Tell Django where the settings are; the first line of every program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.site.settings")


def read_environment() -> Environment:
    data = Path(os.environ.get("CHUNGTAY_DATA", ROOT / "var"))
    hosts = os.environ.get("CHUNGTAY_HOSTS", "127.0.0.1,localhost,[::1]")
    https = os.environ.get("CHUNGTAY_HTTPS") == "1"
    return Environment(
        data=data,
        database_url=os.environ.get("DATABASE_URL", ""),
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        https=https,
        proxies=int(os.environ.get("CHUNGTAY_PROXIES", "1" if https else "0")),
        single_sign_on=_single_sign_on(),
        example=os.environ.get("CHUNGTAY_EXAMPLE") == "1",
        debug=os.environ.get("CHUNGTAY_DEBUG") == "1",
        secret_key=_secret(data / "secret"),
    )


def _single_sign_on() -> dict[str, str]:
    """What signin.provider.Provider takes; empty without an issuer."""
    issuer = os.environ.get("CHUNGTAY_OIDC_ISSUER", "")
    if not issuer:
        return {}
    return {
        "issuer": issuer,
        "name": os.environ.get("CHUNGTAY_OIDC_NAME", "Đăng nhập một cửa của tỉnh"),
        "client": os.environ["CHUNGTAY_OIDC_CLIENT"],
        "secret": Path(os.environ["CHUNGTAY_OIDC_SECRET_FILE"]).read_text().strip(),
    }


def _secret(path: Path) -> str:
    """The signing secret: made once, kept beside the database, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process made it between the two lines
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(60))
    return path.read_text()
