"""The pages of figures, asked as a browser without scripts would ask them."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.catalogue.models import Cell
from chungtay.catalogue.rules import PeriodKind
from chungtay.catalogue.rules.periods import periods_of
from chungtay.figures.models import DataValue, Snapshot, SnapshotCell, Submission
from chungtay.figures.rules import ValueState
from chungtay.figures.tests.factories import SmallForm, opened, row_of, save, typed
from chungtay.law.rules import window
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# Pages know no other day than today: the month that has ended last is still open.
_TODAY = timezone.localdate()
_MONTHS = [
    month
    for year in (_TODAY.year - 1, _TODAY.year, _TODAY.year + 1)
    for month in periods_of(PeriodKind.MONTH, year)
]
PERIOD = [month for month in _MONTHS if window(month).last < _TODAY][-1]


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def address(form: SmallForm) -> str:
    return reverse("figures:entry", args=[form.data_set.code, PERIOD])


def fields(form: SmallForm, *given: str, seen: str = "0|") -> dict[str, str]:
    found: dict[str, str] = {}
    for cell, text in zip(form.cells, given, strict=True):
        found |= {f"s{cell}": seen, f"o{cell}": "" if text.startswith("!") else text}
        found[f"l{cell}"] = text[1:] if text.startswith("!") else ""
    return found


def autosave(client: Client, form: SmallForm, *cells: dict[str, Any]) -> HttpResponse:
    body = {"cells": [{"seen": 0, "at": 1772416800000, **cell} for cell in cells]}
    return client.post(address(form), json.dumps(body), content_type="application/json")  # type: ignore[return-value]


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_form_is_filled_and_sent_without_scripts_and_three_things_are_told_apart(
    cast: Cast, form: SmallForm
) -> None:
    client = client_of(cast.officer)
    given = fields(form, "1.234", "0", "!1", "12,5") | {"action": "send"}
    page = words(client.post(address(form), given, follow=True))
    assert "Đã gửi số liệu." in page
    for kind in ("cell number", "cell zero", "cell missing"):
        assert kind in page
    submission = Submission.objects.get()
    assert (submission.sent, submission.given) == (4, 4)
    assert str(row_of(submission, form.cells[3]).value) == "12.500"


def test_every_problem_stands_beside_its_cell_and_nothing_is_lost_or_half_saved(
    cast: Cast, form: SmallForm
) -> None:
    client = client_of(cast.officer)
    answer = client.post(address(form), fields(form, "12", "hai", "-3", "1,234,5") | {"action": "save"})
    page = words(answer)
    assert answer.status_code == 422
    assert 'value="hai"' in page
    assert "không phải là số" in page
    assert "số âm" in page
    assert not DataValue.objects.exists()


def test_a_form_with_a_gap_is_not_sent(cast: Cast, form: SmallForm) -> None:
    answer = client_of(cast.officer).post(address(form), fields(form, "1", "2", "", "3") | {"action": "send"})
    assert answer.status_code == 422
    assert "Ô này chưa có số" in words(answer)


def test_autosave_keeps_the_good_cells_and_says_what_is_wrong_with_the_others(
    cast: Cast, form: SmallForm
) -> None:
    first, second, third, measure = form.cells
    answer = autosave(
        client_of(cast.officer),
        form,
        {"cell": first, "given": "1.234"},
        {"cell": second, "given": "nhiều"},
        {"cell": third, "given": "!2"},
        {"cell": measure, "given": "12,25"},
    )
    cells = json.loads(answer.content)["cells"]
    assert cells[str(first)]["given"] == "1.234"
    assert cells[str(third)]["given"] == "!2"
    assert cells[str(measure)]["given"] == "12,25"
    assert "không phải là số" in cells[str(second)]["problem"]
    assert DataValue.objects.count() == 3


def test_what_two_people_wrote_unseen_comes_back_with_both_values_and_names(
    cast: Cast, form: SmallForm
) -> None:
    cell = form.cells[0]
    autosave(client_of(cast.officer), form, {"cell": cell, "given": "5"})
    answer = autosave(client_of(cast.deputy), form, {"cell": cell, "given": "7", "at": 1772416900000})
    said = json.loads(answer.content)["cells"][str(cell)]
    assert {said["given"], *(one["given"] for one in said["others"])} == {"5", "7"}
    assert {said["by"], said["others"][0]["by"]} == {cast.officer.name, cast.deputy.name}
    page = words(client_of(cast.officer).get(address(form)))
    assert cast.deputy.name in page
    chosen = {f"s{cell}": f"{said['seen']}|{said['given']}", f"k{cell}": "5"}
    client_of(cast.officer).post(address(form), chosen)
    assert str(row_of(Submission.objects.get(), cell).value) == "5.000"
    assert "cell number clash" not in words(client_of(cast.officer).get(address(form)))


def test_a_shape_that_is_not_the_scripts_is_refused(cast: Cast, form: SmallForm) -> None:
    for body in ("[]", "{", '{"cells": [{"cell": "x"}]}'):
        answer = client_of(cast.officer).post(address(form), body, content_type="application/json")
        assert answer.status_code == 422


def test_one_figure_is_returned_the_rest_approved_and_what_changed_is_approved_alone(
    cast: Cast, form: SmallForm
) -> None:
    officer, office = client_of(cast.officer), client_of(cast.province)
    officer.post(address(form), fields(form, "1", "2", "3", "4") | {"action": "send"})
    submission = Submission.objects.get()
    shown = reverse("figures:submission", args=[submission.pk])
    assert "4 " in words(office.get(shown))
    seen = {f"s{cell}": "1" for cell in form.cells}
    back = {"return": str(form.cells[1]), "action": "decide"}
    answer = office.post(shown, seen | back)
    assert answer.status_code == 422
    assert "Hãy nói vì sao trả lại" in words(answer)
    page = words(office.post(shown, seen | back | {f"r{form.cells[1]}": "Lệch với sổ"}, follow=True))
    assert "Đã trả lại 1 số." in page
    assert "Đã duyệt 3 số." in page
    assert row_of(submission, form.cells[1]).state == ValueState.RETURNED
    page = words(officer.get(address(form)))
    assert "Lệch với sổ" in page
    seen_again = fields(form, "1", "20", "3", "4", seen="")
    for cell, was in zip(form.cells, ("1|1", "1|2", "1|3", "1|4"), strict=True):
        seen_again[f"s{cell}"] = was
    officer.post(address(form), seen_again | {"action": "send"})
    waiting = words(office.get(shown))
    assert waiting.count('name="return"') == 1
    office.post(shown, {f"s{form.cells[1]}": "2", "action": "decide"})
    submission.refresh_from_db()
    assert submission.approved == 4


def test_a_returned_figure_that_is_right_is_kept_with_its_reason(cast: Cast, form: SmallForm) -> None:
    officer, office = client_of(cast.officer), client_of(cast.province)
    officer.post(address(form), fields(form, "1", "2", "3", "4") | {"action": "send"})
    submission, cell = Submission.objects.get(), form.cells[0]
    shown = reverse("figures:submission", args=[submission.pk])
    office.post(shown, {f"s{cell}": "1", "return": cell, f"r{cell}": "Xem lại", "action": "return"})
    kept = {"action": "confirm", "cell": f"{cell}|1", "words": "Đã đối chiếu sổ"}
    assert "kèm lý do" in words(officer.post(address(form), kept, follow=True))
    history = words(office.get(reverse("figures:cell", args=[submission.pk, cell])))
    for said in ("Xem lại", "Đã đối chiếu sổ", cast.officer.name):
        assert said in history


def test_my_forms_are_listed_by_what_is_due_and_what_waits_for_approval(cast: Cast, form: SmallForm) -> None:
    assert "Biểu thử" in words(client_of(cast.officer).get(reverse("figures:mine")))
    client_of(cast.officer).post(address(form), fields(form, "1", "2", "3", "4") | {"action": "send"})
    page = words(client_of(cast.province).get(reverse("figures:mine")))
    assert "1 biểu chờ anh/chị duyệt" in page
    assert "Ủy ban nhân dân xã A" in page


def test_a_neighbour_and_a_stranger_find_nothing(cast: Cast, form: SmallForm) -> None:
    submission = opened(cast.officer, form, PERIOD, timezone.now())
    save(cast.officer, submission, typed(form, 5))
    for actor in (cast.officer_next_door, cast.stranger, cast.department_next_door):
        for name, pieces in (
            ("figures:submission", [submission.pk]),
            ("figures:cell", [submission.pk, form.cells[0]]),
        ):
            assert client_of(actor).get(reverse(name, args=pieces)).status_code == 404
    assert client_of(cast.department_next_door).get(address(form)).status_code == 404


def test_the_leader_sees_who_has_sent_and_reminds_the_others(cast: Cast, form: SmallForm) -> None:
    client_of(cast.officer).post(address(form), fields(form, "1", "2", "3", "4") | {"action": "send"})
    shown = reverse("figures:completeness") + f"?bieu={form.data_set.code}&ky={PERIOD}"
    page = words(client_of(cast.leader).get(shown))
    assert "1/2 đã gửi" in page
    whole = client_of(cast.leader).get(shown).content.decode()
    assert f'<option value="{cast.leader.place}" selected>' in whole
    assert f'<option value="{cast.officer.place}">' in whole
    assert "1/1 đã gửi" in words(client_of(cast.leader).get(f"{shown}&dia-ban={cast.officer.place}"))
    assert "Đã nhắc 1 cơ quan." in words(client_of(cast.leader).post(shown, follow=True))
    inbox = words(client_of(cast.officer_next_door).get(reverse("notices:inbox")))
    assert "Đề nghị gửi Biểu thử, tháng" in inbox
    page = words(client_of(cast.leader).get(shown))
    assert f"{cast.leader.name} nhắc 1 cơ quan" in page
    assert page.count('name="co-quan"') == 1
    one = client_of(cast.leader).post(shown, {"co-quan": cast.officer_next_door.agency}, follow=True)
    assert "Đã nhắc 1 cơ quan." in words(one)
    nobody = client_of(cast.leader).post(shown, {"co-quan": cast.officer.agency}, follow=True)
    assert "Không còn cơ quan nào phải nhắc." in words(nobody)
    assert client_of(cast.officer).get(shown).status_code == 404


def test_the_same_checks_are_shown_on_the_page_and_explained_once(cast: Cast, catalogue: None) -> None:
    client = client_of(cast.officer)
    shown = reverse("figures:entry", args=["XA.PHONGNGUA", PERIOD])
    page = words(client.get(shown))
    assert 'data-check="crowded_sessions"' in page
    ids = dict(Cell.objects.values_list("code", "pk"))
    cells = {"PROPAGANDA.SESSIONS": "1", "PROPAGANDA.ATTENDANCES": "5000"}
    body = {
        "cells": [
            {"cell": pk, "seen": 0, "given": value if ":nhan_dan" in code else "0", "at": 1}
            for element, value in cells.items()
            for code, pk in ids.items()
            if code.startswith(f"{element}:")
        ]
    }
    answer = client.post(shown, json.dumps(body), content_type="application/json")
    remark = json.loads(answer.content)["remarks"]["crowded_sessions"]
    assert remark["explained"] == ""
    explained = {
        "action": "explain",
        "check": "crowded_sessions",
        "about": remark["about"],
        "words": "Mít tinh lớn",
    }
    assert "Mít tinh lớn" in words(client.post(shown, explained, follow=True))


def test_figures_are_closed_on_a_page_that_tells_what_changed_since_and_by_whom(
    cast: Cast, form: SmallForm
) -> None:
    officer, office = client_of(cast.officer), client_of(cast.province)
    shown = reverse("figures:snapshots")
    asked = {"period": PERIOD, "place": cast.province.place or 0}
    refused = office.post(shown, asked)
    assert (refused.status_code, "Chưa có số liệu nào được gửi" in words(refused)) == (422, True)
    officer.post(address(form), fields(form, "1", "2", "3", "4") | {"action": "send"})
    page = words(office.post(shown, asked, follow=True))
    assert "Đã tính lại mã kiểm tra của từng số" in page
    assert "chưa số nào thay đổi" in page
    officer.post(address(form), fields(form, "9", "2", "3", "4", seen="1|") | {"action": "save"})
    listed = words(client_of(cast.leader).get(shown))
    assert f"Số liệu tháng {int(PERIOD[-2:])}/{PERIOD[:4]}" in listed
    snapshot = Snapshot.objects.get()
    page = words(client_of(cast.leader).get(f"{shown}?lan={snapshot.pk}"))
    for said in ("1 số đã khác từ khi chốt", "Chỉ tiêu 0", cast.officer.name, snapshot.hash):
        assert said in page
    SnapshotCell.objects.filter(position=2).update(value=20)
    assert "đã bị sửa, bắt đầu từ số thứ 2" in words(office.get(f"{shown}?lan={snapshot.pk}"))
    assert client_of(cast.stranger).get(f"{shown}?lan={snapshot.pk}").status_code == 404
    assert client_of(cast.inspector).post(shown, asked).status_code == 404
