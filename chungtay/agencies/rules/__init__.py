"""What an agency is and is called; what a post may do."""

from chungtay.agencies.rules.bodies import AgencyKind, AgencyLevel, kind_of, name_key
from chungtay.agencies.rules.powers import Power, Role, roles

__all__ = ["AgencyKind", "AgencyLevel", "Power", "Role", "kind_of", "name_key", "roles"]
