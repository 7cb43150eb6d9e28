"""One box finds everything that the person may see, and nothing else."""

import pytest
from django.test import Client

from chungtay.documents import services as documents
from chungtay.documents.models import OfficialDocument
from tests.cast import NOW, PASSWORD, Cast


@pytest.fixture
def paper(cast: Cast) -> OfficialDocument:
    words = "KẾ HOẠCH\nPhòng, chống ma túy năm 2026 của một tỉnh mẫu\n".encode()
    return documents.take_in(by=cast.province, now=NOW, name="ke-hoach-mau.txt", chunks=[words])


def found_by(username: str, words: str) -> str:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client.get("/tim/", {"q": words}).content.decode()


def test_a_body_and_a_place_are_found_without_marks(cast: Cast) -> None:
    page = found_by("xa.a", "so y te")
    assert f"/co-quan/{cast.department.agency}/" in page
    assert "Tỉnh Mẫu" in found_by("xa.a", "tinh mau")


def test_a_paper_is_found_by_its_office_and_by_nobody_else(cast: Cast, paper: OfficialDocument) -> None:
    assert f"/van-ban/{paper.pk}/" in found_by("thuongtruc", "ke-hoach-mau")
    for other in ("xa.a", "nguoila"):
        assert f"/van-ban/{paper.pk}/" not in found_by(other, "ke-hoach-mau")


def test_words_that_find_nothing_say_what_to_try(cast: Cast) -> None:
    assert "Thử ít chữ hơn" in found_by("xa.a", "không có gì như thế này cả")
