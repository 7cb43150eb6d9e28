"""One found item as the review page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.documents import queries
from chungtay.documents.forms import FORM_OF
from chungtay.documents.rules import Change, Decision, FindingKind
from chungtay.documents.rules.sureness import needs_closer_look
from chungtay.documents.words import (
    DECISION_WORDS,
    EVERY_WORDS,
    KIND_WORDS,
    PAPER_KINDS,
    ROLE_WORDS,
    day_words,
    deadline_words,
    number_words,
    target_words,
)
from chungtay.reader.rules import doubt_in_words

Said = dict[str, Any]


@dataclass(slots=True)
class Name:
    """A body as the paper writes it: known, left open, or not known yet."""

    text: str
    meaning: str  # the agency's name where it differs from the text
    state: str  # known | open | unknown


@dataclass(slots=True)
class Item:
    """What the template asks for; everything is worked out here, so that it only prints."""

    finding: Any
    matched: Mapping[str, Any]
    mode: str = ""  # "" | edit | split
    form: forms.Form | None = None
    pieces: list[tuple[int, str]] | None = None
    problem: str = ""

    @property
    def said(self) -> Said:
        return queries.effective(self.finding)

    @property
    def decision(self) -> str:
        return str(DECISION_WORDS[Decision(self.finding.decision)])

    @property
    def stamp(self) -> str:
        return f"{self.finding.pk}:{self.finding.revision}"

    @property
    def may_edit(self) -> bool:
        return self.finding.kind in FORM_OF

    @property
    def is_task(self) -> bool:
        return bool(self.finding.kind == FindingKind.TASK)

    @property
    def is_pending(self) -> bool:
        return bool(self.finding.decision == Decision.PENDING)

    @property
    def is_unsure(self) -> bool:
        """It waits and needs a closer look."""
        return self.is_pending and needs_closer_look(self.finding.confidence)

    @property
    def kind(self) -> str:
        return str(KIND_WORDS[FindingKind(self.finding.kind)])

    @property
    def reason(self) -> str:
        """Why the reader is not sure, as a sentence."""
        return doubt_in_words(self.finding.doubt, get_language() or "vi")

    @property
    def sureness(self) -> int | None:
        """In per cent."""
        share = self.finding.confidence
        return None if share is None else round(share * 100)

    @property
    def may_undo(self) -> bool:
        return not self.is_pending or bool(self.finding.made_of)

    @property
    def text(self) -> str:
        match self.finding.kind:
            case FindingKind.CHECK:
                return str(self.said["message"])
            case FindingKind.HEADER:
                return str(self.said["title"] or "")
            case FindingKind.BUDGET:
                return str(self.said["title"] or _("Bảng kinh phí"))
            case FindingKind.CITATION:
                return str(self.said["code"] or self.said.get("text") or "")
        return str(self.said["text"])

    @property
    def before(self) -> str:
        """What the version before said, where it said something else."""
        if self.finding.change != Change.CHANGED or self.finding.previous is None:
            return ""
        return Item(self.finding.previous, self.matched).text

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The facts beneath the text: (label, words)."""
        said = self.said
        match self.finding.kind:
            case FindingKind.TASK:
                dues = "; ".join(deadline_words(row) for row in said["deadlines"])
                return [(_("Hạn"), dues)] if dues else []
            case FindingKind.TARGET:
                return [(_("Mức"), target_words(said))]
            case FindingKind.REPORTING:
                return _reporting_lines(said)
            case FindingKind.CITATION:
                role = str(ROLE_WORDS.get(said["role"], said["role"]))
                where = " · ".join(word for word in (role, said["issuer"], day_words(said["date"])) if word)
                return [(_("Dẫn"), where)]
            case FindingKind.HEADER:
                return _header_lines(said)
        return []

    @property
    def names(self) -> list[tuple[str, list[Name]]]:
        labels = {
            "lead": _("Chủ trì"),
            "support": _("Phối hợp"),
            "who": _("Ai báo cáo"),
            "to": _("Gửi"),
            "via": _("Qua"),
        }
        fields = {FindingKind.TASK: ("lead", "support"), FindingKind.REPORTING: ("who", "to", "via")}
        shown = []
        for field in fields.get(self.finding.kind, ()):
            row = [
                _name(text, match)
                for text, match in queries.names_of(self.finding, dict(self.matched), field)
            ]
            if row or field == "lead":
                shown.append((labels[field], row))
        return shown

    @property
    def table(self) -> Said | None:
        """A budget as rows of printed cells."""
        if self.finding.kind != FindingKind.BUDGET:
            return None
        said = self.said
        rows = [
            {
                "no": row["no"],
                "label": row["label"],
                "level": row["level"],
                "cells": [number_words(row["total"])]
                + [number_words(row["values"].get(column)) for column in said["columns"]],
            }
            for row in said["rows"]
        ]
        return {
            "unit": said["unit"],
            "columns": said["columns"],
            "rows": rows,
            "total": number_words(said["total"]),
        }


def _name(text: str, match: Any) -> Name:
    if match is not None and match.agency_id is not None:
        name = match.agency.name
        return Name(text, "" if name == text else name, "known")
    return Name(text, "", "open" if match is not None and match.left_open else "unknown")


def _reporting_lines(said: Said) -> list[tuple[str, str]]:
    times = [str(EVERY_WORDS.get(every, every)) for every in said["every"]]
    if said["periodic"] and not times:
        times.append(_("định kỳ"))
    if said["on_request"]:
        times.append(_("khi được yêu cầu"))
    if said["by"]:
        times.append(_("trước %(day)s") % {"day": day_words(said["by"])})
    return [(_("Kỳ"), ", ".join(times))] if times else []


def _header_lines(said: Said) -> list[tuple[str, str]]:
    period = said["period"] or {}
    ends = [day_words(period.get("from")), day_words(period.get("to"))]
    rows = [
        (_("Loại"), str(PAPER_KINDS.get(said["kind"] or "", said["kind"] or ""))),
        (_("Số, ký hiệu"), said["code"] or said["symbol"] or ""),
        (_("Cơ quan ban hành"), said["issuer"] or ""),
        (_("Ngày ban hành"), day_words(said["issued_on"])),
        (_("Thời kỳ"), " – ".join(end for end in ends if end)),
        (_("Người ký"), "; ".join(signer["name"] for signer in said["signers"] if signer["name"])),
    ]
    return [(label, words or _("không có trong văn bản")) for label, words in rows]
