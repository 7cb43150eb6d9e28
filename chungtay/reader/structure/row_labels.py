"""The numbering of table rows: "I", "1", "1.1", "5,1", "a", "-" and how deep each row lies."""

import re
from dataclasses import dataclass, field

from chungtay.reader.structure.numerals import ordinal_value, roman_value

_CLEAN = re.compile(r"[()\s]|[.)/:]+$")
_PARTS = re.compile(r"[.,]")
_BULLETS = "-–—+*•"


@dataclass(frozen=True, slots=True)
class RowLabel:
    """``style`` is the class of the label; ``path`` its parts ("5,1" is ("5", "1")), empty for bullets."""

    style: str
    path: tuple[str, ...]


def parse_row_label(printed: str, label: str = "") -> RowLabel:
    """The class of a row's number; a row without one may carry its bullet in the label."""
    text = _CLEAN.sub("", printed.strip()) if printed.strip() not in _BULLETS else printed.strip()
    if not text:
        text = label.strip()[:1] if label.strip()[:1] in _BULLETS else ""
    if not text:
        return RowLabel("none", ())
    if text in _BULLETS:
        return RowLabel("bullet " + ("-" if text in "-–—" else text), ())
    parts = tuple(part for part in _PARTS.split(text) if part)
    if len(parts) > 1:
        return RowLabel(f"depth {len(parts)}", parts)
    if ordinal_value(text) is not None:
        return RowLabel("number", (text,))
    if roman_value(text):
        return RowLabel("roman", (text,))
    if len(text) == 1 and text.isalpha():
        return RowLabel("capital" if text.isupper() else "letter", (text,))
    return RowLabel("other", ())


@dataclass(slots=True)
class Levels:
    """Gives each row its level, 1 the outermost, from the order in which the classes of labels appear."""

    _stack: list[RowLabel] = field(default_factory=list)

    def level(self, label: RowLabel) -> int:
        label = self._as_letter(label)
        parent = label.path[:-1]
        if parent:
            for depth, above in enumerate(self._stack):
                if above.path == parent:
                    return self._place(depth + 1, label)
        for depth, above in enumerate(self._stack):
            if above.style == label.style:
                return self._place(depth, label)
        return self._place(len(self._stack), label)

    def _place(self, depth: int, label: RowLabel) -> int:
        self._stack[depth:] = [label]
        return depth + 1

    def _as_letter(self, label: RowLabel) -> RowLabel:
        """ "C" after "B" is a letter, "I" at the beginning a Roman one."""
        if label.style != "roman" or len(label.path[0]) > 1:
            return label
        for above in self._stack:
            if above.style == "roman":
                return label
            if above.style == "capital" and ord(above.path[0]) + 1 == ord(label.path[0]):
                return RowLabel("capital", label.path)
        return label
