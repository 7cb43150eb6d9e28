"""Reading the catalogue, which is open."""

from chungtay.catalogue.queries.elements import (
    alive_on,
    cell,
    cells_named,
    cells_of_element,
    cells_of_references,
    element,
    list_elements,
    options_of,
    said,
)
from chungtay.catalogue.queries.forms import (
    Section,
    cells_of,
    checks_of,
    data_set,
    indicator,
    list_data_sets,
    list_indicators,
    reporter_of,
    reporters_of,
    reports_of,
    sections_of,
)

__all__ = [
    "Section",
    "alive_on",
    "cell",
    "cells_named",
    "cells_of",
    "cells_of_element",
    "cells_of_references",
    "checks_of",
    "data_set",
    "element",
    "indicator",
    "list_data_sets",
    "list_elements",
    "list_indicators",
    "options_of",
    "reporter_of",
    "reporters_of",
    "reports_of",
    "said",
    "sections_of",
]
