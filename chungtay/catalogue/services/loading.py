"""Brings the database in step with the catalogue that the project ships: what differs is written, nothing else.

Nothing is deleted. What the data no longer has ends on the day of loading; what it has again lives again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from chungtay.base.actor import system
from chungtay.catalogue.models import (
    Breakdown,
    BreakdownOption,
    Cell,
    DataElement,
    DataSet,
    DataSetItem,
    DataSetReporter,
    ElementBreakdown,
)
from chungtay.catalogue.rules import shipped
from chungtay.catalogue.rules.shipped import SINCE, Source, cell_code
from chungtay.journal.services import record

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many the data has of each, and how many rows had to be written."""

    elements: int
    cells: int
    data_sets: int
    changed: int


@transaction.atomic
def load_catalogue(*, now: datetime) -> Loaded:
    """Load everything in data/*.toml; again after every new version. A province's own things are left alone.

    A cell keeps its id for ever. Journal: catalogue.loaded, if anything changed.
    Raises ValueError where the data breaks an element down in another way than before: that is another element.
    """
    today = timezone.localdate(now)
    changed = _load_breakdowns(today) + _load_elements(today) + _load_forms(today)
    if changed:
        record(
            by=system("catalogue load"),
            now=now,
            verb="catalogue.loaded",
            subject="catalogue:shipped",
            title="Danh mục chỉ tiêu",
            change={"rows": [None, changed]},
        )
    cells = sum(len(element.combinations) for element in shipped.elements().values())
    return Loaded(len(shipped.elements()), cells, len(shipped.forms()), changed)


def _load_breakdowns(today: date) -> int:
    found = shipped.breakdowns().values()
    changed = _keep(
        Breakdown.objects,
        ("code",),
        [{"code": b.code, "name": b.name, "name_en": b.name_en, "additive": b.additive} for b in found],
    )
    ids = _ids(Breakdown.objects)
    rows = [
        {
            "breakdown_id": ids[breakdown.code],
            "code": option.code,
            "name": option.name,
            "name_en": option.name_en,
            "unit": option.unit,
            "position": position,
            **_lives(SINCE),
        }
        for breakdown in found
        for position, option in enumerate(breakdown.options, start=1)
    ]
    return changed + _keep(BreakdownOption.objects, ("breakdown_id", "code"), rows, ends=today)


def _load_elements(today: date) -> int:
    found = shipped.elements().values()
    rows = [
        {
            "code": element.code,
            "group": element.group,
            "name": element.name,
            "name_en": element.name_en,
            "definition": element.definition,
            "unit": element.unit,
            "aggregation": element.aggregation,
            "value_kind": element.kind,
            "decimals": element.decimals,
            "reporter": element.reporter,
            "position": position,
            **_asked_by(element.source),
            **_lives(element.start, element.end),
        }
        for position, element in enumerate(found, start=1)
    ]
    own = DataElement.objects.filter(place=None)
    changed = _keep(DataElement.objects, ("code",), rows, within=own, ends=today)
    return changed + _divide_elements() + _load_cells(today)


def _divide_elements() -> int:
    ids, breakdown_ids = _ids(DataElement.objects), _ids(Breakdown.objects)
    rows = [
        {"element_id": ids[element.code], "position": position, "breakdown_id": breakdown_ids[one.code]}
        for element in shipped.elements().values()
        for position, one in enumerate(element.breakdowns, start=1)
    ]
    wanted = {(row["element_id"], row["position"], row["breakdown_id"]) for row in rows}
    here = ElementBreakdown.objects.filter(element__place=None, element__code__in=shipped.elements())
    before = set(here.values_list("element_id", "position", "breakdown_id"))
    known = {element for element, _, _ in before} | set(
        Cell.objects.values_list("element_id", flat=True).distinct()
    )
    if any(row[0] in known for row in wanted ^ before):
        raise ValueError("an element is broken down in another way than before: give it another code")
    return _keep(ElementBreakdown.objects, ("element_id", "position"), rows, within=here)


def _load_cells(today: date) -> int:
    ids = _ids(DataElement.objects)
    rows, options = [], {}
    for element in shipped.elements().values():
        for position, combination in enumerate(element.combinations, start=1):
            code = cell_code(element.code, tuple(option.code for option in combination))
            units = [option.unit for option in combination if option.unit]
            rows.append(
                {
                    "code": code,
                    "element_id": ids[element.code],
                    "unit": units[0] if units else element.unit,
                    "position": position,
                    **_lives(element.start, element.end),
                }
            )
            options[code] = [
                (breakdown.code, option.code)
                for breakdown, option in zip(element.breakdowns, combination, strict=True)
            ]
    own = Cell.objects.filter(element__place=None)
    changed = _keep(Cell.objects, ("code",), rows, within=own, ends=today)
    cells, option_ids = _ids(Cell.objects), _option_ids()
    pairs = [
        {"cell_id": cells[code], "breakdownoption_id": option_ids[pair]}
        for code, named in options.items()
        for pair in named
    ]
    return changed + _keep(Cell.options.through.objects, ("cell_id", "breakdownoption_id"), pairs)


def _load_forms(today: date) -> int:
    forms = shipped.forms()
    rows = [
        {
            "code": form.code,
            "name": form.name,
            "name_en": form.name_en,
            "note": form.note,
            "period_kind": form.period_kind,
            "due_days": form.due_days,
            "position": position,
            **_asked_by(form.source),
            **_lives(form.start, form.end),
        }
        for position, form in enumerate(forms.values(), start=1)
    ]
    own = DataSet.objects.filter(place=None)
    changed = _keep(DataSet.objects, ("code",), rows, within=own, ends=today)
    ids, elements = _ids(DataSet.objects), _ids(DataElement.objects)
    items = [
        {
            "data_set_id": ids[form.code],
            "element_id": elements[element],
            "section": section.name,
            "section_en": section.name_en,
            "position": position,
            **_lives(form.start, form.end),
        }
        for form in forms.values()
        for position, (section, element) in enumerate(
            ((section, element) for section in form.sections for element in section.elements), start=1
        )
    ]
    laid_out = DataSetItem.objects.filter(data_set__place=None)
    key = ("data_set_id", "element_id")
    changed += _keep(DataSetItem.objects, key, items, within=laid_out, ends=today)
    return changed + _load_reporters(ids, today)


def _load_reporters(ids: dict[str, int], today: date) -> int:
    named = [
        (ids[form.code], reporting, _lives(form.start, form.end))
        for form in shipped.forms().values()
        for reporting in form.reporters
    ]
    rows = [
        {"data_set_id": form, "kind": one.kind, "level": one.level, "name": one.name, **life}
        for form, one, life in named
    ]
    key = ("data_set_id", "kind", "level", "name")
    own = DataSetReporter.objects.filter(data_set__place=None)
    changed = _keep(DataSetReporter.objects, key, rows, within=own, ends=today)
    reporters = {tuple(values): pk for pk, *values in own.values_list("pk", *key)}
    option_ids = _option_ids()
    pairs = [
        {
            "datasetreporter_id": reporters[form, one.kind, one.level, one.name],
            "breakdownoption_id": option_ids[pair],
        }
        for form, one, _ in named
        for pair in one.only
    ]
    return changed + _keep(
        DataSetReporter.only.through.objects, ("datasetreporter_id", "breakdownoption_id"), pairs
    )


def _keep(
    table: models.Manager[Any],
    key: Sequence[str],
    rows: Iterable[Row],
    *,
    within: models.QuerySet[Any] | None = None,
    ends: date | None = None,
) -> int:
    """Write the rows that do not stand there just so; of those ``within`` what is not among them ends on that day.

    ``key`` tells rows apart. How many rows were written.
    """
    present = {
        tuple(getattr(row, name) for name in key): row for row in (table.all() if within is None else within)
    }
    new, other, gone = [], [], present.copy()
    for fields in rows:
        old = gone.pop(tuple(fields[name] for name in key), None)
        if old is None:
            new.append(table.model(**fields))
        elif any(getattr(old, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(old, name, value)
            other.append(old)
            changing = [name for name in fields if name not in key]
    table.bulk_create(new)
    if other:
        table.bulk_update(other, changing)
    ending = [row for row in gone.values() if ends and row.valid_to is None]
    for row in ending:
        row.valid_to = max(ends or row.valid_from, row.valid_from)
    if ending:
        table.bulk_update(ending, ["valid_to"])
    return len(new) + len(other) + len(ending)


def _ids(table: models.Manager[Any]) -> dict[str, int]:
    return dict(table.values_list("code", "pk"))


def _option_ids() -> dict[tuple[str, str], int]:
    rows = BreakdownOption.objects.values_list("breakdown__code", "code", "pk")
    return {(breakdown, option): pk for breakdown, option, pk in rows}


def _lives(start: date, end: date | None = None) -> Row:
    return {"valid_from": start, "valid_to": end}


def _asked_by(source: Source) -> Row:
    return {"legal_source": source.paper, "article": source.article, "verified": source.verified}
