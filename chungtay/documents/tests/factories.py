"""A small paper and the answer that a reader would give for it, for tests that are not about reading."""

from datetime import datetime
from typing import Any

from chungtay.base.actor import Actor
from chungtay.documents.models import Finding, OfficialDocument, Reading
from chungtay.documents.services import store_reading, take_in

TASKS = [
    (
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát người nghiện trước ngày 01/7/2026.",
        ["Công an tỉnh"],
        ["Sở Y tế"],
    ),
    ("Sở Tài chính bố trí kinh phí; hướng dẫn các đơn vị quyết toán theo quy định.", ["Sở Tài chính"], []),
    ("Hội Cựu chiến binh tỉnh tổ chức tuyên truyền trong hội viên.", ["Hội Cựu chiến binh tỉnh"], []),
]
TARGET = "100% xã, phường có mô hình phòng, chống ma túy vào năm 2026."
REPORTING = "Các đơn vị báo cáo kết quả về Công an tỉnh định kỳ 6 tháng, 1 năm."


def reading_of(
    tasks: list[tuple[str, list[str], list[str]]] = TASKS,
    *,
    title: str = "Kế hoạch phòng, chống ma túy năm 2026",
) -> dict[str, Any]:
    """A reader's whole answer for a paper that holds these tasks, one target, one duty to report and one slip."""
    text = "\n".join(["KẾ HOẠCH", title, "II. Nhiệm vụ", *(said for said, _, _ in tasks), TARGET, REPORTING])

    def span(said: str) -> list[int]:
        start = text.index(said)
        return [start, start + len(said)]

    return {
        "version": 1,
        "source": {"name": "ke-hoach.txt", "media_type": "text/plain", "sha256": "0" * 64, "characters": len(text)},
        "text": text,
        "header": {
            "kind": "KH", "number": "12", "symbol": "KH-UBND", "code": "12/KH-UBND", "parent_body": None,
            "issuer": "Ủy ban nhân dân tỉnh Mẫu", "place": "Mẫu", "issued_on": "2026-01-15", "title": title,
            "period": {"from": "2026-01-01", "to": "2026-12-31", "vision": None},
            "signers": [], "recipients": [], "posted_on": None, "carries": None,
        },
        "citations": [],
        "sections": [{"id": "s1", "label": "II", "title": "Nhiệm vụ", "depth": 1, "parent": None, "span": [0, len(text)], "heading": [0, 8]}],
        "tasks": [
            {"text": said, "section": "s1", "lead": lead, "support": support, "span": span(said),
             "deadlines": [
                {"kind": "by", "date": "2026-07-01", "text": "trước ngày 01/7/2026", "span": span("trước ngày 01/7/2026")}
            ] if "01/7/2026" in said else []}
            for said, lead, support in tasks
        ],
        "targets": [
            {"text": TARGET, "relation": "equal", "value": 100, "value_max": None, "unit": "%", "due": "2026-12-31",
             "baseline_year": None, "per": None, "section": "s1", "span": span(TARGET)}
        ],
        "figures": [],
        "budgets": [],
        "reporting": [
            {"who": ["Các đơn vị"], "to": ["Công an tỉnh"], "via": [], "every": ["P6M", "P1Y"], "periodic": True,
             "on_request": False, "by": None, "span": span(REPORTING)}
        ],
        "checks": [
            {"code": "share", "severity": "warning", "message": "Tỷ lệ ghi 100% không khớp với hai số.", "stated": 100,
             "found": 90, "field": None, "spans": [span(TARGET)]}
        ],
        "verified": {"sums": 0, "shares": 0, "words": 0},
    }  # fmt: skip


def take_in_read(
    by: Actor, now: datetime, result: dict[str, Any] | None = None, *, name: str = "ke-hoach.txt"
) -> OfficialDocument:
    """A paper taken in by ``by`` whose reading has been stored, as the worker would have."""
    document = take_in(by=by, now=now, name=name, chunks=[name.encode()])
    store_next(document, now, result or reading_of())
    return document


def store_next(document: OfficialDocument, now: datetime, result: dict[str, Any]) -> Reading:
    """Store this as the answer of the paper's reading that is on its way."""
    reading = Reading.objects.filter(version__document=document, stored_at__isnull=True).latest("pk")
    store_reading(now=now, reading=reading.pk, result=result)
    job = reading.job
    if job is not None:
        job.state, job.finished_at = "done", now
        job.save(update_fields=["state", "finished_at"])
    return reading


def finding(document: OfficialDocument, words: str) -> Finding:
    """The standing finding of the current reading whose text begins so."""
    return next(
        row
        for row in Finding.objects.filter(document=document, replaced=False).order_by("-reading", "order")
        if str((row.settled or row.content).get("text", "")).startswith(words)
    )
