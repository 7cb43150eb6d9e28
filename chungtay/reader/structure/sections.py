"""The headings of the outline as the sections of the contract."""

from chungtay.reader.blocks import Text
from chungtay.reader.contract import Section
from chungtay.reader.structure.outline import Node, Outline, find_outline, heading_span
from chungtay.reader.trust.why import Why


def find_sections(text: Text) -> list[Section]:
    """The tree of headings in document order; ids are s1, s2, …"""
    return sections_of(text, find_outline(text))


def sections_of(text: Text, outline: Outline) -> list[Section]:
    sections: list[Section] = []
    known: dict[int, Section] = {}
    for node in outline.nodes:
        if not node.heading:
            continue
        above = next((known[id(a)] for a in node.ancestors() if id(a) in known), None)
        heading = heading_span(node, text)
        section = Section(
            id=f"s{len(sections) + 1}",
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


def section_ids(outline: Outline) -> dict[int, str]:
    """The section id of every line that stands in a section, by the number of the line."""
    ids: dict[int, str] = {}
    headings = {
        id(node): f"s{n}" for n, node in enumerate((node for node in outline.nodes if node.heading), start=1)
    }
    for number, node in enumerate(outline.owner):
        inner: Node | None = node
        while inner and id(inner) not in headings:
            inner = inner.parent
        if inner:
            ids[number] = headings[id(inner)]
    return ids
