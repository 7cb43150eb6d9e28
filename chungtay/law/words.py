"""Answers in plain Vietnamese, for people at a terminal."""

from datetime import date, datetime

from chungtay.law.rules import CommuneAnswer, Due, NoAnswer, NotAllowed, ProvinceAnswer, Term, Window
from chungtay.law.rules.book import Row
from chungtay.law.rules.clocks import ClockDirection, LimitUnit
from chungtay.law.rules.terms import LegalMeasure

UNITS = {
    LimitUnit.HOURS: "giờ",
    LimitUnit.DAYS: "ngày",
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.MONTHS: "tháng",
}
MEASURES = {
    LegalMeasure.USER_MANAGEMENT: "Quản lý người sử dụng trái phép chất ma túy",
    LegalMeasure.VOLUNTARY_REHAB: "Cai nghiện ma túy tự nguyện",
    LegalMeasure.COMPULSORY_REHAB: "Cai nghiện ma túy bắt buộc",
    LegalMeasure.AFTERCARE: "Quản lý sau cai nghiện ma túy",
}


def of(answer: object) -> str:
    """What the answer says, a line for each thing."""
    if isinstance(answer, Due):
        return _of_due(answer)
    if isinstance(answer, Term):
        return _of_term(answer)
    if isinstance(answer, Window):
        lines = [f"Kỳ {answer.period}: số liệu từ {_day(answer.first)} đến hết {_day(answer.last)}."]
        return "\n".join(lines + _ground(answer.row))
    if isinstance(answer, CommuneAnswer):
        return _of_commune(answer)
    if isinstance(answer, ProvinceAnswer):
        key = "Là" if answer.key else "Không phải là"
        head = f"{key} tỉnh, thành phố trọng điểm phức tạp về ma túy."
        return "\n".join([head, *answer.why, f"Theo {answer.article}."])
    raise TypeError(type(answer))


def of_no(no: NoAnswer | NotAllowed) -> str:
    return no.message if isinstance(no, NoAnswer) else f"{no.reason} Theo {no.article}."


def _of_due(due: Due) -> str:
    row = due.row
    lines = [f"{due.clock.does}."]
    if due.opens:
        lines.append(f"Làm từ {_moment(due.opens)} đến {_moment(due.due)}.")
    else:
        lines.append(f"Hạn cuối: {_moment(due.due)}.")
    back = row.direction is ClockDirection.BEFORE
    side = "cuối, trước khi" if row.window else "trước khi" if back else "kể từ khi"
    lines.append(f"{due.length} {UNITS[row.unit]} {side} {due.clock.starts}: {_moment(due.start)}.")
    lines.append(f"Người thực hiện: {row.who}.")
    if row.forms:
        lines.append(f"Mẫu: {', '.join(row.forms)}.")
    if not due.announced:
        lines.append("Lịch nghỉ lễ, tết trong khoảng này mới là dự kiến, chưa có thông báo.")
    return "\n".join(lines + _ground(row))


def _of_term(term: Term) -> str:
    row = term.row
    lines = [f"{MEASURES[row.measure]}: từ {_day(term.first)} đến hết {_day(term.latest)}."]
    if row.shortest != row.longest:
        lines.append(
            f"Luật cho khoảng {row.shortest} đến {row.longest} tháng; sớm nhất {_day(term.earliest)}."
        )
    else:
        lines.append(f"Thời hạn {row.longest} tháng.")
    lines.append(f"Người quyết định: {row.who}.")
    return "\n".join(lines + _ground(row))


def _of_commune(answer: CommuneAnswer) -> str:
    free = "Đạt" if answer.drug_free else "Chưa đạt"
    lines = [*answer.why, f"{free} tiêu chí địa bàn không ma túy."]
    choices = f"Lựa chọn của tỉnh: {', '.join(answer.policies.as_lines())}."
    return "\n".join([*lines, choices, f"Theo {answer.article}."])


def _ground(row: Row) -> list[str]:
    if row.verified:
        return [f"Theo {row.article}."]
    return [f"Theo {row.article}. CHƯA KIỂM CHỨNG: {row.note}"]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _moment(moment: datetime) -> str:
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"
