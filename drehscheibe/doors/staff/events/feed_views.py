"""Calendars to subscribe to: open one, see its address once, revoke it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import feeds
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import CalendarFeed
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation


@staff_page(may.CATALOGUE)
def feed_list(request: StaffRequest) -> HttpResponse:
    """One's own subscriptions; the address of a new one is shown this once."""
    address = ""
    organisations = Organisation.objects.filter(pk__in=request.standing.organisations)
    if request.method == "POST":
        of, _, place = request.POST.get("of", "").partition(":")
        if of not in CalendarFeed.Of.values:
            raise Http404
        house = organisations.filter(pk=int(place)).first() if place.isdecimal() else None
        if (of == CalendarFeed.Of.ORGANISATION) != (house is not None):
            raise Http404
        _, secret = feeds.open_feed(of=of, by=request.person, at=request.now, organisation=house)
        address = request.build_absolute_uri(reverse("public:feed", args=[secret]))
    context = {
        "feeds": CalendarFeed.objects.filter(person=request.person, revoked_at=None),
        "organisations": organisations,
        "address": address,
        "trail": [("Kalender", reverse("staff:agenda:calendar")), ("Abonnieren", "")],
    }
    return render_page(request, "staff/events/feed_list.html", context)


@require_POST
@staff_page(may.CATALOGUE)
def feed_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """The address stops working at once."""
    feed = CalendarFeed.objects.filter(person=request.person, pk=pk).first()
    if feed is None:
        raise Http404
    feeds.revoke_feed(feed=feed, by=request.person, at=request.now)
    return redirect("staff:events:feed_list")
