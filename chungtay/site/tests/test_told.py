"""Every verb of the journal is decided: told outside, or kept. Nothing of the people wing is told."""

import pytest

from chungtay.events import queries
from chungtay.events.rules import told
from chungtay.events.sights import SUBJECTS
from chungtay.plans.tests.factories import hand_over, make_example_plan
from chungtay.site.verbs import VERBS
from tests.cast import TODAY, Cast

PEOPLE_WING = {
    "people", "cases", "file", "care", "rights", "fhir", "tips", "gate", "signin", "account", "post", "emergency"
}  # fmt: skip


def test_every_verb_is_decided_once() -> None:
    """A new verb is red until events/told.toml says whether it is told outside, with which fields, or why not."""
    decided = [*told().fields, *told().kept]
    assert sorted(set(VERBS) - set(decided)) == []
    assert sorted(set(decided) - set(VERBS)) == []
    assert len(decided) == len(set(decided))


def test_nothing_of_the_people_wing_is_told() -> None:
    assert [verb for verb in told().fields if verb.partition(".")[0] in PEOPLE_WING] == []
    assert not {"person", "file", "patient", "tip", "account", "post", "complaint", "opening"} & set(SUBJECTS)


@pytest.mark.django_db
def test_an_event_is_told_to_who_sees_its_thing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_example_plan(cast, hand_over(monkeypatch))

    def told_of(who: str) -> set[tuple[str, int]]:
        found = queries.list_events(getattr(cast, who), on=TODAY, after=0, limit=200)
        return {(one.kind, one.thing) for one in found.events}

    assert ("plan", plan.pk) in told_of("province")
    assert {kind for kind, _thing in told_of("province")} >= {"plan", "agency"}
    assert told_of("stranger") & told_of("province") == set()


@pytest.mark.django_db
def test_every_kind_answers_who_sees_it(cast: Cast) -> None:
    """A thing that is not there is nobody's, of whatever kind."""
    nothing = {
        kind: list(subject.sight(actor, TODAY, [10**9]))
        for kind, subject in SUBJECTS.items()
        for actor in (cast.province, cast.officer, cast.stranger)
    }
    assert nothing == {key: [] for key in SUBJECTS}
