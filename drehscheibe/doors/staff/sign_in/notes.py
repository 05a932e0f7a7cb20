"""What the record keeps of sign-ins: that it happened and to whose account, nothing typed."""

from allauth.core import context
from django.http import HttpRequest
from django.utils import timezone

from drehscheibe.kernel.access.selectors import account_with
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Account


def signed_in(account: Account, *, methods: list[str]) -> None:
    """A sign-in that succeeded, and by which means."""
    _note("people.account.sign_in", account, itself=True, detail={"methods": methods})


def signed_out(account: Account) -> None:
    """A sign-out."""
    _note("people.account.sign_out", account, itself=True)


def refused(email: str) -> None:
    """A wrong password, or an address without account (then only that it happened)."""
    _note("people.account.sign_in_refused", account_with(email))


def locked(email: str) -> None:
    """Too many attempts for an account from one address."""
    _note("people.account.lock", account_with(email))


def password_asked(email: str) -> None:
    """A link for a new password was asked for, whether or not there is such an account."""
    _note("people.account.ask_password", account_with(email))


def local_sign_in_off(account: Account) -> None:
    """The right password where only the organisation's own sign-in is allowed."""
    _note("people.account.local_sign_in_refused", account)


def second_factor_refused(account: Account) -> None:
    """The right password, a wrong code."""
    _note("people.account.second_factor_refused", account)


def provider_refused(request: HttpRequest, slug: str, reason: str) -> None:
    """An organisation's sign-in answered with something that was not accepted."""
    record(
        "access.provider.refuse", about=None, by=None, at=timezone.now(),
        detail={"provider": slug, "reason": reason},
    )  # fmt: skip


def changed(account: Account, act: str) -> None:
    """Password or second factor was set, changed or removed; `act` is the verb."""
    _note(f"people.account.{act}", account, itself=True)


def _note(
    act: str,
    account: Account | None,
    *,
    itself: bool = False,
    detail: dict[str, object] | None = None,
) -> None:
    by = account.person if account and itself else None
    record(act, about=account, by=by, at=timezone.now(), detail=detail)


def means_of(request: HttpRequest) -> list[str]:
    """By which means this session was confirmed: password, socialaccount, totp, webauthn …"""
    found = request.session.get("account_authentication_methods", [])
    return [str(each.get("type") or each["method"]) for each in found]


def current_request() -> HttpRequest:
    """The request django-allauth is working on."""
    request: HttpRequest = context.request
    return request
