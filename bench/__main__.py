"""Run the benches and print one line of JSON for each.

python -m bench [--scale small|full] [NAME ...]
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench.result import Result


def main() -> int:
    names = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--scale", choices=["small", "full"], default="full")
    parser.add_argument("only", nargs="*", metavar="NAME", help=", ".join(names))
    arguments = parser.parse_args()
    unknown = set(arguments.only) - set(names)
    if unknown:
        parser.error(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
    for name in arguments.only or names:
        result: Result = import_module(f"bench.bench_{name}").run(arguments.scale)
        print(result.as_line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
