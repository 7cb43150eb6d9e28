"""A register comes into being, or gets a newer form: from a text, from an .xlsx, or as the project ships it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.resources import files

from django.db import transaction

from chungtay.base.actor import Actor, system
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.catalogue import queries as catalogue
from chungtay.journal import services as journal
from chungtay.registers.models import Register, RegisterVersion
from chungtay.registers.queries.feeding import elements_kept
from chungtay.registers.queries.versions import definition_of
from chungtay.registers.rules import Definition, Read, read_form
from chungtay.registers.rules.checking import check_succession
from chungtay.registers.rules.rights import DESIGN


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many registers the project ships, and how many got a new version."""

    registers: int
    changed: int


@transaction.atomic
def publish_register(*, by: Actor, now: datetime, source: str, only_new: bool = False) -> RegisterVersion:
    """A province's own register, new or in a newer version: ``source`` is Markdown (rules.tables.text_of an .xlsx).

    The same form again changes nothing. ``only_new``: it shall not become a version of one that is there. Raises
    Refused with everything wrong, each at its sheet and row.
    """
    by.must(DESIGN)
    if by.place is None:
        raise Refused(Problem("no_place", "Cơ quan của anh/chị chưa gắn địa bàn nên chưa lập sổ riêng được."))
    return _publish(by, now, source, place=by.place, only_new=only_new)


@transaction.atomic
def load_registers(*, now: datetime) -> Loaded:
    """Bring the registers that the project ships (forms/*.md) in step; a form that did not change stays as it is."""
    sources = [source for _name, source in shipped_forms()]
    before = RegisterVersion.objects.count()
    for source in sources:
        _publish(system("registers load"), now, source, place=None)
    return Loaded(len(sources), RegisterVersion.objects.count() - before)


def shipped_forms() -> Iterator[tuple[str, str]]:
    """Each shipped form by the name of its file: "truyen_thong", and its text."""
    folder = files("chungtay.registers").joinpath("forms")
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".md") and file.name != "README.md":
                yield file.name.removesuffix(".md"), file.read_text(encoding="utf-8")


def _publish(
    by: Actor, now: datetime, source: str, *, place: int | None, only_new: bool = False
) -> RegisterVersion:
    definition = read_form(source).definition
    register = Register.objects.select_for_update().filter(place=place, code=definition.code).first()
    last = RegisterVersion.objects.filter(register=register).last() if register else None
    checksum = sha256(source.encode()).hexdigest()
    if last is not None and last.checksum == checksum:
        return last
    if register is not None and only_new:
        sentence = (
            "Đã có sổ “{title}” với mã này. Muốn đổi biểu mẫu của sổ ấy thì mở sổ rồi bấm “Đổi biểu mẫu”; "
            "lập sổ khác thì đặt tên khác."
        )
        raise Refused(Problem("code_taken", sentence, "settings", values={"title": register.title}))
    problems = [
        *_check_cells(definition),
        *(check_succession(definition_of(last), definition) if last else ()),
    ]
    if problems:
        raise Refused(problems)
    read = read_form(source, version=str(last.number + 1 if last else 1))
    return _write(by, now, read, register, last, place, source, checksum)


def _write(
    by: Actor, now: datetime, read: Read, register: Register | None, last: RegisterVersion | None,
    place: int | None, source: str, checksum: str,
) -> RegisterVersion:  # fmt: skip
    definition = read.definition
    register = register or Register(code=definition.code, place_id=place)
    register.title, register.group = definition.title, definition.group
    register.order, register.sight = definition.order, definition.sight
    register.save()
    version = RegisterVersion.objects.create(
        register=register, number=last.number + 1 if last else 1, source=source, definition=definition.to_json(),
        xform=read.xform, checksum=checksum, published_at=now, publisher_id=by.account or None,
    )  # fmt: skip
    elements_kept.forget()
    journal.record(
        by=by, now=now, verb="register.published", subject=f"register:{register.pk}", title=register.title,
        change={"version": [last.number if last else None, version.number]},
    )  # fmt: skip
    return version


def _check_cells(definition: Definition) -> Iterator[Problem]:
    """Every contribution names an element of the catalogue, with as many options as it has breakdowns."""
    for one in definition.contributes:
        try:
            breakdowns = len(catalogue.element(one.element).breakdowns.all())
        except NotThere:
            yield Problem("element", "Danh mục chỉ tiêu không có mã “{code}”.", f"contributes: {one.element}",
                          values={"code": one.element})  # fmt: skip
            continue
        if breakdowns != len(one.options):
            yield Problem("options", "Chỉ tiêu “{code}” có {count} phân tổ; cột options cần đúng bấy nhiêu mục.",
                          f"contributes: {one.element}", values={"code": one.element, "count": breakdowns})  # fmt: skip
