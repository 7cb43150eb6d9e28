"""What the formats are called on screen, and what each can say and cannot."""

from django.utils.translation import gettext_lazy as _

FORMATS = {
    "xlsx": _("Excel, mỗi dòng một số (.xlsx)"),
    "csv": _("CSV, mỗi dòng một số"),
    "dhis2-json": _("DHIS2, số liệu (JSON)"),
    "dhis2-csv": _("DHIS2, số liệu (CSV)"),
    "adx": _("ADX của IHE (XML)"),
    "sdmx-xml": _("SDMX-ML 2.1 (XML)"),
    "sdmx-csv": _("SDMX-CSV 2.0"),
    "dhis2-metadata": _("DHIS2, danh mục để nạp trước"),
    "sdmx-structure": _("SDMX, cấu trúc biểu"),
}
CANNOT = (
    (_("Excel, CSV"), _("Giữ đủ: số, số 0, không báo cáo kèm lý do, đã duyệt hay chưa.")),
    (
        _("DHIS2"),
        _(
            "Không báo cáo, chưa duyệt, số giữ lại: nằm trong phần ghi chú của từng số. DHIS2 tính tháng theo "
            "dương lịch và không có kỳ 9 tháng; ngày thật của kỳ ghi trong danh mục."
        ),
    ),
    (
        _("ADX"),
        _(
            "Kỳ giữ đúng ngày. Chỉ chứa được số: hệ thống khác không thấy ô không báo cáo và ô giữ lại, ở đây "
            "đọc lại vẫn đủ."
        ),
    ),
    (_("SDMX"), _("Giữ đủ; kỳ giữ đúng ngày; số giữ lại mang mã Q, không báo cáo mang mã O.")),
)
