"""What every page of a group needs: the group within reach, its trail, forms that act."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group, GroupMembership, Tier, Tiered
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.groups.selectors import groups_for
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (GroupRefused, ExchangeRefused, TransitionRefused, UploadRefused)
UNFIT = 422
FOLDER = "staff/groups"
LIST = ("Gruppen", "staff:groups:group_list")


@dataclass(frozen=True)
class Act:
    """A form that does one thing: heading, what it does, its button, and where back is."""

    title: str
    button: str
    lead: str
    back: str
    effect: str = ""


def group_or_404(request: StaffRequest, pk: int) -> Group:
    """The group when the person may know of it."""
    return get_object_or_404(groups_for(request.standing), pk=pk)


def led_or_404(request: StaffRequest, group: Group | None) -> Group:
    """The group for whoever leads it; to the others these pages do not exist."""
    if group is None or not leads(request.person, group, on=request.today):
        raise Http404
    return group


def member_or_404(request: StaffRequest, group: Group | None) -> GroupMembership:
    """The person's own membership; full or as a guest."""
    found = membership_of(request.person, group, on=request.today) if group else None
    if found is None:
        raise Http404
    return found


def full_or_404(request: StaffRequest, group: Group | None) -> GroupMembership:
    """The person's own membership when she is no guest."""
    found = member_or_404(request, group)
    if found.function == Function.GUEST:
        raise Http404
    return found


def meeting_or_404(request: StaffRequest, pk: int) -> Meeting:
    """The meeting when the person may know of it."""
    return get_object_or_404(work.meetings_for(request.standing), pk=pk)


def group_url(group: Group | int | None, anchor: str = "") -> str:
    """The page of a group."""
    key = group.pk if isinstance(group, Group) else group
    return reverse("staff:groups:group_detail", args=[key]) + (f"#{anchor}" if anchor else "")


def trail(group: Group | None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Groups, the group, and what lies below it."""
    known = [] if group is None else [(group.name, group_url(group))]
    return [(LIST[0], reverse(LIST[1])), *known, *more]


def named_people(thing: Tiered | Group) -> QuerySet[Person]:
    """Who may know of it by name; whoever reads the page is one of them."""
    named = thing.named if thing.tier == Tier.NAMED else []
    return Person.objects.filter(pk__in=named).order_by("family_name", "given_name", "pk")


def refuse(form: Form, refusal: Exception) -> None:
    """At the field the refusal names, else above the form."""
    field = getattr(refusal, "field", "")
    form.add_error(field if field in form.fields else None, str(refusal))


def act_page(
    request: StaffRequest, form: Form, act: Act, *, group: Group | None = None, **more: Any
) -> HttpResponse:
    """The page of such a form; 422 when it has something to say."""
    context = {
        "form": form,
        "act": act,
        "trail": trail(group, (act.title, "")),
        "is_upload": form.is_multipart(),
        **more,
    }
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/act.html", context, status=status)
