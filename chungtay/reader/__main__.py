"""``python -m chungtay.reader FILE --json``: the same as ``chungtay read``."""

import sys

from chungtay.cli import main

if __name__ == "__main__":
    raise SystemExit(main(["read", *sys.argv[1:]]))
