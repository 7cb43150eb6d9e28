"""What the page calls the families of events, and what stood in the way of telling one."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FAMILIES: dict[str, Promise] = {
    "plan": gettext_lazy("Kế hoạch"),
    "task": gettext_lazy("Nhiệm vụ"),
    "share": gettext_lazy("Phần việc"),
    "quota": gettext_lazy("Định mức"),
    "document": gettext_lazy("Văn bản"),
    "budget": gettext_lazy("Kinh phí"),
    "figures": gettext_lazy("Số liệu"),
    "register": gettext_lazy("Sổ theo dõi"),
    "report": gettext_lazy("Báo cáo"),
    "area": gettext_lazy("Phân loại địa bàn"),
    "inspection": gettext_lazy("Kiểm tra, giám sát"),
    "recommendation": gettext_lazy("Kiến nghị"),
    "campaign": gettext_lazy("Chiến dịch"),
    "commendation": gettext_lazy("Khen thưởng"),
    "agency": gettext_lazy("Cơ quan"),
    "places": gettext_lazy("Thôn, bản, tổ dân phố"),
    "openfigures": gettext_lazy("Số liệu công khai"),
}

_ERRORS: dict[str, Promise] = {
    "unreachable": gettext_lazy("Không nối được tới nơi nhận, hoặc nơi nhận không trả lời kịp."),
    "not_trusted": gettext_lazy("Chứng thư HTTPS của nơi nhận không hợp lệ, nên không gửi."),
    "not_allowed": gettext_lazy("Tên máy nhận nay chỉ vào một máy trong mạng nội bộ, nên không gửi."),
    "gone": gettext_lazy("Nơi nhận trả lời rằng địa chỉ này đã bỏ."),
    "nobody": gettext_lazy("Chức danh được chọn đang không có ai giữ, nên chưa gửi."),
    "secret_lost": gettext_lazy("Khóa ký không mở được trên máy chủ này. Hãy lấy khóa mới."),
}


def error_words(code: str) -> str:
    """The sentence for a code; "answer 503" is what a receiver answered."""
    if code.startswith("answer "):
        return _("Nơi nhận trả lời mã %(code)s thay vì nhận.") % {"code": code.removeprefix("answer ")}
    return str(_ERRORS[code]) if code else ""
