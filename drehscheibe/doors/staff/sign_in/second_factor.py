"""Has the person proved a second factor in this session?"""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the account has a second factor; with one set up, sign-in has demanded it."""
    return is_mfa_enabled(request.user)
