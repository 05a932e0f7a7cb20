"""What we tell django-allauth about accounts: by invitation only, our words, everything noted."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from drehscheibe.doors.staff.sign_in import notes
from drehscheibe.doors.staff.sign_in.second_factor import prove_second_factor
from drehscheibe.doors.staff.sign_in.words import MESSAGES, REFUSALS, WARNINGS
from drehscheibe.kernel.access import mails
from drehscheibe.kernel.access.selectors import password_is_enough
from drehscheibe.kernel.people.models import Account

RECENTLY = 15 * 60
"""Seconds after which changing one's protection asks for the password again."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations; the address is the account's own, not a separate row."""

    error_messages = {**DefaultAccountAdapter.error_messages, **REFUSALS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of our own: no other host, no other scheme, no control characters."""
        parts = urlsplit(url)
        own = not parts.scheme and not parts.netloc and url.startswith("/")
        return own and url.isprintable() and url_has_allowed_host_and_scheme(url, None)

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse | None:
        """Inactive accounts wait; a password fails where only the organisation's sign-in counts."""
        response: HttpResponse | None = super().pre_login(request, user, **more)
        if response is not None:
            return response
        records = get_authentication_records(request, user)
        by_password = any(each["method"] == "password" for each in records)
        if by_password and not password_is_enough(user, on=timezone.localdate()):
            notes.local_sign_in_off(user)
            clear_login(request)
            page = render(request, "account/only_provider.html", status=403)
            raise ImmediateHttpResponse(page)
        return None

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Note the sign-in."""
        notes.signed_in(user, methods=notes.means_of(request))
        response: HttpResponse = super().post_login(request, user, **more)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Note the sign-out."""
        if request.user.is_authenticated:
            notes.signed_out(request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note the refusal."""
        if not getattr(request, "axes_locked_out", False):
            notes.refused(credentials.get("email", ""))

    def reauthenticate(self, user: Account, password: str) -> bool:
        """The password again, through the same slow-down as sign-in."""
        request = notes.current_request()
        found = self.authenticate(request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within a quarter of an hour after signing in or confirming.

        Who has neither password nor second factor yet has nothing to confirm with.
        """
        request = notes.current_request()
        if not self.get_reauthentication_methods(request.user):
            return False
        now = timezone.now().timestamp()
        times = [each["at"] for each in get_authentication_records(request, request.user)]
        return not any(now - at < RECENTLY for at in times)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our sentence for each of its messages; those without one are not worth a line."""
        text = message or MESSAGES.get(message_template or "", "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        """Through the outbox; the page answers alike whether or not there is an account."""
        mails.send_password_link(user, link=context["password_reset_url"], at=timezone.now())

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: Any = None, email: str | None = None
    ) -> None:
        """Told for every change of password and second factor: note it, warn the owner."""
        found = WARNINGS.get(template_prefix)
        if found is None:
            return
        notes.changed(user, found.act)
        mails.send_warning(user, what=found.sentence, at=timezone.now())
        if found.proves_second_factor:
            prove_second_factor(self.request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No other mail of django-allauth leaves the house."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account and address together, so that nobody locks out another."""
        login = str(credentials.get("email", "")).lower()
        return f"{get_client_ip(request)}:{login}"


def after_sign_in(request: HttpRequest, url: str) -> HttpResponseRedirect:
    """To an own path, else to the first screen."""
    return HttpResponseRedirect(url if AccountAdapter().is_safe_url(url) else "/mitarbeit/")
