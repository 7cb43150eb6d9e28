"""Fills the example province: real units, invented people, papers and figures, through the services of every room."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files

from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.documents import services as documents
from chungtay.example.bodies import PROVINCE, data, open_accounts, open_bodies
from chungtay.example.paper import as_docx
from chungtay.example.queries import list_offered
from chungtay.notices import worker
from chungtay.places import queries as place_queries
from chungtay.places import services as places
from chungtay.plans import queries as plans
from chungtay.plans import services as plan_services
from chungtay.plans.rules import ShareState

FOUNDED = date(2026, 1, 5)
SIGNED_PLAN = "ke-hoach-tinh-2026-2030"
NEW_PAPER = "ke-hoach-phuong-muong-thanh"
FOUNDER = Actor(
    account=0, name="chungtay example", post=0, post_name="thiết lập tỉnh ví dụ", agency=0, agency_name="",
    powers=frozenset({"agencies.manage", "places.manage"}),
)  # fmt: skip
SAID = (
    "Đã triển khai đến các đơn vị trực thuộc, đang tổng hợp kết quả.",
    "Đã ban hành văn bản hướng dẫn và phân công người phụ trách.",
    "Đã thực hiện đúng tiến độ, không có vướng mắc.",
    "Hoàn thành; kết quả gửi kèm báo cáo định kỳ.",
    "Đang phối hợp với các cơ quan liên quan, dự kiến xong đúng hạn.",
)


def fill(*, say: Callable[[str], None]) -> None:
    """Make the example province, once: a second call changes nothing.

    ``say`` gets a line for each step. The last paper is only handed in: the worker reads it while a person watches.
    """
    if list_offered():
        say("Tỉnh ví dụ đã có; không thay đổi gì.")
        return
    now = timezone.now()
    today = timezone.localdate(now)
    say("Nạp đơn vị hành chính hai thời kỳ…")
    places.load_places(now=now)
    say("Lập các cơ quan và tài khoản ví dụ…")
    founded = moment(FOUNDED)
    province = place_queries.place_at(PROVINCE, today)
    by = replace(FOUNDER, place=province.pk if province else None)
    bodies = open_bodies(by=by, now=founded, today=today)
    actors = open_accounts(bodies, held_from=FOUNDED, say=say)
    office = actors[bodies.ids["Công an tỉnh"]]
    say("Đọc kế hoạch ví dụ, soát và lập thành kế hoạch…")
    _run_plan(office, moment(date(2026, 1, 16)), say)
    count = _live_the_year(actors, today)
    say(f"  {count} lần các cơ quan cập nhật phần việc của mình")
    _hand_in(office, now, NEW_PAPER)
    say("Kế hoạch của một phường đã gửi vào, chờ được đọc và soát (mục Văn bản).")


def moment(day: date) -> datetime:
    """Nine in the morning in Việt Nam, in UTC."""
    return datetime.combine(day, time(2), UTC)


def paper_source(name: str) -> str:
    return files("chungtay.example").joinpath("papers", f"{name}.md").read_text(encoding="utf-8")


def _hand_in(office: Actor, now: datetime, paper: str) -> int:
    chunks = [as_docx(paper_source(paper))]
    document = documents.take_in(by=office, now=now, name=f"{paper}.docx", chunks=chunks, is_example=True)
    return document.pk


def _run_plan(office: Actor, now: datetime, say: Callable[[str], None]) -> None:
    document = _hand_in(office, now, SIGNED_PLAN)
    worker.run_due(limit=1)
    accepted = documents.accept_all_pending(by=office, now=now, document=document)
    plan = plan_services.make_plan(by=office, now=now, document=document)
    say(f"  {accepted} mục được nhận, kế hoạch “{plan.title}” bắt đầu chạy")


@dataclass(frozen=True, slots=True)
class Report:
    """One invented update, to be told in the order of time."""

    at: datetime
    actor: Actor
    share: int
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
            note=report.note, seen=0,
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
            yield Report(moment(finished), actor, share.pk, ShareState.DONE, None, chance.choice(SAID[2:4]))
        else:
            percent = chance.choice((20, 40, 60))
            yield Report(moment(begun), actor, share.pk, ShareState.IN_PROGRESS, percent, chance.choice(SAID))
