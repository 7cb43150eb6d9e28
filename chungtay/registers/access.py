"""What other rooms ask of registers: which figures are counted here, what a register is called, entries as a file."""

from collections.abc import Collection
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.base.actor import Actor
from chungtay.law.rules import window
from chungtay.registers import plain_sheets, sheets
from chungtay.registers.models import Register
from chungtay.registers.queries.feeding import elements_fed, sums_of
from chungtay.registers.queries.lists import Wanted, list_entries
from chungtay.registers.queries.versions import get_version, newest
from chungtay.registers.words import spoken, tongue_of

MOST_IN_A_FILE = 20_000  # entries


def counted_here(agency: int, period: str, cells: Collection[str]) -> dict[str, tuple[str, str, Decimal]]:
    """Of these cells those to which entries of the body give something in the period, with the page of the entries."""
    fed = elements_fed()
    wanted = [code for code in cells if code.partition(":")[0] in fed]
    if not wanted:
        return {}
    counted, page = window(period), reverse("registers:behind")
    return {
        code: (
            _("tự cộng từ sổ"),
            f"{page}?{urlencode({'co_quan': agency, 'o': code, 'ky': period})}",
            number,
        )
        for code, number in sums_of(agency, wanted, counted.first, counted.last).items()
    }


def title_of(register: Register) -> tuple[str, str]:
    """What the register is called in the language of the page, and which language that is: its newest form says."""
    if get_language() != "en":
        return register.title, "vi"
    form = newest(register).read()
    return spoken(form).title, tongue_of(form)


def entries_sheet(actor: Actor, register: Register, wanted: Wanted, *, said: str, plain: bool) -> bytes:
    """The entries that the actor sees of a register, as .xlsx or ``plain`` as .csv; ``said`` stands over the .xlsx."""
    version = get_version(register, newest(register).number)
    found = list_entries(actor, register, wanted)[:MOST_IN_A_FILE]
    if plain:
        return plain_sheets.write_csv(version, found).encode()
    return sheets.write_entries(version, found, said=said)
