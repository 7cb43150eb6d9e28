"""The pages as a commune, the standing office and an administrator use them."""

import io
from uuid import uuid4

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.agencies.models import Account
from chungtay.base.actor import Actor
from chungtay.registers.models import Entry, Register
from chungtay.registers.queries import definition_of
from chungtay.registers.rules import EntryState
from chungtay.registers.services import publish_register, save_entry, shipped_forms
from chungtay.registers.tests.conftest import FORM
from chungtay.registers.tests.photos import photo
from chungtay.registers.tests.test_entries import TALK
from tests.cast import NOW, Cast

POSTED = {
    "ngay": "2026-03-01", "hinh_thuc": "noi", "ten": "Nói chuyện ở trường (ví dụ)", "doi_tuong.0.nhom": "hs",
    "doi_tuong.0.luot": "120", "doi_tuong.2.nhom": "dan", "doi_tuong.2.luot": "1.030", "doi_tuong.1.nhom": "", "nguoi": "100",
}  # fmt: skip


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_an_officer_writes_an_entry_and_the_office_approves_it(cast: Cast, register: Register) -> None:
    officer, office = client_of(cast.officer), client_of(cast.province)
    address = reverse("registers:new_entry", args=[register.pk]) + f"?ban={uuid4()}"
    assert "data-when" in officer.get(address).content.decode()
    wrong = officer.post(address, POSTED | {"ten": "", "doi_tuong.0.luot": "nhiều"})
    assert wrong.status_code == 422
    assert "“nhiều” không phải số nguyên" in wrong.content.decode()
    picture = SimpleUploadedFile("anh.jpg", photo())
    page = officer.post(address, POSTED | {"f:anh": picture}, follow=True).content.decode()
    entry = Entry.objects.get()
    assert [row["luot"] for row in entry.answers["doi_tuong"]] == [120, 1030]
    assert "anh.jpg" in page
    assert officer.post(address, POSTED).status_code == 302, "sent twice"
    assert Entry.objects.count() == 1
    waiting = reverse("registers:waiting")
    assert entry.title in office.get(waiting).content.decode()
    refused = office.post(waiting, {"act": "return", "entry": [f"{entry.pk}|1"], "words": ""})
    assert refused.status_code == 422
    entry.refresh_from_db()
    office.post(waiting, {"act": "approve", "entry": [f"{entry.pk}|{entry.revision}"]})
    entry.refresh_from_db()
    assert entry.state == EntryState.APPROVED
    listed = reverse("registers:register", args=[register.pk])
    assert (
        entry.title in office.get(listed + "?q=noi+chuyen&trang_thai=approved&tu=2026-03-01").content.decode()
    )
    assert entry.title not in office.get(listed + "?q=khac").content.decode()
    download = officer.get(reverse("registers:file", args=[entry.pk, entry.files.get().pk]))
    assert download.status_code == 200
    download.close()


def test_a_correction_shows_in_the_history_and_a_struck_entry_leaves_the_list(
    cast: Cast, register: Register
) -> None:
    entry = save_entry(by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given=TALK).entry
    officer = client_of(cast.officer)
    page = officer.post(
        reverse("registers:correct", args=[entry.pk]),
        POSTED | {"seen": "1", "ten": "Tên đúng (ví dụ)"},
        follow=True,
    )
    assert "Tên đúng (ví dụ)" in page.content.decode()
    address = reverse("registers:entry", args=[entry.pk])
    assert officer.post(address, {"words": ""}).status_code == 422
    assert "Ghi nhầm xã" in officer.post(address, {"words": "Ghi nhầm xã"}, follow=True).content.decode()
    listed = officer.get(reverse("registers:register", args=[register.pk])).content.decode()
    assert "Tên đúng (ví dụ)" not in listed
    assert officer.get(reverse("registers:correct", args=[entry.pk])).status_code == 404


def filled(template: bytes, *rows: list[object], groups: list[list[object]] | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template))
    for row in rows:
        book.worksheets[0].append(row)
    for row in groups or []:
        book.worksheets[1].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_template_goes_out_and_comes_back_whole_or_not_at_all(cast: Cast, register: Register) -> None:
    officer = client_of(cast.officer)
    address = reverse("registers:sheet", args=[register.pk])
    template = officer.get(address + "?tai=mau").content
    groups: list[list[object]] = [[1, "Học sinh", 200], [2, "Nhân dân", 50]]
    good = [1, "2026-03-01", None, "Nói chuyện", None, "Buổi một (ví dụ)", 150, "21.4 103.0"]
    bad = [2, "hôm qua", None, "Múa rối", None, None, "năm mươi", None]
    sent = SimpleUploadedFile("so.xlsx", filled(template, good, bad, groups=groups))
    page = officer.post(address, {"file": sent, "act": "take"})
    told = page.content.decode()
    assert page.status_code == 422
    assert [cell in told for cell in ("Sổ!B4", "Sổ!D4", "Sổ!F4", "Sổ!G4", "Sổ!B3")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert not Entry.objects.exists()
    whole = filled(
        template,
        good,
        [*bad[:1], "02/03/2026", None, "noi", None, "Buổi hai (ví dụ)", 40, None],
        groups=groups,
    )
    officer.post(address, {"file": SimpleUploadedFile("so.xlsx", whole), "act": "try"})
    assert not Entry.objects.exists(), "a trial saves nothing"
    for _again in range(2):
        officer.post(address, {"file": SimpleUploadedFile("so.xlsx", whole), "act": "take"})
    assert sorted(Entry.objects.values_list("answers__tong_luot", flat=True)) == [50, 200]
    out = openpyxl.load_workbook(io.BytesIO(officer.get(address + "?tai=xlsx").content))
    assert [cell.value for cell in out.worksheets[0]["F"]][2:] == ["Buổi hai (ví dụ)", "Buổi một (ví dụ)"]
    assert "Buổi hai" in officer.get(address + "?tai=csv").content.decode()


def test_a_csv_goes_out_and_comes_back_with_the_rows_of_its_repeats(cast: Cast, register: Register) -> None:
    told = TALK | {"ten": "Buổi “một”, -5 độ (ví dụ)"}
    entry = save_entry(by=cast.officer, now=NOW, register=register.pk, uuid=uuid4(), given=told).entry
    address = reverse("registers:sheet", args=[register.pk])
    out = client_of(cast.officer).get(address + "?tai=csv").content
    head, *lines = out.decode("utf-8-sig").splitlines()
    assert head.startswith("buoi_truyen_thong/1,cơ quan,nơi,tình trạng,ngay,")
    assert [line.startswith(f"{entry.pk},") for line in lines] == [True, True], "two rows of its repeat"
    neighbour = client_of(cast.officer_next_door)
    for _again in range(2):
        neighbour.post(address, {"file": SimpleUploadedFile("so.csv", out), "act": "take"})
    came = Entry.objects.get(agency=cast.officer_next_door.agency)
    assert came.answers == entry.answers
    wrong = "\n".join([head, *lines]).replace("Nhân dân,30", "Nhân dân,ba mươi").replace(",", ";").encode()
    page = neighbour.post(address, {"file": SimpleUploadedFile("so.csv", wrong), "act": "take"})
    assert page.status_code == 422
    assert "Tệp!M3" in page.content.decode()
    template = neighbour.get(address + "?tai=mau-csv").content
    assert template.decode("utf-8-sig").splitlines() == [head]
    for other in (template, b"\xff\xfe\x00 not a sheet", b"a,b\n1,2\n", b""):
        sent = {"file": SimpleUploadedFile("so.csv", other), "act": "take"}
        assert neighbour.post(address, sent).status_code == 422
    assert Entry.objects.count() == 2


def test_a_form_speaks_the_language_of_the_page_where_it_has_it(cast: Cast) -> None:
    source = dict(shipped_forms())["models"]
    given = source[: source.index("| contributes |")]
    register = publish_register(by=cast.province, now=NOW, source=given).register
    plain = publish_register(by=cast.province, now=NOW, source=FORM).register
    officer = client_of(cast.officer)
    officer.cookies["django_language"] = "en"
    address = reverse("registers:new_entry", args=[register.pk])
    asked = officer.get(address).content.decode()
    assert "Yearly evaluations" in asked
    assert "Đánh giá hằng năm" not in asked
    refused = officer.post(address, {"year": "12"}).content.decode()
    assert "Đánh giá" not in refused
    listed = officer.get(reverse("registers:registers")).content.decode()
    assert "Models and clubs of drug prevention" in listed
    assert "Buổi truyền thông mẫu" in listed
    assert register.title not in officer.get(reverse("registers:sheet", args=[register.pk])).content.decode()
    assert (
        'lang="vi">Nội dung' in officer.get(reverse("registers:new_entry", args=[plain.pk])).content.decode()
    )
    officer.cookies["django_language"] = "vi"
    assert "Đánh giá hằng năm" in officer.get(address).content.decode()


def test_an_administrator_sees_a_form_before_publishing_it(cast: Cast) -> None:
    office = client_of(cast.province)
    address = reverse("registers:design")
    unknown = FORM.replace("select_one nhom ", "select_one ai   ")
    assert "chưa đúng chuẩn XLSForm" in office.post(address, {"source": unknown}).content.decode()
    personal = FORM.replace("| Nội dung  ", "| Họ và tên người nghiện ")
    assert "danh tính" in office.post(address, {"source": personal}).content.decode()
    seen = office.post(address, {"source": FORM, "act": "see"})
    assert "Người ghi sổ sẽ thấy" in seen.content.decode()
    assert not Register.objects.exists()
    office.post(address, {"source": FORM, "act": "publish"})
    assert Register.objects.get().title == "Buổi truyền thông mẫu"
    newer = FORM.replace(
        "| integer                          | nguoi ", "| date                             | nguoi "
    )
    taken = office.post(address, {"source": newer, "act": "publish"}).content.decode()
    assert "Đã có sổ “Buổi truyền thông mẫu” với mã này" in taken
    own = f"{address}?so={Register.objects.get().pk}"
    assert "đặt tên khác" in office.post(own, {"source": newer, "act": "publish"}).content.decode()
    assert client_of(cast.department).get(address).status_code == 404


def test_an_administrator_makes_a_register_question_by_question(cast: Cast) -> None:
    office, address = client_of(cast.province), reverse("registers:design")
    begun = office.get(address)
    assert "Phát hành sổ" not in begun.content.decode(), "it has no name yet"
    step = {"title": "Đội tình nguyện (ví dụ)", "source": begun.context["form"].initial["source"]}
    asked = {"act": "add", "label": "Loại đội", "ask": "select_one", "choices": "đội xung kích\ntổ dân phố"}
    assert office.post(address, {**step, **asked, "choices": "một mục"}).status_code == 422
    assert (
        "danh tính"
        in office.post(address, {**step, "act": "add", "label": "Họ và tên", "ask": "text"}).content.decode()
    )
    for act in (
        asked,
        {"act": "add", "label": "Số đội", "ask": "integer", "required": "on"},
        {"act": "drop:so_nguoi"},
    ):
        page = office.post(address, {**step, **act})
        if page.status_code == 422:  # a column of the list still named the question that went
            assert act == {"act": "drop:so_nguoi"}
            kept = step["source"].replace("| | columns | so_nguoi |\n", "")
            page = office.post(address, {**step, "source": kept, **act})
        assert page.status_code == 200
        step["source"] = page.context["form"].initial["source"]
    assert office.post(address, {**step, "act": "publish"}).status_code == 302
    made = Register.objects.get()
    assert (made.code, made.title) == ("doi_tinh_nguyen_vi_du", "Đội tình nguyện (ví dụ)")
    asked_now = definition_of(made.versions.get()).questions
    assert list(asked_now) == ["ngay", "noi_dung", "loai_doi", "so_doi"]
    assert [one.name for one in asked_now["loai_doi"].choices] == ["doi_xung_kich", "to_dan_pho"]


def test_a_register_of_the_police_is_not_there_for_others(cast: Cast) -> None:
    office = client_of(cast.province)
    source = FORM.replace("| title    | ten ", "| sight | police |\n|          | title | ten ")
    office.post(reverse("registers:design"), {"source": source, "act": "publish"})
    address = reverse("registers:register", args=[Register.objects.get().pk])
    assert office.get(address).status_code == 200
    for other in (cast.department, cast.leader, cast.inspector, cast.officer):
        assert client_of(other).get(address).status_code == 404
        assert (
            "Buổi truyền thông mẫu"
            not in client_of(other).get(reverse("registers:registers")).content.decode()
        )
