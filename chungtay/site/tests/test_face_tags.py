"""Tags and filters of the face, and the icons behind them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from chungtay.site import icons
from chungtay.site.templatetags import face

TODAY = date(2026, 6, 9)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def drawn(source: str, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/nhiem-vu/{query}")
    request.today = TODAY  # type: ignore[attr-defined]
    return Template("{% load face %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize("name", sorted(icons.ICONS))
def test_every_icon_has_its_drawing(name: str) -> None:
    assert "<path" in icons.strokes(name)


def test_every_badge_has_its_icon() -> None:
    assert {badge.icon for badge in face.BADGES.values()} <= set(icons.ICONS)


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "search" %}')
    assert 'role="img" aria-label="Tìm"' in drawn('{% icon "search" label="Tìm" %}')


def test_a_due_date_carries_its_exact_date() -> None:
    html = drawn("{% people_date day %}", day=date(2026, 6, 12))
    assert 'datetime="2026-06-12"' in html
    assert 'title="12/06/2026"' in html
    assert "còn 3 ngày" in html
    assert "thứ Sáu 12/6" in html


def test_a_moment_is_shown_in_the_time_of_viet_nam() -> None:
    assert ">00:30 hôm nay<" in drawn("{% moment at %}", at=datetime(2026, 6, 8, 17, 30, tzinfo=UTC))
    assert ">23:59 thứ Hai 8/6<" in drawn("{% moment at %}", at=datetime(2026, 6, 8, 16, 59, tzinfo=UTC))


def test_no_date_is_said_in_words() -> None:
    assert "không có hạn" in drawn("{% people_date None %}")
    assert drawn("{{ day|exact_date }}", day=None) == ""


@pytest.mark.parametrize("name", ["number", "money", "percent"])
def test_not_reported_is_not_zero(name: str) -> None:
    nothing, zero = (drawn("{{ value|" + name + " }}", value=value) for value in (None, Decimal(0)))
    assert "không báo cáo" in nothing
    assert "không báo cáo" not in zero
    assert "0" in zero


def test_the_query_changes_in_one_place_only() -> None:
    query = "?state=overdue&agency=7&agency=9&page=3"
    assert drawn("{% query_with page=4 %}", query) == "?state=overdue&amp;agency=7&amp;agency=9&amp;page=4"
    assert drawn("{% query_with state=None page=None %}", query) == "?agency=7&amp;agency=9"
    assert drawn('{% query_without "agency" 7 %}', query) == "?state=overdue&amp;agency=9"


def test_what_comes_from_outside_is_escaped() -> None:
    evil = '"><script>'
    assert "<script>" not in drawn("{% query_with words=evil %}", evil=evil)
    assert "<script>" not in drawn('{% badge "done" evil %}', evil=evil)
    assert "<script>" not in drawn('{% icon "search" label=evil %}', evil=evil)


def test_a_bar_shows_its_share_and_today() -> None:
    source = "{% timeline_bar begin end first last label='Từ 1/6 đến 15/6' tone='late' %}"
    span: dict[str, Any] = {"first": date(2026, 5, 30), "last": date(2026, 6, 19)}
    html = drawn(source, begin=date(2026, 6, 4), end=date(2026, 6, 14), **span)
    assert 'x="25.0" y="9" width="50.0"' in html
    assert 'x1="50.0"' in html
    assert 'aria-label="Từ 1/6 đến 15/6"' in html
