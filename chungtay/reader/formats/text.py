"""Plain text: every physical line is a block, blank lines are kept, cleaning decides what belongs together."""

from chungtay.reader.blocks import Paragraph


def read_lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in text.splitlines())
