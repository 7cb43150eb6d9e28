"""Looking for a person who may have a record already; a record; saying who is the same person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.agencies.rules import Power
from chungtay.base.problems import Refused
from chungtay.base.web import ActorRequest, show_problems, signed_in, with_power
from chungtay.journal.services import record_look
from chungtay.people import queries, services
from chungtay.people.access import begin_look, note_look, purpose_of
from chungtay.people.forms import DecideForm, FindForm, PurposeForm
from chungtay.people.queries import Alike
from chungtay.people.rules import Seen, plain_number, read_born
from chungtay.people.words import DRUGS, NUMBERS, RECORDS, ROUTES, SCHOOLINGS, SEXES


@never_cache
@sensitive_post_parameters()
@with_power(Power.PEOPLE_EDIT)
def find(request: ActorRequest) -> HttpResponse:
    """Asked before anybody is written down. What is asked travels in the form, never in the address."""
    form = FindForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        said, purpose = form.cleaned_data, form.told()
        record_look(
            by=request.actor, now=request.now, subject="people:sought", title="Tìm người có thể đã có hồ sơ",
            purpose=purpose,
        )  # fmt: skip
        number = plain_number(said["number"])
        sought = Seen(
            name=said["name"],
            born=read_born(said["born"]),
            numbers=frozenset({number} - {""}),
            communes=request.actor.reach,
        )
        found = queries.find_alike(request.actor, sought, on=request.today)
        context |= {"asked": True, "rows": [_row(request, one, purpose) for one in found]}
    return render(request, "people/find.html", context, status=422 if form.errors else 200)


def _row(request: ActorRequest, one: Alike, purpose: str) -> dict[str, Any]:
    """Who it is, for who may see it, and then the look is recorded."""
    if not one.open:
        return {"one": one}
    note_look(request, one.person, purpose)
    return {"one": one, "record": queries.get_person(request.actor, one.person)}


@never_cache
@sensitive_post_parameters()
@signed_in
def person(request: ActorRequest, person: int) -> HttpResponse:
    """Who somebody is, for whom it is open, once they have said what for; and which records are of the same person."""
    record = queries.get_person(request.actor, person)
    purpose = purpose_of(request, person)
    if not purpose:
        return _ask_why(request, person)
    form = DecideForm(request.POST if "other" in request.POST else None)
    if request.method == "POST" and _decided(request, person, form):
        return redirect("people:person", person)
    note_look(request, person, purpose)
    alike = _alike(request, record)
    context = {"record": record, "facts": _facts(record), "purpose": purpose, "form": form, **alike}
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


def _ask_why(request: ActorRequest, person: int) -> HttpResponse:
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begin_look(request, person, form.told())
        return redirect("people:person", person)
    context = {"form": form, "person": person}
    return render(request, "people/why.html", context, status=422 if form.errors else 200)


def _decided(request: ActorRequest, person: int, form: DecideForm) -> bool:
    by, now = request.actor, request.now
    if "undo" in request.POST:
        services.unmerge(by=by, now=now, decision=int(request.POST["undo"]))
        messages.success(request, _("Đã hoàn tác quyết định."))
        return True
    if not form.is_valid():
        return False
    decide = services.merge_persons if "same" in request.POST else services.keep_apart
    try:
        decide(by=by, now=now, person=person, other=form.cleaned_data["other"], why=form.cleaned_data["why"])
    except Refused as refusal:
        show_problems(form, refusal)
        return False
    messages.success(request, _("Đã ghi quyết định."))
    return True


def _alike(request: ActorRequest, record: Any) -> dict[str, Any]:
    """What stands decided, and which records may be of the same person, for who may decide."""
    mine = queries.kept_by(request.actor).filter(pk=record.pk)
    if not (request.actor.can(Power.PEOPLE_EDIT) and mine.exists()):
        return {}
    purpose = _("So xem hai hồ sơ có phải của một người")
    found = queries.find_like_person(request.actor, record, on=request.today)
    decisions = [
        {"row": row, "other": row.second_id if row.first_id == record.pk else row.first_id}
        for row in queries.list_decisions(request.actor, record.pk)
    ]
    return {
        "rows": [_row(request, one, purpose) for one in found],
        "decisions": decisions,
        "may_decide": True,
    }


def _facts(record: Any) -> list[tuple[str, str]]:
    """What the record says, by its words on screen; what it does not say is left out."""
    born = read_born(record.born or "")
    numbers = [f"{NUMBERS[one['kind']]}: {one['number']}" for one in record.numbers or ()]
    said = [
        (_("Họ và tên"), record.name),
        (_("Tên gọi khác"), ", ".join(record.aliases or ())),
        (_("Ngày sinh"), born.written if born else ""),
        (_("Giới tính"), SEXES.get(record.sex)),
        (_("Số giấy tờ"), "; ".join(numbers)),
        (_("Điện thoại"), ", ".join(record.phones or ())),
        (_("Quê quán"), record.origin),
        (_("Nơi thường trú"), record.permanent_address),
        (_("Nơi tạm trú"), record.temporary_address),
        (_("Nơi ở hiện nay"), record.present_address),
        (_("Quốc tịch"), record.nationality),
        (_("Trình độ học vấn"), SCHOOLINGS.get(record.schooling)),
        (_("Việc làm"), record.job),
        (_("Nơi làm việc, học tập"), record.workplace),
        (_("Cha"), _parent(record.father)),
        (_("Mẹ"), _parent(record.mother)),
        (_("Tiền án, tiền sự"), ", ".join(str(RECORDS[one]) for one in record.records or ())),
        (_("Loại ma túy"), DRUGS.get(record.drug)),
        (_("Cách sử dụng"), ROUTES.get(record.route)),
        (_("Lần đầu, theo lời kể"), record.first_use),
        (_("Phát hiện lần đầu"), record.first_found),
    ]
    return [(label, str(value)) for label, value in said if value]


def _parent(told: dict[str, str] | None) -> str:
    return (
        ", ".join(filter(None, (told.get(part, "") for part in ("name", "born", "number")))) if told else ""
    )
