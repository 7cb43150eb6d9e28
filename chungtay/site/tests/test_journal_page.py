"""The inspector reads the journal, and is seen to read it."""

from django.test import Client

from chungtay.journal.models import Entry
from tests.cast import PASSWORD, Cast


def test_who_looks_at_the_journal_is_written_into_it(cast: Cast) -> None:
    client = Client()
    client.login(username="thanhtra", password=PASSWORD)
    page = client.get("/nhat-ky/").content.decode()
    assert "Lập tài khoản" in page
    look = Entry.objects.get(verb="looked")
    assert (look.account, look.subject, look.purpose) == (cast.inspector.account, "journal", "xem nhật ký")


def test_one_things_history_can_be_followed(cast: Cast) -> None:
    client = Client()
    client.login(username="thanhtra", password=PASSWORD)
    page = client.get("/nhat-ky/", {"subject": f"agency:{cast.department.agency}"}).content.decode()
    assert "Sở Y tế tỉnh Mẫu" in page
    assert "Sở Tài chính tỉnh Mẫu" not in page
