"""The navigation, by work. A line is shown to whom it leads somewhere."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.agencies.rules import Power
from chungtay.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Line:
    label: Promise
    address: str  # the name of the address
    icon: str
    powers: frozenset[Power] = frozenset()  # any of these; empty for everybody signed in


LINES = (
    Line(_("Việc của tôi"), "plans:my_work", "work", frozenset({Power.WORK_REPORT})),
    # Whoever has one of these has it for every day: on a phone only the first four stand at the foot of the page.
    Line(_("Điều trị hôm nay"), "care:patients", "people", frozenset({Power.CARE_TREAT})),
    Line(_("Tin báo"), "tips:tips", "notice", frozenset({Power.TIPS_RECEIVE})),
    Line(_("Hồ sơ"), "cases:work", "list", frozenset({Power.CASES_READ})),
    Line(_("Hồ sơ: các con số"), "cases:counts", "figures", frozenset({Power.CASES_OVERSEE})),
    Line(
        _("Quyền của người có hồ sơ"),
        "rights:desk",
        "check-square",
        frozenset({Power.RIGHTS_SERVE, Power.RIGHTS_SETTLE}),
    ),
    Line(_("Toàn cảnh"), "overview:looking", "figures"),
    Line(_("Kế hoạch"), "plans:plans", "plan"),
    Line(_("Nhiệm vụ"), "plans:tasks", "task"),
    Line(_("Chuỗi kế hoạch"), "chain:chain", "link", frozenset({Power.PLANS_OVERSEE})),
    Line(_("Giám sát, thi đua"), "supervision:supervision", "check-square"),
    Line(
        _("Phân loại địa bàn"),
        "areas:areas",
        "map",
        frozenset({Power.AREAS_PROPOSE, Power.AREAS_APPROVE, Power.FIGURES_OVERSEE}),
    ),
    Line(_("Giao việc"), "assignments:hand_out", "people", frozenset({Power.PLANS_MANAGE})),
    Line(_("Chờ xử lý"), "assignments:waiting", "waiting", frozenset({Power.PLANS_MANAGE})),
    Line(_("Kinh phí"), "budgets:look", "budget"),
    Line(_("Số liệu"), "figures:mine", "figures"),
    Line(
        _("Sổ theo dõi"),
        "registers:registers",
        "list",
        frozenset(
            {Power.REGISTERS_RECORD, Power.REGISTERS_APPROVE, Power.REGISTERS_OVERSEE, Power.REGISTERS_DESIGN}
        ),
    ),
    Line(
        _("Tổng hợp"),
        "indicators:look",
        "report",
        frozenset({Power.FIGURES_ENTER, Power.FIGURES_APPROVE, Power.FIGURES_OVERSEE}),
    ),
    Line(
        _("Trao đổi số liệu"),
        "exchange:exchange",
        "download",
        frozenset({Power.FIGURES_ENTER, Power.FIGURES_APPROVE, Power.FIGURES_OVERSEE}),
    ),
    Line(_("Báo cáo"), "reports:reports", "report"),
    Line(_("Chỉ tiêu"), "catalogue:catalogue", "list"),
    Line(_("Số liệu công khai"), "openfigures:choose", "figures", frozenset({Power.FIGURES_PUBLISH})),
    Line(_("Tìm người"), "people:find", "search", frozenset({Power.PEOPLE_EDIT})),
    Line(_("Đối chiếu danh sách"), "comparisons:comparisons", "figures", frozenset({Power.PEOPLE_READ})),
    Line(_("Đường dây báo tin"), "tips:line", "notice", frozenset({Power.TIPS_MANAGE})),
    Line(
        _("Chỗ còn trống"),
        "care:places",
        "place",
        frozenset({Power.CARE_TREAT, Power.CASES_READ, Power.CASES_OVERSEE}),
    ),
    Line(_("Văn bản"), "documents:papers", "document"),
    Line(_("Địa bàn"), "places:tree", "place"),
    Line(_("Cơ quan"), "agencies:agencies", "agency"),
    Line(_("Chuyển giao"), "handovers:handovers", "people", frozenset({Power.PLANS_MANAGE})),
    Line(_("Tài khoản"), "agencies:accounts", "people", frozenset({Power.AGENCIES_MANAGE})),
    Line(_("Thiết lập"), "province:settings", "calendar", frozenset({Power.SETTINGS_MANAGE})),
    Line(_("Báo ra ngoài"), "events:subscriptions", "send", frozenset({Power.AGENCIES_MANAGE})),
    Line(_("Sức khỏe hệ thống"), "operation:health", "check-square", frozenset({Power.SETTINGS_MANAGE})),
    Line(_("Thông báo"), "notices:inbox", "notice"),
    Line(_("Mở khẩn cấp"), "breakglass:openings", "warning", frozenset({Power.EMERGENCY_REVIEW})),
    Line(_("Nhật ký"), "journal", "history", frozenset({Power.JOURNAL_READ})),
)


def lines_for(actor: Actor) -> list[Line]:
    return [line for line in LINES if not line.powers or line.powers & actor.powers]
