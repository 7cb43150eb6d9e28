"""The session engine (SESSION_ENGINE): Django's own, in a table that knows whose each session is.

So a person sees where they are signed in, and ending a session is deleting its row: at the next request it is gone.
"""

from datetime import datetime
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone

from chungtay.signin.models import Session

FROM_WHERE = "from_where"  # {"handle", "device", "network", "since", "seen"}: text, moments in ISO 8601


class SessionStore(DatabaseSession):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_session_cookie_age(self) -> int:
        """In seconds. Of who has signed in: what is left of the time since then, so writing never makes it longer."""
        age: int = super().get_session_cookie_age()
        known = self.get(FROM_WHERE)
        if not known:
            return age
        return age - int((timezone.now() - datetime.fromisoformat(known["since"])).total_seconds())

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        if account := data.get("_auth_user_id"):
            row.account_id = int(account)
        if known := data.get(FROM_WHERE):
            row.handle, row.device, row.network = known["handle"], known["device"], known["network"]
            row.since, row.seen = (
                datetime.fromisoformat(known["since"]),
                datetime.fromisoformat(known["seen"]),
            )
        return row
