"""``python -m chungtay.reader FILE --json``: the reader by itself, without the rest of the house."""

import argparse
import json
import sys
from pathlib import Path

from chungtay.reader.html import page_of
from chungtay.reader.problems import Unreadable
from chungtay.reader.read import read, summary_of


def main() -> int:
    """Print the reading, or write its page; 2 with one sentence where the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m chungtay.reader")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="in kết quả theo hợp đồng đọc, UTF-8")
    parser.add_argument("--html", type=Path, metavar="OUT", help="ghi một trang để người xem đối chiếu")
    asked = parser.parse_args()
    try:
        reading = read(asked.file)
    except Unreadable as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    if asked.html:
        asked.html.write_text(page_of(reading), encoding="utf-8")
    if asked.json:
        sys.stdout.write(json.dumps(reading.to_json(), ensure_ascii=False, indent=1) + "\n")
    elif not asked.html:
        sys.stdout.write(summary_of(reading) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
