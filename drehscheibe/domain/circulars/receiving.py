"""What an addressed house does: acknowledge, report its task done; and who still owes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import Circular, CircularAddress, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.telling import Words, people_of, readers, tell
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import waiting_keys, withdraw
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.reach import Standing, locked_for, within_reach

Wants = Circular.Wants
AHEAD = timedelta(days=3)


@transaction.atomic
def acknowledge(*, address: CircularAddress, by: Person, at: datetime) -> CircularAddress:
    """The house knows it; the first to say so counts, again changes nothing."""
    held = locked_for(by, may.ACKNOWLEDGE, address, on=day_of(at))
    _refuse_unwanted(held, (Wants.ACKNOWLEDGING, Wants.TASK))
    if held.acknowledged_at is None:
        held.acknowledged_at, held.acknowledged_by = at, by
        held.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record("circulars.circular.acknowledge", about=held, by=by, at=at)
        if held.circular.wants == Wants.ACKNOWLEDGING:
            _withdraw_reminders(held, at)
    return held


@transaction.atomic
def finish_task(*, address: CircularAddress, by: Person, at: datetime) -> CircularAddress:
    """The house has done what was asked; that it knows the letter goes without saying."""
    held = acknowledge(address=address, by=by, at=at)
    _refuse_unwanted(held, (Wants.TASK,))
    if held.done_at is None:
        held.done_at, held.done_by = at, by
        held.save(update_fields=["done_at", "done_by"])
        record("circulars.circular.finish", about=held, by=by, at=at)
        _withdraw_reminders(held, at)
    return held


def owing(circular: Circular) -> QuerySet[CircularAddress]:
    """The houses that still have to do something; none for a letter that no longer holds."""
    rows = circular.addresses.select_related("organisation__centre")
    if circular.status != CircularIs.PUBLISHED or circular.wants == Wants.READING:
        return rows.none()
    missing = "done_at" if circular.wants == Wants.TASK else "acknowledged_at"
    return rows.filter(**{f"{missing}__isnull": True})


@dataclass(frozen=True)
class Reminded:
    """A house that owes, how many people there would be told, and whether they were today."""

    address: CircularAddress
    people: int
    told_today: bool


def preview(circular: Circular, *, at: datetime) -> list[Reminded]:
    """Whom a reminder would reach now."""
    left = list(owing(circular).order_by("organisation__centre__area_name", "pk"))
    key = _key(circular, at)
    written = OutboxMail.objects.filter(key__startswith=f"{key}:").values_list("key", flat=True)
    told = {int(each.rpartition(":")[2]) for each in written}
    found: dict[int, set[int]] = {}
    places = [each.organisation_id for each in left]
    for place, person, _ in people_of(places, readers(circular), at=at):
        found.setdefault(place, set()).add(person)
    return [
        Reminded(each, len(people), bool(people) and people <= told)
        for each in left
        for people in (found.get(each.organisation_id, set()),)
    ]


def reminder(circular: Circular) -> Words:
    """What a reminder says."""
    until = f" bis zum {german_day(circular.due_on)}" if circular.due_on else ""
    owed = f"um Rundschreiben {circular.number} wird von Ihrem Haus noch etwas erbeten{until}."
    return Words(
        f"Erinnerung: Rundschreiben {circular.number}",
        f"z{owed}\n\nBitte melden Sie sich an und öffnen Sie „Rundschreiben“.", f"Z{owed}",
    )  # fmt: skip


@transaction.atomic
def remind(*, circular: Circular, by: Person | None, at: datetime) -> int:
    """One mail to each person of the houses that owe, once a day however often asked."""
    if by is not None:
        circular = locked_for(by, may.SEND, circular, on=day_of(at))
    left = list(owing(circular))
    if not left:
        return 0
    sent = tell(circular, left, key=_key(circular, at), words=reminder(circular), at=at)
    if sent:
        record("circulars.circular.remind", about=circular, by=by, at=at, detail={"mails": sent})
    return sent


def remind_of_days(*, at: datetime) -> int:
    """By itself: three days before the day and on the day after it."""
    day = day_of(at)
    due = Circular.objects.filter(
        status=CircularIs.PUBLISHED, due_on__in=[day + AHEAD, day - timedelta(days=1)]
    )
    return sum(remind(circular=each, by=None, at=at) for each in due)


def circulars_for(standing: Standing) -> QuerySet[Circular]:
    """What was sent to the person's houses, and what its own house writes."""
    rows = within_reach(Circular.objects.all(), may.READ, standing=standing)
    own = standing.organisations_with(may.SEND)
    seen = ~Q(status=CircularIs.DRAFT) | Q(sender__in=own)
    return rows.filter(seen).select_related("sender", "replaced_by").distinct()


def to_do(standing: Standing) -> QuerySet[CircularAddress]:
    """What the person's houses still owe, soonest first."""
    rows = within_reach(CircularAddress.objects.all(), may.ACKNOWLEDGE, standing=standing)
    wanted = Q(circular__wants=Wants.ACKNOWLEDGING, acknowledged_at=None) | Q(
        circular__wants=Wants.TASK, done_at=None
    )
    live = rows.filter(wanted, circular__status=CircularIs.PUBLISHED)
    return live.select_related("circular__sender", "organisation").order_by(
        "circular__due_on", "pk"
    )


def _key(circular: Circular, at: datetime) -> str:
    return f"circulars.circular:{circular.pk}:remind:{day_of(at)}"


def _withdraw_reminders(address: CircularAddress, at: datetime) -> None:
    """What has not left yet is not said to people of this house, unless they act for another too.

    Who else owes is behind the wall here, so only this house's own reminders are taken back.
    """
    beginning = f"circulars.circular:{address.circular_id}:remind:"
    waiting = {each.rpartition(":")[2]: each for each in waiting_keys(beginning)}
    people = Membership.objects.live(day_of(at)).filter(person__in=[int(each) for each in waiting])
    here = set(people.filter(organisation=address.organisation_id).values_list("person", flat=True))
    elsewhere = set(
        people.exclude(organisation=address.organisation_id).values_list("person", flat=True)
    )
    withdraw([waiting[str(each)] for each in here - elsewhere])


def _refuse_unwanted(address: CircularAddress, wanted: tuple[str, ...]) -> None:
    if address.circular.wants not in wanted:
        raise CircularRefused("Dazu bittet dieses Rundschreiben nicht.")
    if address.circular.status == CircularIs.REPLACED:
        raise CircularRefused("Dieses Rundschreiben ist ersetzt. Bitte öffnen Sie das neue.")
    if address.circular.status != CircularIs.PUBLISHED:
        raise CircularRefused("Dieses Rundschreiben gilt nicht mehr.")
