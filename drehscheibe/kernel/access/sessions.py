"""The session engine (SESSION_ENGINE): sessions in the database that know their account.

This is the extension Django documents for its database sessions; without it a withdrawn role
could not end the person's sessions in the same transaction.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession

from drehscheibe.kernel.access.models import Session


class SessionStore(DatabaseStore):
    """Writes the signed-in account beside the session's data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row to be written; nobody signed in leaves the account empty."""
        row = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        if isinstance(row, Session):
            row.account_id = int(account) if account else None
        return row
