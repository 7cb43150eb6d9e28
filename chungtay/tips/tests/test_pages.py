"""The pages of who sends, without cookie or script, and those of the desk behind one's own passphrase."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.agencies.models import Account
from chungtay.journal.models import Entry
from chungtay.signin.tests.factories import browser, try_password, with_app
from chungtay.tips import services
from chungtay.tips.access import COOKIE
from chungtay.tips.models import Tip
from chungtay.tips.tests.factories import PASSPHRASE, Line, open_line, photo_with_a_place_in_it
from tests.cast import PASSWORD, Cast

SEND, BACK = "/tin-bao/", "/tin-bao/xem/"
SCRIPT = {name: f'<script type="module" src="/static/tips/{name}.js">' for name in ("send", "back")}
SAID = {"subject": "retail", "text": "Chiều nào cũng có người đến mua (ví dụ)"}


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def sent(client: Client, **more: object) -> str:
    page = client.post(SEND, SAID | more).content.decode()
    found = re.search(r"\d{4}(?: \d{4}){4}", page)
    assert found
    return found.group()


def at_the_desk(line: Line) -> Client:
    """The reader, signed in with a second factor, and reading."""
    client = browser()
    app = with_app("truc.tin")
    try_password(client, "truc.tin")
    client.post(reverse("signin:second_step"), {"code": app.now()})
    assert client.post(reverse("tips:tips"), {"passphrase": PASSPHRASE}).status_code == 302
    return client


def test_without_a_line_the_page_says_whom_to_call(cast: Cast) -> None:
    answer = Client().get(SEND)
    assert (answer.status_code, "113" in answer.content.decode()) == (404, True)


def test_a_sender_is_given_no_cookie_and_asked_for_none(line: Line) -> None:
    client = Client(enforce_csrf_checks=True)
    receipt = sent(client, photos=photo_with_a_place_in_it())
    for answer in (
        client.get(SEND), client.post(SEND, {}), client.get(BACK), client.post(BACK, {"receipt": receipt}),
        client.post(BACK, {"receipt": receipt, "more": "1", "text": "Thêm (ví dụ)"}), client.post(BACK, {"receipt": "1"}),
    ):  # fmt: skip
        assert not answer.cookies
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
        page = answer.content.decode()
        assert re.findall(r"<script[^>]*>", page) in (
            [],
            [SCRIPT["send"]],
            [SCRIPT["back"]],
        )  # its own, never inline
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)  # nothing from elsewhere
    assert not client.cookies


def test_what_is_wrong_is_said_and_what_was_typed_stays(line: Line) -> None:
    answer = Client().post(SEND, {"text": "chưa chọn việc (ví dụ)"})
    page = answer.content.decode()
    assert (answer.status_code, "Hãy chọn việc muốn báo" in page, "chưa chọn việc (ví dụ)" in page) == (
        422,
        True,
        True,
    )
    assert "20 chữ số" in Client().post(BACK, {"receipt": "1234 5678"}).content.decode()


def test_the_pages_speak_english_by_their_address(line: Line) -> None:
    page = Client().get(SEND + "?lang=en").content.decode()
    assert "Help for someone" in page
    assert 'action="/tin-bao/?lang=en"' in page


def test_too_many_bytes_are_not_read_at_all(line: Line) -> None:
    answer = Client().post(SEND, SAID | {"photos": photo_with_a_place_in_it()}, CONTENT_LENGTH="900000000")
    assert (answer.status_code, "quá lớn" in answer.content.decode()) == (422, True)
    assert not Tip.objects.exists()


def test_the_desk_reads_answers_and_every_look_is_recorded(line: Line) -> None:
    receipt = sent(Client(), photos=photo_with_a_place_in_it())
    client, tip = at_the_desk(line), Tip.objects.get()
    page = client.get(reverse("tips:tip", args=[tip.pk])).content.decode()
    assert SAID["text"] in page
    assert Entry.objects.filter(subject=f"tip:{tip.pk}", verb__contains="look").exists()
    picture = client.get(re.findall(r'href="(/tin-bao/\d+/anh/\d+/)"', page)[0])
    assert picture.content.startswith(b"\xff\xd8")
    assert Entry.objects.filter(subject=f"tip:{tip.pk}", verb__contains="look").count() == 2
    client.post(
        reverse("tips:tip", args=[tip.pk]),
        {"act": "answer", "outcome": "resolved", "text": "Đã xử lý (ví dụ)."},
    )
    back = Client().post(BACK, {"receipt": receipt}).content.decode()
    assert "Đã xử lý (ví dụ)." in back
    assert "đã kết thúc" in back


def test_every_page_of_the_desk_opens_and_its_forms_do_what_they_say(line: Line) -> None:
    for _n in range(2):
        sent(Client())
    client, [kept, gone] = at_the_desk(line), Tip.objects.order_by("pk")
    for address in ("tips", "keys", "take_down"):
        assert client.get(reverse(f"tips:{address}")).status_code == 200
    address = reverse("tips:tip", args=[kept.pk])
    client.post(address, {"act": "hold"})
    apart = client.get(reverse("tips:tips") + "?giu=1").content.decode()
    assert ("người trực đã để riêng" in apart, address in apart) == (True, True)
    client.post(address, {"act": "release"})
    client.post(address, {"act": "classify", "kind": "crime"})
    shown = client.get(address).content.decode()
    assert ("Điều 147.1" in shown, "chưa kiểm chứng" in shown, SAID["text"] in shown) == (True, True, True)
    refused = client.post(address, {"act": "forward", "number": "7/TG"})
    assert (refused.status_code, "Hãy xác nhận" in refused.content.decode()) == (422, True)
    client.post(address, {"act": "forward", "number": "7/TG", "sure": "on"})
    kept.refresh_from_db()
    assert (kept.kind, kept.forwarded is not None, kept.messages.count()) == ("crime", True, 0)
    gone.keys.update(sealed=b"1" * 80)  # as a browser may seal
    address = reverse("tips:tip", args=[gone.pk])
    assert "không khóa nào mở được" in client.get(address).content.decode()
    client.post(address, {"act": "unreadable"})
    gone.refresh_from_db()
    assert gone.state == "closed"
    services.purge(by=line.police, now=timezone.now() + timedelta(days=40))
    assert address in client.get(reverse("tips:tips") + "?xoa=1").content.decode()
    page = client.get(address).content.decode()
    assert (
        f"Giấy chứng nhận xóa tin số {gone.pk}" in page,
        Entry.objects.get(verb="tips.deleted").hash in page,
    ) == (
        True,
        True,
    )


def test_who_comes_for_a_tip_without_reading_is_led_there_by_the_passphrase(line: Line) -> None:
    sent(Client())
    client, address = at_the_desk(line), reverse("tips:tip", args=[Tip.objects.get().pk])
    client.post(reverse("tips:tips"), {"end": "1"})
    led = client.get(address)["Location"]
    assert client.post(led, {"passphrase": PASSPHRASE})["Location"] == address
    assert client.get(address).status_code == 200


def test_without_the_cookie_or_after_locking_nothing_is_read(line: Line) -> None:
    sent(Client())
    client, address = at_the_desk(line), reverse("tips:tip", args=[Tip.objects.get().pk])
    kept = client.cookies[COOKIE].value
    client.cookies[COOKIE] = kept[::-1]
    assert client.get(address).status_code == 302
    client.cookies[COOKIE] = kept
    assert client.get(address).status_code == 200
    client.post(reverse("tips:tips"), {"end": "1"})
    client.cookies[COOKIE] = kept
    assert client.get(address).status_code == 302


def test_a_desk_without_a_second_factor_is_led_to_set_one_up(line: Line) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="truc.tin"))
    assert client.get(reverse("tips:tips"))["Location"].startswith(reverse("signin:security"))


def test_what_came_by_telephone_goes_the_same_way_and_has_a_receipt(line: Line) -> None:
    client = at_the_desk(line)
    page = client.post(
        reverse("tips:take_down"),
        SAID | {"source": "phone", "strength": "heard", "callback": "gọi giờ hành chính (ví dụ)"},
    ).content.decode()
    assert re.search(r"\d{4}(?: \d{4}){4}", page)
    assert Tip.objects.get().source == "phone"


def test_what_the_desk_takes_down_never_touches_a_disk(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    client, said = at_the_desk(line), SAID | {"source": "in_person", "strength": "seen"}
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", None)
    photo = SimpleUploadedFile("anh.png", photo_with_a_place_in_it().read(), "image/png")
    assert client.post(reverse("tips:take_down"), said | {"photos": photo}).status_code == 200
    assert Tip.objects.count() == 1
    stopped = client.post(reverse("tips:take_down"), said, CONTENT_LENGTH="900000000")
    assert (stopped.status_code, "quá lớn" in stopped.content.decode()) == (422, True)
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse("tips:take_down"), said).status_code == 403
    assert Tip.objects.count() == 1


def test_the_shares_are_shown_once_and_the_rehearsal_is_kept(cast: Cast) -> None:
    client = Client()
    client.login(username="thuongtruc", password=PASSWORD)
    page = client.post(reverse("tips:line"), {"act": "open"}).content.decode()
    shares = re.findall(r'<li class="share-words"[^>]*>([^<]+)</li>', page)
    assert len(shares) == 3
    assert shares[0] not in client.get(reverse("tips:line")).content.decode()
    wrong = client.post(reverse("tips:line"), {"act": "drill", "shares": shares[0]})
    assert (wrong.status_code, "không ghép được" in wrong.content.decode()) == (422, True)
    assert (
        client.post(reverse("tips:line"), {"act": "drill", "shares": "\n".join(shares[:2])}).status_code
        == 302
    )
    renewed = client.post(
        reverse("tips:line"), {"act": "renew", "shares": "\n".join(shares[1:])}
    ).content.decode()
    fresh = re.findall(r'<li class="share-words"[^>]*>([^<]+)</li>', renewed)
    assert (len(fresh), set(fresh) & set(shares)) == (3, set())
    assert fresh[0] not in client.get(reverse("tips:line")).content.decode()
