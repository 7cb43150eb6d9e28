"""What a post may do: powers, and the roles that give them."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Power(StrEnum):
    """The closed list of what a post may be allowed to do. Each has its sentence in powers.toml."""

    DOCUMENTS_MANAGE = "documents.manage"  # take papers in, have them read, review what was found
    PLANS_MANAGE = "plans.manage"  # make a plan of a reviewed paper, hand out its tasks
    PLANS_OVERSEE = "plans.oversee"  # see every plan and task of the jurisdiction
    WORK_REPORT = "work.report"  # report on the own agency's share of the work
    INSPECTIONS_WRITE = "inspections.write"  # plan inspections of the own body, recommend, judge the answers
    COMMENDATIONS_DECIDE = "commendations.decide"  # record the decision on a proposed commendation
    BUDGETS_MANAGE = (
        "budgets.manage"  # approve estimates, allot, adjust and carry over the money of the jurisdiction
    )
    BUDGETS_OVERSEE = "budgets.oversee"  # see every budget of the jurisdiction
    BUDGETS_SPEND = "budgets.spend"  # commit and spend what has been allotted to the own agency
    CATALOGUE_MANAGE = "catalogue.manage"  # add and end the province's own elements and forms
    FIGURES_ENTER = "figures.enter"  # enter and send the own agency's figures
    FIGURES_APPROVE = (
        "figures.approve"  # send as its leader; approve or return, one by one, those of the level below
    )
    FIGURES_OVERSEE = "figures.oversee"  # see every figure of the jurisdiction
    FIGURES_PUBLISH = "figures.publish"  # decide which figures of the province everybody may have
    REGISTERS_RECORD = "registers.record"  # write into the own agency's registers
    REGISTERS_APPROVE = "registers.approve"  # approve or return entries of the jurisdiction
    REGISTERS_OVERSEE = "registers.oversee"  # see every entry of the jurisdiction
    REGISTERS_DESIGN = "registers.design"  # make and change the province's own registers
    AREAS_PROPOSE = "areas.propose"  # assess the own commune by the criteria, plan its way to a lighter type
    AREAS_APPROVE = "areas.approve"  # approve what communes propose, send the list up, choose criteria
    TIPS_RECEIVE = "tips.receive"  # open, answer and pass on the tips that lie with the own agency
    TIPS_MANAGE = "tips.manage"  # open the line for tips and rehearse the recovery; opens no tip
    PEOPLE_READ = "people.read"  # see who somebody is, on whom the own body keeps a file
    PEOPLE_EDIT = "people.edit"  # write such people down, correct, say who is the same person
    CASES_READ = "cases.read"  # read the files that the own body keeps, or has a part in
    CASES_WORK = "cases.work"  # open files, write down steps, pass files on
    CASES_OVERSEE = "cases.oversee"  # see the course of the files of the jurisdiction, without names
    CARE_TREAT = "care.treat"  # clinical notes, doses and findings of the patients of the own facility
    CARE_SUPPORT = (
        "care.support"  # helpers, visits, training, loans, jobs of the people in the own body's care
    )
    RIGHTS_SERVE = (
        "rights.serve"  # copies, sheets, papers, complaints of the people on whom the own body keeps a file
    )
    RIGHTS_SETTLE = "rights.settle"  # settle the complaints whose turn is the own body's
    AGENCIES_MANAGE = "agencies.manage"  # agencies, posts, accounts
    SETTINGS_MANAGE = "settings.manage"  # days off by the yearly decision
    PLACES_MANAGE = "places.manage"  # units below the commune
    JOURNAL_READ = "journal.read"
    EMERGENCY_OPEN = "emergency.open"  # open for some hours what the post does not see, with a reason
    EMERGENCY_REVIEW = "emergency.review"  # say afterwards whether that was justified


class Extent(StrEnum):
    """Over what a power reaches; powers.toml says what each means."""

    BODY = "body"
    PLACES = "places"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class PowerWords:
    """What a power lets a person do, as a sentence, and over what."""

    sentence: str
    over: Extent


class SecondFactor(StrEnum):
    """Whether who acts from a post must sign in with more than a password."""

    REQUIRED = "required"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    name: str
    sentence: str
    powers: frozenset[Power]
    second_factor: SecondFactor = SecondFactor.OFFERED
    second_factor_why: str = ""  # the sentence that its holders read

    @property
    def narrows(self) -> bool:
        """Whether a post of this role may look after some places only: then nothing it may do leaves them."""
        reaches = {power_words()[power].over for power in self.powers}
        return Extent.PLACES in reaches and Extent.OFFICE not in reaches


def read_toml(name: str) -> dict[str, Any]:
    """A data file of the room; also for its other rules."""
    return tomllib.loads(files("chungtay.agencies").joinpath(name).read_text(encoding="utf-8"))


@cache
def power_words() -> dict[Power, PowerWords]:
    return {
        Power(code): PowerWords(row["sentence"], Extent(row["over"]))
        for code, row in read_toml("powers.toml").items()
    }


@cache
def roles() -> dict[str, Role]:
    """All roles by code, as roles.toml has them. An unknown power fails here, at the first request."""
    return {
        code: Role(
            code,
            row["name"],
            row["sentence"],
            frozenset(Power(power) for power in row["powers"]),
            SecondFactor(row.get("second_factor", SecondFactor.OFFERED)),
            row.get("second_factor_why", ""),
        )
        for code, row in read_toml("roles.toml").items()
    }
