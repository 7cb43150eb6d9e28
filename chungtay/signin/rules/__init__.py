"""Who may try again, which code fits, what a device is called. Pure Python."""

from chungtay.signin.rules.codes import (
    FactorKind,
    Means,
    matching_step,
    new_recovery_code,
    new_totp_secret,
    otpauth_address,
    recovery_key,
)
from chungtay.signin.rules.devices import device_words, network_of
from chungtay.signin.rules.guessing import (
    Counted,
    Seen,
    Verdict,
    counted_at,
    limits,
    may_try_code,
    may_try_password,
)
from chungtay.signin.rules.proof import Proof, next_gate

__all__ = [
    "Counted",
    "FactorKind",
    "Means",
    "Proof",
    "Seen",
    "Verdict",
    "counted_at",
    "device_words",
    "limits",
    "matching_step",
    "may_try_code",
    "may_try_password",
    "network_of",
    "new_recovery_code",
    "new_totp_secret",
    "next_gate",
    "otpauth_address",
    "recovery_key",
]
