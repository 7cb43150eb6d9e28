"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.cases.rules import PersonList
from chungtay.rights.rules import CORRECTABLE, LAST_STEP, Against, Answered, Asked, Ended, Reader

READERS = {
    Reader.PERSON: _("người có hồ sơ"),
    Reader.PARENTS: _("cha mẹ, người giám hộ"),
    Reader.REPRESENTATIVE: _("người đại diện"),
    Reader.DEFENDER: _("luật sư, trợ giúp viên pháp lý"),
}
AGAINST = {
    Against.DECISION: _("quyết định của Công an, UBND cấp xã"),
    Against.COURT: _("quyết định của Tòa án"),
    Against.CONDUCT: _("cách đối xử"),
}
ENDED = {
    Ended.UPHELD: _("khiếu nại đúng"),
    Ended.PARTLY: _("khiếu nại đúng một phần"),
    Ended.REJECTED: _("khiếu nại không đúng"),
    Ended.WITHDRAWN: _("người khiếu nại rút đơn"),
}
ASKED = {
    Asked.CORRECTION: _("sửa điều ghi sai"),
    Asked.OBJECTION: _("phản đối việc dùng dữ liệu"),
    Asked.ERASURE: _("xóa dữ liệu"),
}
ANSWERED = {
    Answered.GRANTED: _("đồng ý"),
    Answered.REFUSED: _("không đồng ý"),
}
LISTS = {
    PersonList.USERS: _("Danh sách người sử dụng trái phép chất ma túy"),
    PersonList.ADDICTS: _("Danh sách người nghiện ma túy"),
    PersonList.AFTERCARE: _("Danh sách quản lý sau cai"),
}
HELD = {
    "other_file": _("người này còn một hồ sơ khác đang mở hoặc đóng sau hồ sơ này"),
    "complaint": _("còn khiếu nại chưa giải quyết"),
    "request": _("còn đề nghị chưa trả lời"),
}
# What is kept of a person, as the sheet names it; the columns of people.Person.
KEPT = {
    "name": _("họ tên"),
    "aliases": _("tên gọi khác"),
    "born": _("ngày sinh"),
    "sex": _("giới tính"),
    "numbers": _("số giấy tờ"),
    "phones": _("số điện thoại"),
    "accounts": _("tài khoản mạng xã hội"),
    "permanent_address": _("nơi thường trú"),
    "temporary_address": _("nơi tạm trú"),
    "present_address": _("nơi ở hiện tại"),
    "origin": _("quê quán"),
    "ethnicity": _("dân tộc"),
    "religion": _("tôn giáo (có, không)"),
    "nationality": _("quốc tịch"),
    "schooling": _("trình độ học vấn"),
    "job": _("nghề nghiệp"),
    "workplace": _("nơi làm việc, học tập"),
    "father": _("cha"),
    "mother": _("mẹ"),
    "guardian": _("người giám hộ"),
    "records": _("tiền án, tiền sự"),
    "past_decisions": _("quyết định trước đây"),
    "past_rehab": _("lần cai nghiện trước"),
    "drug": _("loại chất"),
    "route": _("cách sử dụng"),
    "first_use": _("lần đầu sử dụng (tự khai)"),
    "first_found": _("lần đầu bị phát hiện"),
    "frequency": _("số lần sử dụng"),
    "dose": _("liều dùng"),
    "disturbed": _("biểu hiện rối loạn tâm thần"),
}
CORRECTIONS = {
    **{name: KEPT[name] for name in CORRECTABLE},
    LAST_STEP: _("bước vừa ghi trong hồ sơ: gạch đi, rồi ghi lại"),
}
