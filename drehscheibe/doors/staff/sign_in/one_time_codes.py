"""A code of an authenticator app is good once, on every worker (RFC 6238, 5.2).

django-allauth remembers used codes in the cache, which each worker has for itself.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError

USED = "Dieser Code ist schon benutzt. Bitte warten Sie auf den nächsten."


def spend(authenticator: Authenticator, code: str) -> None:
    """Note the code's time step; raises `ValidationError` when it or a later one was used.

    Recovery codes are crossed off by django-allauth in the database. Call inside a transaction.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = _step_of(row, code)
    if step <= row.data.get("spent", 0):
        raise ValidationError(USED, code="used")
    row.data["spent"] = step
    row.save(update_fields=["data"])
    authenticator.data = row.data


def _step_of(authenticator: Authenticator, code: str) -> int:
    secret = decrypt(authenticator.data["secret"])
    typed = "".join(filter(str.isdigit, code))
    for step in yield_hotp_counters_from_time():
        if format_hotp_value(hotp_value(secret, step)) == typed:
            return int(step)
    raise ValidationError(USED, code="used")
