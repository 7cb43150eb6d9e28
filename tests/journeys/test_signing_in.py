"""How people come in: with a code, a passkey, a code on paper, the provincial single sign-on; and out of lost devices."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, Page, expect

from chungtay.agencies.rules import AgencyLevel
from chungtay.signin import services
from chungtay.signin.models import Factor
from chungtay.signin.rules import limits
from chungtay.signin.tests.factories import account, running_provider, try_password
from chungtay.signin.tests.factories import browser as browser_at
from tests.browser import Screenshot
from tests.cast import PASSWORD, Cast, seat
from tests.journeys.conftest import assert_pleasant, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECURITY = "/tai-khoan/bao-mat/"


@pytest.fixture
def passkeys(page: Page) -> Iterator[CDPSession]:
    """A machine with a fingerprint reader: Chromium's virtual authenticator, whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.detach()


def fill_password(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def add_app(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """Add an authenticator app as a person does; the app, and the codes on paper that were shown."""
    page.goto(SECURITY)
    page.get_by_role("link", name="Thêm ứng dụng tạo mã").click()
    app = pyotp.TOTP(re.sub(r"\s", "", page.locator("#secret").inner_text()))
    page.get_by_label("Mã 6 số đang hiện").fill(app.now())
    page.get_by_role("button", name="Thêm", exact=True).click()
    codes = page.locator("#recovery-codes code")
    expect(codes).to_have_count(10)
    return app, codes.all_inner_texts()


def half_a_minute_passes() -> None:
    """The app shows its next code: as far as the server is concerned, no code was used yet."""
    Factor.objects.update(counter=-1)


def test_the_first_sign_in_of_an_administrator(page: Page, cast: Cast, screenshot: Screenshot) -> None:
    """A first password is replaced, a second factor added because the post asks for it, and asked for from then on."""
    seat(
        "Công an tỉnh Mẫu", "quantri", "administrator", place=cast.province.place, level=AgencyLevel.PROVINCE
    )
    newcomer = account("quantri")
    newcomer.must_change_password = True
    newcomer.save()
    fill_password(page, "quantri")
    expect(page.get_by_role("heading", name="Chọn mật khẩu của bạn")).to_be_visible()
    assert_pleasant(page)
    page.get_by_role("button", name="Hiện mật khẩu").nth(1).click()
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    new = page.get_by_label("Mật khẩu mới")
    new.fill("ba chậu lan ngoài hiên")
    expect(new).to_have_attribute("type", "text")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Chức danh này cần thêm một bước khi đăng nhập.")).to_be_visible()
    assert_pleasant(page)
    screenshot("asked to enrol")
    page.get_by_role("link", name="Thêm ứng dụng tạo mã").click()
    assert_pleasant(page)
    screenshot("authenticator app")
    app, _codes = add_app(page)
    assert_pleasant(page)
    screenshot("codes on paper")
    page.get_by_role("link", name="Tôi đã cất các mã").click()
    expect(page.get_by_text("Còn 10 mã chưa dùng.")).to_be_visible()
    half_a_minute_passes()
    page.context.clear_cookies()
    fill_password(page, "quantri", "ba chậu lan ngoài hiên")
    expect(page.get_by_role("heading", name="Thêm một bước để chắc là bạn")).to_be_visible()
    assert_pleasant(page)
    page.get_by_label("Mã 6 số").fill(app.now())
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/co-quan/")


def test_a_passkey_alone_opens_the_door(
    page: Page, cast: Cast, passkeys: CDPSession, screenshot: Screenshot
) -> None:
    fill_password(page, "xa.a")
    page.goto(SECURITY)
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(page.locator("#recovery-codes")).to_be_visible()
    page.goto(SECURITY)
    assert_pleasant(page)
    screenshot("security")
    page.context.clear_cookies()
    page.goto("/vao/")
    screenshot("front door")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url("**/viec-cua-toi/")


def test_a_passkey_as_the_second_step_and_to_prove_oneself_again(
    page: Page, cast: Cast, passkeys: CDPSession
) -> None:
    fill_password(page, "xa.a")
    page.goto(SECURITY)
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    page.locator("#recovery-codes").wait_for()
    page.context.clear_cookies()
    fill_password(page, "xa.a")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/viec-cua-toi/")
    page.goto("/tai-khoan/bao-mat/xac-nhan-lai/?next=/thong-bao/")
    assert_pleasant(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/thong-bao/")


def test_a_passkey_asked_for_too_late_leads_through_saying_again_who_one_is(
    page: Page, cast: Cast, passkeys: CDPSession
) -> None:
    fill_password(page, "xa.a")
    page.goto(SECURITY)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        page.get_by_role("button", name="Thêm khóa truy cập").click()
        page.get_by_role("heading", name="Xác nhận lại đây là bạn").wait_for()
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận").click()
        page.get_by_role("heading", name="Thiết bị đang đăng nhập").wait_for()
        page.get_by_role("button", name="Thêm khóa truy cập").click()
        expect(page.locator("#recovery-codes")).to_be_visible()


def test_a_machine_without_a_passkey_of_this_site_says_so_and_leaves_the_password(
    page: Page, cast: Cast, passkeys: CDPSession, complaints: list[str]
) -> None:
    page.goto("/vao/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_text("Chưa dùng được khóa truy cập")).to_be_visible()
    sign_in(page, "xa.a")


def test_a_lost_phone_and_a_code_on_paper(page: Page, cast: Cast) -> None:
    fill_password(page, "xa.a")
    _app, codes = add_app(page)
    page.context.clear_cookies()
    fill_password(page, "xa.a")
    page.get_by_label("Mã 6 số").fill(codes[4].lower())
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_text("còn 9 mã")).to_be_visible()


def test_from_a_new_place_while_strangers_guess_one_waits_a_little(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    for number in range(limits().account):
        try_password(browser_at(f"203.0.{number}.9"), "xa.a", "sai")
    fill_password(page, "xa.a")
    expect(page.get_by_role("heading", name="Đợi một chút")).to_be_visible()
    assert_pleasant(page)
    screenshot("wait")
    with time_machine.travel(timezone.now() + limits().wait):
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/viec-cua-toi/")


def test_a_forgotten_password_is_helped_at_the_next_desk(
    page: Page, cast: Cast, screenshot: Screenshot
) -> None:
    sign_in(page, "thuongtruc")
    page.goto(f"/tai-khoan/{account('soyte').pk}/dang-nhap/")
    assert_pleasant(page)
    page.get_by_role("button", name="Đặt lại mật khẩu").click()
    first = page.locator("#first-password").inner_text()
    assert_pleasant(page)
    screenshot("first password")
    page.context.clear_cookies()
    fill_password(page, "soyte", first)
    expect(page.get_by_role("heading", name="Chọn mật khẩu của bạn")).to_be_visible()


def test_a_phone_left_in_a_taxi_is_signed_out_from_the_office(
    page: Page, cast: Cast, browser: Browser, live_server: Any, screenshot: Screenshot
) -> None:
    phone = browser.new_context(
        base_url=live_server.url, locale="vi-VN",
        user_agent="Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    )  # fmt: skip
    lost = phone.new_page()
    fill_password(lost, "xa.a")
    lost.wait_for_url("**/viec-cua-toi/")
    fill_password(page, "xa.a")
    page.goto(SECURITY)
    row = page.get_by_role("listitem").filter(has_text="Chrome · Android")
    assert_pleasant(page)
    screenshot("devices")
    row.get_by_role("button", name="Kết thúc").click()
    expect(row).to_have_count(0)
    lost.goto("/viec-cua-toi/")
    expect(lost.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    phone.close()


def test_in_by_the_provincial_single_sign_on(
    page: Page, cast: Cast, settings: Any, screenshot: Screenshot
) -> None:
    with running_provider() as issuer:
        settings.SINGLE_SIGN_ON = {
            "name": "Một cửa của tỉnh", "issuer": issuer, "client": "chungtay", "secret": "x"
        }  # fmt: skip
        officer = account("soyte")
        services.allow_link(by=cast.province, now=timezone.now(), account=officer.pk, issuer=issuer)
        fill_password(page, "soyte")
        page.goto(SECURITY)
        page.get_by_role("link", name="Nối").click()
        answer_as(page, "officer-4711")
        expect(page.get_by_text("Đã nối.")).to_be_visible()
        assert_pleasant(page)
        page.context.clear_cookies()
        page.goto("/vao/")
        assert_pleasant(page)
        screenshot("front door")
        page.get_by_role("link", name="Một cửa của tỉnh").click()
        answer_as(page, "officer-4711")
        page.wait_for_url("**/viec-cua-toi/")
        page.locator(".top-menu summary").click()
        page.get_by_role("button", name="Đăng xuất").click()
        expect(page.get_by_role("link", name="Đăng xuất cả ở một cửa")).to_be_visible()
        assert_pleasant(page)
        page.goto("/vao/")
        page.get_by_role("link", name="Một cửa của tỉnh").click()
        answer_as(page, "stranger")
        expect(page.get_by_role("heading", name="Chưa có tài khoản nào nối với bạn")).to_be_visible()
        assert_pleasant(page)


def answer_as(page: Page, subject: str) -> None:
    """On the provider's own page."""
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()
