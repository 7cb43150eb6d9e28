"""The pages, as each person of the cast gets them."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from chungtay.agencies.models import Post
from chungtay.base.actor import Actor
from chungtay.plans import services
from chungtay.plans.models import Plan, Share, Task, UpdateFile
from chungtay.plans.tests.factories import Papers, found_task, paper_of, reviewed
from tests.cast import NOW, PASSWORD, Cast


@pytest.fixture(autouse=True)
def _on_the_day_of_the_stories() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def client_of(actor: Actor) -> Client:
    client = Client()
    assert client.login(username=actor.name.split()[0], password=PASSWORD)
    return client


def words_of(actor: Actor, address: str, **query: str) -> str:
    response = client_of(actor).get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def share_of(plan: Plan, actor: Actor, words: str) -> Share:
    return Share.objects.filter(task__plan=plan, task__text__startswith=words, agency=actor.agency).earliest(
        "due_on"
    )


def test_the_plan_begins_with_what_is_late(plan: Plan, cast: Cast) -> None:
    page = words_of(cast.province, reverse("plans:plan", args=[plan.pk]))
    assert "2 việc quá hạn" in page
    assert "1 việc chưa giao ai" in page
    assert "Sở Tài chính tỉnh Mẫu" in page
    assert "600 triệu đồng" in page


def test_only_who_may_read_the_paper_is_led_to_it(plan: Plan, cast: Cast) -> None:
    way = f'href="{reverse("documents:paper", args=[plan.document_id])}"'
    page = reverse("plans:plan", args=[plan.pk])
    assert way in words_of(cast.province, page)
    assert way not in words_of(cast.leader, page)


def test_an_officer_sees_of_the_plan_what_is_the_own_agencys(plan: Plan, cast: Cast) -> None:
    page = words_of(cast.officer, reverse("plans:plan", args=[plan.pk]))
    assert "Ủy ban nhân dân xã A" in page
    assert page.count("Ủy ban nhân dân xã B") == 1  # as the other who reports in the report of both
    assert "Sở Tài chính tỉnh Mẫu" not in page
    assert "Dự toán kinh phí" not in page


@pytest.mark.parametrize("who", ["stranger", "doctor"])
def test_who_has_no_part_in_a_plan_does_not_find_it(plan: Plan, cast: Cast, who: str) -> None:
    client = client_of(getattr(cast, who))
    assert client.get(reverse("plans:plan", args=[plan.pk])).status_code == 404
    assert client.get(reverse("plans:task", args=[plan.tasks.earliest("pk").pk])).status_code == 404
    assert str(plan) not in client.get(reverse("plans:plans")).content.decode()


def test_the_list_shows_an_officer_only_the_own_tasks(plan: Plan, cast: Cast) -> None:
    page = words_of(cast.officer, reverse("plans:tasks"))
    assert "Rà soát người sau cai" in page
    assert "Lập kế hoạch tuyên truyền" in page  # supports it
    assert "Kiểm tra cơ sở kinh doanh" not in page


def test_filters_stand_in_words_and_can_be_taken_away(plan: Plan, cast: Cast) -> None:
    page = words_of(cast.province, reverse("plans:tasks"), state="late", words="ra soat")
    assert "Bỏ lọc: quá hạn" in page
    assert "Bỏ lọc: “ra soat”" in page
    assert "Rà soát người sau cai" in page
    assert "Kiểm tra cơ sở kinh doanh" not in page


def test_a_filter_that_means_nothing_asks_nothing(plan: Plan, cast: Cast) -> None:
    page = words_of(
        cast.province, reverse("plans:tasks"), state="khongco", agency="x", due_from="hôm qua", sort="x"
    )
    assert "Lập kế hoạch tuyên truyền" in page


def test_an_empty_list_says_what_to_do(plan: Plan, cast: Cast) -> None:
    assert "Bỏ hết bộ lọc" in words_of(cast.province, reverse("plans:tasks"), words="không đâu có")


def test_the_sheet_holds_exactly_what_the_list_shows(plan: Plan, cast: Cast) -> None:
    response = client_of(cast.officer).get(reverse("plans:export"), {"words": "ra soat"})
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows] == ["Rà soát người sau cai"]
    assert rows[0][4] == "Quá hạn"
    assert "“ra soat”" in sheet["A2"].value


def test_words_that_look_like_a_formula_stay_words(cast: Cast, papers: Papers) -> None:
    papers.put(
        reviewed(paper_of(cast.province), found_task(1, "=1+1 là một phép tính", [cast.department.agency]))
    )
    services.make_plan(by=cast.province, now=NOW, document=next(iter(papers.by_id)))
    response = client_of(cast.province).get(reverse("plans:export"))
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    assert sheet["B5"].data_type == "s"


def test_a_task_shows_who_does_it_and_its_history(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    client = client_of(cast.officer)
    answer = client.post(
        reverse("plans:report", args=[share.pk]),
        {"seen": "0", "state": "in_progress", "percent": "40", "note": "Đã rà 2 bản",
         "attached": SimpleUploadedFile("bien-ban.txt", "biên bản".encode())},
    )  # fmt: skip
    assert answer.status_code == 302
    page = words_of(cast.province, reverse("plans:task", args=[share.task_id]))
    assert "Đã rà 2 bản" in page
    assert "bien-ban.txt" in page
    assert "Đã rà 2 bản" not in words_of(cast.officer_next_door, reverse("plans:task", args=[share.task_id]))


def test_the_file_of_an_update_opens_for_who_may_see_the_share(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    client = client_of(cast.officer)
    sent = {"seen": "0", "state": "done", "attached": SimpleUploadedFile("bien-ban.txt", b"x")}
    client.post(reverse("plans:report", args=[share.pk]), sent)
    address = reverse("plans:file", args=[UpdateFile.objects.get().pk])
    for reader in (client, client_of(cast.province)):
        answer = reader.get(address)
        assert b"".join(answer.streaming_content) == b"x"  # type: ignore[attr-defined]
    assert client_of(cast.officer_next_door).get(address).status_code == 404


def test_a_file_that_is_too_large_is_refused_with_its_reason_and_nothing_is_written(
    plan: Plan, cast: Cast, settings: LazySettings
) -> None:
    settings.UPLOAD_LIMIT = 1000
    share = share_of(plan, cast.officer, "Rà soát")
    sent = {"seen": "0", "state": "done", "attached": SimpleUploadedFile("anh.jpg", b"x" * 5000)}
    answer = client_of(cast.officer).post(reverse("plans:report", args=[share.pk]), sent)
    assert answer.status_code == 422
    assert "lớn hơn" in answer.content.decode()
    share.refresh_from_db()
    assert share.state == "open"


def test_my_work_is_grouped_by_urgency(plan: Plan, cast: Cast) -> None:
    page = words_of(cast.officer, reverse("plans:my_work"))
    assert (
        page.index("Quá hạn")
        < page.index("Rà soát người sau cai")
        < page.index("Sắp tới")
        < page.index("Báo cáo kết quả")
    )
    assert "1 việc quá hạn" in page


def test_who_reports_on_nothing_gets_no_form_for_it(plan: Plan, cast: Cast) -> None:
    Post.objects.filter(pk=cast.officer.post).update(role="inspector")
    page = words_of(cast.officer, reverse("plans:my_work"))
    assert "Rà soát người sau cai" in page
    assert "progress-form" not in page


def test_done_with_one_button(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    address = reverse("plans:report", args=[share.pk])
    answer = client_of(cast.officer).post(
        address, {"seen": "0", "state": "done", "percent": "0", "note": ""}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("plans:my_work")
    share.refresh_from_db()
    assert (share.state, share.percent) == ("done", 100)


def test_with_htmx_only_the_row_comes_back(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    client = client_of(cast.officer)
    address = reverse("plans:report", args=[share.pk])
    answer = client.post(
        address, {"seen": "0", "state": "in_progress", "percent": "30"}, headers={"HX-Request": "true"}
    )
    row = answer.content.decode()
    assert row.strip().startswith(f'<li id="phan-viec-{share.pk}"')
    assert 'name="seen" value="1"' in row
    again = client.post(
        address,
        {"seen": "0", "state": "in_progress", "percent": "60", "note": "vẫn còn đây"},
        headers={"HX-Request": "true"},
    )
    assert again.status_code == 422
    assert "vẫn còn đây" in again.content.decode()
    assert "sau khi anh/chị mở trang" in again.content.decode()


def test_what_was_typed_comes_back_with_the_error(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    answer = client_of(cast.officer).post(
        reverse("plans:report", args=[share.pk]),
        {"seen": "0", "state": "in_progress", "percent": "100", "note": "gần xong"},
    )
    assert answer.status_code == 422
    assert "chọn “Đã xong”" in answer.content.decode()
    assert "gần xong" in answer.content.decode()


def test_a_neighbours_share_is_not_there(plan: Plan, cast: Cast) -> None:
    share = share_of(plan, cast.officer, "Rà soát")
    address = reverse("plans:report", args=[share.pk])
    assert client_of(cast.officer_next_door).get(address).status_code == 404
    assert client_of(cast.officer_next_door).post(address, {"seen": "0", "state": "done"}).status_code == 404
    assert client_of(cast.province).post(address, {"seen": "0", "state": "done"}).status_code == 404


def test_the_page_before_making_says_what_will_be(cast: Cast, papers: Papers) -> None:
    found = papers.put(
        reviewed(
            paper_of(cast.province), found_task(1, "Việc", [cast.officer.agency]), found_task(2, "Không ai")
        )
    )
    page = words_of(cast.province, reverse("plans:make", args=[found.document]))
    assert "Lập kế hoạch và giao việc" in page
    assert "1 việc chưa có cơ quan chủ trì" in page
    answer = client_of(cast.province).post(reverse("plans:make", args=[found.document]))
    assert answer["Location"] == reverse("plans:plan", args=[Plan.objects.get().pk])


def test_an_unfinished_review_leads_back_to_it(cast: Cast, papers: Papers) -> None:
    found = papers.put(reviewed(paper_of(cast.province), found_task(1, "Việc"), undecided=2))
    page = words_of(cast.province, reverse("plans:make", args=[found.document]))
    assert "Còn 2 mục chưa soát" in page
    assert "Lập kế hoạch và giao việc" not in page
    assert client_of(cast.department).get(reverse("plans:make", args=[found.document])).status_code == 404


def test_who_manages_gives_the_work_to_another(plan: Plan, cast: Cast) -> None:
    task = plan.tasks.get(text__startswith="Nâng cao")
    address = reverse("plans:reassign", args=[task.pk])
    client = client_of(cast.province)
    assert client.post(address, {"leads": [cast.department.agency], "ground": ""}).status_code == 422
    answer = client.post(address, {"leads": [cast.department.agency], "ground": "Ý kiến của Ban Chỉ đạo"})
    assert answer["Location"] == reverse("plans:task", args=[task.pk])
    assert Task.objects.get(pk=task.pk).share_count == 1
    assert client_of(cast.leader).get(address).status_code == 404


def test_a_date_a_task_and_an_end_are_set_with_a_ground(plan: Plan, cast: Cast) -> None:
    client = client_of(cast.province)
    turn = plan.tasks.get(text__startswith="Lập kế hoạch").occurrences.get()
    moved = client.post(
        reverse("plans:set_due", args=[turn.pk]), {"due_on": "2026-05-31", "ground": "Công văn 12"}
    )
    assert moved.status_code == 302
    added = {
        "text": "Họp giao ban",
        "leads": [cast.department.agency],
        "due_on": "2026-06-01",
        "ground": "Công văn 13",
    }
    assert client.post(reverse("plans:add_task", args=[plan.pk]), added).status_code == 302
    assert client.post(reverse("plans:end", args=[plan.pk]), {"ground": "Hết năm"}).status_code == 302
    assert "Hết năm" in words_of(cast.province, reverse("plans:plan", args=[plan.pk]))
    assert "Chưa có việc nào" in words_of(cast.officer, reverse("plans:my_work"))


@pytest.mark.parametrize("name", ["reassign", "set_due", "add_task", "end"])
@pytest.mark.parametrize("who", ["officer", "department", "inspector", "stranger"])
def test_who_does_not_manage_does_not_find_the_pages_of_managing(
    plan: Plan, cast: Cast, name: str, who: str
) -> None:
    task = plan.tasks.get(text__startswith="Rà soát")
    thing = {"reassign": task.pk, "set_due": task.occurrences.get().pk}.get(name, plan.pk)
    assert client_of(getattr(cast, who)).get(reverse(f"plans:{name}", args=[thing])).status_code == 404
