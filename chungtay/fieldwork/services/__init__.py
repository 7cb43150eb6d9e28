"""What can happen in the field: a phone gets a key, loses it, and sends what was filled in."""

from chungtay.fieldwork.services.phones import make_phone_key, note_use, revoke_phone_key
from chungtay.fieldwork.services.receiving import receive_submission

__all__ = ["make_phone_key", "note_use", "receive_submission", "revoke_phone_key"]
