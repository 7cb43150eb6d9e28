"""What a province opens, everybody has: and nothing else, and nothing that tells of a person."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.problems import NotThere, Refused
from chungtay.figures.services import Typed, save_cells
from chungtay.figures.tests.factories import SmallForm, opened
from chungtay.journal.models import Entry as Written
from chungtay.openfigures import queries, services
from chungtay.openfigures.drawing import draw_published
from chungtay.openfigures.models import Edition, OpenFigure
from chungtay.openfigures.queries import Published
from chungtay.openfigures.rules import Chosen, Entry, OpenState, Span, sheet_of
from chungtay.openfigures.tests.conftest import CASES, PEOPLE, approved
from chungtay.openfigures.words import STATES
from chungtay.pictures.rules import UNKNOWN, AreaMap
from chungtay.places.models import Outline
from chungtay.places.rules import Kind
from tests.cast import NOW, SINCE, TODAY, Cast, Town

GROUND = "Công văn 12/UBND-NC (ví dụ)"


@pytest.fixture(autouse=True)
def _on_the_day_of_the_stories() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def figures(cast: Cast, form: SmallForm) -> SmallForm:
    """A has 2 people and B 30 in January; in February only A is approved."""
    approved(cast, cast.officer, form, "2026-M01", 2)
    approved(cast, cast.officer_next_door, form, "2026-M01", 30)
    approved(cast, cast.officer, form, "2026-M02", 9)
    return form


def choice(town: Town, measure: str = PEOPLE, division: str = Kind.COMMUNE) -> Chosen:
    return Chosen(town.province, measure, division, Span.MONTH, 2026)


def publish(cast: Cast, chosen: Chosen) -> OpenFigure:
    return services.publish_figure(by=cast.province, now=NOW, chosen=chosen, ground=GROUND)


def states(edition: Edition) -> dict[str, list[str]]:
    sheet = sheet_of(edition.sheet)
    return {
        line.key and line.names["vi"]: [one.value or one.state.value for one in line.entries]
        for line in sheet.lines
    }


def page(**asked: str | int) -> str:
    answer = Client().get(reverse("openfigures:figures"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_small_numbers_stay_and_so_does_what_would_tell_them(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    found = publish(cast, choice(town))
    told = states(found.editions.get())
    assert told["Xã A"] == ["hidden", "9"]
    assert told["Xã B"][0] == "hidden" or told[""][0] == "hidden"
    assert told["Xã B"][1] == "silent"
    assert Written.objects.get(verb="openfigures.published").subject == f"open_figure:{found.pk}"


def test_only_what_is_approved_leaves(cast: Cast, town: Town, form: SmallForm) -> None:
    draft = opened(cast.officer, form, "2026-M01")
    save_cells(by=cast.officer, now=NOW, submission=draft.pk, cells=[Typed(form.cells[1], 0, Decimal(7))])
    with pytest.raises(Refused, match="empty"):
        publish(cast, choice(town, CASES))


def test_who_has_no_account_reads_it_without_a_cookie_and_may_keep_it(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    found = publish(cast, choice(town))
    client = Client()
    answer = client.get(reverse("openfigures:figures"), {"so": found.pk})
    assert answer.status_code == 200
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    again = client.get(
        reverse("openfigures:figures"), {"so": found.pk}, headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert "Chỉ tiêu 0" in answer.content.decode()
    assert '<html lang="en">' in page(so=found.pk, lang="en")


def test_it_downloads_as_csv_xlsx_and_json_with_the_same_numbers_and_no_more(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    asked: dict[str, str | int] = {"so": publish(cast, choice(town)).pk}
    told = json.loads(page(**asked, tep="json"))
    assert [row["values"][0]["state"] for row in told["rows"]].count("hidden") == 2
    assert told["unit"] == "người"
    lines = page(**asked, tep="csv").splitlines()
    assert len(lines) == 1 + len(told["rows"]) * len(told["periods"])
    answer = Client().get(reverse("openfigures:figures"), {**asked, "tep": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert cells.count("•") == 2
    assert 9 in cells
    assert 2 not in cells


def test_its_map_shows_what_the_table_shows_and_no_more(cast: Cast, town: Town, figures: SmallForm) -> None:
    for at, commune in enumerate((town.commune_a, town.commune_b)):
        west, east = 105.0 + at, 106.0 + at
        shape = [[[[west, 21.0], [east, 21.0], [east, 22.0], [west, 22.0], [west, 21.0]]]]
        Outline.objects.create(place_id=commune, valid_from=SINCE, source="test", shape=json.dumps(shape))
    figure = publish(cast, choice(town))
    published = queries.get_published(figure.pk)
    assert said_on_the_map(published) == {"Xã A": (1, "9"), "Xã B": (UNKNOWN, "chưa có báo cáo đã duyệt")}
    assert page(so=figure.pk).count('<figure class="picture">') == 3
    lines = [
        replace(line, entries=[*line.entries[:-1], Entry(OpenState.HIDDEN)])
        if "B" in line.names["vi"]
        else line
        for line in published.sheet.lines
    ]
    hidden = said_on_the_map(replace(published, sheet=replace(published.sheet, lines=lines)))
    assert hidden["Xã B"] == (UNKNOWN, str(STATES[OpenState.HIDDEN]))


def said_on_the_map(published: Published) -> dict[str, tuple[int, str]]:
    drawn = next(one for one in draw_published(published, "vi") if isinstance(one, AreaMap))
    return {area.name: (area.level, area.said) for area in drawn.areas}


def test_a_new_edition_is_made_only_of_what_is_new_and_keeps_hidden_what_was(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    found = publish(cast, choice(town))
    with pytest.raises(Refused, match="unchanged"):
        services.renew_figure(by=cast.province, now=NOW, figure=found.pk)
    approved(cast, cast.officer_next_door, figures, "2026-M02", 40)
    made = services.renew_figure(by=cast.province, now=NOW, figure=found.pk)
    assert made.number == 2
    told = states(made)
    assert told["Xã A"] == ["hidden", "9"]
    assert told["Xã B"][1] == "40"


def test_the_same_people_are_not_published_a_second_way(cast: Cast, town: Town, figures: SmallForm) -> None:
    found = publish(cast, choice(town))
    with pytest.raises(Refused, match="same_people"):
        publish(cast, choice(town, division=""))
    services.withdraw_figure(by=cast.province, now=NOW, figure=found.pk, ground=GROUND)
    with pytest.raises(Refused, match="same_people"):
        publish(cast, choice(town, division=""))
    publish(cast, choice(town, CASES, ""))  # cases are no people


def test_withdrawn_is_gone_from_the_page(cast: Cast, town: Town, figures: SmallForm) -> None:
    found = publish(cast, choice(town, CASES))
    assert "Chỉ tiêu 1" in page()
    services.withdraw_figure(by=cast.province, now=NOW, figure=found.pk, ground=GROUND)
    assert "Chỉ tiêu 1" not in page()
    assert Client().get(reverse("openfigures:figures"), {"so": found.pk}).status_code == 404
    assert [one.figure.pk for one in queries.list_kept(cast.province, on=TODAY)] == [found.pk]


def test_nobody_opens_a_figure_of_another_province_or_without_the_power(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    found = publish(cast, choice(town, CASES))
    for actor in (cast.officer, cast.department, cast.stranger):
        with pytest.raises((NotThere, Refused)):
            services.publish_figure(by=actor, now=NOW, chosen=choice(town), ground=GROUND)
        with pytest.raises(NotThere):
            services.withdraw_figure(by=actor, now=NOW, figure=found.pk, ground=GROUND)


def test_the_office_sees_what_would_leave_before_it_publishes(
    cast: Cast, town: Town, figures: SmallForm
) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.province.account))
    address, asked = (
        reverse("openfigures:choose"),
        {"do": PEOPLE, "cap": "commune", "ky": "month", "tu": "2026"},
    )
    shown = client.get(address, asked).content.decode()
    assert "Sẽ giữ lại 2 số" in shown
    assert '<option value="THU.THANG.E0" selected>Chỉ tiêu 0</option>' in shown
    assert client.post(address, {**asked, "act": "publish", "ground": ""}).status_code == 422
    assert client.post(address, {**asked, "act": "publish", "ground": GROUND}).status_code == 302
    found = OpenFigure.objects.get()
    assert (
        client.post(address, {"act": "renew", "figure": found.pk}, follow=True)
        .content.decode()
        .count("Không có gì mới")
        == 1
    )
    client.post(address, {"act": "withdraw", "figure": found.pk, "ground": GROUND})
    assert "đã rút" in client.get(address).content.decode()
    assert sheet_of(found.editions.get().sheet).lines[0].entries[0].state is OpenState.HIDDEN
