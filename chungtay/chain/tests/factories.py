"""A province's plan and the plan of commune A beneath it. Everything in them is invented."""

from datetime import date

from chungtay.chain import services
from chungtay.chain.models import Answer, PlanPair
from chungtay.plans.models import Plan
from chungtay.plans.services import make_plan
from chungtay.plans.tests.factories import BY, Papers, cited, found_target, found_task, paper_of, reviewed
from tests.cast import NOW, Cast

MODEL = "Xây dựng 01 mô hình điểm tổ dân phố không ma túy"
DENOUNCE = "Vận động nhân dân tố giác, cung cấp tin báo về tội phạm ma túy"
PRECURSORS = "Kiểm soát chặt chẽ các hoạt động hợp pháp liên quan đến tiền chất"


def upper_plan(cast: Cast, papers: Papers) -> Plan:
    """For the communes a model by the end of March and tips; for the department the precursors; one target for all."""
    communes = [cast.officer.agency, cast.officer_next_door.agency]
    found = reviewed(
        paper_of(cast.province),
        found_task(1, MODEL, communes, [], BY),
        found_task(2, DENOUNCE, communes),
        found_task(3, PRECURSORS, [cast.department.agency]),
        targets=(found_target(),),
    )
    papers.put(found)
    return make_plan(by=cast.province, now=NOW, document=found.document)


def lower_plan(cast: Cast, papers: Papers) -> Plan:
    """The model half a year later, and cultural evenings of its own; it names the province's plan."""
    found = reviewed(
        paper_of(cast.province),
        found_task(11, MODEL, [cast.officer.agency], [], {**BY, "date": "2026-09-30"}),
        found_task(12, "Tổ chức hoạt động văn hóa văn nghệ, thể thao", [cast.officer.agency]),
        code="05/KH-UBND",
        title="Phòng, chống ma túy xã A (ví dụ)",
        issuer=cast.officer.agency,
        issued_on=date(2026, 2, 10),
        citations=(cited("101/KH-UBND", date(2026, 1, 15)),),
    )
    papers.put(found)
    return make_plan(by=cast.province, now=NOW, document=found.document)


def compared(cast: Cast, papers: Papers) -> PlanPair:
    upper, lower = upper_plan(cast, papers), lower_plan(cast, papers)
    return services.compare_plans(by=cast.province, now=NOW, upper=upper.pk, lower=lower.pk)


def answer_to(pair: PlanPair, words: str) -> Answer:
    return Answer.objects.get(pair=pair, promise__text__startswith=words)
