"""What only PostgreSQL can show of the database that a province uses."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def test_names_are_sorted_as_vietnamese_sorts_them() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(ARRAY['Em', 'Đà', 'Da', 'Ếch', 'Dung']) AS name ORDER BY name"
        )
        assert [row[0] for row in cursor.fetchall()] == ["Da", "Dung", "Đà", "Em", "Ếch"]
