"""Registers and the forms that they are."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chungtay.api.access import ApiRequest
from chungtay.api.operations import Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import Id, Shape
from chungtay.base.problems import NotThere
from chungtay.registers import queries
from chungtay.registers.rules import Question, QuestionKind

endpoints = Endpoints(_("Sổ theo dõi"))


class RegisterShape(Shape):
    """``own``: the own body writes into it. ``form_list``: where an OpenRosa client (ODK Collect) fetches the forms."""

    id: Id
    code: str
    title: str
    version: int
    approval: bool
    own: bool
    form_list: str


class ChoiceShape(Shape):
    name: str
    label: str


class QuestionShape(Shape):
    """``repeat``: in whose rows it is asked, if in any. The rules are expressions as XLSForm writes them."""

    key: str
    repeat: str | None
    kind: QuestionKind
    label: str
    required: str
    relevant: str
    constraint: str
    calculation: str
    choices: list[ChoiceShape]


class RegisterWhole(RegisterShape):
    """``form``: the XLSForm as Markdown tables."""

    questions: list[QuestionShape]
    form: str


@endpoints.read("/registers", TokenScope.REGISTERS_READ, _("Các sổ theo dõi"), list[RegisterShape])
def list_registers(request: ApiRequest) -> list[RegisterShape]:
    return [RegisterShape(**_register(one)) for one in _kept(request)]


@endpoints.read(
    "/registers/{int:register_id}", TokenScope.REGISTERS_READ, _("Một sổ: biểu mẫu, câu hỏi"), RegisterWhole
)
def get_register(request: ApiRequest, register_id: Id) -> RegisterWhole:
    one = next((one for one in _kept(request) if one.register.pk == register_id), None)
    if one is None:
        raise NotThere("register")
    form = one.definition
    return RegisterWhole(
        **_register(one), form=queries.get_version(one.register, queries.newest(one.register).number).source,
        questions=[_question(key, said, form.inside.get(key)) for key, said in form.questions.items()],
    )  # fmt: skip


def _kept(request: ApiRequest) -> list[queries.Kept]:
    return queries.list_registers(request.actor, on=request.today)


def _register(one: queries.Kept) -> dict[str, Any]:
    return {
        "id": one.register.pk, "code": one.register.code, "title": one.register.title, "own": one.own,
        "version": queries.newest(one.register).number, "approval": one.definition.approval,
        "form_list": settings.SITE_ADDRESS + reverse("fieldwork:forms"),
    }  # fmt: skip


def _question(key: str, said: Question, repeat: str | None) -> QuestionShape:
    return QuestionShape(
        key=key, repeat=repeat, kind=said.kind, label=said.label, required=said.required, relevant=said.relevant,
        constraint=said.constraint, calculation=said.calculation,
        choices=[ChoiceShape(name=one.name, label=one.label) for one in said.choices],
    )  # fmt: skip
