"""Who asks: the model of an endpoint module."""

from django.utils.translation import gettext_lazy as _

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Id, Shape

endpoints = Endpoints(_("Khóa này là ai"))


class Me(Shape):
    name: str
    post: Id
    post_name: str
    agency: Id
    agency_name: str
    place: Id | None


@endpoints.read("/me", TokenScope.DIRECTORY_READ, _("Khóa này làm việc thay ai, từ chức danh nào"), Me)
def get_me(request: ApiRequest) -> Me:
    by = request.actor
    return Me(
        name=by.name, post=by.post, post_name=by.signs_as, agency=by.agency, agency_name=by.agency_name,
        place=by.place,
    )  # fmt: skip
