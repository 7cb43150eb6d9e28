"""The XML of the OpenRosa 1.0 interfaces: the list of forms, a manifest, an answer, and what a phone sends.

https://docs.getodk.org/openrosa/ ; names are read without their namespace, as clients write them in several.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from chungtay.base.problems import Problem, Refused
from chungtay.registers.rules import Definition, Group, Question, QuestionKind

VERSION = "1.0"
LISTS, MANIFESTS = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"
RESPONSES = "http://openrosa.org/http/response"
LARGEST_XML = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Offered:
    """A form that a phone may fetch. ``digest`` is MD5 because the standard says so; it guards nothing."""

    code: str
    title: str
    version: str
    digest: str
    address: str
    manifest: str = ""


def digest_of(text: str) -> str:
    return "md5:" + md5(text.encode(), usedforsecurity=False).hexdigest()


def form_list(forms: Iterable[Offered]) -> bytes:
    root = Element("xforms", xmlns=LISTS)
    for form in forms:
        one = SubElement(root, "xform")
        told = [
            ("formID", form.code), ("name", form.title), ("version", form.version), ("hash", form.digest),
            ("downloadUrl", form.address), ("manifestUrl", form.manifest),
        ]  # fmt: skip
        for name, text in told:
            if text:
                SubElement(one, name).text = text
    return _written(root)


def manifest(files: Iterable[tuple[str, str, str]]) -> bytes:
    """``files``: the name, the digest and the address of each file that goes with a form."""
    root = Element("manifest", xmlns=MANIFESTS)
    for name, digest, address in files:
        one = SubElement(root, "mediaFile")
        for tag, text in (("filename", name), ("hash", digest), ("downloadUrl", address)):
            SubElement(one, tag).text = text
    return _written(root)


def response(message: str, *, taken: bool) -> bytes:
    root = Element("OpenRosaResponse", xmlns=RESPONSES)
    said = SubElement(root, "message", nature="submit_success" if taken else "submit_error")
    said.text = message
    return _written(root)


def places_csv(rows: Iterable[tuple[str, str]]) -> str:
    """The units that a form may name, by code: the file beside the form."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(["name", "label"])
    sheet.writerows(rows)
    return written.getvalue()


def _written(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


# -- what a phone sends -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled form. ``replaces`` is the instance that it corrects, if any."""

    form: str
    version: str
    instance: str
    replaces: str
    root: Element = field(repr=False)

    def uuid(self, agency: int) -> UUID:
        """Of the entry: the phone's own where it is one, else made of the body and what the phone calls it."""
        try:
            return UUID(self.instance.removeprefix("uuid:"))
        except ValueError:
            return uuid5(NAMESPACE_URL, f"openrosa:{agency}:{self.instance}")


def read_submission(raw: bytes) -> Submission:
    """Raises Refused for what is no filled form; entities and document types are not read at all."""
    if len(raw) > LARGEST_XML:
        raise Refused(Problem("xml", "Tệp câu trả lời lớn quá mức cho phép."))
    try:
        root = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise Refused(Problem("xml", "Tệp câu trả lời không đọc được. Hãy gửi lại từ điện thoại.")) from None
    meta = {_name(one): (one.text or "").strip() for part in root if _name(part) == "meta" for one in part}
    instance = meta.get("instanceID") or str(root.get("instanceID") or "")
    form, version = str(root.get("id") or ""), str(root.get("version") or "")
    if not form or not instance or len(instance) > 200:
        raise Refused(Problem("xml", "Tệp câu trả lời thiếu mã biểu mẫu hoặc mã bản ghi (instanceID)."))
    return Submission(form, version, instance, meta.get("deprecatedID", ""), root)


def answers_in(definition: Definition, submission: Submission) -> dict[str, Any]:
    """What was written, by question, as ``registers.services.save_entry`` takes it."""
    return _answers(definition.parts, submission.root)


def _answers(parts: tuple[Question | Group, ...], within: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        named = [one for one in within if _name(one) == part.name]
        if isinstance(part, Question):
            text = (named[0].text or "").strip() if named else ""
            if text:
                found[part.key] = text
        elif part.repeats:
            rows = [row for one in named if (row := _answers(part.parts, one))]
            found |= {part.key: rows} if rows else {}
        elif named:
            found |= _answers(part.parts, named[0])
    return found


def files_named(definition: Definition, given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Where each file belongs ("photo", "rows.0.photo") and how the phone calls it."""
    for key, question in definition.questions.items():
        if question.kind is not QuestionKind.FILE:
            continue
        repeat = definition.inside.get(key)
        if repeat is None:
            if key in given:
                yield key, str(given[key])
            continue
        for at, row in enumerate(given.get(repeat, ())):
            if key in row:
                yield f"{repeat}.{at}.{key}", str(row[key])


def _name(element: Element) -> str:
    return re.sub(r"^\{[^}]*\}", "", str(element.tag))
