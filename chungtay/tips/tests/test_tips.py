"""From a tip to its answer and back; keys that are lost and found; and what a copy of the database tells: nothing."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from PIL import Image

from chungtay.agencies import access
from chungtay.agencies import queries as agencies_queries
from chungtay.agencies import services as agencies
from chungtay.agencies.models import Agency
from chungtay.agencies.rules import AgencyKind, Term
from chungtay.base.actor import Actor
from chungtay.base.problems import NotThere, Refused
from chungtay.journal.models import Entry
from chungtay.notices.models import Notice
from chungtay.tips import photos, queries, services
from chungtay.tips.models import DeskGrant, Message, Photo, Step, Tip, TipKey
from chungtay.tips.rules import Outcome, Side, TipState, TransferGround
from chungtay.tips.sealing import Closed
from chungtay.tips.tests.factories import (
    PASSPHRASE,
    Line,
    desk_of,
    open_line,
    photo_with_a_place_in_it,
    private_of,
)
from tests.cast import FOUNDER, NOW, SINCE, Cast, second_seat

WORDS = "Ở chợ cũ, chiều nào cũng có người đến mua (ví dụ)"
LATER = NOW + timedelta(days=3, minutes=17)


@pytest.fixture
def line(cast: Cast) -> Line:
    return open_line(cast)


def send(line: Line, **given: object) -> str:
    said = {"subject": "retail", "text": WORDS, **given}
    return services.send_tip(now=NOW + timedelta(minutes=23), hotline=line.hotline, **said)  # type: ignore[arg-type]


def latest() -> Tip:
    return Tip.objects.latest("pk")


def test_a_tip_is_read_answered_and_the_answer_found_by_the_receipt(line: Line) -> None:
    receipt = send(line)
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    assert [said.text for said in thread.lines] == [WORDS]
    services.answer(by=line.police, now=LATER, thread=thread, text="Đã kiểm tra, cảm ơn bạn.")
    back = queries.open_by_receipt(line.hotline, receipt)
    assert back is not None
    assert [(said.side, said.text) for said in back.lines][1:] == [(Side.OFFICE, "Đã kiểm tra, cảm ơn bạn.")]
    services.add_words(now=LATER, hotline=line.hotline, receipt=receipt, text="Nay lại có (ví dụ)")
    assert len(queries.open_tip(line.police, latest().pk, private_of(line.police)).lines) == 3
    assert queries.open_by_receipt(line.hotline, "0" * 20) is None


def test_a_closed_tip_that_is_written_to_is_looked_at_again(line: Line) -> None:
    receipt = send(line)
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    services.close_tip(by=line.police, now=LATER, thread=thread, outcome=Outcome.RESOLVED, text="Đã xử lý.")
    assert latest().state == TipState.CLOSED
    services.add_words(now=LATER, hotline=line.hotline, receipt=receipt, text="Chưa hết (ví dụ)")
    assert (latest().state, latest().outcome) == (TipState.OPEN, "")


def test_who_keeps_the_line_is_told_of_each_desk_that_opens(line: Line, cast: Cast) -> None:
    told = Notice.objects.filter(agency=line.hotline.owner_id, text__startswith="Một bàn tiếp nhận tin báo")
    assert told.count() == 2
    desk_of("Sở Y tế tỉnh Mẫu", "truc.yte", cast)
    assert told.count() == 3


def test_nobody_else_reads_it(line: Line, cast: Cast) -> None:
    send(line)
    with pytest.raises(NotThere):
        queries.open_tip(line.inspectorate, latest().pk, private_of(line.inspectorate))
    for actor in (cast.province, cast.leader, cast.stranger, cast.officer):
        with pytest.raises(NotThere):
            queries.get_tip(actor, latest().pk)
    with pytest.raises(Closed):
        queries.open_tip(line.police, latest().pk, private_of(line.inspectorate))
    with pytest.raises(Refused, match="passphrase_wrong"):
        queries.unlock_reader(line.police, PASSPHRASE + " ")


def test_a_tip_about_a_body_goes_past_it(line: Line) -> None:
    send(line, subject="place", about=line.police.agency)
    assert latest().agency_id == line.inspectorate.agency


def test_a_transfer_closes_it_to_who_gave_it_away(line: Line) -> None:
    receipt = send(line)
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    services.transfer(
        by=line.police,
        now=LATER,
        thread=thread,
        agency=line.inspectorate.agency,
        ground=TransferGround.COMPETENT,
    )
    with pytest.raises(NotThere):
        queries.open_tip(line.police, latest().pk, private_of(line.police))
    assert (
        queries.open_tip(line.inspectorate, latest().pk, private_of(line.inspectorate)).lines[0].text == WORDS
    )
    assert queries.open_by_receipt(line.hotline, receipt) is not None


def test_a_transfer_to_who_is_spoken_of_is_refused(line: Line) -> None:
    send(line, about=line.inspectorate.agency)
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    with pytest.raises(Refused, match="conflict"):
        services.transfer(
            by=line.police,
            now=NOW,
            thread=thread,
            agency=line.inspectorate.agency,
            ground=TransferGround.COMPETENT,
        )


def test_two_of_three_custodians_open_again_what_the_last_reader_lost(line: Line, cast: Cast) -> None:
    """The drill: the only reader forgets the passphrase and makes a new key; no tip is lost, and one share is none."""
    send(line)
    services.drill(by=cast.province, now=NOW, shares=line.shares[:2])
    services.make_reader_key(by=line.police, now=LATER, passphrase="một câu hoàn toàn khác hẳn")
    private = queries.unlock_reader(line.police, "một câu hoàn toàn khác hẳn")
    with pytest.raises(NotThere):
        queries.open_tip(line.police, latest().pk, private)
    with pytest.raises(Refused, match="shares_wrong"):
        services.recover(by=line.police, now=LATER, shares=line.shares[:1])
    services.open_desk(by=line.police, now=LATER)
    assert services.recover(by=line.police, now=LATER, shares=line.shares[1:]) == 1
    assert queries.open_tip(line.police, latest().pk, private).lines[0].text == WORDS


def test_a_lost_share_is_renewed_by_who_is_left_and_fits_no_more(line: Line, cast: Cast) -> None:
    """One custodian of three has lost the share: the two others renew all, and the drill and the recovery go on."""
    send(line)
    lost, *left = line.shares
    with pytest.raises(Refused, match="shares_wrong"):
        services.renew_shares(by=cast.province, now=LATER, shares=[lost])
    new = services.renew_shares(by=cast.province, now=LATER, shares=left)
    assert (len(new), set(new) & set(line.shares)) == (3, set())
    send(line, text="Tin sau (ví dụ)")
    for of_before in ([lost, left[0]], left, [lost, new[0]], [left[0], new[0]]):
        with pytest.raises(Refused, match="shares_wrong"):
            services.drill(by=cast.province, now=LATER, shares=of_before)
    services.drill(by=cast.province, now=LATER, shares=new[1:])
    services.make_reader_key(by=line.police, now=LATER, passphrase="một câu hoàn toàn khác hẳn")
    services.open_desk(by=line.police, now=LATER)
    assert services.recover(by=line.police, now=LATER, shares=new[:2]) == 2
    private = queries.unlock_reader(line.police, "một câu hoàn toàn khác hẳn")
    found = [
        queries.open_tip(line.police, tip.pk, private).lines[0].text for tip in Tip.objects.order_by("pk")
    ]
    assert found == [WORDS, "Tin sau (ví dụ)"]


def test_a_holder_who_leaves_opens_nothing_more_and_the_next_one_everything(line: Line) -> None:
    send(line)
    newcomer = second_holder(line)
    services.make_reader_key(by=newcomer, now=NOW, passphrase=PASSPHRASE)
    services.grant_desk(by=line.police, now=NOW, account=newcomer.account, private=private_of(line.police))
    assert queries.open_tip(newcomer, latest().pk, private_of(newcomer)).lines[0].text == WORDS
    services.withdraw_grant(by=newcomer, now=LATER, account=line.police.account, private=private_of(newcomer))
    send(line, text="Tin sau (ví dụ)")
    assert queries.open_tip(newcomer, latest().pk, private_of(newcomer)).lines[0].text == "Tin sau (ví dụ)"
    for tip in Tip.objects.all():
        with pytest.raises(NotThere):
            queries.open_tip(line.police, tip.pk, private_of(line.police))


def leaves(line: Line) -> None:
    """The reader of the police's desk holds the post no more; nobody has thought of the key."""
    [term] = agencies_queries.list_terms_of(line.police.account)
    agencies.end_holding(by=FOUNDER, now=NOW, holding=term.pk, on=NOW.date(), ground="Thôi giữ (ví dụ)")


def test_a_desk_whose_last_holder_has_left_receives_nothing_and_its_next_holder_recovers_all(
    line: Line,
) -> None:
    send(line)
    newcomer = second_holder(line)
    services.make_reader_key(by=newcomer, now=NOW, passphrase=PASSPHRASE)
    with pytest.raises(Refused, match="desk_open"):
        services.open_desk(by=newcomer, now=LATER)
    leaves(line)
    send(line, text="Khi bàn vắng (ví dụ)")
    assert latest().agency_id == line.inspectorate.agency
    services.open_desk(by=newcomer, now=LATER)
    assert services.recover(by=newcomer, now=LATER, shares=line.shares[:2]) == 1
    send(line, text="Tin sau (ví dụ)")
    found = Tip.objects.filter(agency=newcomer.agency).order_by("pk")
    texts = [queries.open_tip(newcomer, tip.pk, private_of(newcomer)).lines[0].text for tip in found]
    assert texts == [WORDS, "Tin sau (ví dụ)"]


def test_the_key_of_who_left_is_withdrawn_when_a_colleague_next_reads(line: Line) -> None:
    newcomer = second_holder(line)
    services.make_reader_key(by=newcomer, now=NOW, passphrase=PASSPHRASE)
    services.grant_desk(by=line.police, now=NOW, account=newcomer.account, private=private_of(line.police))
    private = private_of(newcomer)
    assert services.withdraw_from_who_left(by=newcomer, now=LATER, private=private) == 0
    before = set(queries.public_desks(newcomer.agency, on=LATER.date()))
    leaves(line)
    assert services.withdraw_from_who_left(by=newcomer, now=LATER, private=private) == 1
    assert not before & set(queries.public_desks(newcomer.agency, on=LATER.date()))
    assert set(DeskGrant.objects.values_list("reader__account", flat=True)) == {
        newcomer.account, line.inspectorate.account,
    }  # fmt: skip
    assert Entry.objects.filter(verb="tips.grant_withdrawn").count() == 1


def second_holder(line: Line) -> Actor:
    """Somebody who takes up the same post."""
    account = second_seat(line.police, "truc.moi")
    held = agencies.give_post(by=FOUNDER, now=NOW, post=line.police.post, account=account, term=Term(SINCE))
    return access.actor_of(held)


def test_photos_are_made_anew_and_locked(line: Line) -> None:
    sent = photo_with_a_place_in_it()
    assert b"DIENTHOAI-VIDU" in sent.getvalue()
    send(line, pictures=[sent])
    stored = photos.fetch(Photo.objects.get().name)
    assert b"JFIF" not in stored
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    shown = queries.fetch_photo(thread, thread.lines[0].photos[0])
    assert b"DIENTHOAI-VIDU" not in shown
    with Image.open(BytesIO(shown)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((64, 48), {})


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "no_text"), ({"text": "x" * 9000}, "text_too_long"), ({"subject": "nothing"}, "no_subject"),
        ({"pictures": [BytesIO(b"GIF89a")]}, "no_photo"), ({"pictures": [BytesIO(b"x")] * 6}, "too_many_photos"),
        ({"commune": 10**6}, "no_commune"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(
    line: Line, given: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        send(line, **given)
    assert not Tip.objects.exists()


def test_a_copy_of_the_database_and_of_the_folder_shows_no_word_and_no_time_finer_than_the_hour(
    line: Line,
) -> None:
    receipt = send(line, pictures=[photo_with_a_place_in_it()])
    services.add_words(now=LATER, hotline=line.hotline, receipt=receipt, text=WORDS)
    rows = [row for model in apps.get_models() for row in model._default_manager.values_list()]
    dump = "\n".join(
        str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in rows for cell in row
    )
    assert not any(piece in dump for piece in (WORDS, "chợ cũ", receipt, receipt[:8]))
    rows = [*Tip.objects.values(), *Message.objects.values(), *Step.objects.values()]
    moments = [value for row in rows for value in row.values() if isinstance(value, datetime)]
    assert {(moment.minute, moment.second, moment.microsecond) for moment in moments} == {(0, 0, 0)}
    for file in (Path(settings.FILES_ROOT) / "tips").iterdir():
        assert file.stat().st_mtime % 3600 == 0
    assert not Entry.objects.filter(subject__startswith="tip:").exists()  # a sender is in no journal


def test_the_schedule_deletes_words_photos_keys_and_receipt_and_says_so(line: Line, cast: Cast) -> None:
    receipt = send(line, pictures=[photo_with_a_place_in_it()])
    with pytest.raises(NotThere):
        queries.get_certificate(line.police, latest().pk)
    name = Photo.objects.get().name
    thread = queries.open_tip(line.police, latest().pk, private_of(line.police))
    services.close_tip(by=line.police, now=NOW, thread=thread, outcome=Outcome.RESOLVED, text="Đã xử lý.")
    assert services.purge(by=line.police, now=NOW + timedelta(days=29)) == 0
    assert services.purge(by=line.police, now=NOW + timedelta(days=31)) == 1
    assert (latest().state, TipKey.objects.count(), Photo.objects.count()) == (TipState.DELETED, 0, 0)
    assert queries.open_by_receipt(line.hotline, receipt) is None
    proof = queries.get_certificate(line.police, latest().pk)
    entry = Entry.objects.get(verb="tips.deleted")
    assert (proof.messages, proof.photos, proof.keys, proof.hash) == (2, 1, 3, entry.hash)
    for other in (line.inspectorate, cast.province):
        with pytest.raises(NotThere):
            queries.get_certificate(other, latest().pk)
    assert name  # its file goes when the transaction is done; here it is rolled back


def test_a_desk_of_the_commune_receives_what_is_of_the_commune(line: Line, cast: Cast) -> None:
    commune = desk_of("Công an xã A", "truc.xa", cast, place=cast.officer.place)
    send(line, commune=cast.officer.place)
    assert latest().agency_id == commune.agency


def test_a_tip_about_the_provinces_committee_goes_to_nobody_beneath_it_in_any_commune(
    line: Line, cast: Cast
) -> None:
    desk_of("Công an xã A", "truc.xa", cast, place=cast.officer.place)
    with pytest.raises(Refused, match="no_desk"):
        send(line, commune=cast.officer.place, about=cast.leader.agency)
    assert not Tip.objects.exists()
    procuracy = desk_of("Viện kiểm sát nhân dân tỉnh Mẫu", "truc.vks", cast)
    Agency.objects.filter(pk=procuracy.agency).update(kind=AgencyKind.PROCURACY)  # answers to no committee
    send(line, commune=cast.officer.place, about=cast.leader.agency)
    assert latest().agency_id == procuracy.agency


def test_help_for_somebody_waits_for_a_desk_of_health_services_and_is_given_to_no_other(
    line: Line, cast: Cast
) -> None:
    with pytest.raises(Refused, match="no_desk"):
        send(line, subject="help")
    health = desk_of("Sở Y tế tỉnh Mẫu", "truc.yte", cast)
    send(line, subject="help")
    thread = queries.open_tip(health, latest().pk, private_of(health))
    with pytest.raises(Refused, match="conflict"):
        services.transfer(
            by=health, now=LATER, thread=thread, agency=line.police.agency, ground=TransferGround.COMPETENT
        )
    assert latest().agency_id == health.agency
