"""What a browser is told about the files of the site themselves."""

from typing import Any

from django.test import Client

from tests.house.headers import lax_headers


def test_a_file_of_the_site_opened_by_itself_runs_nothing(settings: Any) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    for name in ("img/mark.svg", "js/app.js"):
        answer = Client().get(f"/static/site/{name}")
        assert answer.getvalue(), name  # read to its end, it is closed
        assert (answer.status_code, lax_headers(answer)) == (200, []), name
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
