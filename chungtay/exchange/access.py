"""Files out and in, for the page and for machines."""

from datetime import datetime

from django.http import StreamingHttpResponse

from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.base.web import as_file
from chungtay.exchange.formats import FORMATS
from chungtay.exchange.queries import Parcel
from chungtay.exchange.rules import Line, Shape, check_kind

MOST_BYTES = 10_000_000
DESCRIBING = frozenset(name for name, one in FORMATS.items() if one.read is None)


def send_file(parcel: Parcel, name: str, *, period: str, now: datetime) -> StreamingHttpResponse:
    """Written while it is sent. Raises Refused where the format cannot say it, NotThere where there is nothing."""
    if problems := check_kind(parcel.shape.period_kind, name):
        raise Refused(problems)
    if not parcel.reports and name not in DESCRIBING:
        raise NotThere("figures")
    kind = FORMATS[name]
    answer = StreamingHttpResponse(kind.write(parcel.shape, parcel.lines, now), content_type=kind.media)
    return as_file(answer, f"{parcel.shape.form.code}-{period}{kind.suffix}")


def read_file(content: bytes, name: str, shape: Shape) -> list[Line]:
    """What the file says. Raises Refused with every problem and its place."""
    read = FORMATS[name].read
    if read is None:
        raise NotThere("format")
    if len(content) > MOST_BYTES:
        raise Refused(Problem("too_large", "Tệp lớn hơn 10 MB: hãy gửi từng kỳ một.", "file"))
    lines, problems = read(content, shape)
    if problems:
        raise Refused(problems)
    return lines
