"""The pages of papers and of the review, as a browser without scripts and with htmx asks for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.documents import queries, services
from chungtay.documents.models import Finding, OfficialDocument
from chungtay.documents.tests.factories import TASKS, finding, reading_of, store_next, take_in_read
from tests.cast import NOW, PASSWORD, Cast


def signed_in_as(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


@pytest.fixture
def office(cast: Cast) -> Client:
    return signed_in_as("thuongtruc")


@pytest.fixture
def paper(cast: Cast) -> OfficialDocument:
    return take_in_read(cast.province, NOW)


def upload(client: Client, *files: tuple[str, bytes], where: str = "") -> str:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(where or reverse("documents:take_in"), {"uploads": given}, follow=True)
    return answer.content.decode()


def test_an_upload_leads_to_the_paper_and_its_progress(office: Client) -> None:
    page = upload(office, ("Kế hoạch 12.txt", "KẾ HOẠCH".encode()))
    assert "Máy đang đọc văn bản" in page
    assert "Dừng đọc" in page


def test_several_files_become_several_papers_and_a_refused_one_keeps_none_out(office: Client) -> None:
    page = upload(office, ("a.txt", b"one"), ("b.txt", b""), ("c.txt", b"three"))
    assert OfficialDocument.objects.count() == 2
    assert "Đã nhận 2 văn bản" in page
    assert "Tệp “b.txt” rỗng" in page


def test_the_same_file_twice_leads_to_the_paper_that_is_there(office: Client) -> None:
    upload(office, ("a.txt", b"one"))
    page = upload(office, ("khác tên.txt", b"one"))
    assert OfficialDocument.objects.count() == 1
    there = OfficialDocument.objects.get().pk
    assert "Văn bản này đã có: “a”" in page
    assert f'href="/van-ban/{there}/"' in page


def test_no_file_says_what_to_choose(office: Client) -> None:
    assert "Chưa chọn tệp nào" in upload(office)


def test_the_list_filters_and_finds_without_marks(office: Client, paper: OfficialDocument) -> None:
    found = office.get(
        reverse("documents:papers"), {"q": "ma tuy 12/kh", "trang-thai": "to_review", "loai": "KH"}
    )
    assert "Kế hoạch phòng, chống ma túy năm 2026" in found.content.decode()
    assert (
        "Không có văn bản nào như vậy"
        in office.get(reverse("documents:papers"), {"q": "xyz"}).content.decode()
    )


def test_the_review_shows_unresolved_names_first_and_marks_the_words(
    office: Client, paper: OfficialDocument
) -> None:
    page = office.get(reverse("documents:review", args=[paper.pk])).content.decode()
    assert (
        page.index("2 tên chưa rõ là cơ quan nào")
        < page.index("Chỗ mâu thuẫn")
        < page.index("Nhiệm vụ: II Nhiệm vụ")
    )
    task = finding(paper, "Sở Tài chính")
    assert f'id="f{task.pk}" class="task pending"' in page
    assert "đã soát 0/7" in page


def press(client: Client, paper: OfficialDocument, button: str, row: Finding, *, htmx: bool = False) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    value = {button: f"{row.pk}:{row.revision}"}
    return client.post(reverse("documents:decide", args=[paper.pk]), value, headers=headers)


def test_a_decision_is_one_press_and_leads_back_to_the_item(office: Client, paper: OfficialDocument) -> None:
    task = finding(paper, "Sở Tài chính")
    answer = press(office, paper, "accept", task)
    assert answer["Location"] == f"/van-ban/{paper.pk}/soat/#muc-{task.pk}"
    assert finding(paper, "Sở Tài chính").decision == "accepted"


def test_with_htmx_only_the_item_and_the_progress_come_back(office: Client, paper: OfficialDocument) -> None:
    task = finding(paper, "Sở Tài chính")
    page = press(office, paper, "accept", task, htmx=True).content.decode()
    assert page.lstrip().startswith("<li")
    assert "✓ đã chấp nhận" in page
    assert "đã soát 1/7" in page
    assert len(page) < 5000


def test_the_second_person_sees_what_the_first_did_and_loses_nothing(
    office: Client, paper: OfficialDocument
) -> None:
    task = finding(paper, "Sở Tài chính")
    press(office, paper, "reject", task)
    typed = {"revision": 0, "text": "Lời của người thứ hai", "lead": "Sở Y tế", "support": ""}
    answer = office.post(reverse("documents:item", args=[paper.pk, task.pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "vừa bỏ mục này lúc" in page
    assert "Lời của người thứ hai" in page
    assert 'name="revision" value="1"' in page
    again = office.post(reverse("documents:item", args=[paper.pk, task.pk]), typed | {"revision": 1})
    assert again.status_code == 302
    assert finding(paper, "Lời của người thứ hai").settled["lead"] == ["Sở Y tế"]  # type: ignore[index]


def test_an_item_opens_to_edit_and_shows_what_is_wrong_beside_the_field(
    office: Client, paper: OfficialDocument
) -> None:
    task = finding(paper, "Công an tỉnh")
    address = reverse("documents:item", args=[paper.pk, task.pk])
    page = office.get(address, {"viec": "sua"}).content.decode()
    assert 'value="01/07/2026"' in page
    typed = {"revision": 0, "text": "x", "han0_kind": "by", "han0_day": "32/7/2026"}
    refused = office.post(address, typed)
    assert refused.status_code == 422
    assert "Hãy ghi ngày như 15/12/2026" in refused.content.decode()
    office.post(address, typed | {"han0_day": "1/8/2026", "lead": "Công an tỉnh\nSở Y tế"})
    settled = finding(paper, "x").settled
    assert settled is not None
    assert settled["deadlines"] == [{"text": "trước 01/08/2026", "kind": "by", "date": "2026-08-01"}]
    assert settled["lead"] == ["Công an tỉnh", "Sở Y tế"]


@pytest.mark.parametrize("words", ["KẾ HOẠCH", "100% xã", "Các đơn vị báo cáo"])
def test_every_kind_of_item_opens_and_saves(office: Client, paper: OfficialDocument, words: str) -> None:
    row = (
        Finding.objects.get(document=paper, kind="header")
        if words == "KẾ HOẠCH"
        else finding_of(paper, words)
    )
    address = reverse("documents:item", args=[paper.pk, row.pk])
    form = office.get(address, {"viec": "sua"}, headers={"HX-Request": "true"}).context["item"].form
    typed = {name: form[name].value() or "" for name in form.fields}
    answer = office.post(address, typed | {"revision": 0})
    assert answer.status_code == 302
    row.refresh_from_db()
    same = {key: value for key, value in (row.settled or {}).items() if key != "period"}
    assert same == {key: value for key, value in row.content.items() if key != "period"}


def finding_of(paper: OfficialDocument, words: str) -> Finding:
    rows = Finding.objects.filter(document=paper).exclude(kind="check")
    return next(row for row in rows if str(row.content.get("text", "")).startswith(words))


def test_a_task_is_split_at_the_ticked_places_and_merged_back(
    office: Client, paper: OfficialDocument
) -> None:
    task = finding(paper, "Sở Tài chính")
    address = reverse("documents:item", args=[paper.pk, task.pk])
    opened = office.get(address, {"viec": "tach"}).content.decode()
    assert "tách ở đây" in opened
    assert task.span_start is not None
    point = task.span_start + task.content["text"].index("hướng dẫn")
    office.post(address, {"revision": 0, "viec": "tach", "points": [point]})
    assert Finding.objects.filter(document=paper, kind="task", replaced=False).count() == 4
    press(office, paper, "merge", finding(paper, "Sở Tài chính"))
    assert Finding.objects.filter(document=paper, kind="task", replaced=False).count() == 3


def test_names_are_matched_by_what_is_typed(office: Client, cast: Cast, paper: OfficialDocument) -> None:
    match = paper.name_matches.get(name="Các đơn vị")
    page = office.post(
        reverse("documents:match_name", args=[paper.pk]),
        {"choose": match.pk, "agency": "không có"},
        follow=True,
    ).content.decode()
    assert "Không có cơ quan nào tên “không có”" in page
    office.post(reverse("documents:match_name", args=[paper.pk]), {"choose": match.pk, "agency": "Sở Y tế"})
    match.refresh_from_db()
    assert match.agency_id == cast.department.agency
    page = office.post(
        reverse("documents:match_name", args=[paper.pk]), {"all_new": "1"}, follow=True
    ).content.decode()
    assert "Đã lập 1 cơ quan mới" in page
    assert (
        "Sở Y tế tỉnh Mẫu"
        in office.get(reverse("documents:agency_options", args=[paper.pk])).content.decode()
    )


def test_a_newer_version_lists_what_changed_and_what_is_gone(
    office: Client, cast: Cast, paper: OfficialDocument
) -> None:
    services.accept_all_pending(by=cast.province, now=NOW, document=paper.pk)
    page = upload(office, ("ban-2.txt", b"newer"), where=reverse("documents:add_version", args=[paper.pk]))
    assert "bản 2" in page
    assert "Máy đang đọc văn bản" in page
    store_next(paper, NOW + timedelta(minutes=1), reading_of(TASKS[:2], title="Kế hoạch mới của tỉnh"))
    page = office.get(reverse("documents:review", args=[paper.pk])).content.decode()
    assert "Thay đổi so với bản trước" in page
    assert "<del>Hội Cựu chiến binh tỉnh" in page
    assert "Bản trước:" in page
    assert "đã soát 5/6" in page


def test_a_budget_is_shown_and_corrected_cell_by_cell(office: Client, cast: Cast) -> None:
    read = reading_of()
    rows = [
        {
            "no": "1",
            "label": "Tuyên truyền",
            "level": 1,
            "total": 1500,
            "values": {"2026": 1000, "2027": 500.5},
        }
    ]
    table = {
        "title": "Dự toán",
        "unit": "triệu đồng",
        "columns": ["2026", "2027"],
        "total": 1500,
        "span": [0, 8],
    }
    read["budgets"] = [table | {"rows": rows}]
    paper = take_in_read(cast.province, NOW, read)
    page = office.get(reverse("documents:review", args=[paper.pk])).content.decode()
    assert '<td class="number">500,5</td>' in page
    budget = Finding.objects.get(document=paper, kind="budget")
    address = reverse("documents:item", args=[paper.pk, budget.pk])
    assert 'value="500,5"' in office.get(address, {"viec": "sua"}).content.decode()
    typed = {"revision": 0, "title": "Dự toán", "unit": "triệu đồng", "total": "1.500", "dong0": "1.500"}
    assert office.post(address, typed | {"dong0_0": "1.00", "dong0_1": "500"}).status_code == 422
    office.post(address, typed | {"dong0_0": "1.000", "dong0_1": "500"})
    handed = queries.reviewed(cast.province, paper.pk)
    assert handed.budgets[0].rows[0]["values"] == {"2026": 1000, "2027": 500}


def test_accepting_all_that_is_left_settles_the_paper(office: Client, paper: OfficialDocument) -> None:
    page = office.post(
        reverse("documents:decide", args=[paper.pk]), {"accept_all": "task:s1"}, follow=True
    ).content.decode()
    assert "đã soát 3/7" in page
    page = office.post(
        reverse("documents:decide", args=[paper.pk]), {"accept_all": ""}, follow=True
    ).content.decode()
    assert "đã soát 7/7" in page
    assert "Chấp nhận tất cả phần còn lại" not in page


def test_who_the_paper_was_opened_to_reads_it_and_does_not_review(
    cast: Cast, paper: OfficialDocument
) -> None:
    reader = signed_in_as("soyte")
    assert reader.get(reverse("documents:paper", args=[paper.pk])).status_code == 404
    services.open_to(by=cast.province, now=NOW, document=paper.pk, agencies=[cast.department.agency])
    page = reader.get(reverse("documents:paper", args=[paper.pk])).content.decode()
    assert "rà soát người nghiện" in page
    assert "soat/" not in page
    assert reader.get(reverse("documents:review", args=[paper.pk])).status_code == 404
    original = reader.get(reverse("documents:download", args=[paper.pk, 1]))
    assert original["Content-Disposition"] == 'attachment; filename="ke-hoach.txt"'
    assert original["X-Content-Type-Options"] == "nosniff"
    original.close()


def test_the_review_asks_the_database_a_constant_number_of_times(
    office: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    many = [
        (f"Sở Y tế làm việc số {number} của năm nay.", ["Sở Y tế"], ["Công an tỉnh"]) for number in range(60)
    ]
    paper = take_in_read(cast.province, NOW, reading_of(many))
    with django_assert_max_num_queries(22):
        office.get(reverse("documents:review", args=[paper.pk]))


def test_a_name_that_means_nobody_offers_the_agencies_most_like_it(cast: Cast, office: Client) -> None:
    words = "Sở Y tê tỉnh tổ chức điều trị nghiện."
    paper = take_in_read(cast.province, NOW, reading_of([(words, ["Sở Y tê tỉnh"], [])]))
    unclear = paper.name_matches.get(name="Sở Y tê tỉnh")
    assert unclear.agency_id is None
    address = reverse("documents:likely_agencies", args=[paper.pk])
    assert (
        f"{address}?ten={unclear.pk}"
        in office.get(reverse("documents:review", args=[paper.pk])).content.decode()
    )
    offered = office.get(address, {"ten": unclear.pk}).content.decode()
    assert f'value="{unclear.pk}:{cast.department.agency}"' in offered
    office.post(
        reverse("documents:match_name", args=[paper.pk]), {"take": f"{unclear.pk}:{cast.department.agency}"}
    )
    assert paper.name_matches.get(pk=unclear.pk).agency_id == cast.department.agency
    assert office.get(address).status_code == 404
