"""A Word file in a layout of somebody's own, filled: what stands in {{ }} or « » becomes what it names.

Word cuts a paragraph into runs as it likes, so a placeholder is looked for in the text of the whole paragraph, and what
stands for it takes the looks of where it began. ``{{mỗi: list}}`` … ``{{hết}}`` in paragraphs of their own repeat what
stands between; ``{{mỗi: list}}`` in a row of a table repeats the row. A name of blocks takes its paragraph's place.
"""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from chungtay.letters.rules.parts import Block
from chungtay.letters.rules.writing import put_blocks

LARGEST = 64 * 2**20  # bytes of a file unpacked
_MARK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}|«\s*([^«»]+?)\s*»")
_EACH, _END = "mỗi:", "hết"
_NOT_IN_XML = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")
Scope = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Something to repeat for: each row says a word for each of the columns, by the column's ``name_of``."""

    columns: Sequence[str]
    rows: Sequence[Scope]

    @property
    def empty(self) -> Scope:
        """For looking whether everything fits while there is nothing to repeat for."""
        return dict.fromkeys(self.columns, "")


@dataclass(frozen=True, slots=True)
class Filling:
    """What the placeholders stand for, by ``name_of``."""

    words: Scope
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    lists: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Misfit:
    """What could not be filled: ``where`` as somebody finds it in Word, ``words`` what is wrong and what to do."""

    where: str
    words: str


def name_of(said: str) -> str:
    """Large or small letters, spaces, the low lines of Word's field names and letters typed with their marks apart
    make no difference.

    >>> name_of(" Người  ký"), name_of("CASES_PROVINCE")
    ('người ký', 'cases province')
    """
    return " ".join(unicodedata.normalize("NFC", said).replace("_", " ").split()).casefold()


# What python-docx meets in a damaged file; it looks at little before it takes it for what it should be.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, PackageNotFoundError, SyntaxError, OSError, EOFError, LookupError, AttributeError,
    TypeError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


def open_docx(content: bytes) -> Paper:
    """Raises ValueError where it is no .docx, or one that unpacks to far more than a paper is."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise ValueError("too large")
        paper = Document(BytesIO(content))
        # Asked for here, where what is damaged can be told; what cannot be written again was not read whole.
        if paper.element.body is None or not list(paper.styles):
            raise ValueError("no text, or none of its styles")
        paper.save(BytesIO())
        list(_notes(paper))
    except UNREADABLE as error:
        raise ValueError("not a .docx") from error
    return paper


def fill_docx(template: bytes, filling: Filling) -> tuple[bytes, list[Misfit]]:
    """The file filled, and every placeholder that could not be, which stays as it was. Raises ValueError: no .docx."""
    paper = open_docx(template)
    _uncontrol(paper.element)
    filler = _Filler(paper, filling)
    filler.container(paper.element.body, "")
    for words, part in _margins(paper):
        _uncontrol(part)
        filler.container(part, words)
    for words, kept, notes in _notes(paper):
        _uncontrol(notes)
        written = [
            note for note in notes if note.get(qn("w:type")) is None
        ]  # the others are the lines above them
        for at, note in enumerate(written, start=1):
            filler.container(note, f"{words} {at}, ")
        kept._blob = serialize_part_xml(notes)  # noqa: SLF001 - the library keeps these as bytes
    file = BytesIO()
    paper.save(file)
    return file.getvalue(), list(dict.fromkeys(filler.misfits))


def _margins(paper: Paper) -> Iterator[tuple[str, Any]]:
    """Heads and feet of pages that the file has of its own."""
    for section in paper.sections:
        heads = (section.header, section.first_page_header, section.even_page_header)
        feet = (section.footer, section.first_page_footer, section.even_page_footer)
        for words, parts in (("đầu trang, ", heads), ("chân trang, ", feet)):
            yield from ((words, one._element) for one in parts if not one.is_linked_to_previous)  # noqa: SLF001


def _notes(paper: Paper) -> Iterator[tuple[str, Part, Any]]:
    """The notes beneath pages and at the end, as the part of the file that holds them and its root."""
    kinds = {
        RELATIONSHIP_TYPE.FOOTNOTES: "chú thích cuối trang",
        RELATIONSHIP_TYPE.ENDNOTES: "chú thích cuối văn bản",
    }
    for one in paper.part.rels.values():
        if one.reltype in kinds:
            yield kinds[one.reltype], one.target_part, parse_xml(one.target_part.blob)


@dataclass
class _Opened:
    mark: Any
    name: str
    where: str
    inner: list[tuple[Any, str]] = field(default_factory=list)


class _Filler:
    def __init__(self, paper: Paper, filling: Filling) -> None:
        self.paper, self.filling = paper, filling
        self.misfits: list[Misfit] = []

    def container(self, parent: Any, where: str) -> None:
        """Paragraphs and tables in their order; what is to be repeated is gathered until its end."""
        opened: _Opened | None = None
        counts = {"đoạn": 0, "bảng": 0}
        for child in list(parent):
            kind = {qn("w:p"): "đoạn", qn("w:tbl"): "bảng"}.get(child.tag)
            if kind:
                counts[kind] += 1
            place = f"{where}{kind} {counts[kind]}" if kind else f"{where}sau đoạn {counts['đoạn']}"
            name = _alone(child) if kind == "đoạn" else ""
            if name.startswith(_EACH):
                if opened:
                    self._say(place, "Trong một phần lặp không mở được phần lặp khác.")
                else:
                    opened = _Opened(child, name, place)
            elif name == _END:
                if opened:
                    self._repeat(opened)
                    parent.remove(child)
                    opened = None
                else:
                    self._say(place, "“{{hết}}” không có “{{mỗi: …}}” ở trên.")
            elif opened:
                opened.inner.append((child, place))
            else:
                self._element(child, place, {})
        if opened:
            self._say(opened.where, "Phần lặp này chưa có “{{hết}}”, là một đoạn riêng ở cuối phần.")

    def _repeat(self, opened: _Opened) -> None:
        rows = self._rows(opened.name, opened.where)
        if rows is None:
            return
        for element, place in opened.inner:
            self._refuse_notes(element, place)
        for scope in rows.rows or [rows.empty]:
            for element, place in opened.inner:
                made = deepcopy(element)
                opened.mark.addprevious(made)
                self._element(made, place, scope)
                if not rows.rows:
                    made.getparent().remove(made)
        for element in (opened.mark, *(one for one, _place in opened.inner)):
            element.getparent().remove(element)

    def _refuse_notes(self, repeated: Any, place: str) -> None:
        """One note cannot be that of several places."""
        if next(repeated.iter(qn("w:footnoteReference"), qn("w:endnoteReference")), None) is not None:
            self._say(place, "Phần lặp không mang chú thích theo được: hãy đặt chú thích ngoài phần lặp.")

    def _rows(self, mark: str, where: str) -> Rows | None:
        name = name_of(mark.removeprefix(_EACH))
        found = self.filling.lists.get(name)
        if found is None:
            known = "; ".join(self.filling.lists) or "báo cáo này chưa có bảng nào"
            self._say(where, f"Không có danh sách “{name}” để lặp. Có: {known}.")
            return None
        return found

    def _element(self, element: Any, place: str, scope: Scope) -> None:
        if element.tag == qn("w:tbl"):
            self._table(element, place, scope)
            return
        if element.tag == qn("w:p"):
            name = _alone(element)
            if name in self.filling.blocks and element.getparent() is self.paper.element.body:
                self._blocks(element, self.filling.blocks[name])
                return
        for paragraph in [element] if element.tag == qn("w:p") else list(element.iter(qn("w:p"))):
            self._paragraph(paragraph, place, scope)

    def _blocks(self, element: Any, blocks: Sequence[Block]) -> None:
        body = self.paper.element.body
        before = set(body)
        put_blocks(self.paper, blocks)
        face = element.find(f".//{qn('w:rPr')}/{qn('w:rFonts')}")
        for made in [one for one in body if one not in before]:
            for run in made.iter(qn("w:r")) if face is not None else ():
                run.get_or_add_rPr().get_or_add_rFonts().attrib.update(face.attrib)
            element.addprevious(made)
        body.remove(element)

    def _table(self, table: Any, place: str, scope: Scope) -> None:
        for at, row in enumerate(table.findall(qn("w:tr")), start=1):
            where = f"{place}, hàng {at}"
            mark = next((one for one in _names(_text(row)) if one.startswith(_EACH)), "")
            if not mark:
                self._row(row, where, scope)
                continue
            rows = self._rows(mark, where)
            if rows is None:
                continue
            self._refuse_notes(row, where)
            for own in rows.rows or [rows.empty]:
                made = deepcopy(row)
                row.addprevious(made)
                self._row(made, where, {**scope, **own, mark: ""})
                if not rows.rows:
                    table.remove(made)
            table.remove(row)

    def _row(self, row: Any, where: str, scope: Scope) -> None:
        for at, cell in enumerate(row.findall(qn("w:tc")), start=1):
            for child in list(cell):
                self._element(child, f"{where}, cột {at}", scope)

    def _paragraph(self, paragraph: Any, place: str, scope: Scope) -> None:
        _unfield(paragraph)
        texts = list(paragraph.iter(qn("w:t")))
        whole = "".join(text.text or "" for text in texts)
        for found in reversed(list(_MARK.finditer(whole))):
            name = name_of(found[1] or found[2])
            said = scope.get(name, self.filling.words.get(name))
            if said is None:
                self._say(place, self._why(found.group(), name))
            else:
                _splice(texts, found.start(), found.end(), _NOT_IN_XML.sub(" ", said))
        if re.search(r"\{\{|\}\}", _MARK.sub("", whole)):
            self._say(place, f"Ngoặc {{{{ }}}} không đi từng cặp: “{whole.strip()[:60]}”.")

    def _why(self, said: str, name: str) -> str:
        if name in self.filling.blocks:
            return f"“{said}” thay cả một đoạn: hãy để nó đứng riêng một đoạn của thân bài, ngoài bảng và chú thích."
        return f"Không có “{said}” trong báo cáo này. Kiểm tra chính tả; con số thì thêm vào dàn bài trước."

    def _say(self, where: str, words: str) -> None:
        self.misfits.append(Misfit(where[:1].upper() + where[1:], words))


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _names(text: str) -> list[str]:
    return [name_of(found[1] or found[2]) for found in _MARK.finditer(text)]


def _alone(paragraph: Any) -> str:
    """The name of the one placeholder that a paragraph consists of, else empty."""
    found = _MARK.fullmatch(_text(paragraph).strip())
    return name_of(found[1] or found[2]) if found else ""


def _splice(texts: Sequence[Any], start: int, end: int, said: str) -> None:
    """Put ``said`` in place of the letters from ``start`` to ``end`` of all these texts together."""
    at = 0
    for text in texts:
        own = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        at += len(own)
        if first >= last:
            continue
        text.text = own[:first] + said + own[last:]
        text.set(qn("xml:space"), "preserve")
        said = ""


def _uncontrol(part: Any) -> None:
    """What stands in a content control stands there without it: the paper has nothing left to be chosen."""
    for control in list(part.iter(qn("w:sdt"))):
        for child in [one for content in control.findall(qn("w:sdtContent")) for one in content]:
            control.addprevious(child)
        control.getparent().remove(control)


def _unfield(paragraph: Any) -> None:
    """A field of Word's mail merge becomes its text, so that Word does not put the old one back."""
    for simple in list(paragraph.iter(qn("w:fldSimple"))):
        if _is_merge(simple.get(qn("w:instr"), "")):
            for child in list(simple):
                simple.addprevious(child)
            simple.getparent().remove(simple)
    control: list[Any] = []
    for run in list(paragraph.iter(qn("w:r"))):
        if run.find(qn("w:fldChar")) is not None or run.find(qn("w:instrText")) is not None:
            control.append(run)
        ends = run.find(qn("w:fldChar"))
        if ends is not None and ends.get(qn("w:fldCharType")) == "end":
            if _is_merge("".join(text.text or "" for one in control for text in one.iter(qn("w:instrText")))):
                for one in control:
                    one.getparent().remove(one)
            control = []


def _is_merge(instruction: str) -> bool:
    return instruction.strip().upper().startswith("MERGEFIELD")
