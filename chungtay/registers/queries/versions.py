"""The forms of a register. A version never changes, so what was read of it is kept by each process."""

from collections.abc import Iterable
from functools import lru_cache

from chungtay.base.problems import NotThere
from chungtay.registers.models import Register, RegisterVersion
from chungtay.registers.rules import Definition, from_json

_KEPT = 256


class Version:
    """A published form, read when it is asked for."""

    __slots__ = ("checksum", "number", "pk", "register")

    def __init__(self, row: RegisterVersion) -> None:
        self.pk, self.number, self.checksum, self.register = row.pk, row.number, row.checksum, row.register_id

    def read(self) -> Definition:
        return _read(self.pk, self.checksum)


def newest(register: Register) -> Version:
    return newest_of([register])[register.pk]


def newest_of(registers: Iterable[Register]) -> dict[int, Version]:
    """The version of today by register, fetched at once. NotThere: one has none."""
    asked = {register.pk for register in registers}
    rows = RegisterVersion.objects.filter(register__in=asked).defer("source", "definition", "xform")
    found = {row.register_id: Version(row) for row in rows.order_by("number")}
    if asked - found.keys():
        raise NotThere("register")
    return found


def get_version(register: Register, number: int) -> RegisterVersion:
    found = RegisterVersion.objects.filter(register=register, number=number).first()
    if found is None:
        raise NotThere("version")
    return found


def list_versions(register: Register) -> list[RegisterVersion]:
    """The newest first."""
    rows = RegisterVersion.objects.filter(register=register).defer("source", "definition", "xform")
    return list(rows.select_related("publisher").order_by("-number"))


def definition_of(version: RegisterVersion) -> Definition:
    return _read(version.pk, version.checksum)


@lru_cache(maxsize=_KEPT)
def _read(version: int, checksum: str) -> Definition:
    """The checksum is asked for as well: in tests the ids of versions come again."""
    return from_json(RegisterVersion.objects.values_list("definition", flat=True).get(pk=version))
