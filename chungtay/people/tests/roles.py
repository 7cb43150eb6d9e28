"""The role that the site runs under: superusers, as tests often are, pass by every policy."""

from collections.abc import Iterator
from contextlib import contextmanager

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
