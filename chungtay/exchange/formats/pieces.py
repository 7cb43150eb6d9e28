"""What the formats share: text in pieces of a sensible size, one XML tag, one XML file read safely."""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from chungtay.base.problems import Problem

AT_ONCE = 1000  # lines handed on together: a file is never whole in memory
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def in_pieces(lines: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == AT_ONCE:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


def attributes(named: Mapping[str, str]) -> str:
    """
    >>> attributes({"value": "1 < 2"})
    ' value="1 &lt; 2"'
    """
    return "".join(f" {name}={quoteattr(value)}" for name, value in named.items())


def read_xml(content: bytes) -> etree._Element | Problem:
    """The root, without entities, network or a document type; a Problem for what is no such file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return unreadable("XML")
    return unreadable("XML") if getattr(root.getroottree().docinfo, "doctype", "") else root


def unreadable(kind: str) -> Problem:
    sentence = "Không đọc được tệp: tệp hỏng, tải lên chưa hết, hoặc không phải {kind} dạng UTF-8."
    return Problem("unreadable", sentence, "file", values={"kind": kind})


def at_line(number: object) -> str:
    return f"dòng {number}"
