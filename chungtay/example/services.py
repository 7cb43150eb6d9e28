"""Fills the example province: real units, invented people, papers and figures, through the services of every room."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files

from django.db import connection
from django.utils import timezone

from chungtay.agencies import queries as agencies
from chungtay.agencies.rules import AgencyKind
from chungtay.base.actor import Actor
from chungtay.catalogue import services as catalogue
from chungtay.documents import services as documents
from chungtay.example.answers import answer_the_work
from chungtay.example.areas import judge_the_communes
from chungtay.example.bodies import PROVINCE, Bodies, People, data, open_bodies
from chungtay.example.cases import keep_files
from chungtay.example.counting import count_the_year
from chungtay.example.fieldwork import work_in_the_field
from chungtay.example.hotline import open_the_line
from chungtay.example.joining import count_together, divide_a_body
from chungtay.example.money import approve_project, live_the_money, tie_the_money
from chungtay.example.opening import publish_figures
from chungtay.example.outside import name_a_receiver
from chungtay.example.paper import as_docx
from chungtay.example.past import ERA, live_the_old_era
from chungtay.example.queries import has_handed_in, list_offered
from chungtay.example.registers import write_registers
from chungtay.example.reporting import write_report
from chungtay.example.rights import look_after
from chungtay.example.seats import move_people
from chungtay.example.telling import SAID, moment
from chungtay.example.watching import watch_over
from chungtay.notices import worker
from chungtay.places import queries as place_queries
from chungtay.places import services as places
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.rules import ShareState, money_of

FOUNDED = date(2026, 1, 5)
OLD_PLAN = "ke-hoach-tinh-2022-2025"
SIGNED_PLAN = "ke-hoach-tinh-2026-2030"
COMMUNE_PLAN = "ke-hoach-xa-muong-pon-2026"
NEW_PAPER = "ke-hoach-phuong-muong-thanh"
FOUNDER = Actor(
    account=0, name="chungtay example", post=0, post_name="thiết lập tỉnh ví dụ", agency=0, agency_name="",
    powers=frozenset({"agencies.manage", "places.manage"}),
)  # fmt: skip


class Halfway(Exception):
    """An earlier filling was stopped; the text says how to begin anew."""


def fill(*, say: Callable[[str], None]) -> None:
    """Make the example province, once: a second call changes nothing, or raises ``Halfway``.

    ``say`` gets a line for each step. The last paper is only handed in: the worker reads it while a person watches.
    """
    if _is_filled():
        say("Tỉnh ví dụ đã có; không thay đổi gì.")
        return
    now = timezone.now()
    today = timezone.localdate(now)
    say("Nạp đơn vị hành chính hai thời kỳ…")
    places.load_places(now=now)
    catalogue.load_catalogue(now=now)
    say("Lập các cơ quan và tài khoản ví dụ…")
    province = place_queries.place_at(PROVINCE, today)
    by = replace(FOUNDER, place=province.pk if province else None)
    bodies = open_bodies(by=by, now=moment(ERA), today=today)
    people = People(bodies)
    people.open_offered(held_from=ERA)
    office = people.actors[bodies.ids["Công an tỉnh"]]
    people.open_others(_bodies_of(office, on=ERA, without=AgencyKind.POLICE), held_from=ERA)
    say("Đọc kế hoạch 2022 - 2025, lập thành kế hoạch, sống những năm ấy…")
    old = _run_plan(office, OLD_PLAN, moment(date(2022, 1, 25)), say)
    finance = people.actors[bodies.ids["Sở Tài chính"]]
    approve_project(finance, money_of(old))
    live_the_old_era(bodies, people, office, today=today, say=say)
    people.open_offered(held_from=FOUNDED)
    today_bodies = _bodies_of(office, on=FOUNDED)
    people.open_others(today_bodies, held_from=FOUNDED)
    actors = {body: people.actors[body] for body in today_bodies}
    say(f"  {len(actors)} cơ quan có người dùng")
    say("Đọc kế hoạch ví dụ, soát và lập thành kế hoạch…")
    plan = _run_plan(office, SIGNED_PLAN, moment(date(2026, 1, 16)), say)
    receipts = live_the_money(actors, bodies, finance, money_of(plan), today)
    tied = tie_the_money(office, finance, plan, FOUNDED + timedelta(days=30))
    say(f"  kinh phí năm đầu đã phân bổ, {receipts} khoản chi; {tied} nhiệm vụ gắn với dòng kinh phí")
    count = _live_the_year(actors, today)
    say(f"  {count} lần các cơ quan cập nhật phần việc của mình")
    _count(office, actors, bodies, now, say)
    followed = answer_the_work(office, actors, plan, now=now, today=today)
    say(f"  {followed} việc tự biết đã xong; có việc từ chối, xin gia hạn, trả lại, chờ xác nhận")
    _watch(office, actors, bodies, plan, today, say)
    _conclude(office, actors, bodies, now, say)
    move_people(bodies, people, now=now, today=today)
    say("Một cấp phó được ký thay, một cán bộ xã đã bàn giao, một người theo dõi ba xã.")
    sent = open_the_line(office, people.offered, now)
    say(f"  đường dây báo tin đã mở, {sent} tin ví dụ")
    kept = _keep(people, bodies, now)
    _hand_in(office, now, NEW_PAPER)
    say(f"{kept} hồ sơ ví dụ. Kế hoạch của một phường đã gửi vào, chờ được đọc và soát (mục Văn bản).")


def _is_filled() -> bool:
    """Whether the last paper of a filling is there; raises ``Halfway`` where only the first ones are."""
    offered = list_offered()
    if offered and not has_handed_in(offered, file_name(NEW_PAPER)):
        raise Halfway(
            "Tỉnh ví dụ mới điền được một phần, lần trước bị dừng giữa chừng. Hãy điền lại từ cơ sở dữ liệu "
            f"trống: xóa {connection.settings_dict['NAME']} (tệp của SQLite hay cơ sở dữ liệu của PostgreSQL, "
            "chỉ chứa tỉnh ví dụ), rồi chạy lại."
        )
    return bool(offered)


def _count(
    office: Actor, actors: dict[int, Actor], bodies: Bodies, now: datetime, say: Callable[[str], None]
) -> None:
    today = timezone.localdate(now)
    forms = count_the_year(office, actors, since=FOUNDED, today=today)
    say(f"  {forms} biểu số liệu của các tháng đã gửi, tháng cuối chờ duyệt")
    entries = write_registers(actors, bodies, now=now, today=today)
    entries += work_in_the_field(actors, bodies, now=now, today=today)
    say(f"  {entries} bản ghi trong các sổ theo dõi, vài bản chờ duyệt")


def _keep(people: People, bodies: Bodies, now: datetime) -> int:
    today = timezone.localdate(now)
    kept = keep_files(people.offered[data("cases")["desk"]], bodies.ids, today=today, now=now)
    look_after(people.offered, today=today, now=now)
    count_together(people.offered, today=today, now=now)
    return kept + (divide_a_body(bodies, people, today=today, now=now) if kept else 0)


def _conclude(
    office: Actor, actors: dict[int, Actor], bodies: Bodies, now: datetime, say: Callable[[str], None]
) -> None:
    today = timezone.localdate(now)
    judged = judge_the_communes(office, actors, bodies, today)
    say(f"  {judged} xã, phường đã được phê duyệt loại địa bàn năm 2025; ba năm trước theo đơn vị cũ")
    name_a_receiver(office, now=now)
    opened = publish_figures(office, now=now)
    say(f"  {opened} số liệu công khai cho mọi người")
    say(f"  báo cáo đang soạn: {write_report(office, actors, now=now, today=today)}")


def _watch(
    office: Actor,
    actors: dict[int, Actor],
    bodies: Bodies,
    plan: int,
    today: date,
    say: Callable[[str], None],
) -> None:
    say("So kế hoạch một xã với kế hoạch tỉnh; tháng hành động, hai cuộc giám sát, một lần khen thưởng…")
    commune_plan = _run_plan(office, COMMUNE_PLAN, moment(date(2026, 2, 26)), say)
    reported = watch_over(office, actors, bodies, plan, commune_plan, today)
    say(f"  {reported} nơi đã gửi báo cáo tháng hành động")


def paper_source(name: str) -> str:
    return files("chungtay.example").joinpath("papers", f"{name}.md").read_text(encoding="utf-8")


def file_name(paper: str) -> str:
    return f"{paper}.docx"


def _hand_in(office: Actor, now: datetime, paper: str) -> int:
    chunks = [as_docx(paper_source(paper))]
    document = documents.take_in(by=office, now=now, name=file_name(paper), chunks=chunks, is_example=True)
    return document.pk


def _bodies_of(office: Actor, *, on: date, without: AgencyKind = AgencyKind.GROUP) -> list[int]:
    """The bodies of the province that are there on that day and do work themselves, but for one kind."""
    found = agencies.within_jurisdiction(office, on=on).filter(agencies.alive_on(on))
    return list(found.exclude(kind__in=[AgencyKind.GROUP, without]).values_list("pk", flat=True))


def _run_plan(office: Actor, paper: str, now: datetime, say: Callable[[str], None]) -> int:
    document = _hand_in(office, now, paper)
    worker.run_due(limit=1)
    accepted = documents.accept_all_pending(by=office, now=now, document=document)
    plan = plan_services.make_plan(by=office, now=now, document=document)
    say(f"  {accepted} mục được nhận, kế hoạch “{plan.title}” bắt đầu chạy")
    return plan.pk


@dataclass(frozen=True, slots=True)
class Report:
    """One invented update, to be told in the order of time."""

    at: datetime
    actor: Actor
    share: int
    seen: int
    state: ShareState
    percent: int | None
    note: str


def _live_the_year(actors: dict[int, Actor], today: date) -> int:
    """Let the bodies report what a year of work would have made them report; some late, some not at all."""
    chance = random.Random(data("people")["seed"])  # noqa: S311  an invented year needs no secrecy
    reports = sorted(
        (report for actor in actors.values() for report in _reports_of(actor, today, chance)),
        key=lambda r: r.at,
    )
    for report in reports:
        plan_services.report_progress(
            by=report.actor, now=report.at, share=report.share, state=report.state, percent=report.percent,
            note=report.note, seen=report.seen,
        )  # fmt: skip
    return len(reports)


def _reports_of(actor: Actor, today: date, chance: random.Random) -> Iterator[Report]:
    work = plans.my_work(actor, today=today)
    for share in [*work.late.shares, *work.soon.shares, *work.undated.shares]:
        due = share.due_on or today + timedelta(days=30)
        begun = max(FOUNDED + timedelta(days=20), due - timedelta(days=chance.randint(25, 80)))
        if begun >= today or chance.random() < 0.08:  # nobody has touched it yet
            continue
        finished = max(begun + timedelta(days=1), due - timedelta(days=chance.randint(0, 12)))
        if share.due_on and finished < today and chance.random() < 0.86:
            yield Report(
                moment(finished),
                actor,
                share.pk,
                share.revision,
                ShareState.DONE,
                None,
                chance.choice(SAID[2:4]),
            )
        else:
            percent = chance.choice((20, 40, 60))
            yield Report(
                moment(begun),
                actor,
                share.pk,
                share.revision,
                ShareState.IN_PROGRESS,
                percent,
                chance.choice(SAID),
            )
