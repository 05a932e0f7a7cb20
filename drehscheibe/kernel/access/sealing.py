"""Secrets at rest: what is sealed can be read with the installation's key only.

The key comes from SECRET_KEY; after it changes, SECRET_KEY_FALLBACKS still open older seals.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class SealBroken(ValueError):
    """The text was not sealed here for this purpose, was changed, or is too old."""


def seal(text: str, *, purpose: str) -> str:
    """The text in a form only `unseal` with the same purpose reads."""
    return _lock(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """The sealed text. Raises `SealBroken`."""
    try:
        return _lock(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise SealBroken(purpose) from fault


def fingerprint(text: str, *, purpose: str) -> str:
    """64 hex digits that recognise a token or an address without keeping it."""
    return salted_hmac(f"drehscheibe.{purpose}", text, algorithm="sha256").hexdigest()


def _lock(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(purpose, key)) for key in keys])


def _key(purpose: str, secret: str | bytes) -> bytes:
    drawn = salted_hmac(f"drehscheibe.seal.{purpose}", "key", secret=secret, algorithm="sha256")
    return base64.urlsafe_b64encode(drawn.digest())
