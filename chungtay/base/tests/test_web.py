"""A file leaves under the name that it was given."""

import pytest
from django.http import HttpResponse

from chungtay.base.web import as_file


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mau-1.xlsx", 'attachment; filename="mau-1.xlsx"'),
        ('a"b.csv', 'attachment; filename="a\\"b.csv"'),
        ("sổ.xlsx", "attachment; filename*=utf-8''s%E1%BB%95.xlsx"),
    ],
)
def test_a_file_is_offered_under_its_name_whatever_letters_it_has(name: str, told: str) -> None:
    assert as_file(HttpResponse(b""), name)["Content-Disposition"] == told
