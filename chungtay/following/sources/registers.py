"""A register has entries: what was to be done was recorded where it was done."""

from django.urls import reverse

from chungtay.base.problems import NotThere
from chungtay.following.rules import Asked, Evidence, EvidenceState, Input
from chungtay.registers import queries as registers


def knows(asked: Asked) -> bool:
    """Whether the project ships the register that is meant, and the body keeps it."""
    return registers.body_keeps(str(asked.settings.get("register", "")), asked.unit)


def check_register(asked: Asked) -> Evidence:
    """At least ``at_least`` (one, without a word) entries that count, of this body since the turn began."""
    code, wanted = str(asked.settings.get("register", "")), int(asked.settings.get("at_least", 1))
    try:
        kept = registers.shipped_register(code)
    except NotThere:
        return Evidence(EvidenceState.UNKNOWN, "Không có sổ này.")
    last = max(asked.last, asked.today)  # late work is work
    found = registers.count_entries(code, asked.first, last, agency=asked.unit)
    link = f"{reverse('registers:register', args=[kept.pk])}?co_quan={asked.unit}&tu={asked.first}&den={last}"
    why = (
        f"{found} bản ghi trong sổ “{kept.title}”"
        if found
        else f"Chưa có bản ghi nào trong sổ “{kept.title}”."
    )
    state = EvidenceState.MET if found >= wanted else EvidenceState.PARTLY if found else EvidenceState.NOT_YET
    inputs = (Input(kept.title, str(found), found >= wanted, link),)
    return Evidence(state, why, found, wanted, link, None, inputs)
