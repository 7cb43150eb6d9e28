"""The pure words and rules of the room."""

from chungtay.rights.rules.access import (
    COMPLAINT,
    FILE,
    SERVE,
    SETTLE,
    may_see_complaint,
    may_serve,
    may_settle,
)
from chungtay.rights.rules.complaints import (
    FIRST,
    SECOND,
    Course,
    check_filing,
    check_settling,
    filed_by,
    is_late,
    next_due,
)
from chungtay.rights.rules.forms import FormLayout, Issuer, PrintedForm, filled, places_of, printed_forms
from chungtay.rights.rules.keeping import Ending, answer_until, ending_of, policy
from chungtay.rights.rules.reading import (
    Served,
    check_served,
    must_be_served,
    read_until,
    reading_ends,
    still_to_serve,
)
from chungtay.rights.rules.telling import Happened, Owed, ToTell, owed
from chungtay.rights.rules.telling import rows as telling_rows
from chungtay.rights.rules.words import Against, Answered, Asked, Ended, Reader

__all__ = [
    "COMPLAINT",
    "FILE",
    "FIRST",
    "SECOND",
    "SERVE",
    "SETTLE",
    "Against",
    "Answered",
    "Asked",
    "Course",
    "Ended",
    "Ending",
    "FormLayout",
    "Happened",
    "Issuer",
    "Owed",
    "PrintedForm",
    "Reader",
    "Served",
    "ToTell",
    "answer_until",
    "check_filing",
    "check_served",
    "check_settling",
    "ending_of",
    "filed_by",
    "filled",
    "is_late",
    "may_see_complaint",
    "may_serve",
    "may_settle",
    "must_be_served",
    "next_due",
    "owed",
    "places_of",
    "policy",
    "printed_forms",
    "read_until",
    "reading_ends",
    "still_to_serve",
    "telling_rows",
]
