"""What every test shares: the test database, the marks that say what a test needs, the browser."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as properties

from tests.order import SWEEPING, turn

pytest_plugins = ["tests.cast", "tests.browser"]

# Tests never assert times: a property holds or not, however busy the machine is. What a fixture makes may be shared
# by the examples of one test: those that write take it back themselves.
LEFT_ALONE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
properties.register_profile("house", deadline=None, suppress_health_check=LEFT_ALONE)
properties.load_profile("house")

SWEPT = pytest.StashKey[bool]()
APPEND_ONLY = (
    "chungtay.journal.migrations.0002_append_only",
    "chungtay.figures.migrations.0002_append_only",
    "chungtay.registers.migrations.0002_append_only",
)
NEEDS = ("browser", "postgresql")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that use a database")
    parser.addoption("--no-database", action="store_true", help="only the tests that use none")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        # Into the report, where tools/skips.py looks for tests that were left out.
        item.user_properties += [("needs", need) for need in NEEDS if item.get_closest_marker(need)]
        # A browser beside a busy neighbour may stumble once. The run names such a test; twice is a failure.
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=turn)
    for option, wanted in (("--database-only", True), ("--no-database", False)):
        if config.getoption(option):
            config.hook.pytest_deselected(items=[i for i in items if uses_database(i) is not wanted])
            items[:] = [item for item in items if uses_database(item) is wanted]


def uses_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def _only_on_postgresql(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("holds only on PostgreSQL: make test runs it there")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is used: in memory, threads would share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test writes lands in the data of the checkout."""
    settings.FILES_ROOT = tmp_path_factory.mktemp("files")
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.PEOPLE_KEYS = tmp_path_factory.mktemp("keys") / "people.keys"
    import_module("chungtay.people.keys").make_keys(settings.PEOPLE_KEYS)  # tests without a database seal too


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> None:
    """Argon2 is slow on purpose; only the tests of signing in need it, and they ask for it."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]


@pytest.fixture(autouse=True)
def _no_form_of_another_test() -> Iterator[None]:
    """A process keeps prepared forms for a minute; the next test has other rows under the same numbers.

    Forgotten afterwards too: what a whole module shares is made before the first of its tests comes here.
    """
    kept = import_module("chungtay.base.kept")
    kept.forget_everything()
    yield
    kept.forget_everything()


@pytest.fixture(autouse=True)
def _append_only_may_be_swept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that commit are swept by emptying every table, which those that only grow refuse, as they should.

    So their guards are lifted for the sweeping only, and stand again before anything else uses the database.
    """
    if not SWEEPING & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    on_postgresql = connection.vendor == "postgresql"
    guards = [import_module(name) for name in APPEND_ONLY]
    # A test that is tried again comes here before its first try has been swept up: so lift, then stand.
    for guard in guards if request.config.stash.get(SWEPT, False) else ():
        run(guard.UNDO_POSTGRESQL if on_postgresql else guard.UNDO_SQLITE)
        run(guard.POSTGRESQL if on_postgresql else guard.SQLITE)
    yield
    for guard in guards:
        run(guard.UNDO_POSTGRESQL if on_postgresql else guard.UNDO_SQLITE)
    request.config.stash[SWEPT] = True


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
