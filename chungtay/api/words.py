"""What the interface says when it says no, in words."""

from collections.abc import Mapping

# What a status means here; the anchor leads to its line on the page about the interface.
TITLES: Mapping[int, str] = {
    400: "Không đọc được nội dung gửi đến.",
    401: "Cần một khóa giao tiếp còn hiệu lực.",
    403: "Khóa giao tiếp này không được làm việc ấy.",
    404: "Không có ở đây.",
    405: "Địa chỉ này không nhận cách gọi ấy.",
    409: "Không làm được lúc này, vì lẽ nêu dưới đây.",
    412: "Bản nêu ở If-Match không phải bản đang có; hãy đọc lại rồi gửi lại.",
    413: "Nội dung gửi đến quá lớn.",
    415: "Kiểu nội dung gửi đến không phải kiểu địa chỉ này nhận.",
    422: "Nội dung gửi đến có chỗ chưa đúng.",
    429: "Khóa này hỏi quá nhiều; hãy chờ một lúc.",
    500: "Máy chủ gặp lỗi. Việc chưa được ghi; hãy gửi lại sau.",
    503: "Máy chủ đang bận; hãy gửi lại sau.",
}
# What pydantic finds, said as everywhere in the house. Any other finding is the last sentence.
FAULTS: Mapping[str, str] = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục nào tên như vậy.",
    "string_type": "Phải là chữ.",
    "string_too_short": "Phải có ít nhất {min_length} ký tự.",
    "string_too_long": "Không quá {max_length} ký tự.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "bool_type": "Phải là true hoặc false.",
    "bool_parsing": "Phải là true hoặc false.",
    "greater_than_equal": "Không nhỏ hơn {ge}.",
    "less_than_equal": "Không lớn hơn {le}.",
    "enum": "Phải là một trong: {expected}.",
    "literal_error": "Phải là một trong: {expected}.",
    "too_short": "Phải có ít nhất {min_length} phần tử.",
    "too_long": "Không quá {max_length} phần tử.",
}
# About an Idempotency-Key: a page is told to load itself anew, which no machine can.
KEY_SHAPE = "Idempotency-Key phải có từ 16 đến 64 ký tự: chữ cái không dấu, chữ số, gạch nối."
KEY_USED = "Idempotency-Key này đã đi với một nội dung khác. Việc này chưa làm; hãy gửi nó với một mã mới."
ANYTHING_ELSE = "Không đúng dạng; xem /api/v1/openapi.json."
