"""What somebody had typed when the session ended: kept sealed until the same account signs in."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from drehscheibe.kernel.access.models import HeldInput, Session
from drehscheibe.kernel.access.sealing import fingerprint, seal, unseal
from drehscheibe.kernel.access.selectors import held_input
from drehscheibe.kernel.people.models import Account

KEPT_FOR = timedelta(hours=2)
AT_MOST = 512 * 1024
"""Bytes of one kept form; more is not kept."""
FORMS_EACH = 20
"""Forms kept for one account at a time; the oldest goes."""


@dataclass(frozen=True)
class Typed:
    """The fields of a form and the page it was meant for."""

    path: str
    fields: Mapping[str, Sequence[str]]


def owner_of_session(session_key: str | None) -> Account | None:
    """Whose session this was, also after its time is up; a session ended on purpose is gone."""
    row = Session.objects.filter(pk=session_key or "").select_related("account").first()
    return row.account if row else None


@transaction.atomic
def hold(typed: Typed, *, account: Account, at: datetime) -> str | None:
    """Keep the form for this account; the token that finds it, or None when it is too large."""
    HeldInput.objects.filter(expires_at__lte=at).delete()
    text = json.dumps({"path": typed.path, "fields": dict(typed.fields)})
    if len(text) > AT_MOST:
        return None
    token = secrets.token_urlsafe(24)
    HeldInput.objects.create(
        token_hash=fingerprint(token, purpose="held"),
        account=account,
        sealed=seal(text, purpose="held"),
        created_at=at,
        expires_at=at + KEPT_FOR,
    )
    kept = HeldInput.objects.filter(account=account).order_by("-created_at", "-pk")
    HeldInput.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[FORMS_EACH:])).delete()
    return token


def take(token: str, *, account: Account, at: datetime) -> Typed | None:
    """What this account had typed; None for anybody else or after two hours."""
    found = held_input(token, account=account, at=at)
    if found is None:
        return None
    kept = json.loads(unseal(found.sealed, purpose="held"))
    return Typed(path=kept["path"], fields=kept["fields"])


def drop(token: str, *, account: Account) -> None:
    """Forget it, after it was sent or thrown away."""
    known = fingerprint(token, purpose="held")
    HeldInput.objects.filter(token_hash=known, account=account).delete()
