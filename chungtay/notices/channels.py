"""The two ways out of the house: a mail server, and one gateway (to Zalo or SMS) that the machine's owner named.

Nothing of a message, its receiver or their address is logged; what went wrong is a code without any of them.
"""

import hashlib
import hmac
import json
import smtplib
from collections.abc import Callable
from datetime import datetime

import requests
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from chungtay.notices.models import Delivery
from chungtay.notices.rules import Channel

_TIMEOUT = 5  # seconds, to connect and to answer
_TRY_LATER = {408, 409, 425, 429}  # of the client's errors those that pass


class NotDelivered(Exception):
    """``code`` is one of words.py. ``lasting``: trying again cannot help; ``silent``: nobody is there at all."""

    def __init__(self, code: str, *, lasting: bool = False, silent: bool = False) -> None:
        super().__init__(code)
        self.code, self.lasting, self.silent = code, lasting, silent


def offered() -> frozenset[Channel]:
    """The ways that this machine has."""
    ways = {Channel.MAIL: settings.MAIL_FROM, Channel.WEBHOOK: settings.WEBHOOK}
    return frozenset(channel for channel, there in ways.items() if there)


def send(delivery: Delivery, to: str, now: datetime) -> None:
    """Hand a message over; raises NotDelivered."""
    channel = Channel(delivery.channel)
    if channel not in offered():
        raise NotDelivered("channel_gone", lasting=True)
    _WAYS[channel](delivery, to, now)


def name_of(delivery: Delivery) -> str:
    """What the receiver knows a message by, the same at every attempt; it says nothing of its person."""
    return salted_hmac("notices.delivery", delivery.key, algorithm="sha256").hexdigest()[:32]


def full_link(link: str) -> str:
    return f"{settings.SITE_ADDRESS}{link}" if link else ""


def _mail(delivery: Delivery, to: str, _now: datetime) -> None:
    domain = settings.MAIL_FROM.rpartition("@")[2].rstrip(">")
    message = EmailMessage(
        subject=" ".join(delivery.title.split()),
        body="\n\n".join(part for part in (delivery.text, full_link(delivery.link)) if part) + "\n",
        from_email=settings.MAIL_FROM,
        to=[to],
        headers={"Message-ID": f"<{name_of(delivery)}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        raise NotDelivered("refused", lasting=all(code >= 500 for code in codes)) from None
    except smtplib.SMTPAuthenticationError:
        raise NotDelivered("not_let_in", silent=True) from None
    except smtplib.SMTPResponseException as answer:
        raise NotDelivered(f"answer {answer.smtp_code}") from None
    except (OSError, smtplib.SMTPException):
        raise NotDelivered("unreachable", silent=True) from None


def _webhook(delivery: Delivery, to: str, now: datetime) -> None:
    name = name_of(delivery)
    words = {
        "id": name, "to": to, "title": delivery.title, "text": delivery.text, "link": full_link(delivery.link),
    }  # fmt: skip
    body = json.dumps(words, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": name,
        "X-Chungtay-Signature": signature(body, int(now.timestamp())),
    }
    try:
        with requests.Session() as session:
            # No proxy, no password from a file of the machine: only what environment.py says.
            session.trust_env = False
            answer = session.post(
                settings.WEBHOOK["url"], data=body, headers=headers, timeout=_TIMEOUT, allow_redirects=False,
                stream=True,
            )  # fmt: skip
    except requests.RequestException:
        raise NotDelivered("unreachable", silent=True) from None
    if not 200 <= answer.status_code < 300:
        lasting = 300 <= answer.status_code < 500 and answer.status_code not in _TRY_LATER
        raise NotDelivered(f"answer {answer.status_code}", lasting=lasting)


def signature(body: bytes, at: int) -> str:
    """What the gateway checks: that the message is ours, and that nobody sends an old one again."""
    seal = hmac.new(settings.WEBHOOK["secret"].encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={seal.hexdigest()}"


_WAYS: dict[Channel, Callable[[Delivery, str, datetime], None]] = {
    Channel.MAIL: _mail,
    Channel.WEBHOOK: _webhook,
}
