"""The interface as it stands today: every module of ``endpoints`` and ``decisions``, and the description of it all."""

import json
import pkgutil
from decimal import Decimal, InvalidOperation
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from chungtay.api import decisions, endpoints
from chungtay.api.access import ROOT
from chungtay.api.answers import HANDLERS
from chungtay.api.operations import BODIES, Endpoints
from chungtay.api.rules import TokenScope
from chungtay.api.shapes import NumberAsWritten


@cache
def modules() -> dict[str, Endpoints]:
    """Each module of the two halls by its name, in the order of their names."""
    halls = {
        found.name: hall.__name__
        for hall in (endpoints, decisions)
        for found in pkgutil.iter_modules(hall.__path__)
    }
    return {name: import_module(f"{halls[name]}.{name}").endpoints for name in sorted(halls)}


class ExactNumbers(Parser):
    """A number without a fraction is whole however it is written (1.0 is 1, as JSON Schema has it); NaN is none."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, parse_float=_number, parse_constant=_no_number)


def _number(written: str) -> int | float:
    number = NumberAsWritten(written)
    try:
        whole = number.is_integer() and Decimal(written) == number  # 0.99999999999999999 is 1 only to a float
    except InvalidOperation:  # of more digits than anybody counts
        whole = False
    return int(number) if whole else number


def _no_number(written: str) -> None:
    raise ValueError(written)


class Plainly(JSONRenderer):
    """Vietnamese as it is written, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


@cache
def interface() -> NinjaAPI:
    made = NinjaAPI(
        title="Chung Tay",
        version="1.0.0",
        openapi_url=None,
        docs_url=None,
        urls_namespace="api-v1",
        renderer=Plainly(),
        parser=ExactNumbers(),
    )
    for kind, answer in HANDLERS.items():
        made.add_exception_handler(kind, answer)
    for found in modules().values():
        made.add_router("", found)
    return made


def operations() -> list[Operation]:
    """Every operation, bound."""
    return [
        operation
        for router in interface()._get_bound_routers()  # noqa: SLF001  there is no other way to ask
        for view in router.path_operations.values()
        for operation in view.operations
    ]


def scope_of(operation: Operation) -> TokenScope:
    scope: TokenScope = vars(operation.view_func)["scope"]
    return scope


def description() -> dict[str, Any]:
    """OpenAPI 3.1 in the language of the request, with everything that clients and the attack on it go by."""
    said: dict[str, Any] = dict(interface().get_openapi_schema(path_prefix=ROOT))
    for path in said["paths"].values():
        for operation in path.values():
            _finish(operation)
    said["info"]["description"] = _(
        "Giao tiếp máy với máy của Chung Tay. Mỗi khóa làm việc thay một chức danh, trong phạm vi đã chọn cho khóa."
    )
    return said


@cache
def written_description(language: str) -> tuple[bytes, str]:
    """The description as it is sent in a language of the house, and its ETag.

    It takes seconds to make and is the same until the program is another: once in the life of a process is enough.
    """
    with override(language):
        content = json.dumps(description(), ensure_ascii=False, separators=(",", ":")).encode()
    return content, f'"{sha256(content).hexdigest()[:32]}"'


def parts() -> list[dict[str, Any]]:
    """What the page about the interface lists: by subject, each operation with its words, address and scope."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in modules()}
    for operation in operations():
        extra, function = operation.openapi_extra or {}, operation.view_func
        found[function.__module__.rsplit(".", 1)[-1]].append(
            {
                "words": str(extra["words"]), "method": operation.methods[0], "scope": scope_of(operation),
                "path": ROOT.rstrip("/") + operation.path.replace("{int:", "{"),
            }
        )  # fmt: skip
    return [{"title": modules()[name].title, "operations": listed} for name, listed in found.items()]


def _finish(operation: dict[str, Any]) -> None:
    """Words in the language asked for; errors with their own media type; a file with its own."""
    operation["summary"] = str(operation.pop("words"))
    operation["description"] = str(operation.pop("more") or "")
    media, error = operation.pop("media"), operation.pop("error")
    for kind, sent in operation.get("requestBody", {}).get("content", {}).items():
        if kind == BODIES["file"]:
            sent["schema"]["additionalProperties"] = False
            for part in sent["schema"]["properties"].values():
                part.update(
                    {"minLength": 1} if part.get("format") == "binary" else {}
                )  # nobody keeps an empty file
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if int(status) >= 400:
            answer["content"] = {error: content["application/json"]}
        elif media:
            answer["content"] = {media: {"schema": {"type": "string", "format": "binary"}}}


urlpatterns = interface().urls[0]  # what the paths below ``ROOT`` are resolved with
