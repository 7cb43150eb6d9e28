"""What the closed lists of this room are called on screen."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chungtay.care.rules import (
    DoseState,
    HelperPart,
    HelpKind,
    NoteKind,
    Reached,
    RoomKind,
    TdiItem,
    Treatment,
)

TREATMENTS = {
    Treatment.SUBSTITUTION: _("điều trị bằng thuốc thay thế"),
    Treatment.REHAB: _("cai nghiện"),
    Treatment.OTHER: _("điều trị khác"),
}
NOTES = {
    NoteKind.EXAM: _("khám"),
    NoteKind.THERAPY: _("điều trị, tư vấn"),
    NoteKind.MENTAL: _("sức khỏe tâm thần"),
    NoteKind.HIV: _("HIV"),
    NoteKind.HEPATITIS: _("viêm gan"),
    NoteKind.TUBERCULOSIS: _("lao"),
    NoteKind.LAB: _("xét nghiệm khác"),
}
DOSES = {
    DoseState.TAKEN: _("đã uống"),
    DoseState.MISSED: _("vắng"),
    DoseState.EXCUSED: _("vắng có lý do"),
}
UNWRITTEN = _("không ghi, tính là vắng")
REACHED = {
    Reached.PHONE: _("gọi điện"),
    Reached.VISIT: _("đến thăm"),
    Reached.DOCTOR: _("bác sĩ khám"),
}
ROOMS = {
    RoomKind.MEN: _("nam"),
    RoomKind.WOMEN: _("nữ"),
    RoomKind.MINORS: _("dưới 18 tuổi"),
    RoomKind.SUBSTITUTION: _("điều trị thay thế"),
}
HELPS = {
    HelpKind.VISIT: _("thăm hỏi"),
    HelpKind.COUNSELLING: _("tư vấn"),
    HelpKind.TRAINING: _("học nghề"),
    HelpKind.JOB: _("việc làm"),
    HelpKind.LOAN: _("vay vốn"),
    HelpKind.SCHOOLING: _("đi học lại"),
    HelpKind.PAPERS: _("giấy tờ tùy thân"),
    HelpKind.HOUSING: _("chỗ ở"),
}
PARTS = {
    HelperPart.HEAD: _("tổ trưởng"),
    HelperPart.DEPUTY: _("tổ phó"),
    HelperPart.FAMILY: _("người thân"),
    HelperPart.RESPECTED: _("người có uy tín"),
    HelperPart.ORGANISATION: _("đoàn thể"),
    HelperPart.SOCIAL_WORKER: _("nhân viên công tác xã hội"),
    HelperPart.COUNSELLOR: _("người tư vấn"),
}


def item_words(item: TdiItem) -> str:
    return item.words_en if get_language() == "en" else item.words


def answer_words(item: TdiItem, said: str) -> str:
    """An answer as the page's language says it; what is kept is always the Vietnamese one."""
    if get_language() == "en" and said in item.choices:
        return item.choices_en[item.choices.index(said)]
    return said
