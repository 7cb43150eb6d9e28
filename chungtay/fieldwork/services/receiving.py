"""A filled form comes in from a phone: once, however often it is sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Problem, Refused
from chungtay.fieldwork.models import PhoneKey, Received
from chungtay.fieldwork.queries.offering import form_called
from chungtay.fieldwork.rules import policy
from chungtay.fieldwork.rules.openrosa import Submission, answers_in, files_named
from chungtay.registers import queries as registers
from chungtay.registers import services as entries
from chungtay.registers.rules import Definition

Files = Mapping[str, "UploadedFile[Any]"]


@transaction.atomic
def receive_submission(
    *, by: Actor, now: datetime, submission: Submission, files: Files, key: PhoneKey | None = None
) -> bool:
    """Write what the phone sent; False for one that was here already, and brings nothing new.

    One that is too large comes in parts: each repeats the answers and brings some of the files. A correction names the
    instance that it replaces and is merged with what others wrote meanwhile. Raises Refused for answers that are wrong,
    NotThere for a form that is not the body's to fill.
    """
    known = (
        Received.objects.filter(agency=by.agency, instance=submission.instance)
        .select_related("entry")
        .first()
    )
    if known is not None and set(files) <= set(known.entry.files.values_list("name", flat=True)):
        return False
    register = form_called(by, submission.form)
    version = registers.get_version(register, _number(submission.version))
    definition = registers.definition_of(version)
    given = answers_in(definition, submission)
    told: dict[str, Any] = {
        "by": by, "now": now, "given": given, "brought": _brought(definition, given, files),
        "made_at": known.at if known else now,
    }  # fmt: skip
    if submission.replaces:
        before = Received.objects.filter(agency=by.agency, instance=submission.replaces).first()
        if before is None:
            sentence = (
                "Không tìm thấy bản ghi mà bản này sửa. Hãy gửi bản gốc trước, hoặc sửa trên trang của sổ."
            )
            raise Refused(Problem("no_original", sentence))
        saved = entries.correct_entry(entry=before.entry_id, seen=before.revision, **told)
    else:
        uuid = submission.uuid(by.agency)
        saved = entries.save_entry(register=register.pk, uuid=uuid, version=version.number, **told)
    if known is None:
        Received.objects.create(
            instance=submission.instance, agency_id=by.agency, entry=saved.entry, revision=saved.entry.revision,
            key=key, at=now,
        )  # fmt: skip
    return known is None


def _number(version: str) -> int:
    if not version.isdigit():
        raise NotThere("version")
    return int(version)


def _brought(
    definition: Definition, given: dict[str, Any], files: Files
) -> dict[str, tuple[str, Iterable[bytes]]]:
    """The files that came with this part, where they belong."""
    limits = policy()["photos"]
    if len(files) > limits["of_an_entry"] or any(
        (file.size or 0) > limits["bytes"] for file in files.values()
    ):
        sentence = "Một bản ghi nhận tối đa {count} tệp, mỗi tệp không quá {size} MB."
        size = limits["bytes"] // 1_000_000
        raise Refused(Problem("photos", sentence, values={"count": limits["of_an_entry"], "size": size}))
    found: dict[str, tuple[str, Iterable[bytes]]] = {}
    for where, name in files_named(definition, given):
        if file := files.get(name):
            found[where] = (name, file.chunks())
    return found
