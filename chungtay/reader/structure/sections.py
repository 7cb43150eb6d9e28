"""The headings of the outline as the sections of the contract."""

from collections.abc import Iterable

from chungtay.reader.blocks import Text
from chungtay.reader.contract import Section
from chungtay.reader.structure.labels import Kind
from chungtay.reader.structure.outline import Node, Outline, find_outline, heading_span
from chungtay.reader.trust.why import Why


def find_sections(text: Text) -> list[Section]:
    """The tree of headings in document order, those in line too; ids are s1, s2, …"""
    return headings_of(text, find_outline(text))


def headings_of(text: Text, outline: Outline) -> list[Section]:
    """All headings; one that stands in the line of all that it heads ("5. Sở Y tế: …") bears the id of the
    section around it, "" where there is none."""
    sections: list[Section] = []
    known: dict[int, Section] = {}
    count = 0
    for node in outline.nodes:
        if not node.heading:
            continue
        above = next((known[id(a)] for a in node.ancestors() if id(a) in known), None)
        heading = heading_span(node, text)
        count += not _in_line(node)
        section = Section(
            id=(above.id if above else "") if _in_line(node) else f"s{count}",
            label=node.label,
            title=node.title,
            depth=above.depth + 1 if above else 1,
            parent=above.id if above else None,
            span=(text.lines[node.line].start, node.end),
            heading=heading,
            why=(Why(node.rule, heading),),
        )
        sections.append(section)
        known[id(node)] = section
    return sections


def sections_among(headings: Iterable[Section]) -> list[Section]:
    """The sections of the contract, to which a heading in the line of its own words does not belong."""
    return [heading for heading in headings if heading.id and heading.id != heading.parent]


def section_ids(outline: Outline) -> dict[int, str]:
    """The section id of every line that stands in a section, by the number of the line."""
    ids: dict[int, str] = {}
    sections = (node for node in outline.nodes if node.heading and not _in_line(node))
    headings = {id(node): f"s{n}" for n, node in enumerate(sections, start=1)}
    for number, node in enumerate(outline.owner):
        inner: Node | None = node
        while inner and id(inner) not in headings:
            inner = inner.parent
        if inner:
            ids[number] = headings[id(inner)]
    return ids


def _in_line(node: Node) -> bool:
    return node.rule == "sections.run_in" and not node.children and node.kind is not Kind.ARTICLE
