"""A register's form in English, where it has that."""

from dataclasses import replace

from chungtay.registers.rules.definition import Definition
from chungtay.xlsforms.rules.questions import Choice, Group, Question

_NAMED = ("title", "group", "note")


def in_english(definition: Definition) -> Definition:
    """The same form, each text replaced by its English; as it is where it has none."""
    if not definition.english:
        return definition
    known = definition.english

    def part(one: Question | Group) -> Question | Group:
        label = known.get(one.label, one.label)
        if isinstance(one, Group):
            return replace(one, label=label, parts=tuple(map(part, one.parts)))
        choices = tuple(Choice(choice.name, known.get(choice.label, choice.label)) for choice in one.choices)
        return replace(one, label=label, hint=known.get(one.hint, one.hint), choices=choices)

    words = {name: known.get(text, text) for name in _NAMED if (text := getattr(definition, name))}
    return replace(definition, parts=tuple(map(part, definition.parts)), **words)
