"""What the reader is not sure of comes first, says why, and is not accepted in passing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.documents import queries, services
from chungtay.documents.models import OfficialDocument
from chungtay.documents.rules.findings import found_in
from chungtay.documents.rules.sureness import CLOSER_LOOK_BELOW, needs_closer_look
from chungtay.documents.tests.factories import TASKS, finding, reading_of, store_next, take_in_read
from chungtay.reader.rules import doubt_in_words, doubts
from tests.cast import NOW, PASSWORD, Cast

UNSURE, LESS_SURE = TASKS[2][0], TASKS[1][0]


def reading_with_doubts() -> dict[str, Any]:
    """The first task is sure, the second is the least sure, the third a little less so."""
    result = reading_of()
    for item, (share, doubt) in zip(
        result["tasks"], ((0.95, None), (0.3, "several"), (0.5, "inherited")), strict=True
    ):
        item |= {"confidence": share, "doubt": doubt, "sure_of": {"lead": share}}
    for name in ("targets", "checks", "reporting"):
        result[name][0] |= {"confidence": 0.9, "doubt": None}
    result["header"] |= {"confidence": 0.9, "doubt": None, "sure_of": {"title": 0.9}}
    return result


@pytest.fixture
def paper(cast: Cast) -> OfficialDocument:
    return take_in_read(cast.province, NOW, reading_with_doubts())


@pytest.fixture
def office(cast: Cast) -> Client:
    client = Client()
    assert client.login(username="thuongtruc", password=PASSWORD)
    return client


def page(office: Client, paper: OfficialDocument) -> str:
    return office.get(reverse("documents:review", args=[paper.pk])).content.decode()


def test_confidence_is_kept_beside_the_content_and_is_no_part_of_it() -> None:
    found = found_in(reading_with_doubts())
    task = next(item for item in found if item.content.get("text") == UNSURE)
    assert (task.confidence, task.doubt) == (0.5, "inherited")
    assert not {"confidence", "doubt", "sure_of"} & set().union(*(item.content for item in found))


def test_an_item_without_a_measure_is_not_pushed_forward() -> None:
    assert not needs_closer_look(None)
    assert needs_closer_look(CLOSER_LOOK_BELOW - 0.01)
    assert not needs_closer_look(CLOSER_LOOK_BELOW)


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert all(doubt_in_words(doubt, language) for doubt in doubts() for language in ("vi", "en"))
    assert doubt_in_words("no such family", "vi") == ""


def test_the_unsure_come_first_the_least_sure_before_the_others(
    office: Client, paper: OfficialDocument
) -> None:
    shown = queries.review(paper)
    assert shown is not None
    assert [item.content["text"] for item in shown.unsure] == [LESS_SURE, UNSURE]
    text = page(office, paper)
    assert "Cần xem kỹ: 2 mục" in text
    assert text.index(f'<p class="item-text">{LESS_SURE}') < text.index(f'<p class="item-text">{UNSURE}')
    assert text.index(f'<p class="item-text">{UNSURE}') < text.index(f'<p class="item-text">{TASKS[0][0]}')
    assert text.count(f'<p class="item-text">{UNSURE}') == 1


def test_the_reason_is_said_in_words(office: Client, paper: OfficialDocument) -> None:
    text = page(office, paper)
    assert doubt_in_words("inherited", "vi") in text
    assert doubt_in_words("several", "vi") in text
    assert "máy chắc 30%" in text


def test_the_sure_ones_are_accepted_together_and_the_unsure_left(
    office: Client, paper: OfficialDocument
) -> None:
    assert "Chấp nhận 5 mục máy chắc" in page(office, paper)
    assert "Trong 5 mục còn lại, theo số đo trên các văn bản mẫu, khoảng 5 mục đúng hoàn toàn." in page(
        office, paper
    )
    office.post(reverse("documents:decide", args=[paper.pk]), {"accept_all": "sure"})
    shown = queries.review(paper)
    assert shown is not None
    assert (len(shown.unsure), len(shown.sure)) == (2, 0)


def test_a_group_is_accepted_without_the_unsure_of_it(office: Client, paper: OfficialDocument) -> None:
    office.post(reverse("documents:decide", args=[paper.pk]), {"accept_all": "task:s1"})
    assert finding(paper, TASKS[0][0]).decision == "accepted"
    assert finding(paper, UNSURE).decision == "pending"


def test_a_decided_item_goes_back_to_its_place(office: Client, paper: OfficialDocument) -> None:
    row = finding(paper, UNSURE)
    office.post(reverse("documents:decide", args=[paper.pk]), {"accept": f"{row.pk}:{row.revision}"})
    text = page(office, paper)
    assert "Cần xem kỹ: 1 mục" in text
    assert text.index(f'<p class="item-text">{TASKS[0][0]}') < text.index(f'<p class="item-text">{UNSURE}')


def test_reading_anew_brings_its_own_measure_and_keeps_the_decision(
    cast: Cast, office: Client, paper: OfficialDocument
) -> None:
    row = finding(paper, UNSURE)
    office.post(reverse("documents:decide", args=[paper.pk]), {"accept": f"{row.pk}:{row.revision}"})
    services.start_reading(by=cast.province, now=NOW, document=paper.pk)
    again = reading_with_doubts()
    again["tasks"][2] |= {"confidence": 0.97, "doubt": None}
    store_next(paper, NOW, again)
    after = finding(paper, UNSURE)
    assert (after.decision, after.confidence, after.doubt) == ("accepted", 0.97, "")
