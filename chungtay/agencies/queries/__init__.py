"""Finding bodies, posts and accounts."""

from chungtay.agencies.queries.bodies import (
    alive_on,
    doers_of,
    get_agency,
    list_agencies,
    may_manage,
    may_open,
    members_of,
    must_manage,
    names_of,
    resolve,
    search,
    suggest,
    within_jurisdiction,
)
from chungtay.agencies.queries.seats import list_example_accounts, list_holdings, list_posts

__all__ = [
    "alive_on",
    "doers_of",
    "get_agency",
    "list_agencies",
    "list_example_accounts",
    "list_holdings",
    "list_posts",
    "may_manage",
    "may_open",
    "members_of",
    "must_manage",
    "names_of",
    "resolve",
    "search",
    "suggest",
    "within_jurisdiction",
]
