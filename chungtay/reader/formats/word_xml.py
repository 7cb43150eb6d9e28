"""Reading WordprocessingML safely: names, attributes, and elements one after another in bounded memory."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from chungtay.reader.formats.package import Package
from chungtay.reader.problems import unreadable

Element = Any  # lxml's element class is private to it

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def iterate(package: Package, part: str, *tags: str) -> Iterator[Element]:
    """Elements with these tags as they end. The caller clears what it has used; nothing outside is ever fetched."""
    stream = package.open(part)
    try:
        for _, element in etree.iterparse(
            stream,
            events=("end",),
            tag=[W + tag for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        ):
            yield element
    except etree.XMLSyntaxError as error:
        raise unreadable("damaged") from error


def whole(package: Package, part: str) -> Element | None:
    """The root of a small part, None where the package has none or it cannot be read."""
    if part not in package:
        return None
    stream = package.open(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        while data := stream.read():
            parser.feed(data)
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise unreadable("damaged") from error


def get(element: Element | None, name: str) -> str:
    """The attribute w:name, "" where there is none."""
    return "" if element is None else str(element.get(W + name) or "")


def value_of(parent: Element | None, child: str) -> str | None:
    """The w:val of a child element; None where the child is missing, "" where it has no value."""
    found = None if parent is None else parent.find(W + child)
    return None if found is None else get(found, "val")


def is_on(parent: Element | None, child: str) -> bool | None:
    """A property that is there or not: None where it is not said."""
    value = value_of(parent, child)
    return None if value is None else value not in ("0", "false", "off", "none")
