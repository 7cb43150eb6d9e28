"""The pure words and rules of the room."""

from chungtay.people.rules.birth import ADULT, YOUNGEST, Born, read_born
from chungtay.people.rules.comparing import SMALL, Common, blind_sheet, count_common, new_secret
from chungtay.people.rules.grounds import Ground, check_ground, ground_words, kinds_on, too_young
from chungtay.people.rules.joining import same_of
from chungtay.people.rules.likeness import Likeness, Reason, compare
from chungtay.people.rules.rights import EDIT, KIND, READ, may_edit, may_see_identity
from chungtay.people.rules.sheets import Line, find_heads, read_lines, told_as_seen
from chungtay.people.rules.tokens import Seen, plain_number, plain_phone, words_of
from chungtay.people.rules.words import Drug, ListAct, NumberKind, Record, Route, Schooling, Sex

__all__ = [
    "ADULT",
    "EDIT",
    "KIND",
    "READ",
    "SMALL",
    "YOUNGEST",
    "Born",
    "Common",
    "Drug",
    "Ground",
    "Likeness",
    "Line",
    "ListAct",
    "NumberKind",
    "Reason",
    "Record",
    "Route",
    "Schooling",
    "Seen",
    "Sex",
    "blind_sheet",
    "check_ground",
    "compare",
    "count_common",
    "find_heads",
    "ground_words",
    "kinds_on",
    "may_edit",
    "may_see_identity",
    "new_secret",
    "plain_number",
    "plain_phone",
    "read_born",
    "read_lines",
    "same_of",
    "told_as_seen",
    "too_young",
    "words_of",
]
