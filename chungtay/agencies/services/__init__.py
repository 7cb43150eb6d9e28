"""What can happen to agencies, posts and accounts: one function for each event."""

from chungtay.agencies.services.bodies import add_alias, open_agency, set_members
from chungtay.agencies.services.seats import change_own_password, check_account, open_account

__all__ = ["add_alias", "change_own_password", "check_account", "open_account", "open_agency", "set_members"]
