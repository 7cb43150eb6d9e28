"""The one place that reads the environment. Everything else asks this dataclass."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Environment:
    """What a machine may decide.

    CHUNGTAY_DATA    folder of the database, the files and the secret (default: var/ in the checkout)
    DATABASE_URL     postgresql://user:password@host:port/name; without it, SQLite in the data folder
    DATABASE_REPLICA_URL
                     the same of a streaming replica of that PostgreSQL, from which pages that only read are read
    CHUNGTAY_HOSTS   host names it answers to, comma-separated (default: this machine only)
    CHUNGTAY_HTTPS   "1" behind a proxy that speaks HTTPS and says so in X-Forwarded-Proto: cookies travel only there
    CHUNGTAY_PROXIES how many proxies stand in front and add to X-Forwarded-For (default: 1 with HTTPS, else 0)
    CHUNGTAY_OIDC_ISSUER, _CLIENT, _SECRET_FILE, _NAME
                     the provincial single sign-on (OpenID Connect): its issuer's address, our client id there,
                     the file that holds our client secret, and what the button says; without an issuer there is none
    CHUNGTAY_ADDRESS how people reach it, for links in messages (default: http://127.0.0.1:8000)
    CHUNGTAY_MAIL_FROM, _HOST, _PORT, _SECURITY, _USER, _PASSWORD_FILE
                     the mail server for reminders: who they come from ("Chung Tay <chungtay@tinh.gov.vn>"), its name
                     and port, "starttls" (the default, port 587), "tls" (465) or "none" (25), and who signs in there;
                     without a sender there is no mail
    CHUNGTAY_WEBHOOK_URL, _SECRET_FILE
                     the one gateway (to Zalo or SMS) that gets reminders: https, or http on this machine, and the file
                     that holds the secret with which they are signed; without it there is none
    CHUNGTAY_EVENT_HOSTS
                     machines of the own network that may be told of events, comma-separated ("host" or "host:port"):
                     only these may lie at a private address, or do without HTTPS; without it there are none
    CHUNGTAY_METRICS_FROM, _TOKEN_FILE
                     which addresses or networks may read the measures, comma-separated (default: this machine), and the
                     file that holds a token with which anybody may
    CHUNGTAY_CERTIFICATE
                     the file of the certificate that the proxy in front shows, so that the doctor knows when it ends
    CHUNGTAY_EXAMPLE "1" for the example province: everything is marked, example accounts are offered
    CHUNGTAY_DEBUG   "1" for developers: tracebacks in the page
    """

    data: Path
    database_url: str
    replica_url: str
    hosts: tuple[str, ...]
    https: bool
    proxies: int
    single_sign_on: dict[str, str]
    address: str
    mail: dict[str, str]
    webhook: dict[str, str]
    event_hosts: frozenset[str]
    measures: (
        Path | None
    )  # the folder where processes of one server count together; the server itself says so
    metrics_from: tuple[str, ...]
    metrics_token: str
    certificate: Path | None
    example: bool
    debug: bool
    secret_key: str


def use_settings() -> None:
    """Tell Django where the settings are; the first line of every program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.site.settings")


def take_from(file: Path) -> None:
    """Take what a machine decides from a file of NAME=value lines, the one that systemd gives to the services."""
    for line in file.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ[name.strip()] = value.strip().strip('"')


def count_together(folder: Path) -> None:
    """From now on the processes that this one starts count what they measure in one folder, empty at first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def read_environment() -> Environment:
    data = Path(os.environ.get("CHUNGTAY_DATA", ROOT / "var"))
    https = os.environ.get("CHUNGTAY_HTTPS") == "1"
    return Environment(
        data=data,
        database_url=os.environ.get("DATABASE_URL", ""),
        replica_url=_replica(),
        hosts=_listed("CHUNGTAY_HOSTS", "127.0.0.1,localhost,[::1]"),
        https=https,
        proxies=int(os.environ.get("CHUNGTAY_PROXIES", "1" if https else "0")),
        single_sign_on=_single_sign_on(),
        address=os.environ.get("CHUNGTAY_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        mail=_mail(),
        webhook=_webhook(),
        event_hosts=frozenset(_listed("CHUNGTAY_EVENT_HOSTS", "")),
        measures=_path("PROMETHEUS_MULTIPROC_DIR"),
        metrics_from=_listed("CHUNGTAY_METRICS_FROM", "127.0.0.0/8,::1"),
        metrics_token=_word_in("CHUNGTAY_METRICS_TOKEN_FILE"),
        certificate=_path("CHUNGTAY_CERTIFICATE"),
        example=os.environ.get("CHUNGTAY_EXAMPLE") == "1",
        debug=os.environ.get("CHUNGTAY_DEBUG") == "1",
        secret_key=_secret(data / "secret"),
    )


def _listed(name: str, otherwise: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in os.environ.get(name, otherwise).split(",") if one.strip())


def _replica() -> str:
    url = os.environ.get("DATABASE_REPLICA_URL", "")
    if url and not os.environ.get("DATABASE_URL"):
        raise ValueError("DATABASE_REPLICA_URL: only beside DATABASE_URL, the PostgreSQL that it follows")
    return url


def _path(name: str) -> Path | None:
    given = os.environ.get(name, "")
    return Path(given) if given else None


def _word_in(name: str) -> str:
    """What the file says whose path the environment gives: a secret stands in no environment."""
    file = _path(name)
    return file.read_text().strip() if file else ""


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


_MAIL_PORTS = {"starttls": "587", "tls": "465", "none": "25"}


def _mail() -> dict[str, str]:
    """The sender and the server; empty without a sender."""
    sender = os.environ.get("CHUNGTAY_MAIL_FROM", "")
    if not sender:
        return {}
    security = os.environ.get("CHUNGTAY_MAIL_SECURITY", "starttls")
    password = os.environ.get("CHUNGTAY_MAIL_PASSWORD_FILE", "")
    return {
        "from": sender,
        "host": os.environ["CHUNGTAY_MAIL_HOST"],
        "port": os.environ.get("CHUNGTAY_MAIL_PORT", _MAIL_PORTS[security]),
        "security": security,
        "user": os.environ.get("CHUNGTAY_MAIL_USER", ""),
        "password": Path(password).read_text().strip() if password else "",
    }


def _webhook() -> dict[str, str]:
    """The address and the secret; empty without an address. One that would send words in the clear is refused."""
    url = os.environ.get("CHUNGTAY_WEBHOOK_URL", "")
    if not url:
        return {}
    parts = urlsplit(url)
    here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        raise ValueError("CHUNGTAY_WEBHOOK_URL: https, or http on this machine; no name or password in it")
    return {"url": url, "secret": Path(os.environ["CHUNGTAY_WEBHOOK_SECRET_FILE"]).read_text().strip()}


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
