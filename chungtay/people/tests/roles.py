"""The role that the site runs under: superusers, as tests often are, pass by every policy."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import connection


@contextmanager
def plain_role() -> Iterator[None]:
    """For the rest of a test's transaction, which takes the role back too."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE chungtay_plain")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO chungtay_plain")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO chungtay_plain")
        cursor.execute("SET LOCAL ROLE chungtay_plain")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def as_the_site() -> AbstractContextManager[None]:
    """As ``plain_role`` where there is a second lock, for tests that hold on SQLite too."""
    return plain_role() if connection.vendor == "postgresql" else nullcontext()
