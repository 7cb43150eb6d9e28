"""What a file can fill into a printed form; everything else is written by hand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from chungtay.cases import queries as cases
from chungtay.cases.rules import state_words
from chungtay.law.rules import NoAnswer, NotAllowed, term
from chungtay.law.rules.states import person_states
from chungtay.people.access import everything, words
from chungtay.people.rules import ground_words, read_born
from chungtay.rights.queries.files import list_servings
from chungtay.rights.rules import Issuer, PrintedForm, reading_ends
from chungtay.rights.words import KEPT

if TYPE_CHECKING:
    from chungtay.cases.models import CaseFile

_SEX = {"male": "ông", "female": "bà"}
_LISTED: Mapping[str, Mapping[Any, Any]] = {
    "schooling": words.SCHOOLINGS,
    "drug": words.DRUGS,
    "route": words.ROUTES,
    "sex": words.SEXES,
}


def values_of(file: "CaseFile", form: PrintedForm, *, now: datetime) -> dict[str, str]:
    """By place of the form; a place that the file does not know is left out."""
    today = timezone.localdate(now)
    with everything():
        return {
            **_bodies(file, form),
            **_person(file, today),
            **_measure(file),
            **_aftercare(file, today),
            "day": f"ngày {today:%d} tháng {today:%m} năm {today:%Y}",
            "file": file.code,
            "ground": _lower(str(ground_words(file.ground)["words"])),
            "ground_paper": file.ground_paper,
            "ground_on": _day(file.ground_on),
            "register_year": str(today.year + (today >= date(today.year, 12, 15))),
            "read_until": _read_until(file),
        }


def summary_of(file: "CaseFile") -> list[tuple[str, str]]:
    """Every field of the summary of life, in the order of the form; empty ones stay to be written."""
    with everything():
        return [
            (str(label).capitalize(), _said(name, getattr(file.person, name, None)))
            for name, label in KEPT.items()
        ]


def _bodies(file: "CaseFile", form: PrintedForm) -> dict[str, str]:
    """Whose paper it is: the keeper's, or the committee of the same commune."""
    keeper, place = file.keeper, file.keeper.place
    commune = place.full_name if place else ""
    lower = _lower(commune)
    if form.issuer is Issuer.COMMITTEE:
        return {"agency": f"Ủy ban nhân dân {lower}", "parent_agency": "", "commune": lower}
    parent = keeper.parent.name if keeper.parent_id else ""
    return {"agency": keeper.name, "parent_agency": parent, "commune": lower}


def _person(file: "CaseFile", today: date) -> dict[str, str]:
    person = file.person
    born = read_born(person.born or "")
    parents = [
        one["name"] for one in (person.father, person.mother, person.guardian) if one and one.get("name")
    ]
    numbers = person.numbers or []
    return {
        "name": person.name or "",
        "sex": _SEX.get(person.sex, "người"),
        "born": born.written if born else "",
        "number": numbers[0]["number"] if numbers else "",
        "present_address": person.present_address or "",
        "permanent_address": person.permanent_address or "",
        "parents": ", ".join(parents) if cases.age_of(file, on=today) < 18 else "",
    }


def _measure(file: "CaseFile") -> dict[str, str]:
    episode = file.episodes.filter(ended__isnull=True).order_by("-began").first()
    paper = file.papers.filter(is_decision=True).order_by("-signed_on", "-pk").first()
    course = cases.get_course(file)
    running = course.running
    found = {"measure": _lower(state_words(file.state)) if file.state else ""}
    if paper is not None:
        found["decision"] = f"{_lower(paper.title)} số {paper.number} ngày {_day(paper.signed_on)}"
    if running is not None:
        found |= {
            "measure_from": _day(running.first),
            "measure_to": _day(running.last) if running.last else "",
        }
        found["length"] = _length(str(running.measure), file, running.first)
    if episode is not None:
        done = [stage.code for stage in episode.stages.filter(done__isnull=False)]
        found["stages"] = f"{len(done)} trên 5" if done else ""
    return found


def _length(measure: str, file: "CaseFile", first: date) -> str:
    after = "voluntary" if measure == "aftercare" else None
    try:
        row = term(measure, first, age=cases.age_of(file, on=first), after=after).row
    except (NoAnswer, NotAllowed):
        return ""
    return f"{row.longest} tháng" if row.shortest == row.longest else ""


def _aftercare(file: "CaseFile", today: date) -> dict[str, str]:
    """What aftercare would be, by the law, when the running measure ends on its day."""
    measures = {one.code: one.measure for one in person_states()}
    if file.last_day is None or str(measures.get(file.state)) not in ("voluntary_rehab", "compulsory_rehab"):
        return {}
    after = "compulsory" if measures[file.state] == "compulsory_rehab" else "voluntary"
    begins = date.fromordinal(file.last_day.toordinal() + 1)
    try:
        found = term("aftercare", begins, age=cases.age_of(file, on=begins), after=after)
    except (NoAnswer, NotAllowed):
        return {}
    months = f"{found.row.longest} tháng"
    return {"aftercare_from": _day(begins), "aftercare_to": _day(found.latest), "aftercare_length": months}


def _read_until(file: "CaseFile") -> str:
    ends = reading_ends([one.served for one in list_servings(file.pk)])
    return _day(timezone.localdate(ends)) if ends else ""


def _said(name: str, value: Any) -> str:
    """A field of a person, in the words of the form."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if name == "records":
        return ", ".join(str(words.RECORDS.get(one, one)) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(str(one) for one in value.values() if one)
    if isinstance(value, list):
        return "; ".join(_said("", one) for one in value)
    return str(_LISTED.get(name, {}).get(value, value))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
