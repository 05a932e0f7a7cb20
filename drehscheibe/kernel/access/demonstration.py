"""A second factor everybody can compute, for the invented people of a demonstration only."""

import base64
import hashlib
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings

from drehscheibe.kernel.people.models import Account

STEP = 30  # seconds a code holds


def demonstration_secret(email: str) -> str:
    """The TOTP secret of an invented person; worthless as a secret, by design.

    >>> demonstration_secret("leitung@example.org") == demonstration_secret("Leitung@example.org")
    True
    """
    mixed = hashlib.sha256(f"drehscheibe-demonstration:{email.lower()}".encode()).digest()
    return base64.b32encode(mixed[:20]).decode("ascii")


def give_second_factor(account: Account) -> None:
    """Set up the known secret. Raises `RuntimeError` outside a demonstration."""
    _only_in_a_demonstration()
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(account, demonstration_secret(account.email))


def demonstration_code(account: Account) -> str | None:
    """The code that holds now; None when the account has a second factor of its own."""
    _only_in_a_demonstration()
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    secret = demonstration_secret(account.email)
    if found is None or not _is_known(found, secret):
        return None
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP)))


def _is_known(authenticator: Authenticator, secret: str) -> bool:
    from allauth.mfa.utils import decrypt

    return bool(decrypt(authenticator.data["secret"]) == secret)


def _only_in_a_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise RuntimeError("Nur in einer Demonstration (DREHSCHEIBE_DEMO=1).")
