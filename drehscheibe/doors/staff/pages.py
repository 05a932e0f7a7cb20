"""`staff_page`: every page of the workspace names its permission and runs in one transaction."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from drehscheibe.doors.staff.sign_in.asking import ask_to_sign_in
from drehscheibe.doors.staff.sign_in.second_factor import (
    ask_for_second_factor,
    has_second_factor,
)
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, holds, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as


class StaffRequest(HttpRequest):
    """A request of a signed-in person with the moment it came in and the person's standing."""

    person: Person
    standing: Standing
    now: datetime
    today: date


View = Callable[..., HttpResponse]


def staff_page(*permissions: Permission) -> Callable[[View], View]:
    """Guard a view: signed in, one of the permissions held, second factor where a role demands it.

    Opens the row-level wall for the person's organisations, runs the view in one transaction and
    forbids storing the answer. A person without any live membership is refused (403).
    """

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            _introduce(request)
            if not request.standing.places or not (
                not permissions or holds(request.standing, permissions)
            ):
                raise PermissionDenied("Diese Seite gehört nicht zu Ihren Aufgaben.")
            if request.standing.second_factor and not has_second_factor(request):
                return ask_for_second_factor(request)
            with acting_as(request.standing):
                response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        page.permissions = permissions  # type: ignore[attr-defined]  # read by the URL map tests
        return page

    return guard


def _introduce(request: Any) -> None:
    request.now = timezone.now()
    request.today = day_of(request.now)
    request.person = request.user.person
    request.standing = standing_of(request.person, on=request.today)
