"""What the rooms below ask of registers: which figures are counted here."""

from collections.abc import Collection
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.law.rules import window
from chungtay.registers.queries.feeding import elements_fed, sums_of


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
