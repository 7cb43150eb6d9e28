"""What the closed lists of this room are called on screen."""

from django.utils.translation import gettext_lazy as _

from chungtay.people.rules import Drug, NumberKind, Record, Route, Schooling, Sex

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
