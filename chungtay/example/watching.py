"""The chain, the month of action of June 2026, two inspections and a commendation of the example province."""

from datetime import date, timedelta

from chungtay.agencies import access
from chungtay.agencies import queries as agencies
from chungtay.base.actor import Actor
from chungtay.chain import queries as chain
from chungtay.chain import services as chain_services
from chungtay.chain.rules import Coverage, LinkState
from chungtay.example.bodies import Bodies
from chungtay.example.telling import moment
from chungtay.files import services as files
from chungtay.supervision import queries, services
from chungtay.supervision.rules import InspectionKind, season_in

COMMUNE = "Ủy ban nhân dân xã Mường Pồn"
REHAB = "Cơ sở cai nghiện ma túy tỉnh"
GROUPS = ("Ủy ban nhân dân các xã, phường", "Sở Y tế", "Sở GD&ĐT", "Ủy ban MTTQ Việt Nam tỉnh")
TOLD = (
    "Tổ chức lễ phát động, treo 12 băng rôn, phát thanh 8 buổi; 210 lượt người dự.",
    "Tuyên truyền tại 6 bản, ký cam kết với 340 hộ; 2 buổi tư vấn điều trị tự nguyện.",
    "Phối hợp trường học tổ chức cuộc thi tìm hiểu pháp luật, 180 học sinh tham gia.",
    "Ra quân ngày 26/6, diễu hành và phát 500 tờ rơi ở chợ trung tâm.",
)


def watch_over(
    office: Actor, actors: dict[int, Actor], bodies: Bodies, plan: int, commune_plan: int, today: date
) -> int:
    """All of it, in the order of time. Returns how many have reported on the month of action."""
    _hold_the_chain(office, plan, commune_plan, today)
    seats = _seats_of(("giamsat", "lanhdao"), today)
    _inspect(seats["giamsat"], actors, bodies, today)
    reported = _run_the_month(office, actors, bodies, plan, today)
    _commend(seats["lanhdao"], office, list(actors), today)
    return reported


def _hold_the_chain(office: Actor, upper: int, lower: int, today: date) -> None:
    """The commune's plan against the province's: what is sure is confirmed, one hole is proposed to the commune."""
    day = min(date(2026, 3, 9), today)
    pair = chain_services.compare_plans(by=office, now=moment(day), upper=upper, lower=lower)
    sure = [link.pk for link in chain.list_sure(pair)]
    chain_services.decide_links(by=office, now=moment(day), links=sure, state=LinkState.CONFIRMED)
    asked = chain.Asked(Coverage.HOLE)
    hole = chain.list_answers(office, upper, asked, on=day).filter(promise__kind="task").first()
    if hole is not None:
        due = date(2026, 12, 31)
        chain_services.propose(by=office, now=moment(day), answers=[hole.pk], due_on=due)


def _run_the_month(office: Actor, actors: dict[int, Actor], bodies: Bodies, plan: int, today: date) -> int:
    """June 2026: most report on time, some late, a few not at all. Returns how many have reported."""
    season = season_in("action_month", 2026)
    opened = moment(min(date(2026, 5, 18), today))
    campaign = services.start_campaign(
        by=office, now=opened, plan=plan, name=f"{season.name} năm 2026", begins=season.begins or today,
        ends=season.ends or today, report_due=season.report_due or today, days=season.days,
        parts=[bodies.ids[name] for name in GROUPS],
    )  # fmt: skip
    reported = 0
    for place, part in enumerate(queries.list_parts(office, campaign, on=today)):
        day = date(2026, 6, 12) + timedelta(days=place % 22)  # a few after the day by which it was asked
        if place % 7 == 6 or day > today or part.agency_id not in actors:
            continue
        by, at = actors[part.agency_id], moment(day)
        text = TOLD[place % len(TOLD)]
        kept = [_sheet(by, day, text)] if place % 5 == 0 else []
        services.report_to_campaign(by=by, now=at, campaign=campaign.pk, text=text, files=kept)
        reported += 1
    return reported


def _sheet(by: Actor, day: date, text: str) -> int:
    words = f"Văn bản ví dụ.\n{by.agency_name}\n{text}\n"
    return files.keep(by=by, now=moment(day), name="ket-qua-thang-hanh-dong.txt", chunks=[words.encode()]).pk


def _inspect(inspector: Actor, actors: dict[int, Actor], bodies: Bodies, today: date) -> None:
    """The Front's supervision in April and an unannounced one in September: recommendations in every state."""
    rehab, commune = bodies.ids[REHAB], bodies.ids[COMMUNE]
    spring, autumn = date(2026, 4, 6), date(2026, 9, 14)
    if spring + timedelta(days=9) > today:
        return
    first = services.plan_inspection(
        by=inspector, now=moment(date(2026, 1, 20)), kind=InspectionKind.FRONT, begins=spring,
        ends=spring + timedelta(days=11), announced=True, subjects=[rehab, commune],
        title="Giám sát việc hỗ trợ người sau cai nghiện hòa nhập cộng đồng",
        ground="Chương trình giám sát năm 2026 của Ủy ban MTTQ Việt Nam tỉnh (ví dụ)",
    )  # fmt: skip
    _followed(
        inspector,
        actors[rehab],
        first.pk,
        "Công khai danh mục nghề được dạy tại cơ sở",
        spring,
        accepted=True,
    )
    _followed(
        inspector, actors[commune], first.pk, "Phân công đủ người giúp đỡ người sau cai nghiện ở từng bản", spring,
        accepted=False,
    )  # fmt: skip
    ended = min(spring + timedelta(days=18), today)
    services.conclude_inspection(
        by=inspector,
        now=moment(ended),
        inspection=first.pk,
        conclusion="05/KL-MTTQ (ví dụ)",
        concluded_on=ended,
    )
    if autumn + timedelta(days=9) > today:
        return
    second = services.plan_inspection(
        by=inspector, now=moment(date(2026, 9, 1)), kind=InspectionKind.FRONT, begins=autumn,
        ends=autumn + timedelta(days=2), announced=False, subjects=[rehab], title="Giám sát bữa ăn, nơi ở của học viên",
    )  # fmt: skip
    _asked(inspector, second.pk, "Niêm yết thực đơn hằng tuần ở nhà ăn", rehab, autumn)
    waiting = _asked(inspector, second.pk, "Sửa mái khu nhà ở số 2 trước mùa rét", rehab, autumn)
    services.answer_recommendation(
        by=actors[rehab], now=moment(autumn + timedelta(days=9)), recommendation=waiting,
        text="Đã sửa xong mái, nghiệm thu nội bộ ngày 22/9.",
    )  # fmt: skip


def _asked(inspector: Actor, inspection: int, text: str, owner: int, day: date, days: int = 30) -> int:
    due = day + timedelta(days=days)
    made = services.recommend(
        by=inspector, now=moment(day), inspection=inspection, text=text, owner=owner, due_on=due
    )
    return made.pk


def _followed(
    inspector: Actor, owner: Actor, inspection: int, text: str, day: date, *, accepted: bool
) -> None:
    asked = _asked(inspector, inspection, text, owner.agency, day, 30 if accepted else 365)
    services.answer_recommendation(
        by=owner, now=moment(day + timedelta(days=7)), recommendation=asked, text="Đã thực hiện, có biên bản kèm theo."
    )  # fmt: skip
    words = "" if accepted else "Mới phân công ở 4 trong 9 bản; đề nghị làm tiếp."
    services.judge_answer(
        by=inspector, now=moment(day + timedelta(days=9)), recommendation=asked, accepted=accepted, text=words
    )


def _commend(leader: Actor, office: Actor, candidates: list[int], today: date) -> None:
    """The first of these bodies that has finished something is proposed, and commended by the leader."""
    first, last = date(2026, 1, 1), min(date(2026, 10, 31), today)
    for agency in candidates:
        if queries.finished_work(office, agency, period_from=first, period_to=last, on=today):
            made = services.propose_commendation(
                by=office, now=moment(last), agency=agency, form="bang_khen", period_from=first, period_to=last,
                ground="Thực hiện đúng hạn các nhiệm vụ được giao trong kế hoạch phòng, chống ma túy (ví dụ).",
            )  # fmt: skip
            services.decide_commendation(
                by=leader, now=moment(last), commendation=made.pk, awarded=True,
                decision="Quyết định số 1208/QĐ-UBND (ví dụ)",
            )  # fmt: skip
            return


def _seats_of(usernames: tuple[str, ...], on: date) -> dict[str, Actor]:
    """The actors of the offered seats by the name one signs in with."""
    found = {held.account.username: held.account_id for held in agencies.list_example_accounts()}
    return {name: access.actor_of(agencies.list_holdings(found[name], on=on)[0]) for name in usernames}
