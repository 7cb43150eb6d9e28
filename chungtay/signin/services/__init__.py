"""What can happen at the door: one function for each event."""

from chungtay.signin.services.attempts import (
    Attempt,
    allow_code,
    allow_password,
    count_wrong_code,
    count_wrong_password,
    forget_failures,
)
from chungtay.signin.services.factors import (
    add_authenticator_app,
    add_passkey,
    remove_factor,
    rename_factor,
    renew_recovery_codes,
    reset_factors,
    use_code,
    use_passkey,
)
from chungtay.signin.services.links import allow_link, drop_link, get_tied_account, tie_link
from chungtay.signin.services.passwords import change_password, check_again, even_out, reset_password
from chungtay.signin.services.sessions import as_person, end_other_sessions, end_session, note_sign_in

__all__ = [
    "Attempt",
    "add_authenticator_app",
    "add_passkey",
    "allow_code",
    "allow_link",
    "allow_password",
    "as_person",
    "change_password",
    "check_again",
    "count_wrong_code",
    "count_wrong_password",
    "drop_link",
    "end_other_sessions",
    "end_session",
    "even_out",
    "forget_failures",
    "get_tied_account",
    "note_sign_in",
    "remove_factor",
    "rename_factor",
    "renew_recovery_codes",
    "reset_factors",
    "reset_password",
    "tie_link",
    "use_code",
    "use_passkey",
]
