"""The printed forms as data: what each says, and the places that a file fills."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chungtay.law.rules.book import pages

BLANK = "…………"  # to be written by hand


class FormLayout(StrEnum):
    PAPER = "paper"
    MINUTES = "minutes"
    APPLICATION = "application"


class Issuer(StrEnum):
    """Whose paper it is; nobody's for what a person writes."""

    POLICE = "police"
    COMMITTEE = "committee"
    FACILITY = "facility"
    NOBODY = ""


# Every place that a form may have. What a file does not know is written by hand.
PLACES = frozenset(
    "name sex born number present_address permanent_address agency parent_agency commune day file ground ground_paper "
    "ground_on length measure measure_from measure_to decision why officer team parents parents_opinion opinion "
    "read_until residence other_agency registered_at register_year stages needs aftercare_length aftercare_from "
    "aftercare_to".split()
)
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A row of forms.toml, whose head says what each field means. ``title`` is what the law's list calls it."""

    code: str
    title: str
    layout: FormLayout
    issuer: Issuer
    symbol: str
    kind: str
    about: str
    article: str
    grounds: tuple[str, ...]
    to: str
    lines: tuple[str, ...]
    signer: str
    signers: tuple[str, ...]
    copies: tuple[str, ...]
    summary: bool

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.grounds, self.to, *self.lines, *self.copies)


@cache
def printed_forms() -> Mapping[str, PrintedForm]:
    """Every form that the room prints, by its code: "V-22"."""
    text = files("chungtay.rights").joinpath("data", "forms.toml").read_text(encoding="utf-8")
    return {
        code: PrintedForm(
            code=code,
            title=_title(code),
            layout=FormLayout(raw["layout"]),
            issuer=Issuer(raw.get("issuer", "")),
            symbol=raw.get("symbol", ""),
            kind=raw["kind"],
            about=raw["about"],
            article=raw["article"],
            grounds=tuple(raw.get("grounds", ())),
            to=raw.get("to", ""),
            lines=tuple(raw.get("lines", ())),
            signer=raw.get("signer", ""),
            signers=tuple(raw.get("signers", ())),
            copies=tuple(raw.get("copies", ())),
            summary=raw.get("summary", False),
        )
        for code, raw in tomllib.loads(text).items()
        if isinstance(raw, dict)
    }


def _title(code: str) -> str:
    annex, number = code.split("-")
    title: str = pages("forms")[annex][number]
    return title


def places_of(form: PrintedForm) -> frozenset[str]:
    return frozenset(name for text in form.texts for name in _PLACE.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; what is not known becomes a line to write on."""
    return _PLACE.sub(lambda found: values.get(found[1], "").strip() or BLANK, text)
