"""A person says when and by which way to be told, and proves that an address is theirs."""

import base64
import hmac
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices.models import Delivery, Preference
from chungtay.notices.queries import get_preference
from chungtay.notices.rules import Channel, Haste, Wishes, check_wishes, policy
from chungtay.notices.services.outbox import Letter, address_of, row_for

_FIELDS = {Channel.MAIL: "mail", Channel.WEBHOOK: "phone"}


@transaction.atomic
def set_wishes(*, by: Actor, now: datetime, wishes: Wishes, mail: str, phone: str) -> frozenset[Channel]:
    """Keep the actor's own wishes. An address that is new or not yet confirmed gets a code; returns to which ways."""
    problems = check_wishes(wishes)
    if problems:
        raise Refused(problems)
    row = get_preference(by)
    before = {name: str(getattr(row, name)) for name in asdict(wishes)}
    asked = set()
    for name, value in asdict(wishes).items():
        setattr(row, name, value)
    for channel, address in ((Channel.MAIL, mail.strip()), (Channel.WEBHOOK, phone.strip())):
        field = _FIELDS[channel]
        if getattr(row, field) != address:
            setattr(row, field, address)
            setattr(row, f"{field}_confirmed", False)
        if address and not getattr(row, f"{field}_confirmed"):
            asked.add(channel)
    row.save()
    after = {name: str(getattr(row, name)) for name in asdict(wishes)}
    journal.record(
        by=by, now=now, verb="notice.wishes_set", subject=f"account:{by.account}", title="",
        change={name: [before[name], after[name]] for name in after if before[name] != after[name]},
    )  # fmt: skip
    for channel in asked:
        _send_code(by, row, channel, now)
    return frozenset(asked)


@transaction.atomic
def confirm_address(*, by: Actor, now: datetime, channel: Channel, code: str) -> None:
    """Use an address from now on: its owner typed the code that was sent there."""
    row, field = get_preference(by), _FIELDS[channel]
    address = address_of(row, channel, unconfirmed=True)
    if not address or not hmac.compare_digest(_code(row, channel).encode(), code.strip().upper().encode()):
        sentence = _(
            "Mã không đúng với địa chỉ này. Hãy nhập mã của tin gần nhất, hoặc lưu lại để nhận mã mới."
        )
        raise Refused(Problem("code_wrong", sentence, "code"))
    setattr(row, f"{field}_confirmed", True)
    row.save(update_fields=[f"{field}_confirmed"])
    journal.record(
        by=by, now=now, verb="notice.address_confirmed", subject=f"account:{by.account}", title=str(channel)
    )


def _code(row: Preference, channel: Channel) -> str:
    """Follows from the person and the address, so that a code proves this address and no other."""
    words = f"{row.account_id}:{channel}:{address_of(row, channel, unconfirmed=True)}"
    return base64.b32encode(salted_hmac("notices.address", words, algorithm="sha256").digest())[:8].decode()


@override("vi")  # whoever owns the address reads it, in whatever language this person reads the page
def _send_code(by: Actor, row: Preference, channel: Channel, now: datetime) -> None:
    asked = Delivery.objects.filter(
        account=by.account, key__startswith="code:", created_at__gt=now - timedelta(days=1)
    ).count()
    if asked >= policy().codes_a_day:
        sentence = _("Hôm nay đã gửi nhiều mã xác nhận rồi. Hãy thử lại vào ngày mai.")
        raise Refused(Problem("codes_used_up", sentence, _FIELDS[channel]))
    text = _("Mã xác nhận của Chung Tay: %(code)s. Nếu anh/chị không yêu cầu, hãy bỏ qua tin này.") % {
        "code": _code(row, channel)
    }
    letter = Letter(
        key=f"code:{by.account}:{now.timestamp():.0f}:{asked}", account=by.account, title=_("Mã xác nhận"),
        text=text, brief=text, reason="", haste=Haste.AT_ONCE,
    )  # fmt: skip
    row_for(letter, channel, now).save()
