"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.people.rules import Drug, NumberKind, Reason, Record, Route, Schooling, Sex

SEXES = {
    Sex.MALE: _("nam"),
    Sex.FEMALE: _("nữ"),
}

SCHOOLINGS = {
    Schooling.NONE: _("không biết chữ"),
    Schooling.PRIMARY: _("tiểu học"),
    Schooling.LOWER_SECONDARY: _("trung học cơ sở"),
    Schooling.UPPER_SECONDARY: _("trung học phổ thông"),
    Schooling.COLLEGE: _("cao đẳng, đại học"),
    Schooling.POSTGRADUATE: _("sau đại học"),
}

NUMBERS = {
    NumberKind.CCCD: _("căn cước, số định danh"),
    NumberKind.CMND: _("chứng minh nhân dân"),
    NumberKind.PASSPORT: _("hộ chiếu"),
}

RECORDS = {
    Record.DRUG_CONVICTION: _("tiền án về ma túy"),
    Record.DRUG_FINE: _("bị xử phạt hành chính về ma túy"),
    Record.OTHER_CONVICTION: _("tiền án khác"),
    Record.OTHER_FINE: _("bị xử phạt hành chính khác"),
}

DRUGS = {
    Drug.OPIUM: _("thuốc phiện"),
    Drug.COCAINE: _("cocain"),
    Drug.CANNABIS: _("cần sa"),
    Drug.HEROIN: _("heroin"),
    Drug.KETAMINE: _("ketamin"),
    Drug.AMPHETAMINES: _("amphetamin, methamphetamin"),
    Drug.OTHER: _("loại khác"),
    Drug.SEVERAL: _("nhiều loại"),
}

ROUTES = {
    Route.INJECTED: _("tiêm, chích"),
    Route.INHALED: _("hút, hít"),
    Route.SWALLOWED: _("uống"),
    Route.OTHER: _("cách khác"),
    Route.SEVERAL: _("nhiều cách"),
}

# What a column of a list may hold: the names of columns.toml.
COLUMNS = {
    "name": _("Họ và tên"),
    "family": _("Họ và chữ đệm"),
    "alias": _("Tên gọi khác"),
    "born": _("Ngày sinh"),
    "born_male": _("Năm sinh của nam"),
    "born_female": _("Năm sinh của nữ"),
    "born_day": _("Ngày sinh, riêng ngày"),
    "born_month": _("Ngày sinh, riêng tháng"),
    "born_year": _("Ngày sinh, riêng năm"),
    "marked_male": _("Dấu ở cột nam"),
    "marked_female": _("Dấu ở cột nữ"),
    "sex": _("Giới tính"),
    "number": _("Số giấy tờ"),
    "number_more": _("Số giấy tờ khác"),
    "issued_on": _("Ngày cấp"),
    "issued_at": _("Nơi cấp"),
    "phone": _("Điện thoại"),
    "permanent_address": _("Nơi thường trú"),
    "temporary_address": _("Nơi tạm trú"),
    "present_address": _("Nơi ở hiện nay"),
    "origin": _("Quê quán"),
    "job": _("Việc làm"),
    "father": _("Cha"),
    "mother": _("Mẹ"),
    "on": _("Ngày của căn cứ"),
    "paper": _("Giấy tờ chứng minh"),
    "until": _("Ngày cuối theo quyết định"),
    "parents": _("Giấy tờ có phần của cha mẹ"),
}

# Why somebody looks at who a person is.
PURPOSES = {
    "file": _("Lập, theo dõi, bàn giao hồ sơ"),
    "same": _("So xem hai hồ sơ có phải của một người"),
    "asked": _("Người đó, hoặc gia đình, yêu cầu"),
    "law": _("Cơ quan có thẩm quyền yêu cầu bằng văn bản"),
}

# What speaks for or against two records being of the same person.
REASONS = {
    Reason.NUMBER_SAME: _("Cùng một số giấy tờ."),
    Reason.NUMBER_SLIP: _("Số giấy tờ chỉ khác nhau một chữ số."),
    Reason.NUMBER_OTHER: _("Số giấy tờ cùng loại khác nhau."),
    Reason.PHONE_SAME: _("Cùng một số điện thoại."),
    Reason.NAME_SAME: _("Họ tên viết giống hệt."),
    Reason.NAME_MARKS: _("Họ tên chỉ khác nhau ở dấu."),
    Reason.NAME_SOUNDS: _("Họ tên đọc gần như nhau."),
    Reason.NAME_ORDER: _("Cùng các chữ trong tên, thứ tự khác."),
    Reason.NAME_PART: _("Họ và tên giống, chữ đệm khác hoặc thiếu."),
    Reason.NAME_SLIP: _("Họ tên chỉ khác nhau một, hai chữ cái."),
    Reason.NAME_ALIAS: _("Tên của hồ sơ này là tên gọi khác của hồ sơ kia."),
    Reason.NAME_OTHER: _("Họ tên khác nhau."),
    Reason.BORN_SAME: _("Cùng ngày sinh."),
    Reason.BORN_SWAPPED: _("Ngày và tháng sinh viết đổi chỗ."),
    Reason.BORN_SLIP: _("Ngày sinh chỉ khác nhau một chỗ."),
    Reason.BORN_YEAR: _("Cùng năm sinh; không rõ ngày."),
    Reason.BORN_PART: _("Cùng năm sinh; ngày, tháng khác."),
    Reason.BORN_OTHER: _("Ngày sinh khác nhau."),
    Reason.SEX_OTHER: _("Giới tính ghi khác nhau."),
    Reason.COMMUNE_SAME: _("Cùng xã, phường."),
    Reason.COMMUNE_HEIR: _("Xã, phường của hồ sơ này đã sáp nhập với xã, phường của hồ sơ kia."),
    Reason.ADDRESS_CLOSE: _("Địa chỉ gần giống nhau."),
    Reason.PARENT_SAME: _("Cùng tên cha hoặc mẹ."),
}
