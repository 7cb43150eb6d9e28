"""What stands in a place of a published table, in words."""

from django.utils.translation import gettext_lazy as _

from chungtay.openfigures.rules import EntryState

STATES = {
    EntryState.SAID: _("đủ báo cáo"),
    EntryState.SHORT: _("còn thiếu báo cáo"),
    EntryState.HIDDEN: _("không công bố: số nhỏ về người, hoặc số làm lộ số nhỏ"),
    EntryState.SILENT: _("chưa có báo cáo đã duyệt"),
}
