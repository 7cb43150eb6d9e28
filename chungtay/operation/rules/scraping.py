"""Who may read the measures: a machine of the list, or whoever shows the token."""

import hmac
import ipaddress
from collections.abc import Sequence


def may_scrape(
    remote: str, forwarded: Sequence[str], *, networks: Sequence[str], token: str, shown: str
) -> bool:
    """``networks`` are addresses or networks; what came through a proxy carries somebody else's address, and so needs
    the ``token``.

    >>> may_scrape("127.0.0.1", [], networks=["127.0.0.0/8"], token="", shown="")
    True
    >>> may_scrape("127.0.0.1", ["203.0.113.7"], networks=["127.0.0.0/8"], token="", shown="")
    False
    """
    if token and hmac.compare_digest(token.encode(), shown.encode()):
        return True
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:  # a socket of the same machine has no address
        return False
    return not forwarded and any(address in ipaddress.ip_network(network) for network in networks)
