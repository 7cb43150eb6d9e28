"""Words of digests: what to do, and why one is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.notices.rules import Act
from chungtay.reminders.rules import Group, Line, Tie

GROUPS: dict[Group, Promise] = {
    Group.LATE: gettext_lazy("Quá hạn"),
    Group.TODAY: gettext_lazy("Đến hạn hôm nay"),
    Group.RETURNED: gettext_lazy("Được trả lại, phải làm lại"),
    Group.WEEK: gettext_lazy("Đến hạn trong 7 ngày"),
    Group.AHEAD: gettext_lazy("Sắp đến hạn"),
    Group.RECEIVE: gettext_lazy("Chờ nhận"),
    Group.ANSWER: gettext_lazy("Chờ trả lời"),
    Group.VERIFY: gettext_lazy("Chờ kiểm tra"),
    Group.HELP: gettext_lazy("Việc phối hợp sắp đến hạn"),
    Group.BELOW: gettext_lazy("Cần đôn đốc"),
}
_WHY_OWN: dict[Act, Promise] = {
    Act.DO: gettext_lazy("Cơ quan anh/chị chủ trì việc này."),
    Act.SUBMIT: gettext_lazy("Cơ quan anh/chị phải gửi báo cáo này."),
    Act.HELP: gettext_lazy("Cơ quan anh/chị phối hợp; cơ quan chủ trì sẽ báo cáo."),
    Act.RECEIVE: gettext_lazy("Việc được giao cho cơ quan anh/chị, chưa ai nhận hay từ chối."),
    Act.ANSWER: gettext_lazy("Cơ quan khác đã đề nghị và đang chờ cơ quan anh/chị trả lời."),
    Act.VERIFY: gettext_lazy("Cơ quan chủ trì đã báo xong; cơ quan anh/chị kiểm tra."),
    Act.REDO: gettext_lazy("Việc bị trả lại vì chưa đạt."),
}
_WHY: dict[Tie, Promise] = {
    Tie.CHIEF: gettext_lazy("Anh/chị đứng đầu cơ quan đang chậm việc này."),
    Tie.PARENT: gettext_lazy("Cơ quan trực thuộc cơ quan anh/chị đang chậm việc này."),
    Tie.OFFICE: gettext_lazy("Cơ quan anh/chị theo dõi kế hoạch có việc đang chậm này."),
}


def why(act: Act, tie: Tie) -> str:
    """Why a person hears of a thing."""
    return str(_WHY_OWN[act] if tie == Tie.OWN else _WHY[tie])


def why_of(act: str, tie: str) -> str:
    return why(Act(act), Tie(tie))


def title_of(groups: Iterable[Group]) -> str:
    """The digest in a line: "2 quá hạn · 1 đến hạn hôm nay"."""
    counts = Counter(groups)
    parts = [f"{counts[group]} {str(GROUPS[group]).lower()}" for group in Group if counts[group]]
    return _("Nhắc việc: %(parts)s") % {"parts": " · ".join(parts)}


def letter_text(lines: Sequence[Line]) -> str:
    """The digest as a letter: what to do, by when, why one hears of it, and where to do it."""
    parts = []
    for group, of_group in groupby(lines, key=lambda line: line.group):
        parts.append(str(GROUPS[group]).upper())
        parts += [_paragraph(line) for line in of_group]
    change = _("Đổi giờ nhận, nơi nhận: %(link)s") % {"link": _full(reverse("notices:wishes"))}
    return "\n\n".join([*parts, change])


def _paragraph(line: Line) -> str:
    day = _("chờ từ ngày %(day)s") if line.due.act.waits else _("hạn %(day)s")
    said = day % {"day": line.due.on.strftime("%d/%m/%Y")}
    return "\n".join(
        (f"- {line.due.words} ({said})", f"  {why(line.due.act, line.tie)}", f"  {_full(line.due.link)}")
    )


def _full(link: str) -> str:
    return f"{settings.SITE_ADDRESS}{link}"
