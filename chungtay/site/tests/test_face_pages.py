"""The component page, the choice of theme, and the pages that stand in for another."""

import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from chungtay.site.gallery import EmptyForm, SampleForm
from tests.cast import PASSWORD, Cast


@pytest.fixture
def officer(cast: Cast) -> Client:
    client = Client()
    assert client.login(username="xa.a", password=PASSWORD)
    return client


def drawn(part: str, **context: object) -> str:
    request = RequestFactory().get("/nhiem-vu/?state=overdue&sort=due")
    return render_to_string(f"site/parts/{part}.html", {"request": request, **context})


def test_whoever_is_signed_in_sees_every_component(officer: Client) -> None:
    answer = officer.get("/giao-dien/")
    assert answer.status_code == 200
    assert "Trạng thái, ngày, số" in answer.content.decode()


def test_a_stranger_is_led_to_the_sign_in_page(db: None) -> None:
    assert Client().get("/giao-dien/")["Location"].startswith("/vao/")


def test_the_page_keeps_to_the_strict_policy(officer: Client) -> None:
    html = officer.get("/giao-dien/").content.decode()
    assert re.findall(r"<[^>]+\s(?:style|on\w+)=", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style", html) == []


def test_no_identifier_stands_twice_on_the_page(officer: Client) -> None:
    found = re.findall(r'\sid="([^"]+)"', officer.get("/giao-dien/").content.decode())
    assert sorted(found) == sorted(set(found))


def test_the_page_speaks_english_where_asked(officer: Client) -> None:
    officer.cookies["django_language"] = "en"
    html = officer.get("/giao-dien/").content.decode()
    assert '<html lang="en"' in html
    assert "Every component of Chung Tay, in every state." in html


def test_a_chosen_theme_is_drawn_by_the_server(officer: Client) -> None:
    answer = officer.post("/giao-dien/nen/", {"theme": "dark", "next": "/giao-dien/"})
    assert answer["Location"] == "/giao-dien/"
    assert 'data-theme="dark"' in officer.get("/giao-dien/").content.decode()


def test_a_theme_that_is_none_changes_nothing_and_leads_nowhere_else(db: None) -> None:
    answer = Client().post("/giao-dien/nen/", {"theme": '"><script>', "next": "https://example.com/"})
    assert answer["Location"] == "/"
    assert "theme" not in answer.cookies


def test_a_form_from_an_old_page_is_answered_in_words(db: None, settings: pytest.FixtureRequest) -> None:
    settings.CSRF_FAILURE_VIEW = "chungtay.site.face_views.form_expired"  # type: ignore[attr-defined]
    answer = Client(enforce_csrf_checks=True).post("/giao-dien/nen/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Trang này mở đã lâu" in answer.content.decode()


@pytest.mark.parametrize("name", ["404", "403", "500", "csrf", "offline"])
def test_a_page_that_stands_in_draws_without_a_request(name: str) -> None:
    assert "<h1>" in render_to_string(f"site/{name}.html")


def test_a_field_ties_its_help_and_its_error_to_the_input() -> None:
    html = drawn("field", field=EmptyForm({}, auto_id="id_%s")["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    html = drawn("field", field=SampleForm()["share"])
    assert "<legend>Phần việc</legend>" in html
    assert 'aria-describedby="id_share_helptext"' in html


def test_every_error_is_gathered_on_top_and_leads_to_its_field() -> None:
    html = drawn("error_summary", form=EmptyForm({}, auto_id="id_%s"))
    assert 'role="alert"' in html
    assert html.count('href="#id_') == 2
    assert drawn("error_summary", form=SampleForm()).strip() == ""


def test_a_heading_sorts_and_sorts_back() -> None:
    html = drawn("sort_head", key="due", label="Thời hạn")
    assert 'aria-sort="ascending"' in html
    assert "sort=-due" in html
    assert "sort=title" in drawn("sort_head", key="title", label="Tên")


def test_one_page_needs_no_pages() -> None:
    assert drawn("pagination", page=Paginator(range(10), 50).page(1)).strip() == ""
    assert "51–100 trong 1.234" in drawn("pagination", page=Paginator(range(1234), 50).page(2))


def test_progress_that_nobody_reported_is_no_empty_bar() -> None:
    assert "<progress" not in drawn("progress", value=None, label="Tiến độ")
    assert 'value="0"' in drawn("progress", value=0, label="Tiến độ")


def test_every_part_that_pages_include_says_how(officer: Client) -> None:
    html = officer.get("/giao-dien/").content.decode()
    for part in (
        "field",
        "error_summary",
        "state",
        "sentence",
        "sort_head",
        "pagination",
        "tile",
        "file_drop",
    ):
        assert f"site/parts/{part}.html&quot;" in html
    assert "{% people_date task.due" in html


def test_the_page_for_a_broken_server_is_drawn_even_when_the_frame_is_what_broke(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("chungtay.site.frame.lines_for", fail)
    client = Client(raise_request_exception=False)
    client.login(username="xa.a", password=PASSWORD)
    answer = client.get("/co-quan/")
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()
