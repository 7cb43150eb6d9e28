"""Ornament without words: rules of dashes, stars or underscores."""

import re

from chungtay.reader.blocks import Block, map_paragraphs

RULE = re.compile(r"[-–—_=*~.…\s]{3,}|[-–—_=*~|]{1,2}")


def drop_rules(blocks: list[Block]) -> list[Block]:
    return map_paragraphs(blocks, lambda p: () if p.text and RULE.fullmatch(p.text) else (p,))
