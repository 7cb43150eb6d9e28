"""Settings. What a machine may decide is in environment.py; everything here is decided by the project."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from chungtay.site.environment import ROOT, read_environment

ENVIRONMENT = read_environment()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
EXAMPLE = ENVIRONMENT.example
EXAMPLE_PASSWORD = "chung tay vi du"  # noqa: S105  opens nothing but the example's own accounts, which show it

INSTALLED_APPS = [
    "chungtay.site",
    "chungtay.operation",
    "chungtay.api",
    "chungtay.example",
    "chungtay.reports",
    "chungtay.openfigures",
    "chungtay.gate",
    "chungtay.handovers",
    "chungtay.overview",
    "chungtay.reminders",
    "chungtay.following",
    "chungtay.supervision",
    "chungtay.areas",
    "chungtay.chain",
    "chungtay.costing",
    "chungtay.assignments",
    "chungtay.plans",
    "chungtay.budgets",
    "chungtay.fieldwork",
    "chungtay.registers",
    "chungtay.exchange",
    "chungtay.indicators",
    "chungtay.workbooks",
    "chungtay.figures",
    "chungtay.catalogue",
    "chungtay.tips",
    "chungtay.people",
    "chungtay.comparisons",
    "chungtay.fhir",
    "chungtay.rights",
    "chungtay.care",
    "chungtay.amendments",
    "chungtay.cases",
    "chungtay.documents",
    "chungtay.breakglass",
    "chungtay.signin",
    "chungtay.events",
    "chungtay.notices",
    "chungtay.files",
    "chungtay.province",
    "chungtay.replays",
    "chungtay.agencies",
    "chungtay.places",
    "chungtay.journal",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "chungtay.tips.access.OnABeat",  # the first: nothing is left to do that could tell one answer from another
    "chungtay.api.access.ApartFromPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chungtay.operation.access.Observed",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes to each answer, so lengths tell nothing (BREACH)
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chungtay.site.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chungtay.site.middleware.OneNow",
    "chungtay.site.middleware.NotKept",
    "chungtay.agencies.access.ActorOfRequest",
    "chungtay.breakglass.access.OpenedInEmergency",
    "chungtay.signin.access.Gates",
    "chungtay.operation.access.ReadsFromReplica",  # who asks is known from the primary; what follows is the page
    "chungtay.people.access.RowsOfTheActor",
    "chungtay.site.middleware.PlainAnswers",
]

ROOT_URLCONF = "chungtay.site.urls"
WSGI_APPLICATION = "chungtay.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "chungtay.site.frame.frame",
            ],
        },
    }
]


# A line to PostgreSQL that fell silent is given up after half a minute, as a worker's lease is, and not after the hours
# of the kernel; deploy/postgresql/chungtay.conf says the same to the other end, which then lets go of its locks.
_LINE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4, "tcp_user_timeout": 30_000}


def _database(url: str) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENVIRONMENT.data / "chungtay.sqlite3",
            "CONN_MAX_AGE": 600,  # seconds; to open it and set it up anew costs each request some milliseconds
            "OPTIONS": {
                # IMMEDIATE: a transaction that will write waits at its start, not in its middle.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # secure_delete: what was deleted is overwritten, in the file and so in copies of it.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;",
            },
        }
    # Seconds: a request gives up before its person does, and one goes on looking for a server that comes back.
    pool = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 4}
    # After a restart of the database nobody is given a dead connection.
    return _postgresql(url, pool=pool, **_LINE) | {"CONN_HEALTH_CHECKS": True}


def _replica(url: str) -> dict[str, Any]:
    """Room operation asks it before each page and goes to the primary at once where it does not answer."""
    options = {
        "connect_timeout": 2,  # seconds, the least that libpq takes
        "tcp_user_timeout": 2000,  # milliseconds until a machine that fell silent is given up
        # Also where somebody has promoted it meanwhile: what was written there would be lost.
        "options": "-c default_transaction_read_only=on",
    }
    return _postgresql(url, **options) | {"CONN_MAX_AGE": 600}


def _postgresql(url: str, **options: Any) -> dict[str, Any]:
    """``?host=`` and ``?port=`` for a socket; what else stands there (sslmode, sslrootcert) is libpq's."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": parts.port or query.pop("port", ""),
        "OPTIONS": query | options,
    }


DATABASES = {"default": _database(ENVIRONMENT.database_url)}
if ENVIRONMENT.replica_url:
    DATABASES["replica"] = _replica(ENVIRONMENT.replica_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["chungtay.signin.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "chungtay.signin.passwords.CommonHere"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
SESSION_ENGINE = "chungtay.signin.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "chungtay.site.face_views.form_expired"

SINGLE_SIGN_ON = ENVIRONMENT.single_sign_on
PROXIES = ENVIRONMENT.proxies
SITE_ADDRESS = ENVIRONMENT.address

MAIL_FROM = ENVIRONMENT.mail.get("from", "")  # empty: no mail leaves this machine
EMAIL_HOST = ENVIRONMENT.mail.get("host", "")
EMAIL_PORT = int(ENVIRONMENT.mail.get("port", "25"))
EMAIL_HOST_USER = ENVIRONMENT.mail.get("user", "")
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.get("password", "")
EMAIL_USE_TLS = ENVIRONMENT.mail.get("security") == "starttls"
EMAIL_USE_SSL = ENVIRONMENT.mail.get("security") == "tls"
EMAIL_TIMEOUT = 10  # seconds
EVENT_HOSTS = ENVIRONMENT.event_hosts  # of the own network, that may be told of events
MEASURES = ENVIRONMENT.measures
METRICS_FROM = ENVIRONMENT.metrics_from
METRICS_TOKEN = ENVIRONMENT.metrics_token
CERTIFICATE = ENVIRONMENT.certificate
WEBHOOK = ENVIRONMENT.webhook  # {"url", "secret"}; empty: no gateway

LANGUAGE_CODE = "vi"
NUMBER_GROUPING = 3  # Vietnamese groups digits by three as English does; Django does not say so
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "chungtay" / "site" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"  # shown; stored in UTC

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [
    ("htmx", ROOT / "node_modules" / "htmx.org" / "dist"),
    ("fonts", ROOT / "node_modules" / "@fontsource" / "be-vietnam-pro" / "files"),
]
HPKE = ROOT / "node_modules" / "@hpke"  # one file of it, for the browser that seals a tip
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "chungtay.tips.modules.HpkeFinder",
]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG


def _nothing_runs(headers: Any, _path: str, _address: str) -> None:
    """A file of the site opened by itself, a drawing above all, runs nothing and asks for nothing."""
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"


WHITENOISE_ADD_HEADERS_FUNCTION = _nothing_runs
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

FILES_ROOT = ENVIRONMENT.data / "files"
SECRET_FILE = ENVIRONMENT.data / "secret"
PEOPLE_KEYS = ENVIRONMENT.data / "people.keys"  # opens what is sealed in the people wing: back it up, apart
# A paper of a province is a few MB; a scanned plan with its annexes rarely passes 30.
UPLOAD_LIMIT = 50 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "chungtay.files.limits.LimitedUpload",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
if ENVIRONMENT.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "chungtay.site.logs.lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "chungtay.operation.requests": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # a refusal is an answer; the line of the request tells of it
    },
}
