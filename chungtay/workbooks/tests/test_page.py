"""The page of a form as a spreadsheet, asked as a browser without scripts would ask it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from chungtay.figures.tests.factories import SmallForm, opened, save, typed
from chungtay.figures.tests.test_pages import PERIOD, address, autosave, client_of, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_form_goes_out_as_a_spreadsheet_and_comes_back_with_every_wrong_cell_named(
    cast: Cast, form: SmallForm
) -> None:
    client = client_of(cast.officer)
    autosave(client, form, {"cell": form.cells[0], "given": "5"})
    shown = reverse("workbooks:file", args=[form.data_set.code, PERIOD])
    assert shown in words(client.get(address(form)))
    assert "Điền bằng Excel" in words(client.get(shown))
    content = client.get(f"{shown}?tai=xlsx").content
    untouched = SimpleUploadedFile("bieu.xlsx", content)
    assert "không có gì khác" in words(client.post(shown, {"file": untouched}, follow=True))
    broken = client.post(shown, {"file": SimpleUploadedFile("bieu.xlsx", content[:400])})
    assert broken.status_code == 422
    assert "Không đọc được tệp" in words(broken)
    save(cast.officer_next_door, opened(cast.officer_next_door, form, PERIOD, timezone.now()), typed(form, 1))
    foreign = client_of(cast.officer_next_door).post(
        shown, {"file": SimpleUploadedFile("bieu.xlsx", content)}
    )
    assert foreign.status_code == 422
