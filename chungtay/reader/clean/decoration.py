"""What has no words: rules of dashes, stars or underscores, and the numbers of pages."""

import re
from dataclasses import replace

from chungtay.reader.blocks import Block, Paragraph

RULE = re.compile(r"[-–—_=*~.…|\s]{3,}|[-–—_=*~|]{1,2}")
PARTS = re.compile(r"[-–—_=*]{3,}")
PAGE_NUMBER = re.compile(r"(?:Trang |[-–] )?(\d{1,4})(?:/\d{1,4}| [-–])?")
FEWEST_PAGES = 3


def drop_rules(blocks: list[Block]) -> list[Block]:
    """Outside of tables only: in a cell a dash is a value. What parts lines as a blank line does becomes one."""
    return [
        replace(block, text="") if isinstance(block, Paragraph) and PARTS.fullmatch(block.text) else block
        for block in blocks
        if not (isinstance(block, Paragraph) and is_rule(block.text) and not PARTS.fullmatch(block.text))
    ]


def is_rule(text: str) -> bool:
    return bool(text) and RULE.fullmatch(text) is not None


def drop_page_numbers(blocks: list[Block]) -> list[Block]:
    """Lines with nothing but a number that count on from one to the next through the document."""
    found = [(i, int(number[1])) for i, b in enumerate(blocks) if (number := _page_number(b))]
    counted = [n for _, n in found]
    if not found or counted != list(range(counted[0], counted[0] + len(found))) or counted[0] > 3:
        return blocks
    second = counted[0] == 2 and all(_stands_alone(blocks, i) for i, _ in found)  # the first page shows none
    if len(found) < FEWEST_PAGES and not second:
        return blocks
    numbers = {i for i, _ in found}
    return [block for i, block in enumerate(blocks) if i not in numbers]


def _stands_alone(blocks: list[Block], place: int) -> bool:
    """Blank lines above and below."""
    beside = blocks[place - 1 : place] + blocks[place + 1 : place + 2]
    return len(beside) == 2 and all(isinstance(block, Paragraph) and not block.text for block in beside)


def _page_number(block: Block) -> re.Match[str] | None:
    return PAGE_NUMBER.fullmatch(block.text) if isinstance(block, Paragraph) else None
