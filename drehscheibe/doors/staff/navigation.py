"""The main navigation: the pages a person may open, asked of the pages themselves."""

from dataclasses import dataclass, replace
from functools import cache

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from drehscheibe.doors.staff.sign_in.second_factor import has_second_factor
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing, holds, standing_of

PLACES = (
    ("Übersicht", "staff:home"),
    ("Ziele", "staff:controlling:period_list"),
    ("Aktivitäten", "staff:controlling:activity_list"),
    ("Veranstaltungen", "staff:events:event_list"),
    ("Gruppen", "staff:groups:group_list"),
    ("Rundschreiben", "staff:circulars:circular_list"),
    ("Abfragen", "staff:surveys:survey_list"),
    ("Förderung", "staff:funding:application_list"),
    ("Weiterleitung", "staff:forwarding:case_list"),
    ("Zuteilungen", "staff:allocations:allocation_list"),
    ("Zahlungen", "staff:payments:order_list"),
    ("Konzept", "staff:centres:concept_list"),
    ("Zentren", "staff:centres:centre_list"),
    ("Personen", "staff:people:member_list"),
    ("Berechtigungen", "staff:people:role_matrix"),
    ("Protokoll", "staff:audit:entry_list"),
)
ACCOUNT = "/mitarbeit/konto/"
# Pages that belong to an entry without lying below its address.
AREAS = {
    "staff:funding:application_list": ("/mitarbeit/foerderung/",),
    "staff:forwarding:case_list": ("/mitarbeit/weiterleitung/",),
    "staff:allocations:allocation_list": ("/mitarbeit/weiterleitung/nachweis/",),
}


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `current` when the page shown lies in it."""

    label: str
    name: str
    url: str
    permissions: tuple[Permission, ...]
    current: bool = False

    def depth(self, path: str) -> int:
        """How much of the path this entry covers, in characters; 0 when the page lies elsewhere."""
        areas = (self.url, *AREAS.get(self.name, ()))
        return max((len(area) for area in areas if path.startswith(area)), default=0)


@cache
def places() -> tuple[Place, ...]:
    """All entries, each with the permissions its page demands."""
    found = []
    for label, name in PLACES:
        url = reverse(name)
        demanded: tuple[Permission, ...] = getattr(resolve(url).func, "permissions")  # noqa: B009
        found.append(Place(label, name, url, demanded))
    return tuple(found)


def reachable(standing: Standing) -> list[Place]:
    """The entries this person may open."""
    return [
        place
        for place in places()
        if standing.places and (not place.permissions or holds(standing, place.permissions))
    ]


def staff_frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: the navigation on pages of the workspace, nothing elsewhere."""
    if not request.path.startswith("/mitarbeit/"):
        return {}
    return {"navigation": SimpleLazyObject(lambda: navigation(request))}


def navigation(request: HttpRequest) -> list[Place]:
    """The entries for this request, the innermost marked as current."""
    standing = getattr(request, "standing", None)
    user = getattr(request, "user", None)
    if standing is None and user is not None and user.is_authenticated:
        standing = standing_of(user.person, on=timezone.localdate())
        if standing.second_factor and not has_second_factor(request):
            return []
    if standing is None:
        return []
    shown = reachable(standing)
    if request.path.startswith(ACCOUNT):
        return shown
    here = max(shown, key=lambda place: place.depth(request.path), default=None)
    return [replace(place, current=place is here) for place in shown]
