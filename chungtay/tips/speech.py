"""Languages of data files, spoken by Django's gettext like those of the program."""

from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils.translation import trans_real

from chungtay.tips.rules.languages import Language


def teach(language: Language) -> None:
    """From now on ``translation.override(language.code)`` speaks it; what it lacks stays Vietnamese."""
    catalog, compiled = Catalog(charset="utf-8"), BytesIO()
    for vietnamese, text in language.texts.items():
        catalog.add(vietnamese, text)
    write_mo(compiled, catalog)
    compiled.seek(0)
    trans_real.translation(language.code).merge(GNUTranslations(compiled))
