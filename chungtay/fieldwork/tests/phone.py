"""A phone, as far as the OpenRosa standard goes: it fetches forms, fills their own XML in and posts it with photos."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from chungtay.registers.tests.photos import photo

__all__ = ["LISTS", "MANIFESTS", "Phone", "filled", "path_of", "photo"]

XFORMS, ROSA = "{http://www.w3.org/2002/xforms}", "{http://openrosa.org/xforms}"
LISTS = "{http://openrosa.org/xforms/xformsList}"
MANIFESTS = "{http://openrosa.org/xforms/xformsManifest}"


def filled(xform: str, answers: Mapping[str, Any], *, instance: str = "", replaces: str = "") -> bytes:
    """The form's own primary instance with these answers in it; a list of mappings fills a repeat."""
    root = fromstring(xform)
    data = next(root.iter(f"{XFORMS}instance"))[0]
    _fill(data, answers)
    meta = next(one for one in data if one.tag.rpartition("}")[2] == "meta")
    meta[0].text = instance or f"uuid:{uuid4()}"
    if replaces:
        SubElement(meta, "deprecatedID").text = replaces
    return bytes(tostring(data, encoding="utf-8"))


def _fill(within: Element, answers: Mapping[str, Any]) -> None:
    for child in list(within):
        name = child.tag.rpartition("}")[2]
        given = answers.get(name)
        if isinstance(given, list):
            template = tostring(child)
            at = list(within).index(child)
            within.remove(child)
            for number, row in enumerate(given):
                one = fromstring(template)
                _fill(one, row)
                within.insert(at + number, one)
        elif given is not None:
            child.text = str(given)


@dataclass
class Phone:
    name: str
    secret: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    @property
    def headers(self) -> dict[str, str]:
        shown = base64.b64encode(f"{self.name}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {shown}", "X-OpenRosa-Version": "1.0"}

    def get(self, address: str) -> HttpResponse:
        return self.client.get(address, headers=self.headers)  # type: ignore[return-value]

    def forms(self) -> dict[str, dict[str, str]]:
        """What the server offers: by the form's ID, what it says of it."""
        listed = fromstring(self.get("/openrosa/formList").content)
        told = [{part.tag.removeprefix(LISTS): part.text or "" for part in form} for form in listed]
        return {one["formID"]: one for one in told}

    def fetch(self, code: str) -> str:
        return self.get(path_of(self.forms()[code]["downloadUrl"])).content.decode()

    def send(self, filled_form: bytes, photos: Mapping[str, bytes] | None = None) -> HttpResponse:
        files = {"xml_submission_file": SimpleUploadedFile("submission.xml", filled_form, "text/xml")}
        for name, content in (photos or {}).items():
            files[name] = SimpleUploadedFile(name, content, "image/jpeg")
        return self.client.post("/openrosa/submission", files, headers=self.headers)  # type: ignore[return-value]


def path_of(address: str) -> str:
    return address[address.index("/openrosa") :]
