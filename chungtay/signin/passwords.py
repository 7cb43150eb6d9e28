"""How passwords are hashed (PASSWORD_HASHERS), and which are refused because anybody would guess them."""

from functools import cache
from importlib.resources import files

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chungtay.base.text import fold


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one pass, as OWASP's Password Storage Cheat Sheet (2025) lists it first.

    Django's own choice takes 100 MiB on eight threads: a handful of strangers at the door would hold both cores of a
    small server. Hashes made at another cost are made anew when their owner signs in.
    """

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1


@cache
def _words() -> frozenset[str]:
    text = files("chungtay.signin").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


class CommonHere:
    """Refuses a listed word, once or repeated, with digits and signs around it; and digits and signs alone."""

    def validate(self, password: str, user: object = None) -> None:
        letters = "".join(letter for letter in fold(password) if letter.isalpha())
        if len(set(letters)) < 3 or any(word * (len(letters) // len(word)) == letters for word in _words()):
            raise ValidationError(_("Mật khẩu này quá dễ đoán. Hãy chọn một câu chỉ mình bạn nghĩ ra."))

    def get_help_text(self) -> str:
        return _("Không dùng mật khẩu mà ai cũng đoán được.")
