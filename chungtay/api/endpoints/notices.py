"""The inbox."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Query

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Asked, Id, Moment, Page, Shape, page_of
from chungtay.notices import queries, services

endpoints = Endpoints(_("Thông báo"))


class NoticeShape(Shape):
    """``link``: the page that it leads to. ``reason``: why one is told."""

    id: Id
    at: Moment
    text: str
    reason: str
    link: str
    read_at: Moment | None


class NoticesAsked(Asked):
    unread: bool = False


@endpoints.read("/notices", TokenScope.NOTICES_READ, _("Thông báo gửi cho mình, cũ trước"), Page[NoticeShape])
def list_notices(request: ApiRequest, asked: Query[NoticesAsked]) -> Any:
    found = queries.list_notices(request.actor)
    return page_of(found.filter(read_at__isnull=True) if asked.unread else found, asked, _notice)


@endpoints.act("/notices/{int:notice}/read", TokenScope.NOTICES_READ, _("Đánh dấu đã đọc"), NoticeShape)
def mark_notice_read(request: ApiRequest, notice: Id) -> NoticeShape:
    queries.get_notice(request.actor, notice)
    services.mark_read(by=request.actor, now=request.now, notice=notice)
    return _notice(queries.get_notice(request.actor, notice))


def _notice(row: Any) -> NoticeShape:
    return NoticeShape(
        id=row.pk, at=row.at, text=row.text, reason=row.reason, link=row.link, read_at=row.read_at
    )
