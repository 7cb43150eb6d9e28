"""Works out an expression over the answers of an entry, as XPath 1.0 and the functions of XForms do."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chungtay.xlsforms.rules.expressions import BadExpression, Tree, parse
from chungtay.xlsforms.rules.patterns import matches

Value = str | float | bool | list[Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an expression stands: what it may read by name, its own answer, the day, the words of choices."""

    read: Callable[[str], Any]
    today: date
    own: Any = ""
    position: int = 1
    choice_words: Callable[[str, str], str] = field(default=lambda name, choice: choice)


def evaluate(text: str, around: Surroundings) -> Value:
    """Raises BadExpression for a function that is not known."""
    return _value(parse(text), around)


def holds(text: str, around: Surroundings) -> bool:
    """Whether a condition holds; an empty one always does."""
    return not text.strip() or to_bool(_yes(text, around))


def _yes(text: str, around: Surroundings) -> Value:
    word = text.strip().casefold()
    if word in ("yes", "no", "true", "false"):  # XLSForm's columns allow these beside expressions
        return word in ("yes", "true")
    return evaluate(text, around)


# -- conversions of XPath 1.0 --------------------------------------------------------------------


def to_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return to_text(value[0]) if value else ""
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return "NaN"
        return str(int(value)) if value == int(value) else repr(value)
    return "" if value is None else str(value)


def to_number(value: Any) -> float:
    if isinstance(value, bool | int | float):
        return float(value)
    text = to_text(value).strip()
    try:
        return float(text) if re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", text) else _days(text)
    except OverflowError:
        return math.nan


def to_bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return not math.isnan(value) and value != 0
    return bool(value)


def _days(text: str) -> float:
    """A date counts as days since 1970, as XForms have it; anything else is no number."""
    try:
        return float((date.fromisoformat(text[:10]) - date(1970, 1, 1)).days)
    except ValueError:
        return math.nan


def _day(value: Any) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool) and not math.isnan(value):
        return (date(1970, 1, 1) + timedelta(days=int(value))).isoformat()
    return to_text(value)[:10]


# -- the tree ----------------------------------------------------------------------------------------


def _value(tree: Tree, around: Surroundings) -> Value:
    match tree:
        case ["num" | "str", given]:
            return given  # type: ignore[return-value]
        case ["self"]:
            return around.own  # type: ignore[no-any-return]
        case ["ref", name]:
            return around.read(str(name))  # type: ignore[no-any-return]
        case ["call", name, list(given)]:
            return _call(str(name), given, around)
        case ["and", list(left), list(right)]:
            return to_bool(_value(left, around)) and to_bool(_value(right, around))
        case ["or", list(left), list(right)]:
            return to_bool(_value(left, around)) or to_bool(_value(right, around))
        case ["-", list(only)]:
            return -to_number(_value(only, around))
        case [str(sign), list(left), list(right)]:
            return _operation(sign, _value(left, around), _value(right, around))
    raise BadExpression(str(tree[0]))


def _operation(sign: str, left: Value, right: Value) -> Value:
    if sign in ("=", "!="):
        return _alike(left, right) == (sign == "=")
    a, b = to_number(left), to_number(right)
    if math.isnan(a) or math.isnan(b):
        return False if sign in _COMPARED else math.nan
    if sign in _COMPARED:
        return _COMPARED[sign](a, b)
    if sign in ("div", "mod") and b == 0:
        return math.nan
    return _COUNTED[sign](a, b)


_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip
_COUNTED: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "div": lambda a, b: a / b, "mod": math.fmod,
}  # fmt: skip


def _alike(left: Value, right: Value) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        many, one = (left, right) if isinstance(left, list) else (right, left)
        return any(_alike(each, one) for each in many) if isinstance(many, list) else False
    if isinstance(left, bool) or isinstance(right, bool):
        return to_bool(left) == to_bool(right)
    if isinstance(left, float | int) or isinstance(right, float | int):
        return to_number(left) == to_number(right)
    return to_text(left) == to_text(right)


# -- functions ------------------------------------------------------------------------------------------


def _call(name: str, given: Sequence[Any], around: Surroundings) -> Value:
    if name == "if" and len(given) == 3:  # only the branch that is taken
        return _value(given[1] if to_bool(_value(given[0], around)) else given[2], around)
    if name == "jr:choice-name" and len(given) == 2:
        asked = given[1][1] if given[1][0] in ("ref", "str") else ""
        return around.choice_words(str(asked).strip("${} "), to_text(_value(given[0], around)))
    if name in _AROUND and not given:
        return _AROUND[name](around)
    if name == "position":
        return float(around.position)
    known = _FUNCTIONS.get(name)
    if known is None:
        raise BadExpression(f"{name}()")
    try:
        return known(*(_value(one, around) for one in given))
    except (TypeError, ValueError, OverflowError, re.error):
        raise BadExpression(f"{name}()") from None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _numbers(values: Sequence[Any]) -> list[float]:
    """Of all that was given, what is a number: an empty answer is none."""
    found = [to_number(one) for value in values for one in _list(value) if to_text(one) != ""]
    return [one for one in found if not math.isnan(one)]


def _selected(value: Any, choice: Any) -> bool:
    return to_text(choice) in to_text(value).split()


def _coalesce(*given: Any) -> Value:
    return next((to_text(one) for one in given if to_text(one) != ""), "")


def _round(value: Any, places: Any = 0.0) -> Value:
    number = to_number(value)
    if math.isnan(number):
        return number
    scale = 10 ** int(to_number(places))
    return float(math.floor(number * scale + 0.5) / scale)


def _format_date(value: Any, form: Any) -> str:
    try:
        day = date.fromisoformat(_day(value))
    except ValueError:
        return ""
    marks = {"%Y": f"{day.year:04}", "%m": f"{day.month:02}", "%n": str(day.month), "%d": f"{day.day:02}",
             "%e": str(day.day), "%y": f"{day.year % 100:02}"}  # fmt: skip
    return re.sub(r"%[a-zA-Z]", lambda mark: marks.get(mark[0], ""), to_text(form))


def _substr(value: Any, start: Any, end: Any = None) -> str:
    return to_text(value)[int(to_number(start)) : None if end is None else int(to_number(end))]


def _regex(value: Any, pattern: Any) -> bool:
    return matches(to_text(pattern), to_text(value))


_AROUND: Mapping[str, Callable[[Surroundings], Value]] = {
    "today": lambda around: around.today.isoformat(),
    "now": lambda around: around.today.isoformat(),
    "position": lambda around: float(around.position),
}
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not to_bool(value),
    "boolean": to_bool,
    "boolean-from-string": lambda value: to_text(value) in ("true", "1"),
    "number": to_number,
    "int": lambda value: math.nan if math.isnan(to_number(value)) else float(math.trunc(to_number(value))),
    "string": to_text,
    "date": _day,
    "date-time": to_text,
    "decimal-date-time": to_number,
    "format-date": _format_date,
    "format-date-time": _format_date,
    "selected": _selected,
    "count-selected": lambda value: float(len(to_text(value).split())),
    "selected-at": lambda value, at: dict(enumerate(to_text(value).split())).get(int(to_number(at)), ""),
    "coalesce": _coalesce,
    "once": to_text,
    "concat": lambda *given: "".join(to_text(one) for value in given for one in _list(value)),
    "join": lambda between, *given: to_text(between).join(to_text(x) for v in given for x in _list(v)),
    "contains": lambda value, part: to_text(part) in to_text(value),
    "starts-with": lambda value, part: to_text(value).startswith(to_text(part)),
    "ends-with": lambda value, part: to_text(value).endswith(to_text(part)),
    "substr": _substr,
    "string-length": lambda value: float(len(to_text(value))),
    "normalize-space": lambda value: " ".join(to_text(value).split()),
    "translate": lambda value, of, to: to_text(value).translate(
        {ord(c): to_text(to)[i] if i < len(to_text(to)) else None for i, c in enumerate(to_text(of))}
    ),
    "regex": _regex,
    "sum": lambda *given: float(sum(_numbers(given))),
    "min": lambda *given: min(_numbers(given), default=math.nan),
    "max": lambda *given: max(_numbers(given), default=math.nan),
    "count": lambda value: float(len(value) if isinstance(value, list) else to_text(value) != ""),
    "count-non-empty": lambda value: float(sum(1 for one in _list(value) if to_text(one) != "")),
    "round": _round,
    "abs": lambda value: abs(to_number(value)),
    "pow": lambda value, by: math.pow(to_number(value), to_number(by)),
    "floor": lambda value: float(math.floor(to_number(value))),
    "ceiling": lambda value: float(math.ceil(to_number(value))),
}
KNOWN = frozenset(_FUNCTIONS) | frozenset(_AROUND) | {"if", "jr:choice-name"}
