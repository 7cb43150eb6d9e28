"""What the closed lists of the room are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.cases.rules import (
    DeliveredHow,
    DeliveredTo,
    EpisodeKind,
    LookPurpose,
    PersonList,
    ReferralFor,
    ReferralState,
    TransferState,
)

EPISODES: dict[EpisodeKind, Promise] = {
    EpisodeKind.DETERMINATION: _("Xác định tình trạng nghiện, chọn biện pháp"),
    EpisodeKind.VOLUNTARY_HOME: _("Cai nghiện tự nguyện tại gia đình, cộng đồng"),
    EpisodeKind.VOLUNTARY_PRIVATE: _("Cai nghiện tự nguyện tại cơ sở tư nhân"),
    EpisodeKind.VOLUNTARY_PUBLIC: _("Cai nghiện tự nguyện tại cơ sở công lập"),
    EpisodeKind.SUBSTITUTION: _("Điều trị bằng thuốc thay thế"),
    EpisodeKind.USER_MANAGEMENT: _("Quản lý người sử dụng trái phép chất ma túy"),
    EpisodeKind.AFTERCARE: _("Quản lý sau cai"),
    EpisodeKind.COMPULSORY: _("Cai nghiện bắt buộc"),
    EpisodeKind.COMMUNE_EDUCATION: _("Giáo dục tại xã (luật cũ)"),
}
LISTS: dict[PersonList, Promise] = {
    PersonList.USERS: _("Người được quản lý"),
    PersonList.ADDICTS: _("Người nghiện"),
    PersonList.AFTERCARE: _("Quản lý sau cai"),
}
REFERRALS: dict[ReferralFor, Promise] = {
    ReferralFor.HEALTH: _("Khám, chữa bệnh"),
    ReferralFor.SUBSTITUTION: _("Điều trị bằng thuốc thay thế"),
    ReferralFor.COUNSELLING: _("Tư vấn, hỗ trợ tâm lý"),
    ReferralFor.WORK: _("Học nghề, vay vốn, việc làm"),
    ReferralFor.SCHOOL: _("Đi học tiếp"),
    ReferralFor.SOCIAL_PROTECTION: _("Trợ giúp xã hội"),
    ReferralFor.CHILD_PROTECTION: _("Bảo vệ trẻ em"),
    ReferralFor.DECISION: _("Quyết định của Chủ tịch UBND cấp xã"),
}
REFERRAL_STATES: dict[ReferralState, tuple[str, Promise]] = {
    ReferralState.ASKED: ("waiting", _("chờ trả lời")),
    ReferralState.ACCEPTED: ("doing", _("đã nhận")),
    ReferralState.DECLINED: ("rejected", _("không nhận")),
    ReferralState.CLOSED: ("done", _("đã kết thúc")),
}
TRANSFERS: dict[TransferState, tuple[str, Promise]] = {
    TransferState.SENT: ("waiting", _("chờ nơi kia nhận")),
    TransferState.RECEIVED: ("done", _("đã nhận")),
    TransferState.RETURNED: ("rejected", _("bị trả lại")),
}
DELIVERED_TO: dict[DeliveredTo, Promise] = {
    DeliveredTo.PERSON: _("người đó"),
    DeliveredTo.PARENTS: _("cha mẹ, người giám hộ, người đại diện"),
    DeliveredTo.BODY: _("cơ quan"),
}
DELIVERED_HOW: dict[DeliveredHow, Promise] = {
    DeliveredHow.HANDED: _("giao tận tay"),
    DeliveredHow.POSTED: _("gửi bưu điện"),
    DeliveredHow.REFUSED: _("không nhận, có người chứng kiến"),
}
PURPOSES: dict[LookPurpose, Promise] = {
    LookPurpose.WORK: _("Làm việc theo hồ sơ"),
    LookPurpose.SUPERVISION: _("Theo dõi, kiểm tra"),
    LookPurpose.PERSON_READS: _("Người đó, cha mẹ hoặc người đại diện đọc hồ sơ"),
    LookPurpose.COMPLAINT: _("Giải quyết khiếu nại"),
    LookPurpose.REFERRAL: _("Việc được giới thiệu, tiếp nhận"),
    LookPurpose.EMERGENCY: _("Mở khẩn cấp"),
}
# Why somebody leaves a list, or a measure stops: the events of removals.toml.
REMOVALS: dict[str, Promise] = {
    "year_without_use": _("Hết thời hạn mà không sử dụng"),
    "determined_addicted": _("Được xác định là nghiện"),
    "compulsory_education": _("Vào cơ sở giáo dục bắt buộc"),
    "reformatory": _("Vào trường giáo dưỡng"),
    "prison": _("Chấp hành án phạt tù"),
    "custody_beyond_term": _("Bị tạm giữ, tạm giam lâu hơn thời hạn còn lại"),
    "moved": _("Chuyển nơi cư trú"),
    "died": _("Đã chết"),
    "declared_missing": _("Bị tuyên bố mất tích"),
    "completed_voluntary": _("Hoàn thành cai nghiện tự nguyện"),
    "completed_substitution": _("Hoàn thành điều trị thay thế"),
    "compulsory_rehab": _("Có quyết định cai nghiện bắt buộc"),
    "completed_aftercare": _("Hoàn thành quản lý sau cai"),
    "commune_education": _("Giáo dục tại xã"),
    "found_under_age": _("Khi có căn cứ chưa đủ 12 tuổi"),
    "succeeded": _("Cơ quan kế tục nhận bàn giao"),
}
