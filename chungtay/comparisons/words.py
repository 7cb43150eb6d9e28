"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.comparisons.rules import ComparedList, ComparisonState

LISTS = {
    ComparedList.USERS: _("Người sử dụng đang quản lý"),
    ComparedList.ADDICTS: _("Người nghiện có hồ sơ"),
    ComparedList.AFTERCARE: _("Người đang quản lý sau cai"),
    ComparedList.PATIENTS: _("Người đang điều trị tại cơ sở"),
    ComparedList.SHEET: _("Danh sách trong tệp"),
}

STATES = {
    ComparisonState.ASKED: _("chờ danh sách của bên kia"),
    ComparisonState.COUNTED: _("đã đếm"),
    ComparisonState.DECLINED: _("đã thôi"),
    ComparisonState.LAPSED: _("quá hạn chờ"),
}
