"""What an agency is and is called; what a post may do; who holds it in which capacity."""

from chungtay.agencies.rules.bodies import AgencyKind, AgencyLevel, kind_of, name_key
from chungtay.agencies.rules.powers import Extent, Power, PowerWords, Role, SecondFactor, power_words, roles
from chungtay.agencies.rules.seats import (
    HOLDER,
    Capacity,
    Term,
    capacities,
    check_role,
    check_term,
    in_jurisdiction,
    may_close_account,
    may_deputise,
    may_manage_agency,
    may_see_account,
    powers_passing,
    signature,
)

__all__ = [
    "HOLDER",
    "AgencyKind",
    "AgencyLevel",
    "Capacity",
    "Extent",
    "Power",
    "PowerWords",
    "Role",
    "SecondFactor",
    "Term",
    "capacities",
    "check_role",
    "check_term",
    "in_jurisdiction",
    "kind_of",
    "may_close_account",
    "may_deputise",
    "may_manage_agency",
    "may_see_account",
    "name_key",
    "power_words",
    "powers_passing",
    "roles",
    "signature",
]
