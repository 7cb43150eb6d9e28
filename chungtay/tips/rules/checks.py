"""What may be sent, and when it is gone."""

from collections.abc import Sequence
from datetime import date, timedelta

from chungtay.base.problems import Problem
from chungtay.tips.rules.subjects import Subject, policy


def check_text(text: str) -> list[Problem]:
    limit = policy()["content"]["letters"]
    if not text.strip():
        return [Problem("no_text", "Hãy viết điều cần báo.", "text")]
    if len(text) > limit:
        sentence = (
            "Nội dung quá {limit} chữ của một lần gửi. Hãy gửi phần đầu, rồi dùng mã nhận để viết tiếp."
        )
        return [Problem("text_too_long", sentence, "text", values={"limit": str(limit)})]
    return []


def check_photos(sizes: Sequence[int]) -> list[Problem]:
    """``sizes`` in bytes, of one sending."""
    limits = policy()["content"]
    if len(sizes) > limits["photos"]:
        sentence = "Mỗi lần gửi được nhiều nhất {limit} ảnh. Hãy gửi các ảnh này trước, rồi dùng mã nhận để gửi tiếp."
        return [Problem("too_many_photos", sentence, "photos", values={"limit": str(limits["photos"])})]
    if any(size > limits["photo_bytes"] for size in sizes):
        megabytes = str(limits["photo_bytes"] // 1_000_000)
        sentence = "Có ảnh lớn hơn {limit} MB. Hãy chụp lại ở cỡ nhỏ hơn."
        return [Problem("photo_too_large", sentence, "photos", values={"limit": megabytes})]
    return []


def check_passphrase(words: str) -> list[Problem]:
    least = policy()["reading"]["passphrase"]
    if len(words) < least:
        sentence = "Câu mở khóa cần ít nhất {least} chữ. Hãy chọn một câu dài mà chỉ mình bạn nghĩ ra."
        return [Problem("passphrase_short", sentence, "passphrase", values={"least": str(least)})]
    return []


def delete_on(closed: date, subject: Subject) -> date:
    """The first day on which the content is gone."""
    return closed + timedelta(days=subject.keep)


def check_number(number: str) -> list[Problem]:
    """The receipt number of the channel for crime tips: all that stays here of what was forwarded."""
    if not number.strip():
        return [Problem("no_number", "Hãy ghi số tiếp nhận ở nơi chuyển đến.", "number")]
    return []
