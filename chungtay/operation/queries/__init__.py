"""How the installation stands. Asked by commands on the machine, and by pages that a power guards."""

from chungtay.operation.queries.doctor import examine
from chungtay.operation.queries.marks import last_at
from chungtay.operation.queries.ready import is_ready

__all__ = ["examine", "is_ready", "last_at"]
