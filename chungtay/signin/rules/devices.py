"""What a device is called, and from how near a network it comes."""

import ipaddress
from collections.abc import Sequence

# In this order: every Edge and Opera also says Chrome, every Chrome also says Safari.
_BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_words(agent: str) -> str:
    """The browser and the system in words ("Chrome · Windows"); empty for a program that says neither.

    >>> device_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")
    'Chrome · Windows'
    """
    named = (next((word for sign, word in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS))
    return " · ".join(word for word in named if word)


def network_of(remote: str, forwarded: Sequence[str], proxies: int) -> str:
    """The network that a request comes from, without the last part of its address: /24, or /48 for IPv6.

    ``forwarded`` is X-Forwarded-For from left to right. Each proxy adds on the right whom it heard, so with ``proxies``
    of them in front the visitor is that many places from the right; what stands further left anybody can write.

    >>> network_of("10.0.0.1", ["6.6.6.6", "203.0.113.77"], 1)
    '203.0.113.0/24'
    """
    heard = forwarded[-proxies] if 0 < proxies <= len(forwarded) else remote
    try:
        address = ipaddress.ip_address(heard.strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))
