"""The second factor: whether this session proved one, and where to set one up."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from drehscheibe.doors.staff.sign_in.words import SECOND_FACTOR_REFUSALS
from drehscheibe.kernel.access.sealing import seal, unseal
from drehscheibe.kernel.permissions.reach import standing_of

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was confirmed with a factor the account still has."""
    records = get_authentication_records(request, request.user)
    used = {each.get("id") for each in records if each["method"] == "mfa"}
    return bool(used) and is_set_up(request)


def is_set_up(request: HttpRequest) -> bool:
    """Whether the account has an app or a security key."""
    return bool(Authenticator.objects.filter(user=request.user, type__in=STRONG).exists())


def prove_second_factor(request: HttpRequest) -> None:
    """Setting up a factor proved that one holds it: this session counts as confirmed."""
    newest = Authenticator.objects.filter(user=request.user, type__in=STRONG).latest("pk")
    record_authentication(request, request.user, "mfa", type=newest.type, id=newest.pk)


def ask_for_second_factor(request: HttpRequest) -> HttpResponseRedirect:
    """To the set-up, or to the code when the factor exists but this session has not used it."""
    if not is_set_up(request):
        return HttpResponseRedirect(reverse("mfa_index"))
    back = request.get_full_path() if request.method == "GET" else reverse("staff:home")
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed in the database; a factor a role demands cannot be taken away."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_REFUSALS}

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or the seed of recovery codes."""
        return seal(text, purpose="second-factor")

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return unseal(encrypted_text, purpose="second-factor")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one while a role demands it."""
        account = authenticator.user
        others = Authenticator.objects.filter(user=account, type__in=STRONG)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not standing_of(account.person, on=timezone.localdate()).second_factor

    def _get_site_name(self) -> str:
        return "Drehscheibe"
