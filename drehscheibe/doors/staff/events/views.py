"""The catalogue in the workspace, one event, registering oneself or a colleague."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification import selectors
from drehscheibe.domain.qualification.guards import lacks
from drehscheibe.domain.qualification.links import own_page
from drehscheibe.domain.qualification.models import HELD, UPCOMING, Event, EventIs, EventPool
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import Wish, register_person
from drehscheibe.domain.qualification.seat_exchange import kept_for, return_seats
from drehscheibe.domain.qualification.workflow import EVENT
from drehscheibe.domain.registration import permissions as seats_may
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.doors.staff.events.forms import answers_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.workflow.selectors import next_steps, steps_of

PER_PAGE = 25
LIST = ("Veranstaltungen", "/mitarbeit/veranstaltungen/")
WORKSHOP = EventPool.Part.WORKSHOP
UNFIT = 422


@staff_page(may.CATALOGUE)
def event_list(request: StaffRequest) -> HttpResponse:
    """What is to come in the network, one's own registrations, drafts of the own house."""
    filters = selectors.CatalogueFilters(words=request.GET.get("wort", "")[:100])
    rows = selectors.catalogue(request.standing, filters, at=request.now)
    page = selectors.in_pages(rows, size=PER_PAGE, number=request.GET.get("seite"))
    seats = selectors.seats_of(page.object_list)
    hosting = holds(request.standing, [may.EVENT_KEEP])
    context = {
        "page": page,
        "rows": [(event, seats.get(event.pk, [])) for event in page.object_list],
        "mine": selectors.own_participations(request.standing)[:10],
        "drafts": selectors.own_events(request.standing)[:10] if hosting else [],
        "hosting": hosting,
        "words": filters.words,
        "trail": [(LIST[0], "")],
    }
    return render_page(request, "staff/events/event_list.html", context)


@staff_page(may.CATALOGUE)
def event_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One event; whoever keeps it has the steps and the desk beside it."""
    event = event_or_404(request, number)
    keeps = allows(request.person, may.EVENT_KEEP, event, on=request.today)
    own = selectors.own_participations(request.standing).filter(event=event)
    context = {
        "event": event,
        "sessions": event.sessions.select_related("workshop", "access"),
        "seats": selectors.seats_of([event]).get(event.pk, []),
        "co_hosts": event.co_hosts.order_by("name"),
        "requires": event.requires.all(),
        "kept": list(kept_for(request.standing, event)),
        "others_of_series": _series(request, event),
        "keeps": keeps,
        "mine": [(each, own_page(each)) for each in own],
        "trail": [LIST, (event.title, "")],
    }
    if keeps:
        context |= _desk(request, event)
    return render_page(request, "staff/events/event_detail.html", context)


def _desk(request: StaffRequest, event: Event) -> dict[str, Any]:
    """What only the host sees: what lacks, the next steps, the history."""
    steps = steps_of(EVENT, event)
    possible = next_steps(EVENT, event, person=request.person, on=request.today)
    not_yet = {"begin": event.starts_at, "finish": event.ends_at}
    return {
        "missing": list(lacks(event, at=request.now)) if event.status == EventIs.DRAFT else [],
        "steps": [
            each
            for each in possible
            if each.name not in not_yet or (not_yet[each.name] or request.now) <= request.now
        ],
        "history": [(each, EVENT.by_name[each.name].label) for each in reversed(list(steps))],
        "coming": event.status in (EventIs.DRAFT, *UPCOMING),
        "begun": event.status in HELD,
    }


def _series(request: StaffRequest, event: Event) -> Any:
    """Other events of the same series this person may know of."""
    if event.series_id is None:
        return []
    rows = selectors.events_for(request.standing).filter(series=event.series_id)
    return rows.exclude(pk=event.pk).order_by("starts_at", "pk")[:10]


@staff_page(may.CATALOGUE)
def event_register(request: StaffRequest, number: str) -> HttpResponse:
    """Oneself, or a colleague of an organisation one registers for."""
    event, wrong = event_or_404(request, number), ""
    places = _who(request)
    if request.method == "POST":
        try:
            _register(request, event, places)
        except (QualificationRefused, RegistrationRefused) as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, "Die Anmeldung ist eingegangen. Eine E-Mail ist unterwegs.")
            return redirect("staff:events:event_detail", event.number)
    seats = selectors.seats_of([event]).get(event.pk, [])
    context = {
        "event": event,
        "places": places,
        "parts": [each for each in seats if each.part.part != WORKSHOP],
        "workshops": [each for each in seats if each.part.part == WORKSHOP],
        "questions": [
            (each, request.POST.get(f"question_{each.pk}", ""), "")
            for each in event.questions.all()
        ],
        "typed": request.POST,
        "wrong": wrong,
        "key": _key(request),
        "trail": [LIST, (event.title, f"{LIST[1]}{event.number}/"), ("Anmelden", "")],
    }
    status = UNFIT if wrong else 200
    return render_page(request, "staff/events/event_register.html", context, status=status)


@require_POST
@staff_page(may.CATALOGUE)
def seats_return(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Give seats that are kept for the own house back to the network."""
    event = event_or_404(request, number)
    part = event.pools.select_related("event__owner", "pool").filter(pk=pk).first()
    able = request.standing.organisations_with(seats_may.REGISTER)
    house = Organisation.objects.filter(pk__in=able, pk=_whole(request, "organisation")).first()
    if part is None or house is None:
        raise Http404
    try:
        moved = return_seats(
            part=part, organisation=house, seats=_whole(request, "seats"), by=request.person,
            at=request.now,
        )  # fmt: skip
    except RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Zurückgegeben. Nachgerückt: {moved}.")
    return redirect("staff:events:event_detail", number)


def _whole(request: StaffRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def event_or_404(request: StaffRequest, number: str) -> Event:
    """The event when this person may know of it."""
    rows = selectors.events_for(request.standing).filter(number=number)
    event = rows.select_related("owner", "template", "grants", "series").first()
    if event is None:
        raise Http404
    return event


def _register(request: StaffRequest, event: Event, places: list[tuple[str, Membership]]) -> None:
    chosen = dict(places).get(request.POST.get("who", ""))
    if chosen is None:
        raise QualificationRefused("Bitte wählen Sie, wen Sie anmelden.")
    parts = {str(each.pk): each for each in event.pools.select_related("pool", "event__owner")}
    ways = [each for each in parts.values() if each.part != WORKSHOP]
    part = parts.get(request.POST.get("part", "")) or (ways[0] if len(ways) == 1 else None)
    if part is None:
        raise QualificationRefused("Bitte wählen Sie, wie die Person teilnimmt.")
    wish = Wish(
        part=part, key=_key(request),
        workshops=tuple(parts[e] for e in request.POST.getlist("workshops") if e in parts),
        answers=answers_of(request, event.questions.all()),
    )  # fmt: skip
    person: Person = chosen.person
    register_person(
        wish=wish, person=person, organisation=chosen.organisation, by=request.person,
        at=request.now,
    )  # fmt: skip


def _who(request: StaffRequest) -> list[tuple[str, Membership]]:
    """Oneself first, then colleagues; one entry for each person and organisation."""
    able = request.standing.organisations_with(seats_may.REGISTER)
    rows = Membership.objects.live(request.today).select_related("person", "organisation")
    mine = list(rows.filter(person=request.person).order_by("organisation__name", "pk"))
    others = rows.filter(organisation__in=able).exclude(person=request.person)
    found: dict[str, Membership] = {}
    for each in [*mine, *others.order_by("person__family_name", "pk")]:
        found.setdefault(f"{each.person_id}-{each.organisation_id}", each)
    return list(found.items())


def _key(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
