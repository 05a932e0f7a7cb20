"""The account's own pages: overview, accepting a role, what was typed before the session ended."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from drehscheibe.doors.staff.sign_in.acceptance import FirstPassword, JoinForm
from drehscheibe.kernel.access import actions, held_inputs
from drehscheibe.kernel.access.selectors import account_with, active_providers, invitation_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.people.models import Account, Invitation
from drehscheibe.kernel.people.selectors import memberships_of
from drehscheibe.kernel.permissions.declarations import roles

JOINED = "Ihre neue Rolle gilt."
SET_UP = "Ihr Konto ist eingerichtet. Bitte melden Sie sich jetzt damit an."


@login_required
@never_cache
def account_overview(request: HttpRequest) -> HttpResponse:
    """Mein Konto: who I am here, how I sign in."""
    account = cast(Account, request.user)
    if request.method == "POST":
        return _language_chosen(request, account)
    places = memberships_of(account.person, on=timezone.localdate())
    known = roles()
    used = set(SocialAccount.objects.filter(user=account).values_list("provider", flat=True))
    own = active_providers().filter(organisation__in=[place.organisation_id for place in places])
    context = {
        "account": account,
        "places": [(place, known[place.role].label) for place in places if place.role in known],
        "factors": Authenticator.objects.filter(user=account).order_by("type"),
        "providers": [(provider, provider.slug in used) for provider in own],
        "languages": settings.LANGUAGES,
    }
    return render_page(request, "account/overview.html", context)


def _language_chosen(request: HttpRequest, account: Account) -> HttpResponse:
    language = request.POST.get("language", "")
    try:
        actions.choose_language(account=account, language=language, at=timezone.now())
    except actions.AccessRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Sprache Ihrer Mails ist gespeichert.")
    return redirect("account_overview")


@sensitive_post_parameters()
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Einladung annehmen: with a first password, or with the account one already has."""
    invitation = invitation_of(token, at=timezone.now())
    if invitation is None:
        return render_page(request, "account/invitation_over.html", {}, status=404)
    account = account_with(invitation.email)
    data = request.POST if request.method == "POST" else None
    form: FirstPassword | JoinForm = (
        JoinForm(data, invitation=invitation, user=request.user)
        if account
        else FirstPassword(data, invitation=invitation)
    )
    if form.is_valid():
        try:
            _accept(invitation, account, form.cleaned_data)
        except actions.AccessRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, JOINED if account else SET_UP)
            return redirect("staff:home")
    role = roles()[invitation.role].label
    context = {"invitation": invitation, "role": role, "form": form, "account": account}
    return render_page(request, "account/invitation_accept.html", context)


def _accept(invitation: Invitation, account: Account | None, said: dict[str, Any]) -> None:
    now = timezone.now()
    if account:
        actions.accept_as_member(invitation, account=account, at=now)
    else:
        actions.accept_as_newcomer(invitation, password=said["password"], at=now)


@login_required
@never_cache
def typed_again(request: HttpRequest, token: str) -> HttpResponse:
    """What was typed before the session ended, ready to be sent to the page it was meant for."""
    account = cast(Account, request.user)
    typed = held_inputs.take(token, account=account, at=timezone.now())
    if typed is None:
        raise Http404("Diese Eingaben sind nicht mehr aufbewahrt.")
    if request.method == "POST":
        held_inputs.drop(token, account=account)
        messages.info(request, "Die Eingaben sind verworfen.")
        return redirect("staff:home")
    fields = [(name, text) for name, values in typed.fields.items() for text in values]
    return render_page(request, "account/typed_again.html", {"typed": typed, "fields": fields})
