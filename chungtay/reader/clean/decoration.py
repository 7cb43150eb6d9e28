"""Ornament without words: rules of dashes, stars or underscores."""

import re

from chungtay.reader.blocks import Block, Paragraph

RULE = re.compile(r"[-–—_=*~.…|\s]{3,}|[-–—_=*~|]{1,2}")


def drop_rules(blocks: list[Block]) -> list[Block]:
    """Outside of tables only: in a cell a dash is a value."""
    return [block for block in blocks if not (isinstance(block, Paragraph) and is_rule(block.text))]


def is_rule(text: str) -> bool:
    return bool(text) and RULE.fullmatch(text) is not None
