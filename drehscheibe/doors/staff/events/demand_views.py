"""Where which course is wanted, and saying that one needs it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.qualification import demand, selectors, travel
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import CourseTemplate, Event
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.doors.staff.events.planning_views import form_page, show
from drehscheibe.doors.staff.events.views import LIST
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.few import LEAST
from drehscheibe.kernel.territory.models import District

PER_PAGE = 25
NOTE = (
    "Gezählt wird, wie oft ein Kurs in einem Regierungsbezirk gebraucht wird; wer Sie sind, sieht "
    "niemand. Eine Anmeldung ist das nicht."
)


class DemandForm(forms.Form):
    """A course and where it is needed; of an event that came from none only the place is asked."""

    template = forms.ModelChoiceField(label="Kurs", queryset=CourseTemplate.objects.none())
    district = forms.ModelChoiceField(label="Kreis oder Stadt", queryset=District.objects.all())

    def __init__(self, *args: Any, standing: Any, event: Event | None, **options: Any) -> None:
        """Courses this person may know of; an event is its own topic."""
        super().__init__(*args, **options)
        self.event = event
        course: Any = self.fields["template"]
        course.queryset = selectors.templates_for(standing)
        if event is not None:
            del self.fields["template"]

    def topic(self) -> demand.Topic:
        """What was chosen."""
        if self.event is not None:
            return demand.Topic.of(self.event)
        return demand.Topic(template=self.cleaned_data["template"].pk)


@staff_page(may.EVENT_KEEP)
def demand_list(request: StaffRequest) -> HttpResponse:
    """Who waits or would come, by thing and district; the next step is a date."""
    lines = demand.demand_lines(request.standing, at=request.now)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("seite"))
    hosts = travel.possible_hosts(request.today) if lines else []
    context = {
        "page": page,
        "rows": [(line, travel.nearest(line.cells, hosts)) for line in page],
        "districts": [*demand.districts(), "ohne Angabe"],
        "least": LEAST,
        "trail": [LIST, ("Bedarf im Netzwerk", "")],
    }
    return render_page(request, "staff/events/demand_list.html", context)


@staff_page(may.CATALOGUE)
def demand_create(request: StaffRequest) -> HttpResponse:
    """„Das brauche ich“: one course or the topic of one event, one place."""
    number = request.GET.get("nummer", "")
    event = demand.asked_about(request.standing, number=number)
    if number and event is None:
        raise Http404
    form = DemandForm(
        request.POST or None, standing=request.standing, event=event,
        initial={"district": _home(request), "template": request.GET.get("vorlage", "")},
    )  # fmt: skip
    if form.is_valid():
        try:
            new = demand.ask_as_member(
                topic=form.topic(), district=form.cleaned_data["district"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(
                request, "Danke, das ist gezählt." if new else "Das haben Sie schon gemeldet."
            )
            return redirect(_back(event))
    title = f"Bedarf melden: {event.title}" if event else "Bedarf melden"
    return form_page(request, form, title, "Das brauche ich", [LIST], NOTE)


def _back(event: Event | None) -> str:
    if event is None:
        return reverse("staff:events:event_list")
    return reverse("staff:events:event_detail", args=[event.number])


def _home(request: StaffRequest) -> District | None:
    """Where the own centre is."""
    rows = Centre.objects.filter(organisation__in=request.standing.organisations)
    centre = rows.select_related("district").first()
    return None if centre is None else centre.district
