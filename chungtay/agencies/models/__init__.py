"""Bodies, the seats in them, and the people's accounts that hold the seats."""

from chungtay.agencies.models.bodies import Agency, AgencyAlias, Membership
from chungtay.agencies.models.life import AgencySuccession, FormerSelf
from chungtay.agencies.models.seats import Account, Holding, Post

__all__ = [
    "Account",
    "Agency",
    "AgencyAlias",
    "AgencySuccession",
    "FormerSelf",
    "Holding",
    "Membership",
    "Post",
]
