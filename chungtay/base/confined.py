"""``python -m chungtay.base.confined FILE COMMAND …``: the command, which may read FILE and programs, and nothing else.

For what reads strangers' files with libraries in C: whoever takes such a process over finds no database, no key and no
other paper there, can write nothing but what was opened for it, and reaches no other machine. The kernel keeps it so
(Landlock, https://docs.kernel.org/userspace-api/landlock.html) for the process and all it starts; no right is needed
for that. Linux 5.13 and newer; network and signals from 6.7 and 6.12 on. An older kernel confines nothing, and the
doctor says so. The one package for it is a preview that knows the first version alone.
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# The kernel's numbers: linux/landlock.h. Rights of the file system came in this order, with these versions.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights of the file system a version knows
_NET_FROM, _SCOPE_FROM = 4, 6
_ALL_NET, _ALL_SCOPES = 0b11, 0b11  # bind and connect; sockets without a name, signals

# What programs are made of, on Debian; what is not there is passed over.
_PROGRAMS: Final = (
    "/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives",
    "/etc/fonts", "/etc/localtime", "/etc/ssl/openssl.cnf", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo",
)  # fmt: skip

_kernel = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Which Landlock the kernel has; 0 for none."""
    return max(0, int(_kernel.syscall(_CREATE, None, 0, _ASK_VERSION)))


def confine(readable: Iterable[Path]) -> bool:
    """Give up, for good, all but reading these files and what lies in these folders; False where the kernel cannot."""
    known = version()
    if not known:
        return False
    rules = _Ruleset(
        files=(1 << _RIGHTS.get(known, max(_RIGHTS.values()))) - 1,
        net=_ALL_NET if known >= _NET_FROM else 0,
        scopes=_ALL_SCOPES if known >= _SCOPE_FROM else 0,
    )
    size = 24 if known >= _SCOPE_FROM else 16 if known >= _NET_FROM else 8
    ruleset = _done(_kernel.syscall(_CREATE, ctypes.byref(rules), size, 0))
    for path in readable:
        _allow(ruleset, path, _READ | _EXECUTE)
    for path in map(Path, sys.path[1:]):
        _allow(ruleset, path, _LIST)  # where Python looks for modules; the first is the folder one stands in
    _allow(ruleset, Path(os.devnull), _READ | _WRITE)
    _done(_kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _done(_kernel.syscall(_RESTRICT, ruleset, 0))
    os.close(ruleset)
    return True


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if path.is_dir():
        rights |= _LIST
    elif rights == _LIST:
        rights = _READ  # a module path may be an archive
    beneath = _Beneath(allowed=rights, folder=folder)
    _done(_kernel.syscall(_ADD, ruleset, _PATH_BENEATH, ctypes.byref(beneath), 0))
    os.close(folder)


def _done(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def programs() -> list[Path]:
    """What this program and those of the machine are made of."""
    own = Path(__file__).resolve().parent.parent
    return [own, Path(sys.prefix), Path(sys.base_prefix), *map(Path, _PROGRAMS)]


if __name__ == "__main__":
    confine([Path(sys.argv[1]).resolve(), *programs()])
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the command is the caller's
