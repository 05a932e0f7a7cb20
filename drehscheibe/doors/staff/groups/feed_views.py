"""The meetings of a group in one's own calendar program; for guests without account by mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.models import GroupMembership
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.groups.selectors import groups_for
from drehscheibe.domain.qualification import feeds, group_feeds
from drehscheibe.domain.qualification.models import CalendarFeed
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    group_or_404,
    led_or_404,
    member_or_404,
    trail,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@staff_page(may.TAKE_PART)
def group_feeds_own(request: StaffRequest, pk: int) -> HttpResponse:
    """One's own addresses for this group; a new one is shown this once."""
    group = group_or_404(request, pk)
    member_or_404(request, group)
    address = ""
    if request.method == "POST":
        _, secret = group_feeds.open_own(group=group, by=request.person, at=request.now)
        address = request.build_absolute_uri(reverse("public:feed", args=[secret]))
    context = {
        "group": group,
        "feeds": CalendarFeed.objects.filter(person=request.person, group=group, revoked_at=None),
        "address": address,
        "trail": trail(group, ("Sitzungen abonnieren", "")),
    }
    return render_page(request, f"{FOLDER}/feed_list.html", context)


@require_POST
@staff_page(may.TAKE_PART)
def group_feed_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """The address stops working at once; also after one has left the group."""
    rows = CalendarFeed.objects.filter(person=request.person, of=CalendarFeed.Of.GROUP)
    feed = get_object_or_404(rows, pk=pk)
    feeds.revoke_feed(feed=feed, by=request.person, at=request.now)
    messages.success(request, "Die Adresse gilt nicht mehr.")
    return redirect("staff:groups:group_list")


@require_POST
@staff_page(may.TAKE_PART)
def member_feed(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever leads mails an address to a member without account, or ends it."""
    rows = GroupMembership.objects.live(request.today).filter(
        group__in=groups_for(request.standing)
    )
    member = get_object_or_404(rows.select_related("group", "person__account"), pk=pk)
    led_or_404(request, member.group)
    act = group_feeds.end_for if request.POST.get("act") == "end" else group_feeds.send_to
    try:
        act(member=member, by=request.person, at=request.now)
    except (QualificationRefused, GroupRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        ended = act is group_feeds.end_for
        told = "Die Adresse gilt nicht mehr." if ended else "Die Adresse ist unterwegs."
        messages.success(request, told)
    return redirect("staff:groups:member_list", member.group_id)
