"""Sessions, second factors, links to the provincial single sign-on, and counts of failures."""

import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from chungtay.signin.rules import FactorKind

_KINDS = [kind.value for kind in FactorKind]


class Session(AbstractBaseSession):
    """Django's session, with whose it is and from where; :mod:`chungtay.signin.sessions` fills it."""

    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+", null=True)
    # To speak of it without telling its key. Not unique: a session that gets a new key is there twice for a moment.
    handle = models.UUIDField(default=uuid.uuid4)
    device = models.CharField(max_length=80, blank=True)  # "Chrome · Windows"
    network = models.CharField(max_length=45, blank=True)  # without the last part of the address
    since = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)  # to the hour

    @classmethod
    def get_session_store_class(cls) -> type:
        from chungtay.signin.sessions import SessionStore

        return SessionStore


class Factor(models.Model):
    """Something that a person has: an authenticator app (``secret`` sealed) or a passkey (its public part)."""

    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in _KINDS])
    name = models.CharField(max_length=60)
    secret = models.TextField(blank=True)
    credential = models.CharField(max_length=1400, blank=True)  # the passkey's own number, in base64url
    public_key = models.TextField(blank=True)  # attested credential data, in base64url
    counter = models.BigIntegerField(default=-1)  # the last time step of a code, the last count of a passkey
    added = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=_KINDS), name="factor_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=FactorKind.TOTP.value, credential="") & ~Q(secret="")
                | Q(kind=FactorKind.PASSKEY.value, secret="") & ~Q(credential=""),
                name="factor_has_what_its_kind_needs",
            ),
            models.UniqueConstraint(
                fields=["credential"], condition=~Q(credential=""), name="passkey_of_one_account"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(kind=FactorKind.TOTP.value), name="one_authenticator_app"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"


class RecoveryCode(models.Model):
    """A code on paper, kept as a keyed hash; used once."""

    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code of {self.account_id}"


class Link(models.Model):
    """An administrator allows the account to sign in by the provincial single sign-on; its person then ties the knot.

    ``subject`` is the issuer's own stable name for the person, empty until the person has shown both.
    """

    account = models.ForeignKey("agencies.Account", on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255, blank=True)
    allowed_by = models.BigIntegerField()
    allowed = models.DateTimeField()
    tied = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "issuer"], name="one_link_per_issuer"),
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=~Q(subject=""), name="subject_of_one_account"
            ),
            models.CheckConstraint(
                condition=Q(subject="", tied__isnull=True) | ~Q(subject="") & Q(tied__isnull=False),
                name="link_tied_with_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.account_id}"


class Tally(models.Model):
    """A count of one kind of thing since a moment. ``key`` is a keyed hash: no name and no address is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()
    forget = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} since {self.since}"
