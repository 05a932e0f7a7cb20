"""Which sign-in services there are, and who may come in through them."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from drehscheibe.doors.staff.sign_in import notes
from drehscheibe.doors.staff.sign_in.provider import OrganisationProvider
from drehscheibe.doors.staff.sign_in.words import PROVIDER_REFUSALS
from drehscheibe.kernel.access.actions import Newcomer, ask_admission
from drehscheibe.kernel.access.models import IdentityProvider
from drehscheibe.kernel.access.providers import client_secret, speaks_for
from drehscheibe.kernel.access.selectors import active_providers
from drehscheibe.kernel.language.lines import one_line

KIND = "openid_connect"


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One service per organisation, from the database; nobody is recognised by e-mail."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **PROVIDER_REFUSALS}

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The services in operation."""
        rows = active_providers()
        if provider and provider != KIND:
            rows = rows.filter(slug=provider)
        if client_id:
            rows = rows.filter(client_id=client_id)
        return [_as_app(row) for row in rows]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> OrganisationProvider:
        """The strictly checked variant."""
        return OrganisationProvider(request, app=self.get_app(request, provider, client_id))

    def authenticate_by_email(self, login: Any) -> None:
        """Never: whoever runs a provider can assert any address (attack 20)."""

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the account."""
        return reverse("account_overview")

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **more: Any
    ) -> None:
        """Note it; the page says how to go on."""
        notes.provider_refused(request, provider.app.provider_id, str(error))

    def refuse(self, request: HttpRequest, provider: Any, reason: str) -> HttpResponse:
        """The page for an answer that was not accepted."""
        notes.provider_refused(request, provider.app.provider_id, reason)
        return render(request, "socialaccount/authentication_error.html", status=401)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """A known subject signs in, a signed-in person connects, a stranger waits."""
        service = IdentityProvider.objects.get(slug=sociallogin.account.provider)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            known = request.user if request.user.is_authenticated else None
        elif sociallogin.is_existing:
            known = sociallogin.user
        else:
            self._let_wait(service, sociallogin)
        if known is None or not speaks_for(service, known, on=timezone.localdate()):
            provider = self.get_provider(request, service.slug)
            raise ImmediateHttpResponse(self.refuse(request, provider, "other organisations"))

    @transaction.atomic
    def _create(self, service: IdentityProvider, sociallogin: Any) -> None:
        told = sociallogin.claims
        who = Newcomer(
            given_name=_said(told, "given_name"),
            family_name=_said(told, "family_name") or _said(told, "name") or "unbekannt",
            email=_said(told, "email"),
        )
        sociallogin.account.user = ask_admission(who, provider=service, at=timezone.now())
        sociallogin.account.save()

    def _let_wait(self, service: IdentityProvider, sociallogin: Any) -> NoReturn:
        self._create(service, sociallogin)
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_inactive")))


def _said(told: dict[str, Any], name: str) -> str:
    return one_line(str(told.get(name) or ""))[:200]


def _as_app(row: IdentityProvider) -> SocialApp:
    return SocialApp(
        provider=KIND,
        provider_id=row.slug,
        name=row.name,
        client_id=row.client_id,
        secret=client_secret(row),
        settings={
            "server_url": row.issuer.rstrip("/"),
            "issuer": row.issuer,
            "oauth_pkce_enabled": True,
        },
    )
