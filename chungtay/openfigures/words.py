"""What stands in a place of a published table, in words."""

from django.utils.translation import gettext_lazy as _

from chungtay.openfigures.rules import OpenState

STATES = {
    OpenState.SAID: _("đủ báo cáo"),
    OpenState.SHORT: _("còn thiếu báo cáo"),
    OpenState.HIDDEN: _("không công bố: số nhỏ về người, hoặc số làm lộ số nhỏ"),
    OpenState.SILENT: _("chưa có báo cáo đã duyệt"),
}
