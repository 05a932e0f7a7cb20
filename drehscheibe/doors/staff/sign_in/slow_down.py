"""Guessing passwords is slowed per account and address together, never per address alone.

A whole Kreis may sit behind one address (attack 14). Accounts are told apart by a fingerprint:
what somebody typed into the field, perhaps a password, is not kept.
"""

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from drehscheibe.doors.staff.sign_in import notes
from drehscheibe.kernel.access.sealing import fingerprint

MINUTES = 15


def account_mark(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account an attempt is aimed at, as a fingerprint of the address typed."""
    return fingerprint(_typed(request, credentials), purpose="sign-in")


def address(request: HttpRequest) -> str | None:
    """Where the attempt comes from, behind the proxies the operator named."""
    found: str | None = get_client_ip(request)
    return found


def locked_page(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """429 with the time to wait; the same whether or not there is such an account.

    The record keeps the first refusal; hammering on does not fill it.
    """
    if getattr(request, "axes_failures_since_start", None) == settings.AXES_FAILURE_LIMIT:
        notes.locked(_typed(request, credentials))
    response = render(request, "account/locked.html", {"minutes": MINUTES}, status=429)
    response["Retry-After"] = str(MINUTES * 60)
    return response


def _typed(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    said = credentials or {}
    typed = said.get("email") or said.get("username") or request.POST.get("login") or ""
    return str(typed).strip().lower()
