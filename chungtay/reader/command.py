"""Reading on the command line: ``chungtay read FILE`` and ``python -m chungtay.reader FILE`` are one."""

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="in kết quả theo hợp đồng đọc, UTF-8")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="nói quy tắc nào quyết định từng mục, chắc bao nhiêu, sửa ở đâu",
    )
    parser.add_argument("--html", type=Path, metavar="OUT", help="ghi một trang để người xem đối chiếu")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Read, print, return the exit code: 2 with one sentence where the file cannot be read."""
    from chungtay.reader.html import page_of
    from chungtay.reader.problems import Unreadable
    from chungtay.reader.read import read, summary_of
    from chungtay.reader.trust.explain import as_json, as_text

    try:
        reading = read(asked.file)
    except (Unreadable, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    if asked.html:
        asked.html.write_text(page_of(reading), encoding="utf-8")
    if asked.json:
        trace = {"trace": as_json(reading)} if asked.explain else {}
        print(json.dumps(reading.to_json() | trace, ensure_ascii=False, indent=1))
    elif asked.explain:
        print(as_text(reading), end="")
    elif not asked.html:
        print(summary_of(reading))
    return 0
