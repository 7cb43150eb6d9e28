"""What the pages call things."""

from django.utils.translation import gettext_lazy as _

from chungtay.reports.rules import PeriodLength, ReportState

STATES = {
    ReportState.DRAFT: ("doing", _("Đang soạn")),
    ReportState.AGREED: ("waiting", _("Đã duyệt, chờ ban hành")),
    ReportState.ISSUED: ("done", _("Đã ban hành")),
}
# How many of each length a year has, from which one is chosen.
PARTS = {PeriodLength.MONTH: 12, PeriodLength.QUARTER: 4}
