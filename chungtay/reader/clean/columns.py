"""Two columns written on one line with tabs or many spaces between: the letterhead, the recipients and signature."""

import re
from dataclasses import replace

from chungtay.reader.blocks import Block, Paragraph

GAP = re.compile(r"[ \u00a0]*\t[\s\u00a0]*|[ \u00a0]{4,}")
FORM = re.compile(
    r"CỘNG H[ÒO][AÀ] XÃ HỘI|Độc lập\s*-\s*Tự do|ĐẢNG CỘNG SẢN|^Số\s?:|, ngày .*tháng .*năm|Nơi nhận"
    r"|^(?:TM|KT|TL|TUQ|T/M)[. ]|^(?:PHÓ )?(?:CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|BÍ THƯ"
    r"|(?:ĐỒN |CHI CỤC |CỤC |HIỆU |VIỆN )?TRƯỞNG|CHÁNH ÁN|CHỈ HUY TRƯỞNG|CHỦ NHIỆM)\b",
    re.MULTILINE,
)
RECIPIENTS = re.compile(r"Nơi (?:nhận|gửi)")
RECIPIENT = re.compile(r"\s*[-–+•]\s*\S")
LAST_RECIPIENT = re.compile(r"\s*[-–+•]\s*Lưu\b")
LONGEST_RUN = 20  # lines from the first recipient to the last
AWAITING = re.compile(r"(?:Số\s?:|số|ngày|tháng|năm)$")  # a blank to be filled in by hand
LONGEST = 90  # a side of such a line is short
MOST_EMPTY = 4  # lines on the left alone, or none, between two lines with both sides


def unroll_columns(blocks: list[Block]) -> list[Block]:
    """The left side of such lines, then the right side; other lines stay as they are."""
    unrolled: list[Block] = []
    i = 0
    while i < len(blocks):
        end = _zone_end(blocks, i)
        if end == i:
            unrolled.append(blocks[i])
            i += 1
            continue
        sides = [(p, _sides(p.text)) for p in blocks[i:end] if isinstance(p, Paragraph)]
        for side in (0, 1):
            unrolled.append(Paragraph(""))
            unrolled.extend(replace(p, text=texts[side], number="") for p, texts in sides if texts[side])
        unrolled.append(Paragraph(""))
        i = end
    return unrolled


def part_interleaved(blocks: list[Block]) -> list[Block]:
    """Recipients and a signature that a page gave line by line in turn: first the ones, then the other."""
    parted: list[Block] = []
    at = 0
    for start, block in enumerate(blocks):
        if start < at or not (isinstance(block, Paragraph) and RECIPIENTS.match(block.text)):
            continue
        run: list[Paragraph] = []
        for line in blocks[start + 1 : start + 1 + LONGEST_RUN]:
            if not isinstance(line, Paragraph) or len(line.text) > LONGEST:
                break
            run.append(line)
            if LAST_RECIPIENT.match(line.text):
                left = [one for one in run if RECIPIENT.match(one.text)]
                right = [one for one in run if not RECIPIENT.match(one.text) and one.text]
                if any(FORM.search(one.text) for one in right) and not any(
                    one.text[0].islower() for one in right
                ):
                    parted += [*blocks[at : start + 1], *left, Paragraph(""), *right]
                    at = start + 1 + len(run)
                break
    return [*parted, *blocks[at:]]


def _zone_end(blocks: list[Block], start: int) -> int:
    """Behind the last line with two sides; ``start`` where the lines from here are no such form."""
    if not _has_two(blocks[start]):
        return start
    end, i = start + 1, start + 1
    head = blocks[start]
    received = isinstance(head, Paragraph) and RECIPIENTS.match(_sides(head.text)[0])
    while i < len(blocks) and i - end <= MOST_EMPTY:
        block = blocks[i]
        if not isinstance(block, Paragraph) or len(block.text.strip()) > 2 * LONGEST:
            break
        i += 1
        if (
            _has_two(block)
            or (received and block.text.startswith("-"))
            or (block.text.strip() and GAP.match(block.text))
        ):
            end = i
    text = "\n".join(side for b in blocks[start:end] if isinstance(b, Paragraph) for side in _sides(b.text))
    return end if FORM.search(text) else start


def _has_two(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(_sides(block.text))


def _sides(text: str) -> tuple[str, str]:
    """What stands left and right of the widest gap; a line far to the right has nothing on the left."""
    if GAP.match(text) and len(text) - len(text.lstrip()) >= 20:
        return "", text.strip()
    text = text.strip()
    gaps = [gap for gap in GAP.finditer(text) if not AWAITING.search(text[: gap.start()])]
    if not gaps or len(text) > 3 * LONGEST:
        return text, ""
    widest = max(gaps, key=lambda gap: len(gap[0].expandtabs(8)))
    left, right = text[: widest.start()], text[widest.end() :]
    return (left, right) if len(left) <= LONGEST and len(right) <= LONGEST else (text, "")
