"""Years with the law: a treatment from the request to the end of aftercare, a move, and a girl of sixteen."""

import re
from datetime import datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.cases.models import CaseFile
from chungtay.cases.tests.factories import PARENTS, WHO, at, treated_at_home
from chungtay.cases.tests.test_pages import at_the_desk
from chungtay.people.access import RowsOfTheActor
from chungtay.people.tests.factories import police_of
from tests.cast import Town
from tests.journeys.conftest import assert_pleasant

pytestmark = pytest.mark.browser


class Years:
    """The moment in which the pages of files believe themselves to be; signing in lives in our own."""

    def __init__(self) -> None:
        self.moment = at(2)
        self.sessions: dict[str, str] = {}

    def session_of(self, username: str) -> str:
        """Signed in with a second factor, once."""
        if username not in self.sessions:
            self.sessions[username] = at_the_desk(username).cookies["sessionid"].value
        return self.sessions[username]


@pytest.fixture
def years(monkeypatch: pytest.MonkeyPatch) -> Years:
    there, answered = Years(), RowsOfTheActor.__call__

    def then(rows: RowsOfTheActor, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/ho-so/", "/quyen/")):
            request.now, request.today = there.moment, timezone.localdate(there.moment)  # type: ignore[attr-defined]
        return answered(rows, request)

    monkeypatch.setattr(RowsOfTheActor, "__call__", then)
    return there


def come_in(page: Page, years: Years, username: str, base: str) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": years.session_of(username), "url": base}])


def write(page: Page, years: Years, when: datetime, words: str, **fields: str) -> None:
    """One step on its own form, from the list of what the law lets happen."""
    years.moment = when
    page.reload()
    page.get_by_text("Chọn việc luật cho phép lúc này").click()
    page.get_by_role("link", name=words, exact=True).last.click()
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    for label, value in fields.items():
        box = page.get_by_label(
            {"number": "Số, ký hiệu giấy tờ", "parents": "Giấy tờ có phần của cha mẹ"}.get(label, label)
        )
        box.fill(value)
    page.get_by_role("button", name="Ghi vào hồ sơ").click()
    expect(page.get_by_text("Đã ghi vào hồ sơ.")).to_be_visible()


def stage(page: Page, years: Years, when: datetime, button: str) -> None:
    years.moment = when
    page.reload()
    page.get_by_role("link", name=button).click()
    page.get_by_role("button", name=re.sub("^Bắt đầu: ", "", button)).click()
    expect(page.get_by_text("Đã ghi giai đoạn.")).to_be_visible()


def open_on_the_page(page: Page, name: str, born: str) -> None:
    page.goto("/ho-so/")
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.get_by_label("tự đăng ký cai nghiện").check()
    page.get_by_label("Ngày của căn cứ").fill("2026-07-02")
    page.get_by_label("Giấy tờ chứng minh").fill("Đơn ngày 02/7 (ví dụ)")
    page.get_by_label("Họ, chữ đệm và tên").fill(name)
    page.get_by_label("Ngày sinh").fill(born)
    page.get_by_role("button", name="Mở hồ sơ").click()


def test_a_treatment_from_the_request_to_the_end_of_aftercare(
    page: Page, town: Town, years: Years, live_server: object
) -> None:
    police_of(town)
    come_in(page, years, "congan.a", live_server.url)  # type: ignore[attr-defined]
    open_on_the_page(page, WHO["name"], "17/05/1990")
    expect(page.get_by_text("Đã mở hồ sơ.")).to_be_visible()
    write(page, years, at(5), "Kết quả: nghiện")
    told = "Đã báo kết quả cho người đó và nói rõ quyền chọn cai nghiện tự nguyện hoặc điều trị thay thế"
    expect(page.get_by_role("link", name=told).first).to_be_visible()
    assert_pleasant(page)
    write(page, years, at(5, hour=10), told)
    write(page, years, at(5, hour=11), "Đăng ký cai nghiện tự nguyện hoặc điều trị bằng thuốc thay thế")
    write(
        page, years, at(6), "Quyết định cai nghiện tự nguyện tại gia đình, cộng đồng", number="01/QĐ (ví dụ)"
    )
    write(page, years, at(7), "Bắt đầu cai nghiện, điều trị (biên bản tiếp nhận)")
    expect(page.get_by_text("đến hết ngày 06/07/2028")).to_be_visible()
    for when, button in (
        (at(7, hour=10), "Bắt đầu: Tiếp nhận, phân loại"), (at(8), "Bắt đầu: Điều trị cắt cơn"),
        (at(20), "Bắt đầu: Giáo dục, tư vấn"), (at(21, 10), "Bắt đầu: Lao động trị liệu"),
        (at(1, 6, 2028), "Bắt đầu: Chuẩn bị tái hòa nhập"), (at(5, 7, 2028), "Xong giai đoạn cuối"),
    ):  # fmt: skip
        stage(page, years, when, button)
    write(page, years, at(5, 7, 2028, 10), "Đã thông báo trước khi hoàn thành cai nghiện")
    write(page, years, at(6, 7, 2028), "Hoàn thành: quyết định quản lý sau cai", number="09/QĐ (ví dụ)")
    expect(page.get_by_text("đến hết ngày 05/07/2029")).to_be_visible()
    assert_pleasant(page)
    years.moment = at(4, 7, 2029)
    page.reload()
    page.get_by_role("link", name="Đưa ra khỏi danh sách").first.click()
    page.get_by_label("Lý do theo luật").select_option("completed_aftercare")
    page.get_by_label("Số, ký hiệu giấy tờ").fill("57/QĐ (ví dụ)")
    page.get_by_role("button", name="Ghi vào hồ sơ").click()
    expect(page.get_by_text("Hồ sơ đã kết thúc ngày 04/07/2029")).to_be_visible()
    expect(page.get_by_text("Hoàn thành quản lý sau cai").first).to_be_visible()
    page.goto("/ho-so/?xem=aftercare")
    expect(page.get_by_role("heading", name="Không có ai trong danh sách này")).to_be_visible()


def test_a_person_moves_and_the_file_is_never_nobodys(
    page: Page, town: Town, years: Years, live_server: object
) -> None:
    row = treated_at_home(police_of(town))
    police_of(town, next_door=True)
    base = live_server.url  # type: ignore[attr-defined]
    years.moment = at(20)
    come_in(page, years, "congan.a", base)
    page.goto(f"/ho-so/{row.code}/")
    page.get_by_role("link", name="Chuyển hồ sơ").click()
    page.get_by_label("Công an cấp xã nơi chuyển đến").select_option(label="Công an xã B")
    page.get_by_label("Số thông báo chuyển hồ sơ").fill("06/TB (ví dụ)")
    page.get_by_role("button", name="Chuyển hồ sơ đến nơi ở mới").click()
    expect(page.get_by_text("còn chịu trách nhiệm")).to_be_visible()
    assert_pleasant(page)
    come_in(page, years, "congan.b", base)
    years.moment = at(20, hour=15)
    page.goto("/ho-so/?xem=den")
    expect(page.get_by_role("heading", name="Hồ sơ chuyển đến, chờ nhận")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("link", name=row.code).click()
    page.get_by_role("button", name="Nhận hồ sơ").click()
    expect(page.get_by_text("Đã nhận hồ sơ.")).to_be_visible()
    page.goto("/ho-so/?xem=addicts")
    expect(page.get_by_role("link", name=WHO["name"])).to_be_visible()
    come_in(page, years, "congan.a", base)
    page.goto("/ho-so/?xem=addicts")
    expect(page.get_by_role("heading", name="Không có ai trong danh sách này")).to_be_visible()


def test_a_girl_of_sixteen_has_her_parents_at_each_step(
    page: Page, town: Town, years: Years, live_server: object
) -> None:
    police_of(town)
    come_in(page, years, "congan.a", live_server.url)  # type: ignore[attr-defined]
    open_on_the_page(page, "Trần Thị Ví Dụ", "03/09/2009")
    expect(page.get_by_role("alert")).to_contain_text("dưới 18 tuổi")
    assert_pleasant(page)
    page.get_by_label("Giấy tờ có phần của cha mẹ").fill(PARENTS)
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("cha mẹ, người giám hộ có phần ở từng bước")).to_be_visible()
    write(page, years, at(5), "Kết quả: nghiện", parents=PARENTS)
    expect(page.get_by_text(PARENTS).first).to_be_visible()
    page.get_by_text("Chọn việc luật cho phép lúc này").click()
    home = page.get_by_role("link", name="Quyết định cai nghiện tự nguyện tại gia đình, cộng đồng")
    expect(home.last).to_be_visible()
    assert CaseFile.objects.get().state == "A1"
