"""Why a file could not be read: a stable code for programs, a Vietnamese sentence for people."""


class Unreadable(Exception):
    """The file cannot be turned into text. ``message`` says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


# What may be wrong with a file, and what its owner can do about it.
MESSAGES = {
    "missing": "Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.",
    "empty": "Tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp rồi tải lên lại.",
    "too_large": "Tệp quá lớn ({size} MB, tối đa {limit} MB). Hãy bỏ bớt ảnh hoặc tách văn bản thành nhiều tệp.",
    "not_a_document": "Tệp này không phải là văn bản (.docx, .pdf, .html, .md, .txt). Hãy chọn đúng tệp văn bản.",
    "image": "Tệp này là ảnh, không có chữ để đọc. Hãy dùng tệp .docx gốc, hoặc bản .pdf có lớp chữ.",
    "old_word": "Tệp này là Word đời cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, chọn “Lưu thành…”, "
    "chọn loại “Word Document (.docx)”, rồi tải lên lại.",
    "not_word": "Tệp nén này không phải là văn bản Word (.docx). Hãy giải nén và chọn tệp văn bản bên trong.",
    "password": "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại, rồi tải lên lại.",
    "scan": "Tệp .pdf này chỉ có ảnh chụp trang giấy, mà máy chủ chưa cài phần nhận dạng chữ (hai gói tesseract-ocr và "
    "tesseract-ocr-vie). Hãy dùng tệp .docx gốc, tự nhận dạng chữ trước khi tải lên, hoặc nhờ người quản trị cài.",
    "scan_blank": "Tệp .pdf này chỉ có ảnh chụp trang giấy và máy không nhận ra chữ nào trên đó. "
    "Hãy dùng tệp .docx gốc, hoặc quét lại rõ hơn, thẳng trang, 300 điểm mỗi inch.",
    "scan_too_long": "Bản quét này có {pages} trang, mỗi lần máy chỉ nhận dạng chữ được {limit} trang. "
    "Hãy dùng tệp .docx gốc, hoặc tách bản quét thành nhiều tệp.",
    "scan_too_slow": "Máy nhận dạng chữ trên bản quét này quá lâu nên đã dừng lại. "
    "Hãy dùng tệp .docx gốc, hoặc tách bản quét thành các tệp ít trang hơn.",
    "damaged": "Tệp bị hỏng hoặc tải về chưa đủ. Hãy tải lại tệp từ nơi gửi, mở thử, rồi tải lên lại.",
    "too_much_inside": "Tệp nén này bung ra quá lớn so với một văn bản nên không được mở. "
    "Hãy mở tệp gốc, lưu lại thành .docx mới, rồi tải lên lại.",
    "unsafe": "Tệp có phần khai báo nguy hiểm (DTD hoặc thực thể ngoài) mà văn bản Word bình thường không có. "
    "Hãy mở tệp gốc, lưu lại thành .docx mới, rồi tải lên lại.",
    "encoding": "Không đọc được chữ trong tệp: bảng mã không phải Unicode, TCVN3 hay VNI. Hãy mở tệp bằng phần mềm "
    "đã soạn ra nó, lưu lại dạng .docx hoặc văn bản UTF-8 rồi tải lên lại.",
    "not_vietnamese": "Văn bản không phải tiếng Việt có dấu nên không đọc được nội dung. Hãy chọn văn bản tiếng Việt.",
}


def unreadable(code: str, **values: object) -> Unreadable:
    """The problem of this code with its sentence."""
    return Unreadable(code, MESSAGES[code].format(**values))
