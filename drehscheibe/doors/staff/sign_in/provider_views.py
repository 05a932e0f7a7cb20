"""The two pages of an organisation's own sign-in: off and back."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from requests import RequestException

from drehscheibe.doors.staff.sign_in import notes
from drehscheibe.doors.staff.sign_in.provider import OrganisationCallback, OrganisationTokens


@never_cache
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask once, then lead to the organisation's sign-in.

    The way there is a link on our own page: a form that redirects elsewhere is what the content
    policy (form-action) forbids.
    """
    if request.POST.get("process") == "connect":
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    try:
        response = OAuth2LoginView.adapter_view(_tokens(request, provider_id))(request)
    except (RequestException, OAuth2Error) as fault:
        return _unreachable(request, provider_id, type(fault).__name__)
    if isinstance(response, HttpResponseRedirect):
        return render(request, "socialaccount/login_redirect.html", {"away": response.url})
    answer: HttpResponse = response
    return answer


@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the organisation's sign-in."""
    try:
        view = OrganisationCallback.adapter_view(_tokens(request, provider_id))
        answer: HttpResponse = view(request)
    except RequestException as fault:
        return _unreachable(request, provider_id, type(fault).__name__)
    return answer


def _tokens(request: HttpRequest, provider_id: str) -> OrganisationTokens:
    try:
        get_adapter().get_app(request, provider_id)
    except SocialApp.DoesNotExist as fault:
        raise Http404(provider_id) from fault
    return OrganisationTokens(request, provider_id)


def _unreachable(request: HttpRequest, provider_id: str, reason: str) -> HttpResponse:
    notes.provider_refused(request, provider_id, reason)
    return render(request, "socialaccount/unreachable.html", status=503)
