"""Where events may be told: over HTTPS, to an address of the open network, by its name.

An address that a person types must never make this machine speak to machines beside it (server-side request forgery).
So what a name stands for is judged again at each connection (:func:`fits`), and the connection goes to just that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from chungtay.base.problems import Problem

_LONGEST = 500
_PORTS = {"https": 443, "http": 80}
_HIDES_IPV4 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))  # NAT64, RFC 6052 and 8215


@dataclass(frozen=True, slots=True)
class Address:
    scheme: str
    host: str
    port: int
    path: str  # with its query

    @property
    def is_sealed(self) -> bool:
        return self.scheme == "https"

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(written: str) -> Address | None:
    """The parts of a web address; None for what is none, or holds a password, a fragment or what no address has.

    >>> read_address("https://nhan.tinh.gov.vn/chungtay?a=1")
    Address(scheme='https', host='nhan.tinh.gov.vn', port=443, path='/chungtay?a=1')
    >>> read_address("https://nhan.vn@10.0.0.1/"), read_address("ftp://a/"), read_address("https://a/ b")
    (None, None, None)
    """
    if (
        len(written) > _LONGEST
        or not written.isascii()
        or any(sign <= " " or sign == "\\" for sign in written)
    ):
        return None
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc or parts.fragment:
        return None
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return Address(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port, path)


def check_address(written: str, *, own_hosts: Collection[str]) -> list[Problem]:
    """``own_hosts`` are those of the own network that the machine's owner named ("host" or "host:port")."""
    address = read_address(written)
    if address is None or address.port == 0:
        sentence = (
            "Đây không phải một địa chỉ nhận. Hãy chép đủ, ví dụ: https://nhan.tinh.gov.vn/chung-tay; "
            "không có tên, mật khẩu trong địa chỉ."
        )
        return [Problem("no_address", sentence, "address")]
    if is_own(address, own_hosts):
        return []
    if not address.is_sealed:
        sentence = "Địa chỉ nhận phải bắt đầu bằng https:// để không ai đọc được dọc đường."
        return [Problem("not_sealed", sentence, "address")]
    literal = _as_number(address.host)
    if literal is not None and not fits(literal):
        sentence = (
            "Địa chỉ này nằm trong mạng nội bộ. Muốn báo tới đó, người vận hành máy chủ phải ghi tên máy ấy."
        )
        return [Problem("inside", sentence, "address")]
    return []


def is_own(address: Address, own_hosts: Collection[str]) -> bool:
    return address.host in own_hosts or f"{address.host}:{address.port}" in own_hosts


def _as_number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def fits(found: IPv4Address | IPv6Address | str) -> bool:
    """Whether what a name stands for is a machine of the open network, not one beside this one or this one itself.

    >>> [fits(one) for one in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::a00:1")]
    [False, False, False, False, False]
    >>> fits("203.162.0.1"), fits("2606:4700::1")
    (True, True)
    """
    number = ip_address(found) if isinstance(found, str) else found
    if isinstance(number, IPv6Address):
        within = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
        if within:
            return fits(within)
        if any(number in network for network in _HIDES_IPV4):
            return False
    return number.is_global and not number.is_multicast
