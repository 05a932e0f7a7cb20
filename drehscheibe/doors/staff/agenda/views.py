"""The calendar of the network, of a house, of oneself: a month, or the next ninety days."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.agenda.entries import Entry, Kind, Of, Scope, Window
from drehscheibe.domain.agenda.gathering import gathered
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.groups import permissions as groups
from drehscheibe.domain.qualification import permissions as qualification
from drehscheibe.doors.staff.agenda.month import AHEAD, Day, days_of, month_asked
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import holds

PAGES = {
    Kind.EVENT: "staff:events:event_detail",
    Kind.MEETING: "staff:groups:meeting_detail",
    Kind.CIRCULAR: "staff:circulars:circular_detail",
    Kind.SURVEY: "staff:surveys:survey_results",
}
FREE = (Kind.HOLIDAY, Kind.SCHOOL)
CHOICES = tuple(each for each in Kind if each not in FREE)
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@staff_page(qualification.CATALOGUE, groups.TAKE_PART)
def calendar(request: StaffRequest) -> HttpResponse:
    """What is on, as far as this person may know of it; one address for every view of it."""
    houses = _houses(request)
    scope = _scope(request.GET.get("wer", ""), houses)
    month = month_asked(request.GET.get("monat", ""), request.today)
    as_list = request.GET.get("ansicht") == "liste"
    window = Window(request.today, request.today + AHEAD) if as_list else month.window
    kind = next((each for each in CHOICES if each == request.GET.get("was")), None)
    entries = gathered(request.standing, scope, window, [kind, *FREE] if kind else list(Kind))
    days = days_of(window, entries, request.today)
    context = {
        "scope": scope,
        "chosen": request.GET.get("wer", ""),
        "houses": houses,
        "kinds": CHOICES, "kind": kind,
        "month": month, "before": month.shifted(-1), "after": month.shifted(1),
        "as_list": as_list,
        "weekdays": SHORT,
        "days": [(day, _lines(day)) for day in days if not (as_list and not day.entries)],
        "count": len({each.what.uid for day in days for each in day.entries}),
        "feeds": holds(request.standing, [qualification.CATALOGUE]),
        "trail": [("Kalender", "")],
    }  # fmt: skip
    return render_page(request, "staff/agenda/calendar.html", context)


def _lines(day: Day) -> list[tuple[Entry, str]]:
    return [(each, _page(each)) for each in day.entries]


def _page(entry: Entry) -> str:
    """Where one reads more; deadlines of controlling stand in the table of returns."""
    if entry.kind == Kind.OBLIGATION:
        return reverse("staff:controlling:return_matrix")
    name = PAGES.get(entry.kind)
    return reverse(name, args=[entry.page]) if name and entry.page else ""


def _houses(request: StaffRequest) -> list[Organisation]:
    """One's own first, then every centre: what of their dates is shown, their tiers say."""
    mine = set(request.standing.organisations)
    centres = Centre.objects.filter(valid_to=None).values("organisation")
    rows = Organisation.objects.filter(pk__in=centres) | Organisation.objects.filter(pk__in=mine)
    return sorted(rows, key=lambda each: (each.pk not in mine, str(each)))


def _scope(asked: str, houses: list[Organisation]) -> Scope:
    """`ich`, the number of a house, or the network."""
    if asked == "ich":
        return Scope(Of.PERSON)
    if not asked:
        return Scope(Of.NETWORK)
    house = next((each for each in houses if str(each.pk) == asked), None)
    if house is None:
        raise Http404
    return Scope(Of.ORGANISATION, house)
