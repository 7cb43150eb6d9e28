"""One thing of each kind in the town of the cast, for asking every address about it."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from chungtay.agencies.queries import get_agency, list_holdings
from chungtay.agencies.rules import AgencyLevel
from chungtay.agencies.services.life import name_successor
from chungtay.base.holding import Move
from chungtay.breakglass.services import open_thing as open_in_emergency
from chungtay.budgets import queries as budgets
from chungtay.budgets.models import Budget
from chungtay.budgets.tests.factories import approved, give
from chungtay.care.tests.factories import written_down
from chungtay.cases.tests.factories import at, opened
from chungtay.catalogue import queries as catalogue
from chungtay.catalogue.rules import Aggregation, ValueKind
from chungtay.catalogue.rules.own import OwnElement
from chungtay.catalogue.services import add_element, load_catalogue
from chungtay.chain.services import compare_plans
from chungtay.chain.tests.factories import lower_plan
from chungtay.documents.models import Finding
from chungtay.documents.tests.factories import take_in_read
from chungtay.events.services import Wanted, make_subscription
from chungtay.figures.services import open_submission
from chungtay.files.services import keep
from chungtay.handovers.queries import held_by
from chungtay.handovers.services import hand_over as make_handover
from chungtay.law.rules.calendar import DaysOff
from chungtay.notices.models import Notice
from chungtay.overview.services import contest_share
from chungtay.places.services import add_village
from chungtay.plans.models import Share, UpdateFile
from chungtay.plans.rules import ShareState, money_of
from chungtay.plans.services import report_progress
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.province import services as province
from chungtay.registers.services import publish_register, save_entry
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.photos import photo
from chungtay.registers.tests.test_entries import TALK
from chungtay.reports import services as reports
from chungtay.rights.tests.factories import complained
from chungtay.supervision.tests.factories import watched_over
from chungtay.tips.queries import list_tips
from chungtay.tips.services import send_tip
from chungtay.tips.tests.factories import open_line, photo_with_a_place_in_it
from tests.cast import NOW, SINCE, TODAY, Cast, make_group, seat

Things = dict[str, Any]  # a number, or a code


def one_of_each(cast: Cast) -> Things:
    """The number of one thing of each kind, the owner's, by the name that addresses.toml calls it."""
    things = things_of_the_ground_floor(cast) | things_of_a_paper(cast) | things_of_a_plan(cast)
    things |= things_of_the_chain(cast, things["plan"])
    things |= watched_over(cast, things["plan"])
    things |= things_of_a_report(cast, things["plan"])
    return (
        things
        | things_passed_on(cast)
        | things_of_the_line(cast)
        | things_of_a_file(cast)
        | things_of_a_person(cast)
        | things_of_a_register(cast)
    )


def things_of_a_register(cast: Cast) -> Things:
    register = publish_register(by=cast.province, now=NOW, source=FORM).register
    entry = save_entry(
        by=cast.province, now=NOW, register=register.pk, uuid=uuid4(), given=TALK,
        brought={"anh": ("anh.jpg", [photo()])},
    ).entry  # fmt: skip
    return {"register": register.pk, "register_entry": entry.pk, "register_file": entry.files.get().pk}


def things_of_a_person(cast: Cast) -> Things:
    """A file kept by the police of the commune, with a complaint, and a patient of the facility's doctors.

    Nobody of the cast learns that they are there: the facility's officer is no doctor.
    """
    row = complained(cast.officer.place or 0)
    return {
        "person": row.file.person_id,
        "kept_file": row.file.code,
        "complaint": row.pk,
        "printed_form": "V-22",
        "patient": written_down(row.file, cast.doctor.agency).pk,
    }


def things_of_the_line(cast: Cast) -> Things:
    """A tip that lies with a desk of the owner's own agency: not even the owner learns that it is there."""
    line = open_line(cast)
    photo = photo_with_a_place_in_it()
    send_tip(now=NOW, hotline=line.hotline, subject="retail", text="Tin báo (ví dụ)", pictures=[photo])
    tip = list_tips(line.police)[0]
    return {"tip": tip.pk, "tip_photo": tip.messages.get(n=1).photos.get(n=1).pk}


def things_of_a_file(cast: Cast) -> Things:
    """The file on an invented person at the police of the owner's own commune: not even the owner learns of it."""
    police = seat(
        "Công an xã A", "congan.a", "commune_police", place=cast.officer.place, level=AgencyLevel.COMMUNE
    )
    return {
        "case_file": opened(police, at(2)).code,
        "case_event": "determined_addicted",
        "case_act": "chuyen",
    }


def things_of_the_ground_floor(cast: Cast) -> Things:
    owner, commune = cast.province, cast.officer.place or 0
    group = make_group("Các sở, ban, ngành", [cast.department.agency], place=owner.place)
    village = add_village(by=owner, now=NOW, commune=commune, kind="bản", name="Ví Dụ", valid_from=SINCE)
    holding = list_holdings(cast.department.account, on=TODAY)[0]
    series = province.open_series(by=owner, now=NOW, symbol="KH-BCĐ", name="Kế hoạch", first=1)
    number = province.take_number(by=owner, now=NOW, series=series.pk, title="Kế hoạch ví dụ")
    row = DaysOff(date(2026, 3, 2), date(2026, 3, 2), "Ngày nghỉ ví dụ")
    load_catalogue(now=NOW)
    counted = OwnElement(
        "Chỉ tiêu ví dụ", "Đếm ví dụ.", "việc", Aggregation.SUM, ValueKind.COUNT, "areas", "Xã", SINCE
    )
    element = add_element(by=owner, now=NOW, asked=counted)
    period = "2026-M02"
    figures = open_submission(by=cast.officer, now=NOW, data_set="XA.THANG", period=period)
    cell = catalogue.cell("DEMAND.RELAPSE").pk
    day_off = province.enter_days_off(by=owner, now=NOW, row=row, ground="Thông báo ví dụ")
    return {
        "api_path": "me",
        "subscription": a_machine_told_outside(cast),
        "element": element.code, "data_set": "XA.THANG", "period": period, "submission": figures.pk, "cell": cell, "series": series.pk, "number": number.pk, "day_off": day_off.pk,
        "agency": cast.department.agency, "group": group, "place": commune, "village": village,
        "account": cast.department.account, "post": cast.department.post, "holding": holding.pk,
    }  # fmt: skip


def a_machine_told_outside(cast: Cast) -> int:
    wanted = Wanted("Máy ví dụ", "https://nhan.example.org/")
    return make_subscription(by=cast.province, now=NOW, post=cast.province.post, wanted=wanted)[0].pk


def things_of_a_paper(cast: Cast) -> Things:
    """Taking it in and reading it put a notice into the owner's inbox."""
    document = take_in_read(cast.province, NOW)
    opening = open_in_emergency(
        by=cast.doctor, now=NOW, kind="document", code="12/KH-UBND",
        reason="Cần đối chiếu ngay danh mục thuốc của đêm nay",
    )  # fmt: skip
    return {
        "document": document.pk,
        "opening": opening.pk,
        "version": 1,
        "finding": Finding.objects.filter(document=document, kind="task").earliest("order").pk,
        "notice": Notice.objects.filter(account_id=cast.province.account).latest("pk").pk,
    }


def things_of_money(cast: Cast, budget: Budget) -> Things:
    """The budget of the plan, approved, and what the department has of it."""
    purse = give(cast, approved(cast, budget), "2", 10**6, year=2027)
    return {"budget": budget.pk, "line": purse.ceiling.line_id, "purse": purse.pk}


def things_of_a_plan(cast: Cast) -> Things:
    """A task that the department leads, with a file that it brought when it reported."""
    with pytest.MonkeyPatch.context() as patch:
        plan = make_example_plan(cast, hand_over(patch))
    share = Share.objects.filter(task__plan=plan, agency_id=cast.department.agency).earliest("pk")
    file = keep(by=cast.department, now=NOW, name="anh.txt", chunks=[b"anh"])
    contest = contest_share(
        by=cast.department, now=NOW, share=share.pk, ground="Đã gửi báo cáo trước hạn (ví dụ)"
    )
    update = report_progress(
        by=cast.department,
        now=NOW,
        share=share.pk,
        state=ShareState.IN_PROGRESS,
        percent=50,
        note="Đang làm",
        seen=share.revision,
        files=[file.pk],
    )
    return {
        "plan": plan.pk,
        **things_of_money(cast, budgets.list_cards(cast.province, money_of(plan.pk), on=TODAY)[0].budget),
        "task": share.task_id,
        "occurrence": share.occurrence_id,
        "share": share.pk,
        "contest": contest.pk,
        "update_file": UpdateFile.objects.get(update=update).pk,
    }


def things_of_the_chain(cast: Cast, plan: int) -> Things:
    """What the plan of commune A makes of the first promise of the owner's plan."""
    with pytest.MonkeyPatch.context() as patch:
        lower = lower_plan(cast, hand_over(patch))
    pair = compare_plans(by=cast.province, now=NOW, upper=plan, lower=lower.pk)
    return {"answer": pair.answers.earliest("pk").pk}


def things_of_a_report(cast: Cast, plan: int) -> Things:
    """The closing report of the owner's plan, for which the department is asked to write."""
    by: dict[str, Any] = {"by": cast.province, "now": NOW}
    report = reports.open_report(**by, kind="ket_thuc", year=2026, plan=plan)
    reports.ask_units(**by, report=report.pk, units=[cast.department.agency], due_on=TODAY)
    return {
        "report": report.pk,
        "passage": report.passages.earliest("pk").pk,
        "contribution": report.contributions.get().pk,
    }


def things_passed_on(cast: Cast) -> Things:
    """What the finance department owed has passed to the facility."""
    giver, receiver = cast.department_next_door.agency, cast.doctor.agency
    moves = [
        Move(held.kind, held.id, held.agency, (receiver,))
        for held in held_by(cast.province, giver, on=timezone.localdate(NOW))
    ]
    made, _told = make_handover(by=cast.province, now=NOW, body=giver, moves=moves, ground="Quyết định ví dụ")
    old = get_agency(cast.province, giver)
    heir = name_successor(
        by=cast.province, now=NOW, old=old, new=receiver, subject="all", on=TODAY, ground="Quyết định ví dụ"
    )
    return {"handover": made.pk, "succession": heir.pk}
