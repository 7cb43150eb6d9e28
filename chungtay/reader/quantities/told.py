"""A paragraph among duties or aims that only tells what was done, or how matters stand: it promises nothing."""

import re

from chungtay.reader.lexicon import low, words
from chungtay.reader.structure.labels import parse_label

_TOLD = re.compile("|".join(words("results")["told"]))


def tells_results(line: str) -> bool:
    """ "- Kết quả năm 2024: …", "Các mô hình: toàn tỉnh có 96 mô hình đang hoạt động": the label counts not."""
    label = parse_label(line)
    return _TOLD.match(low(line[label.length :] if label else line)) is not None
