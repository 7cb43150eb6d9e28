"""A figure is opened to everybody, its table renewed, and withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.indicators.rules import policy
from chungtay.journal import services as journal
from chungtay.openfigures import queries, tables
from chungtay.openfigures.models import Edition, OpenFigure
from chungtay.openfigures.rules import Chosen, OpenState, check_beside, check_editions
from chungtay.openfigures.tables import Made

EMPTY = Problem("empty", "Chưa có số liệu đã duyệt của kỳ nào đã kết thúc để công bố.", "do")
UNCHANGED = Problem("unchanged", "Không có gì mới so với bản đang công khai.")
NO_GROUND = Problem("no_ground", "Hãy ghi theo văn bản, ý kiến nào.", "ground")


@transaction.atomic
def publish_figure(*, by: Actor, now: datetime, chosen: Chosen, ground: str) -> OpenFigure:
    """From now on everybody may have this table, as it stands today."""
    today = timezone.localdate(now)
    if chosen.province != queries.province_of(by, on=today) or not ground.strip():
        raise Refused(NO_GROUND)
    problems = check_beside(
        tables.families_of(chosen.measure, today), chosen.since, queries.list_beside(chosen, on=today)
    )
    if problems:
        raise Refused(problems)
    made = _made(by, chosen, now)
    figure = OpenFigure.objects.create(
        province_id=chosen.province, measure=chosen.measure, division=chosen.division, span=chosen.span.value,
        since=chosen.since, ground=ground.strip(), decided_at=now, decided_by_id=by.account,
    )  # fmt: skip
    _keep(figure, made, by, now)
    _record(figure, made.sheet.names["vi"], "openfigures.published", by, now, ground=[None, figure.ground])
    return figure


@transaction.atomic
def renew_figure(*, by: Actor, now: datetime, figure: int) -> Edition:
    """A new edition: the periods that have closed since, and what was corrected. Earlier editions stay as they were."""
    found = queries.get_kept(by, figure, on=timezone.localdate(now))
    made = _made(by, queries.chosen_of(found), now)
    edition = _keep(found, made, by, now)
    number = [edition.number - 1, edition.number]
    _record(found, made.sheet.names["vi"], "openfigures.renewed", by, now, edition=number)
    return edition


@transaction.atomic
def withdraw_figure(*, by: Actor, now: datetime, figure: int, ground: str) -> None:
    """The page no longer has it; what was downloaded before cannot be called back, so its editions are kept."""
    found = queries.get_kept(by, figure, on=timezone.localdate(now))
    if not ground.strip():
        raise Refused(NO_GROUND)
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    name = found.editions.order_by("-number")[0].sheet["names"]["vi"]
    _record(found, name, "openfigures.withdrawn", by, now, ground=[found.ground, ground.strip()])


def _made(by: Actor, chosen: Chosen, now: datetime) -> Made:
    hidden, shown = queries.places_of(chosen)
    made = tables.make(by, chosen, hidden, timezone.localdate(now))
    if made is None or not any(
        entry.state in (OpenState.SAID, OpenState.SHORT)
        for line in made.sheet.lines
        for entry in line.entries
    ):
        raise Refused(EMPTY)
    problems = check_editions(made.behind, made.hidden, shown, policy().threshold, policy().spread)
    if problems:
        raise Refused(problems)
    return made


def _keep(figure: OpenFigure, made: Made, by: Actor, now: datetime) -> Edition:
    last = figure.editions.order_by("-number").first()
    sheet = made.sheet.as_json()
    if last is not None and last.sheet == sheet:
        raise Refused(UNCHANGED)
    number = last.number + 1 if last else 1
    return Edition.objects.create(
        figure=figure, number=number, made_at=now, made_by_id=by.account, sheet=sheet
    )


def _record(
    figure: OpenFigure, name: str, verb: str, by: Actor, now: datetime, **change: Sequence[object]
) -> None:
    journal.record(
        by=by, now=now, verb=verb, subject=f"open_figure:{figure.pk}", title=name, change=dict(change)
    )
