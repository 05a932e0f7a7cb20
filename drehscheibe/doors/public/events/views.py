"""What everybody may read: the catalogue, an event, whether a certificate holds, feeds."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from drehscheibe.domain.agenda.feeds import opened_feed
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.qualification import feeds as events_feeds
from drehscheibe.domain.qualification import selectors
from drehscheibe.domain.qualification.asked import events_asked
from drehscheibe.domain.qualification.checking import checked
from drehscheibe.domain.qualification.models import CalendarFeed, Event
from drehscheibe.domain.qualification.subjects import fields_to_choose
from drehscheibe.doors.public.events.structured import json_ld
from drehscheibe.doors.public.forwarding.guarding import open_token, unkept
from drehscheibe.doors.public.trails import Trail, trail_to
from drehscheibe.kernel.calendar.feeds import Feed
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.territory.models import District

PER_PAGE = 25
TITLE = gettext_lazy("Veranstaltungen")
CALENDAR = "text/calendar; charset=utf-8"


def event_list(request: HttpRequest) -> HttpResponse:
    """What is still to come, by date; words, kind, format and field of action narrow it."""
    filters = events_asked(request.GET)
    rows = selectors.catalogue(None, filters, at=timezone.now())
    page = selectors.in_pages(rows, size=PER_PAGE, number=request.GET.get("seite"))
    seats = selectors.seats_of(page.object_list)
    context = {
        "page": page,
        "rows": [(event, seats.get(event.pk, [])) for event in page.object_list],
        "filters": filters,
        "kinds": Event.Kind.choices,
        "formats": Event.Format.choices,
        "fields": fields_to_choose(filters.field_of_action),
        "house": house_named(filters.house) if filters.house else "",
        "trail": trail_to(str(TITLE)),
    }
    return fresh(render_page(request, "public/events/event_list.html", context))


def house_named(key: str) -> str:
    """Whose events are asked for, as people call it; empty for one that is unknown."""
    if key == selectors.NETWORK:
        return "Nordrhein-Westfalen"
    return Centre.objects.filter(key=key).values_list("area_name", flat=True).first() or ""


def event_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One event: what, when, where, how many seats."""
    event = public_event(number)
    sessions = list(event.sessions.select_related("workshop").filter(called_off_at=None))
    seats = selectors.seats_of([event]).get(event.pk, [])
    context = {
        "event": event,
        "sessions": sessions,
        "seats": seats,
        "structured": json_ld(event, sessions, seats),
        "districts": District.objects.order_by("name", "ags"),
        "token": open_token(),
        "trail": trail_of(event.title),
    }
    return fresh(render_page(request, "public/events/event_detail.html", context))


def certificate(request: HttpRequest, serial: str) -> HttpResponse:
    """Whether the paper holds; nothing about the person (Sc 1.4).

    The edge keeps what it found: the page is everybody's, and a revocation empties the edge.
    """
    found = checked(serial)
    context = {
        "found": found,
        "serial": serial[:20],
        "trail": trail_to(gettext("Bescheinigung prüfen")),
    }
    status = 200 if found else 404
    response = render_page(request, "public/events/certificate.html", context, status=status)
    if found is None:
        return unkept(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def public_feed(request: HttpRequest) -> HttpResponse:
    """All public events as a calendar."""
    at = timezone.now()
    return _calendar(request, events_feeds.public_feed(at=at), at)


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's calendar by its secret; revoked or unknown is 404."""
    at = timezone.now()
    try:
        with opened_feed(secret, at=at) as found:
            return _calendar(request, found, at)
    except CalendarFeed.DoesNotExist as error:
        raise Http404 from error


def fresh(response: HttpResponse) -> HttpResponse:
    """Nobody keeps it, for seats change by the minute; unlike a personal page it may be found."""
    unkept(response)
    del response["X-Robots-Tag"]
    return response


def public_event(number: str) -> Event:
    """The event of this number when everybody may know of it, else 404."""
    rows = selectors.events_for(None).select_related("owner", "series", "grants")
    event = rows.filter(number=number).first()
    if event is None:
        raise Http404
    return event


def trail_of(here: str) -> Trail:
    """Below the catalogue."""
    return trail_to(here, (str(TITLE), reverse("public:events")))


def _calendar(request: Any, found: Feed, at: datetime) -> HttpResponse:
    """The text, or 304 without writing it when the program has it already."""
    tag = f'"{found.tag}"'
    asked = {each.strip().removeprefix("W/") for each in
             request.headers.get("If-None-Match", "").split(",")}  # fmt: skip
    if tag in asked or "*" in asked:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(found.text(at=at), content_type=CALENDAR)
    response["ETag"] = tag
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response
