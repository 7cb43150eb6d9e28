"""What can happen to agencies, posts and accounts: one function for each event."""

from chungtay.agencies.services.accounts import (
    check_username,
    close_account,
    open_account,
    open_login,
    reopen_account,
)
from chungtay.agencies.services.bodies import add_alias, open_agency, set_members
from chungtay.agencies.services.importing import Opened, check_accounts, open_accounts
from chungtay.agencies.services.passwords import change_own_password, give_first_password
from chungtay.agencies.services.seats import (
    deputise,
    end_holding,
    give_post,
    open_post,
    pass_on,
    set_places,
)

__all__ = [
    "Opened",
    "add_alias",
    "change_own_password",
    "check_accounts",
    "check_username",
    "close_account",
    "deputise",
    "end_holding",
    "give_first_password",
    "give_post",
    "open_account",
    "open_accounts",
    "open_agency",
    "open_login",
    "open_post",
    "pass_on",
    "reopen_account",
    "set_members",
    "set_places",
]
