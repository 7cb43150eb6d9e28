"""The page of the exchange, asked as a browser without scripts would ask it."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from chungtay.exchange.formats import FORMATS
from chungtay.figures.models import DataValue
from chungtay.figures.tests.factories import SmallForm, opened, save, typed
from chungtay.figures.tests.test_pages import PERIOD, client_of, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asked(form: SmallForm, kind: str, **more: object) -> dict[str, Any]:
    return {"bieu": form.data_set.code, "ky": PERIOD, "dang": kind, **more}


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_commune_takes_its_figures_away_in_every_format_and_brings_one_back(
    cast: Cast, form: SmallForm
) -> None:
    client, page = client_of(cast.officer), reverse("exchange:exchange")
    nothing = client.get(page, asked(form, "csv"))
    assert "Chưa có báo cáo nào" in words(nothing)
    save(cast.officer, opened(cast.officer, form, PERIOD, timezone.now()), typed(form, 0, 7))
    for kind in FORMATS:
        answer = client.get(page, asked(form, kind))
        assert (
            answer["Content-Disposition"]
            == f'attachment; filename="THU.THANG-{PERIOD}{FORMATS[kind].suffix}"'
        )
        assert content_of(answer)
    content = content_of(client.get(page, asked(form, "csv")))
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [(row["Số"], row["Tình trạng"]) for row in rows] == [("0", "chưa duyệt"), ("7", "chưa duyệt")]
    changed = content.replace(b",7,", b",8,")
    told = {"vao-data_set": form.data_set.code, "vao-dang": "csv"}
    tried = client.post(page, {**told, "vao-dry_run": "on", "vao-file": SimpleUploadedFile("a.csv", changed)})
    assert "Thử xong, chưa ghi gì: 0 số mới, 1 số đổi, 1 giữ nguyên, trong 1 báo cáo" in words(tried)
    assert DataValue.objects.get(cell=form.cells[1]).value == 7
    wrong = content.replace(b",7,", b",bay,")
    refused = client.post(page, {**told, "vao-file": SimpleUploadedFile("a.csv", wrong)})
    assert refused.status_code == 422
    assert "Dòng 3</strong>: “bay” không phải là số." in words(refused)
    assert "Không đọc được tệp" in words(
        client.post(page, {**told, "vao-file": SimpleUploadedFile("a", b"\xff\xfe")})
    )
    done = client.post(page, {**told, "vao-file": SimpleUploadedFile("a.csv", changed)}, follow=True)
    assert "Đã ghi: 0 số mới, 1 số đổi" in words(done)
    assert DataValue.objects.get(cell=form.cells[1]).value == 8


def test_a_leader_takes_the_province_away_and_cannot_bring_figures_in(cast: Cast, form: SmallForm) -> None:
    save(cast.officer, opened(cast.officer, form, PERIOD, timezone.now()), typed(form, 12))
    client, page = client_of(cast.leader), reverse("exchange:exchange")
    assert "Đưa vào" not in words(client.get(page))
    answer = client.get(page, asked(form, "csv", noi=cast.leader.place))
    assert b",12," in content_of(answer)
    assert b",12," in content_of(client.get(page, asked(form, "csv", noi=cast.officer.place)))
    other = client.get(page, asked(form, "csv") | {"ky": "2026"})
    assert other.status_code == 422
    assert "hãy chọn đúng loại kỳ" in words(other)
