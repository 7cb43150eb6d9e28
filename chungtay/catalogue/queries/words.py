"""Periods in words."""

from django.utils.translation import gettext as _


def period_said(period: str) -> str:
    """2026-M03 → "tháng 3/2026"."""
    year, _dash, code = period.partition("-")
    if code.startswith("M"):
        return _("tháng %(number)s/%(year)s") % {"number": int(code[1:]), "year": year}
    if code.startswith("Q"):
        return _("quý %(number)s/%(year)s") % {"number": code[1:], "year": year}
    if code in ("H1", "9M"):
        months = _("6 tháng %(year)s") if code == "H1" else _("9 tháng %(year)s")
        return months % {"year": year}
    return _("năm %(year)s") % {"year": year}
