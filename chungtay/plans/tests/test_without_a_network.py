"""An officer in a commune whose line comes and goes, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, expect

from chungtay.plans.models import Plan, Share, Update
from chungtay.plans.rules import ShareState
from chungtay.plans.services import report_progress
from chungtay.plans.tests.factories import hand_over, make_example_plan
from tests.browser import Screenshot, faults, too_wide
from tests.cast import NOW, PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Đã họp với 12 bản"


@pytest.fixture
def share(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Share:
    plan: Plan = make_example_plan(cast, hand_over(monkeypatch))
    return Share.objects.get(task__plan=plan, task__text__startswith="Rà soát", agency=cast.officer.agency)


@pytest.fixture
def officer(transactional_db: None, share: Share, page: Page, complaints: list[str]) -> Iterator[Page]:
    """The officer's list, opened once while there was a network and the worker stood."""
    sign_in(page, "xa.a")
    page.goto("/viec-cua-toi/")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    yield page
    page.context.set_offline(False)
    complaints[:] = [words for words in complaints if not words.startswith("htmx:")]  # it could not send


def sign_in(page: Page, username: str) -> None:
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/vao/" not in address)


def report_offline(page: Page, share: Share, note: str = SAID) -> None:
    page.context.set_offline(True)
    row = page.locator(f"#phan-viec-{share.pk}")
    row.locator("summary").click()
    row.get_by_label("Đã làm gì").fill(note)
    row.get_by_label("Tệp kèm theo").set_input_files(
        {"name": "anh.txt", "mimeType": "text/plain", "buffer": b"anh"}
    )
    row.get_by_role("button", name="Đã xong").click()
    expect(row.get_by_text("Đang chờ gửi")).to_be_visible()
    expect(page.locator("#queue")).to_contain_text("1 việc đang chờ gửi")


def test_what_was_reported_without_a_network_is_sent_once_when_it_is_back(
    officer: Page, share: Share, screenshot: Screenshot
) -> None:
    report_offline(officer, share)
    officer.reload()
    expect(officer.locator("#queue")).to_contain_text("chưa có mạng")
    expect(officer.locator(f"#phan-viec-{share.pk}")).to_contain_text(
        "Đã xong; Tiến độ (%): 0; Đã làm gì, vướng gì"
    )
    officer.locator("#queue summary").click()
    assert faults(officer) == []
    screenshot("waiting")
    officer.set_viewport_size({"width": 360, "height": 740})
    assert not too_wide(officer)
    screenshot("waiting on a phone")
    officer.reload()  # axe leaves style attributes behind, which htmx would carry over
    assert not Update.objects.filter(share=share).exists()
    officer.context.set_offline(False)
    expect(officer.locator("#queue")).to_contain_text("1 việc đã gửi")
    expect(officer.locator(f"#phan-viec-{share.pk}")).to_contain_text("Xong ngày")
    officer.reload()
    expect(officer.locator("#queue")).to_contain_text("1 việc đã gửi")
    update = Update.objects.get(share=share)
    assert (update.note, update.state, update.files.count()) == (SAID, "done", 1)


def test_an_answer_that_was_lost_on_the_way_is_not_done_twice(officer: Page, share: Share) -> None:
    """The server did it, the line broke before the browser heard of it. Without the worker, which would be quicker."""
    officer.route("**/ngoai-tuyen.js", lambda route: route.abort())
    officer.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())))"
    )
    officer.reload()
    address = f"**/viec/phan/{share.pk}/"

    def lose_the_answer(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        route.abort("connectionreset")  # type: ignore[attr-defined]

    officer.route(address, lose_the_answer)
    row = officer.locator(f"#phan-viec-{share.pk}")
    row.locator("summary").click()
    row.get_by_role("button", name="Đã xong").click()
    expect(officer.locator("#queue")).to_contain_text("1 việc đang chờ gửi")
    officer.unroute(address)
    officer.reload()
    expect(officer.locator("#queue")).to_contain_text("1 việc đã gửi")
    assert Update.objects.filter(share=share).count() == 1


def test_a_script_may_send_through_the_queue_too(officer: Page, share: Share) -> None:
    officer.context.set_offline(True)
    state = officer.evaluate(
        """async (url) => {
            window.heard = [];
            document.addEventListener("chungtay:queue", ({ detail }) => heard.push(detail.state));
            const body = new FormData();
            body.set("state", "done");
            body.set("seen", "0");
            return (await ChungTayQueue.add({ url, body, label: "Ô số liệu" })).state;
        }""",
        f"/viec/phan/{share.pk}/",
    )
    assert state == "waiting"
    expect(officer.locator("#queue")).to_contain_text("1 việc đang chờ gửi")
    officer.context.set_offline(False)
    expect(officer.locator("#queue")).to_contain_text("1 việc đã gửi")
    assert officer.evaluate("heard") == ["waiting", "sent"]
    assert Update.objects.filter(share=share).count() == 1


def test_a_conflict_shows_both_versions(
    officer: Page, share: Share, cast: Cast, screenshot: Screenshot
) -> None:
    report_offline(officer, share)
    report_progress(
        by=cast.deputy, now=NOW, share=share.pk, state=ShareState.IN_PROGRESS, percent=40,
        note="Còn 3 bản", seen=0,
    )  # fmt: skip
    officer.context.set_offline(False)
    tray = officer.locator("#queue")
    expect(tray).to_contain_text("1 việc chưa được nhận")
    expect(tray).to_contain_text("xa.a.pho (ví dụ) đã cập nhật phần việc này")
    tray.get_by_role("link", name="Mở lại với điều đã ghi").click()
    expect(officer.get_by_text("Bản đang có trên máy chủ", exact=True)).to_be_visible()
    expect(officer.locator(".progress-form")).to_contain_text("Còn 3 bản")
    expect(officer.locator("main")).to_contain_text("Bản của anh/chị, chưa gửi được")
    expect(officer.get_by_label("Đã làm gì")).to_have_value(SAID)
    assert officer.get_by_label("Tệp kèm theo").evaluate("field => field.files[0].name") == "anh.txt"
    assert faults(officer) == []
    screenshot("both versions")
    officer.get_by_role("button", name="Đã xong").click()
    officer.wait_for_url(f"**/viec/{share.task_id}/")
    expect(officer.locator("#queue")).to_be_hidden()
    assert [update.note for update in Update.objects.filter(share=share)] == [SAID, "Còn 3 bản"]


def test_signing_out_asks_first_and_leaves_nothing_for_the_next(officer: Page, share: Share) -> None:
    report_offline(officer, share)
    answers = ["no", "yes"]
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if answers[len(asked) - 1] == "yes" else dialog.dismiss()

    officer.on("dialog", answer)
    officer.locator(".top-menu summary").click()
    officer.get_by_role("button", name="Đăng xuất").click()
    expect(officer.locator("#queue")).to_contain_text("1 việc đang chờ gửi")
    officer.get_by_role("button", name="Đăng xuất").click()
    expect(officer.get_by_role("heading", name="Đang mất kết nối mạng")).to_be_visible()
    assert [words[:29] for words in asked] == ["Còn 1 việc chưa gửi được. Đăn"] * 2
    assert (
        officer.evaluate("caches.keys().then(names => names.filter(name => name.startsWith('pages-')))") == []
    )
    assert officer.evaluate("QueueStore.all()") == []


def test_nothing_is_sent_as_somebody_else(officer: Page, share: Share, cast: Cast) -> None:
    report_offline(officer, share)
    officer.context.clear_cookies()
    officer.context.set_offline(False)
    sign_in(officer, "xa.a.pho")
    officer.goto("/viec-cua-toi/")
    expect(officer.locator("#queue")).to_be_hidden()
    assert not Update.objects.exists()
    officer.context.clear_cookies()
    sign_in(officer, "xa.a")
    expect(officer.locator("#queue")).to_contain_text("1 việc đã gửi")
    assert Update.objects.get().account_id == cast.officer.account
