"""What a register is and what follows from an entry: plain Python."""

from chungtay.registers.rules.contributing import Given, contributions_of
from chungtay.registers.rules.definition import (
    Contribution,
    Definition,
    How,
    Keeper,
    Scope,
    Sight,
    Unique,
    from_json,
)
from chungtay.registers.rules.filling import Answers, Filled, fill, numbers_in
from chungtay.registers.rules.reading import PLACES, Read, read_form
from chungtay.registers.rules.rights import keeps, may_decide, may_know, may_see, may_write, oversees
from chungtay.registers.rules.speaking import in_english
from chungtay.registers.rules.states import COUNTING, EntryEvent, EntryState, next_state
from chungtay.xlsforms.rules.merging import Edit, after_all, difference, fold_edits, overridden
from chungtay.xlsforms.rules.questions import Choice, Group, Question, QuestionKind, words_of

__all__ = [
    "COUNTING",
    "PLACES",
    "Answers",
    "Choice",
    "Contribution",
    "Definition",
    "Edit",
    "EntryEvent",
    "EntryState",
    "Filled",
    "Given",
    "Group",
    "How",
    "Keeper",
    "Question",
    "QuestionKind",
    "Read",
    "Scope",
    "Sight",
    "Unique",
    "after_all",
    "contributions_of",
    "difference",
    "fill",
    "fold_edits",
    "from_json",
    "in_english",
    "keeps",
    "may_decide",
    "may_know",
    "may_see",
    "may_write",
    "next_state",
    "numbers_in",
    "overridden",
    "oversees",
    "read_form",
    "words_of",
]  # fmt: skip
