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

GROUPS = (
    ("", (("Übersicht", "staff:home"),)),
    (
        "Controlling",
        (
            ("Ziele", "staff:controlling:period_list"),
            ("Zu entscheiden", "staff:controlling:decision_list"),
            ("Beratung", "staff:controlling:advice_list"),
            ("Aktivitäten", "staff:controlling:activity_list"),
            ("Berichte", "staff:controlling:report_list"),
            ("Rücklauf", "staff:controlling:return_matrix"),
            ("Katalog", "staff:controlling:catalogue_list"),
            ("Projekte", "staff:controlling:project_list"),
            ("Auswertung", "staff:reporting:analysis"),
        ),
    ),
    (
        "Zusammenarbeit",
        (
            ("Kalender", "staff:agenda:calendar"),
            ("Veranstaltungen", "staff:events:event_list"),
            ("Gruppen", "staff:groups:group_list"),
            ("Sprachkurse", "staff:courses:course_list"),
            ("Rundschreiben", "staff:circulars:circular_list"),
            ("Rückmeldungen", "staff:circulars:feedback_list"),
            ("Abfragen", "staff:surveys:survey_list"),
        ),
    ),
    (
        "Geld",
        (
            ("Förderung", "staff:funding:application_list"),
            ("Weiterleitung", "staff:forwarding:case_list"),
            ("Zuteilungen", "staff:allocations:allocation_list"),
            ("Zahlungen", "staff:payments:order_list"),
        ),
    ),
    (
        "Zentren",
        (
            ("Konzept", "staff:centres:concept_list"),
            ("Zentren", "staff:centres:centre_list"),
            ("Wegweiser", "staff:guide:page_list"),
            ("Akteure", "staff:directory:actor_list"),
            ("Netzwerk", "staff:network:network"),
        ),
    ),
    (
        "Verwaltung",
        (
            ("Personen", "staff:people:member_list"),
            ("Berechtigungen", "staff:people:role_matrix"),
            ("Protokoll", "staff:audit:entry_list"),
        ),
    ),
)
"""Headings with their entries; a new page is one line below the heading it belongs to."""
MOST_IN_A_ROW = 6
"""So many entries stand side by side; more are folded under their headings."""
ACCOUNT = "/mitarbeit/konto/"
# Pages that belong to an entry without lying below its address.
AREAS = {
    "staff:controlling:report_list": ("/mitarbeit/dialoge/",),
    "staff:guide:page_list": ("/mitarbeit/links/",),
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


@dataclass(frozen=True)
class Group:
    """A heading that opens to its entries; `current` when one of them is."""

    label: str
    entries: tuple[Place, ...]

    @property
    def current(self) -> bool:
        """Whether the page shown lies below this heading."""
        return any(entry.current for entry in self.entries)


@cache
def places() -> tuple[Place, ...]:
    """All entries, each with the permissions its page demands."""
    found = []
    for label, name in (entry for _, entries in GROUPS for entry in entries):
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


def navigation(request: HttpRequest) -> list[Place | Group]:
    """The entries for this request, the innermost marked as current, many under headings."""
    standing = getattr(request, "standing", None)
    user = getattr(request, "user", None)
    if standing is None and user is not None and user.is_authenticated:
        standing = standing_of(user.person, on=timezone.localdate())
        if standing.second_factor and not has_second_factor(request):
            return []
    if standing is None:
        return []
    shown = reachable(standing)
    if not request.path.startswith(ACCOUNT):
        here = max(shown, key=lambda place: place.depth(request.path), default=None)
        shown = [replace(place, current=place is here) for place in shown]
    return under_headings(shown)


def under_headings(shown: list[Place]) -> list[Place | Group]:
    """Few entries as they are; of many those that share a heading below it, nobody lost."""
    if len(shown) <= MOST_IN_A_ROW:
        return [*shown]
    by_name, row = {place.name: place for place in shown}, list[Place | Group]()
    for label, entries in GROUPS:
        own = tuple(by_name[name] for _, name in entries if name in by_name)
        row += [Group(label, own)] if label and len(own) > 1 else own
    return row
