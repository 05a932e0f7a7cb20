"""Every page of the workspace names its permission; every permission named is somebody's."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from drehscheibe.config.roles import ROLES

DOOR = "mitarbeit/"
SIGN_IN = "mitarbeit/konto/"  # django-allauth and our pages before and after signing in


def pages(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below a resolver with its pattern."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry, route)
        else:
            yield route, entry


STAFF = [
    (route, pattern)
    for route, pattern in pages(get_resolver())
    if route.startswith(DOOR) and not route.startswith(SIGN_IN)
]


@pytest.mark.parametrize(("route", "pattern"), STAFF, ids=[route for route, _ in STAFF])
def test_a_staff_page_names_its_permission(route: str, pattern: URLPattern) -> None:
    """Attack 5, first half: a page without a permission cannot be added by accident."""
    permissions = getattr(pattern.callback, "permissions", None)
    assert permissions is not None, f"{route} is not guarded by staff_page"
    assert permissions, f"{route} names no permission"


def test_no_address_is_given_twice() -> None:
    routes = [route for route, _ in pages(get_resolver())]
    assert not {route for route in routes if routes.count(route) > 1}


def test_every_permission_of_a_page_is_held_by_a_role() -> None:
    held = {permission for role in ROLES for permission in role.permissions}
    unheld = {
        permission.code
        for _, pattern in STAFF
        for permission in getattr(pattern.callback, "permissions", ())
        if permission not in held
    }
    assert not unheld


def test_every_view_is_a_function() -> None:
    classes = [
        route
        for route, pattern in pages(get_resolver())
        if hasattr(pattern.callback, "view_class")
        and pattern.callback.__module__.startswith("drehscheibe")
    ]
    assert not classes
