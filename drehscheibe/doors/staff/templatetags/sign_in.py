"""What pages of the sign-in need beyond django-allauth's context."""

import json
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django import template
from django.conf import settings
from django.http import HttpRequest

from drehscheibe.kernel.access.demonstration import demonstration_code
from drehscheibe.kernel.access.models import IdentityProvider
from drehscheibe.kernel.access.selectors import active_providers
from drehscheibe.kernel.people.models import Account

register = template.Library()


@register.simple_tag
def sign_in_services() -> list[IdentityProvider]:
    """The organisations' own sign-in services in operation."""
    return list(active_providers())


@register.simple_tag
def code_of_the_demonstration(request: HttpRequest) -> str | None:
    """The code that holds now, for an invented account whose password was right."""
    if not settings.DEMONSTRATION:
        return None
    pending = unstash_login(request, peek=True)
    account = pending.user if pending else request.user
    return demonstration_code(account) if isinstance(account, Account) else None


@register.filter
def as_json(value: Any) -> str:
    """A value for a `data-` attribute; the template escapes it."""
    return json.dumps(value)
