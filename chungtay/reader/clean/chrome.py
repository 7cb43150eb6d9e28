"""Menus, counters and links of the web page that an article was copied with."""

import re
from functools import cache

from chungtay.reader.blocks import Block, Paragraph
from chungtay.reader.clean.labels import is_ended, is_set_line, stored

HEAD_LINES = 60
BODY_LENGTH = 200  # a paragraph as long as this belongs to the article,
SENTENCE_LENGTH = 80  # and so does one that ends like a sentence


@cache
def chrome_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in stored("chrome.txt")), re.IGNORECASE)


def is_chrome(text: str) -> bool:
    return chrome_pattern().fullmatch(text) is not None


def drop_chrome(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """The blocks of the article, and the lines left out before and after it."""
    begin, end = _article_start(blocks), _article_end(blocks)
    if begin >= end:
        return blocks, []
    outside = blocks[:begin] + blocks[end:]
    return blocks[begin:end], [block.text for block in outside if isinstance(block, Paragraph) and block.text]


def _is_body(text: str) -> bool:
    return len(text) > BODY_LENGTH or (len(text) > SENTENCE_LENGTH and is_ended(text))


def _article_start(blocks: list[Block]) -> int:
    """Behind the last line of chrome before the body; two such lines are needed to believe it."""
    found: list[int] = []
    for index, block in enumerate(blocks[:HEAD_LINES]):
        if not isinstance(block, Paragraph) or _is_body(block.text) or is_set_line(block.text):
            break
        if is_chrome(block.text):
            found.append(index)
    return found[-1] + 1 if len(found) > 1 else 0


def _article_end(blocks: list[Block]) -> int:
    """The first line of chrome of the short, unpunctuated lines that the file ends in."""
    end = len(blocks)
    for index in range(len(blocks) - 1, max(-1, len(blocks) - HEAD_LINES), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or _is_body(block.text) or is_ended(block.text):
            break
        if is_chrome(block.text):
            end = index
    return end
