"""What the invented people say, and when."""

from datetime import UTC, date, datetime, time

SAID = (
    "Đã triển khai đến các đơn vị trực thuộc, đang tổng hợp kết quả.",
    "Đã ban hành văn bản hướng dẫn và phân công người phụ trách.",
    "Đã thực hiện đúng tiến độ, không có vướng mắc.",
    "Hoàn thành; kết quả gửi kèm báo cáo định kỳ.",
    "Đang phối hợp với các cơ quan liên quan, dự kiến xong đúng hạn.",
)


def moment(day: date) -> datetime:
    """Nine in the morning in Việt Nam, in UTC."""
    return datetime.combine(day, time(2), UTC)
