"""``python -m chungtay.reader FILE --json``: the reader by itself, without the rest of the house."""

import argparse

from chungtay.reader.command import add_arguments

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m chungtay.reader")
    add_arguments(parser)
    asked = parser.parse_args()
    raise SystemExit(asked.run(asked))
