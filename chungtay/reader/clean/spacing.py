"""Lost line breaks and lost spaces, repaired only where nothing else can have been meant."""

import re
from dataclasses import replace

from chungtay.reader.blocks import Block, Paragraph, map_paragraphs
from chungtay.reader.clean.labels import DASHED, UPPER

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LOST_BREAK = re.compile(rf"(?<=[.;:])(?=[-–+] ?[{UPPER}][{LOWER}])|(?<=;)(?=[{UPPER}][{LOWER}]+ )")
GLUED_NUMBER = re.compile(r"\b([Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Qq]uý)(?=\d)")
GLUED_COMMA = re.compile(rf"(?<=[{LOWER}])([,;])(?=[{LOWER}{UPPER}])")
GLUED_SENTENCE = re.compile(rf"(?<=[{LOWER}][{LOWER}])([.:]|\.\.\.|…)(?=[{UPPER}][{LOWER}])")
GLUED_ELLIPSIS = re.compile(rf"(\.\.\.|…)(?=[{UPPER}{LOWER}])")
BARE_DASH = re.compile(rf"^([-–+*])(?=[{UPPER}])")


def repair_spacing(blocks: list[Block]) -> list[Block]:
    return map_paragraphs(blocks, _repair)


def _repair(paragraph: Paragraph) -> list[Paragraph]:
    parts = split_lost_breaks(paragraph.text)
    return [replace(paragraph, text=repair_spaces(part), number=paragraph.number if i == 0 else "") for i, part in enumerate(parts)]


def split_lost_breaks(text: str) -> list[str]:
    """ "... ma túy.-Triển khai ..." is two items."""
    return [part for part in (part.strip() for part in LOST_BREAK.split(text)) if part]


def repair_spaces(text: str) -> str:
    text = BARE_DASH.sub(r"\1 ", text)
    text = GLUED_NUMBER.sub(r"\1 ", text)
    text = GLUED_COMMA.sub(r"\1 ", text)
    text = GLUED_ELLIPSIS.sub(r"\1 ", text)
    return text
