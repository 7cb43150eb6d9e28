"""The structure of a form as SDMX-ML 2.1: code lists with Vietnamese and English names, concepts, its definition."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from chungtay.exchange.formats.pieces import DECLARATION, attributes, in_pieces
from chungtay.exchange.formats.sdmx import (
    AGENCY,
    AREA,
    COMMON,
    CONFIRMED,
    ELEMENT,
    MESSAGE,
    NOT_APPLICABLE,
    REASON,
    REPORTER,
    STATUS,
    TIME,
    VALUE,
    VERSION,
    dimensions,
    header,
    structure_id,
)  # fmt: skip
from chungtay.exchange.rules import Named, Shape, outside
from chungtay.figures.rules import reasons

STRUCTURE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
_WHOSE = {"agencyID": AGENCY, "version": VERSION}
_STATUSES = (
    Named("A", "Đã duyệt", "Normal: approved"),
    Named("P", "Chưa duyệt", "Provisional: not approved yet"),
    Named("O", "Không báo cáo", "Missing: not reported, with a reason"),
    Named("Q", "Giữ lại: số nhỏ về người", "Suppressed: a small number of people"),
)
_CONCEPTS = {
    AREA: ("Đơn vị hành chính", "Administrative unit"),
    REPORTER: ("Cơ quan báo cáo", "Reporting body"),
    ELEMENT: ("Chỉ tiêu", "Data element"),
    TIME: ("Kỳ số liệu: ngày đầu và độ dài", "Reporting period: first day and duration"),
    VALUE: ("Số liệu", "Observation value"),
    STATUS: ("Tình trạng", "Observation status"),
    REASON: ("Lý do không báo cáo", "Reason for which it is not reported"),
    CONFIRMED: ("Lý do đã được duyệt", "Whether the reason was approved"),
}
_TEXTS = {TIME: "ObservationalTimePeriod", VALUE: "Decimal", REASON: "Integer", CONFIRMED: "Boolean"}


def write_structure(shape: Shape, now: datetime) -> Iterator[bytes]:
    return in_pieces(_xml(shape, now))


def _xml(shape: Shape, now: datetime) -> Iterator[str]:
    spaces = {"xmlns:mes": MESSAGE, "xmlns:str": STRUCTURE, "xmlns:com": COMMON}
    yield f"{DECLARATION}<mes:Structure{attributes(spaces)}>\n{header(structure_id(shape), now)}<mes:Structures>\n"
    yield "<str:Codelists>\n"
    for name, said, codes in _codelists(shape):
        yield from _codelist(name, said, codes)
    yield "</str:Codelists>\n"
    yield from _concepts(shape)
    yield from _data_structure(shape)
    yield "</mes:Structures>\n</mes:Structure>\n"


def _codelists(shape: Shape) -> Iterator[tuple[str, Named, Iterable[Named]]]:
    yield AREA, Named("", *_CONCEPTS[AREA]), shape.units.values()
    yield REPORTER, Named("", *_CONCEPTS[REPORTER]), shape.bodies.values()
    elements = [
        Named(outside(one.code), f"{one.name} ({one.unit})", one.name_en and f"{one.name_en} ({one.unit})")
        for one in shape.elements.values()
    ]
    yield ELEMENT, Named("", *_CONCEPTS[ELEMENT]), elements
    for division in shape.divisions.values():
        every = (*division.options, Named(NOT_APPLICABLE, "Không phân tổ", "Not applicable"))
        yield division.code.upper(), Named("", division.name, division.name_en), every
    yield STATUS, Named("", *_CONCEPTS[STATUS]), _STATUSES


def _codelist(name: str, said: Named, codes: Iterable[Named]) -> Iterator[str]:
    yield f"<str:Codelist{attributes({'id': f'CL_{name}', **_WHOSE})}>{_names(said)}\n"
    for code in codes:
        yield f"<str:Code{attributes({'id': code.code})}>{_names(code)}</str:Code>\n"
    yield "</str:Codelist>\n"


def _names(said: Named) -> str:
    return (
        f'<com:Name xml:lang="vi">{escape(said.name)}</com:Name>'
        f'<com:Name xml:lang="en">{escape(said.english)}</com:Name>'
    )


def _concepts(shape: Shape) -> Iterator[str]:
    scheme = Named("", "Khái niệm", "Concepts")
    yield f"<str:Concepts><str:ConceptScheme{attributes({'id': 'CONCEPTS', **_WHOSE})}>{_names(scheme)}\n"
    divisions = {one.code.upper(): (one.name, one.name_en) for one in shape.divisions.values()}
    for name, words in (_CONCEPTS | divisions).items():
        yield f"<str:Concept{attributes({'id': name})}>{_names(Named('', *words))}</str:Concept>\n"
    yield "</str:ConceptScheme></str:Concepts>\n"


def _data_structure(shape: Shape) -> Iterator[str]:
    named = {"id": structure_id(shape), **_WHOSE}
    yield f"<str:DataStructures><str:DataStructure{attributes(named)}>{_names(shape.form)}"
    reasons_said = "; ".join(f"{code}: {words}" for code, words in reasons().items())
    note = f"{shape.note} {REASON}: {reasons_said}."
    yield f'<com:Description xml:lang="vi">{escape(note)}</com:Description>\n<str:DataStructureComponents>'
    yield '<str:DimensionList id="DimensionDescriptor">\n'
    every = dimensions(shape)
    for position, name in enumerate(every, start=1):
        yield _component("Dimension", name, _coded(name), position=position)
    yield _component("TimeDimension", TIME, _text(TIME), position=len(every) + 1)
    yield '</str:DimensionList>\n<str:AttributeList id="AttributeDescriptor">\n'
    on_value = (
        f'<str:AttributeRelationship><str:PrimaryMeasure><Ref id="{VALUE}"/></str:PrimaryMeasure>'
        "</str:AttributeRelationship>"
    )
    yield _component("Attribute", STATUS, _coded(STATUS) + on_value, assignment="Mandatory")
    for name in (REASON, CONFIRMED):
        yield _component("Attribute", name, _text(name) + on_value, assignment="Conditional")
    yield '</str:AttributeList>\n<str:MeasureList id="MeasureDescriptor">\n'
    yield _component("PrimaryMeasure", VALUE, _text(VALUE))
    yield "</str:MeasureList></str:DataStructureComponents></str:DataStructure></str:DataStructures>\n"


def _component(kind: str, name: str, rest: str, *, position: int = 0, assignment: str = "") -> str:
    told = {"id": name}
    if position:
        told["position"] = str(position)
    if assignment:
        told["assignmentStatus"] = assignment
    concept = {
        "id": name, "maintainableParentID": "CONCEPTS", "maintainableParentVersion": VERSION, "agencyID": AGENCY,
        "package": "conceptscheme", "class": "Concept",
    }  # fmt: skip
    identity = f"<str:ConceptIdentity><Ref{attributes(concept)}/></str:ConceptIdentity>"
    return f"<str:{kind}{attributes(told)}>{identity}{rest}</str:{kind}>\n"


def _coded(name: str) -> str:
    listed = {"id": f"CL_{name}", **_WHOSE, "package": "codelist", "class": "Codelist"}
    reference = f"<str:Enumeration><Ref{attributes(listed)}/></str:Enumeration>"
    return f"<str:LocalRepresentation>{reference}</str:LocalRepresentation>"


def _text(name: str) -> str:
    return f'<str:LocalRepresentation><str:TextFormat textType="{_TEXTS[name]}"/></str:LocalRepresentation>'
