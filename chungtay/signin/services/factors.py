"""What can happen to second factors and recovery codes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from chungtay.base.actor import Actor
from chungtay.base.problems import Problem, Refused
from chungtay.journal import services as journal
from chungtay.notices import services as notices
from chungtay.signin import queries
from chungtay.signin.models import Factor, RecoveryCode, Tally
from chungtay.signin.passkeys import NewPasskey, Shown
from chungtay.signin.rules import FactorKind, Means, limits, matching_step, new_recovery_code, recovery_key
from chungtay.signin.rules.codes import RECOVERY_CODES
from chungtay.signin.sealing import keyed_hash, seal, unseal
from chungtay.signin.services.sessions import end_other_sessions


@transaction.atomic
def add_authenticator_app(*, by: Actor, now: datetime, secret: str, code: str, name: str) -> list[str]:
    """An authenticator app is added, once it has shown a right code. Returns recovery codes for the first factor."""
    step = matching_step(secret, _digits(code), now)
    if step is None:
        text = "Mã không đúng. Hãy gõ mã 6 số đang hiện trong ứng dụng; đồng hồ điện thoại phải đúng giờ."
        raise Refused(Problem("code_wrong", text, "code"))
    if queries.has_authenticator_app(by.account):
        raise Refused(Problem("app_twice", "Tài khoản đã có một ứng dụng tạo mã; hãy bỏ ứng dụng cũ trước."))
    Factor.objects.create(
        account_id=by.account, kind=FactorKind.TOTP, name=name, secret=seal(secret, place=_place(by.account)),
        counter=step, added=now,
    )  # fmt: skip
    return _added(by, now, FactorKind.TOTP)


@transaction.atomic
def add_passkey(*, by: Actor, now: datetime, made: NewPasskey, name: str) -> list[str]:
    """A passkey is added. Returns recovery codes when it is the first factor."""
    try:
        with transaction.atomic():
            Factor.objects.create(
                account_id=by.account, kind=FactorKind.PASSKEY, name=name, credential=made.credential,
                public_key=made.public_key, counter=made.counter, added=now,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(Problem("passkey_twice", "Khóa truy cập này đã được thêm.")) from None
    return _added(by, now, FactorKind.PASSKEY)


def _added(by: Actor, now: datetime, kind: FactorKind) -> list[str]:
    journal.record(
        by=by, now=now, verb="signin.factor_added", subject=f"account:{by.account}", title="",
        change={"kind": [None, kind]},
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[by.account], link=reverse("signin:security"),
        text="Tài khoản của bạn vừa được thêm một cách để vào. Nếu không phải bạn thêm, hãy bỏ ngay và đổi mật khẩu.",
        reason="Cách đăng nhập của bạn vừa thay đổi.",
    )  # fmt: skip
    return [] if queries.count_recovery_codes(by.account) else renew_recovery_codes(by=by, now=now)


@transaction.atomic
def rename_factor(*, by: Actor, now: datetime, factor: int, name: str) -> None:
    row = queries.get_factor(by.account, factor)
    before, row.name = row.name, " ".join(name.split())[:60] or row.name
    row.save(update_fields=["name"])
    journal.record(
        by=by, now=now, verb="signin.factor_renamed", subject=f"account:{by.account}", title="",
        change={"name": [before, row.name]},
    )  # fmt: skip


@transaction.atomic
def remove_factor(*, by: Actor, now: datetime, factor: int) -> None:
    """One factor goes; with the last one the recovery codes go too, for there is nothing left to recover."""
    row = queries.get_factor(by.account, factor)
    row.delete()
    if not queries.has_factor(by.account):
        RecoveryCode.objects.filter(account=by.account).delete()
    journal.record(
        by=by, now=now, verb="signin.factor_removed", subject=f"account:{by.account}", title="",
        change={"kind": [row.kind, None]},
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[by.account], link=reverse("signin:security"),
        text="Tài khoản của bạn vừa được bỏ bớt một cách để vào. Nếu không phải bạn bỏ, hãy đổi mật khẩu và thêm lại.",
        reason="Cách đăng nhập của bạn vừa thay đổi.",
    )  # fmt: skip


@transaction.atomic
def renew_recovery_codes(*, by: Actor, now: datetime) -> list[str]:
    """New codes on paper instead of the old ones. Returns them; only hashes are kept, so they are shown once."""
    if not queries.has_factor(by.account):
        text = "Hãy thêm ứng dụng tạo mã hoặc khóa truy cập trước; mã dự phòng thay cho chúng khi bị mất."
        raise Refused(Problem("nothing_to_recover", text))
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=by.account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=by.account, hash=_hash(by.account, code)) for code in codes
    )
    journal.record(by=by, now=now, verb="signin.recovery_renewed", subject=f"account:{by.account}", title="")
    return codes


@transaction.atomic
def reset_factors(*, by: Actor, now: datetime, account: int) -> None:
    """An administrator takes away what somebody of the jurisdiction has lost. The password stays as it is."""
    helped = queries.get_account_to_help(by, account, on=timezone.localdate(now))
    kinds = sorted(queries.list_factors(account).values_list("kind", flat=True))
    queries.list_factors(account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    end_other_sessions(by=by, now=now, account=account)
    journal.record(
        by=by, now=now, verb="signin.factors_reset", subject=f"account:{account}", title=helped.username,
        change={"kinds": [kinds, []]},
    )  # fmt: skip
    notices.tell(
        now=now, accounts=[account],
        text=f"{by.name} ({by.post_name}, {by.agency_name}) đã bỏ bước thứ hai khi đăng nhập của bạn. Nếu bạn không "
        "nhờ, hãy báo ngay cho cơ quan thường trực của tỉnh.",
        reason="Cách đăng nhập của bạn vừa được người khác thay đổi.",
    )  # fmt: skip


@transaction.atomic
def use_code(*, by: Actor, now: datetime, code: str) -> Means | None:
    """Whether this is the app's code of now, or an unused one on paper. Either is used up by it."""
    if len(digits := _digits(code)) == 6 and digits.isascii():
        return Means.TOTP if _use_totp(by.account, digits, now) else None
    unused = RecoveryCode.objects.filter(account=by.account, used__isnull=True, hash=_hash(by.account, code))
    if not unused.update(used=now):
        return None
    left = queries.count_recovery_codes(by.account)
    journal.record(
        by=by, now=now, verb="signin.recovery_used", subject=f"account:{by.account}", title="",
        change={"left": [left + 1, left]},
    )  # fmt: skip
    return Means.RECOVERY


def _use_totp(account: int, code: str, now: datetime) -> bool:
    factor = queries.list_factors(account).filter(kind=FactorKind.TOTP).first()
    if factor is None:
        return False
    step = matching_step(unseal(factor.secret, place=_place(account)), code, now, after=factor.counter)
    if step is None:
        return False
    # Two requests with one code at once: only the first finds the counter still behind.
    return bool(Factor.objects.filter(pk=factor.pk, counter__lt=step).update(counter=step, used=now))


@transaction.atomic
def use_passkey(*, factor: Factor, shown: Shown, challenge: str, now: datetime) -> bool:
    """Whether a passkey's answer is new: each challenge once, and its count goes up where it has one."""
    key = keyed_hash("challenge", challenge)
    _row, first = Tally.objects.get_or_create(
        key=key, defaults={"count": 1, "since": now, "forget": now + limits().told_window}
    )
    copied = max(shown.counter, factor.counter) > 0 and shown.counter <= factor.counter
    if not first or copied:
        return False
    return bool(
        Factor.objects.filter(pk=factor.pk, counter=factor.counter).update(counter=shown.counter, used=now)
    )


def _digits(code: str) -> str:
    """What was typed, without the blanks that apps show between groups; "" unless it is all digits."""
    bare = "".join(code.split())
    return bare if bare.isdigit() else ""


def _hash(account: int, code: str) -> str:
    return keyed_hash("recovery", str(account), recovery_key(code))


def _place(account: int) -> str:
    return f"totp:{account}"
