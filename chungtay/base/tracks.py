"""What one operation did to rows, kept so that it can be undone to the byte.

Knows no Django: it asks the models that a room hands it. A room watches the rows that an operation may touch,
keeps the track that comes out, and gives it back to ``undo`` with the same models.
"""

# ruff: noqa: SLF001 - _meta is how Django lets a model be asked about itself

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

Model = Any  # a class of django.db.models.Model
Row = dict[str, Any]
# model label -> key -> [row before, row after]; None where there was or is no row. Of a changed row only what changed.
Track = dict[str, dict[str, list[Row | None]]]
_AT_ONCE = 400  # keys of one question; databases limit how many values a statement may hold


class Watch:
    """Rows of these sets as they are now; ``track`` says later what has become of them.

    Each set must mean the same rows before and after, but for those that the operation itself adds or removes.
    ``apart`` names columns that are counted from other rows ("task.done_count"): they are no part of a track.
    """

    def __init__(self, *sets: Callable[[], "QuerySet[Any]"], apart: Iterable[str] = ()) -> None:
        self._sets = sets
        self._apart = frozenset(apart)
        self._before = [self._rows(rows()) for rows in sets]

    def track(self) -> Track:
        found: Track = {}
        for rows, before in zip(self._sets, self._before, strict=True):
            after = self._rows(rows())
            changes = {
                str(key): change
                for key in sorted(before.keys() | after.keys())
                if (change := _change(before.get(key), after.get(key))) is not None
            }
            if changes:
                found.setdefault(rows().model._meta.label, {}).update(changes)
        return found

    def _rows(self, rows: "QuerySet[Any]") -> dict[int, Row]:
        return {row["id"]: row for row in rows_of(rows, self._apart)}


def rows_of(rows: "QuerySet[Any]", apart: frozenset[str] = frozenset()) -> list[Row]:
    """Rows as plain values that JSON can hold and ``undo`` can read back exactly."""
    names = [field.attname for field in rows.model._meta.concrete_fields if field.attname not in apart]
    found = rows.order_by("pk").values_list(*names)
    return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in found]


def _change(before: Row | None, after: Row | None) -> list[Row | None] | None:
    if before is None or after is None:
        return [before, after]
    moved = [name for name in before if before[name] != after[name]]
    return [{name: row[name] for name in moved} for row in (before, after)] if moved else None


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def in_the_way(track: Track, models: Sequence[Model]) -> dict[str, list[int]]:
    """Why the operation cannot be undone: by model label, the rows that changed since or lean on what it added.

    Empty where nothing was done on top. ``models``: every model of the track, those pointed at before those that point.
    """
    found: dict[str, set[int]] = {}
    for model in models:
        changes = track.get(model._meta.label, {})
        for keys in _pieces(list(changes)):
            rows = model.objects.filter(pk__in=[int(key) for key in keys])
            now = {str(row["id"]): row for row in rows_of(rows)}
            for key in keys:
                if not _stands(changes[key][1], now.get(key)):
                    found.setdefault(model._meta.label, set()).add(int(key))
        added = [key for key, (before, _after) in changes.items() if before is None]
        for label, leaning in _leaning(model, added, track).items():
            found.setdefault(label, set()).update(leaning)
    return {label: sorted(keys) for label, keys in found.items()}


def _stands(after: Row | None, now: Row | None) -> bool:
    if after is None or now is None:
        return after is None and now is None
    return all(now[name] == value for name, value in after.items())


def _leaning(model: Model, added: list[str], track: Track) -> dict[str, set[int]]:
    """Rows of any room that point at an added row and are not of the operation themselves."""
    found: dict[str, set[int]] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one) and added):
            continue
        other: Any = relation.related_model
        own = track.get(other._meta.label, {})
        for keys in _pieces(added):
            pointing = other.objects.filter(**{f"{relation.field.name}__in": keys})
            strangers = {pk for pk in pointing.values_list("pk", flat=True) if str(pk) not in own}
            if strangers:
                found.setdefault(other._meta.label, set()).update(strangers)
    return found


def undo(track: Track, models: Sequence[Model]) -> None:
    """Put every row back as it was. The caller has asked ``in_the_way`` in the same transaction."""
    for model in models:
        gone = [before for before, after in track.get(model._meta.label, {}).values() if after is None]
        model.objects.bulk_create([_made(model, row or {}) for row in gone], batch_size=_AT_ONCE)
    for model in models:
        _put_back(model, track.get(model._meta.label, {}))
    for model in reversed(models):
        changes = track.get(model._meta.label, {})
        added = [int(key) for key, (before, _after) in changes.items() if before is None]
        for keys in _pieces(added):
            model.objects.filter(pk__in=keys).delete()


def _put_back(model: Model, changes: Mapping[str, list[Row | None]]) -> None:
    by_columns: dict[tuple[str, ...], list[Any]] = {}
    for key, (before, after) in changes.items():
        if before is not None and after is not None:
            by_columns.setdefault(tuple(before), []).append(_made(model, {**before, "id": int(key)}))
    for columns, rows in by_columns.items():
        names = [_field(model, column).name for column in columns]
        model.objects.bulk_update(rows, names, batch_size=_AT_ONCE)


def _made(model: Model, row: Row) -> Any:
    return model(**{name: _field(model, name).to_python(value) for name, value in row.items()})


def _field(model: Model, attname: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == attname)


def _pieces(keys: Sequence[Any]) -> list[Sequence[Any]]:
    return [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]
