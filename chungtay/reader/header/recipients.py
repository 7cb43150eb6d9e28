"""The list under "Nơi nhận"."""

import re

from chungtay.reader.blocks import Text
from chungtay.reader.structure.frame import Frame

_HEAD = re.compile(r"\W*nơi\s*(?:nhận|gửi)\s*:?\s*", re.IGNORECASE)
_STAMP = re.compile(r"(?:ký bởi|người ký|thời gian ký|email)\s*:", re.IGNORECASE)


def read_recipients(text: Text, frame: Frame) -> tuple[str, ...]:
    """Each recipient as written, without its bullet and its closing mark; the outer paper's list only."""
    if not frame.recipients:
        return ()
    found: list[str] = []
    for number in frame.recipients[0]:
        line = _HEAD.sub("", text.lines[number].text)
        for piece in re.split(r";\s*[-–+•]\s*", line):
            name = re.sub(r"\s*\}.*$", "", piece).strip(" -–+•*;,.\t")
            if len(name) > 1 and not _STAMP.match(name):
                found.append(name)
    return tuple(found)
