"""Words for codes, on screen."""

from django.utils.translation import gettext as _


def reason_words(code: str) -> str:
    """Why a message could not be sent, and what would help."""
    kind, _blank, status = code.partition(" ")
    words = {
        "no_address": _("Người nhận đã bỏ địa chỉ hoặc chưa xác nhận."),
        "channel_gone": _("Máy chủ không còn nối với cách gửi này; quản trị xem lại cấu hình."),
        "refused": _("Máy chủ thư nói không có địa chỉ này; người nhận hãy sửa địa chỉ."),
        "not_let_in": _("Máy chủ thư không cho đăng nhập; quản trị xem lại tên và mật khẩu."),
        "unreachable": _("Không nối được đến máy chủ nhận tin sau nhiều lần thử."),
        "worn_out": _("Máy chủ dừng giữa chừng ở mọi lần gửi."),
        "answer": _("Máy chủ nhận tin trả lời mã %(status)s."),
    }
    return words[kind] % {"status": status} if status else words[kind]
