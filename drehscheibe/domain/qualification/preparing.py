"""Making templates and events: what somebody who plans types in."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Min

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.groups.models import Group, Tier
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import (
    CourseTemplate,
    Event,
    EventIs,
    EventNumber,
    EventPool,
    EventSeries,
    OnlineAccess,
    QualificationKind,
    Session,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.registration.models import KeptSeats, Mode, Pool
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import check, standing_for


@dataclass(frozen=True, kw_only=True)
class TemplateFacts:
    """What a course is, as typed."""

    code: str
    title: str
    units: Decimal
    aims: str = ""
    target_groups: tuple[str, ...] = ()
    fields_of_action: tuple[str, ...] = ()
    requires: tuple[QualificationKind, ...] = ()
    grants: QualificationKind | None = None
    certificate_percent: int = 75
    tier: str = Tier.NETWORK


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What an event is, as typed; all of it may be corrected without anybody being told."""

    title: str
    kind: str = Event.Kind.TRAINING
    format: str = Event.Format.ONSITE
    description: str = ""
    audience: str = ""
    place: str = ""
    min_participants: int | None = None
    decide_by: date | None = None
    cancel_until: datetime | None = None
    fee: Decimal | None = None
    childcare: str = ""
    accessibility: str = ""
    contact: str = ""
    certificate_percent: int = 75
    tier: str = Tier.NETWORK
    group: Group | None = None
    series: EventSeries | None = None
    grants: QualificationKind | None = None


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """One date, as typed."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    room: str = ""
    units: Decimal = Decimal(0)
    mandatory: bool = False

    def __post_init__(self) -> None:
        """Moments, not what clocks show: in the night of winter time 02:30 comes twice."""
        for name in ("starts_at", "ends_at"):
            object.__setattr__(self, name, getattr(self, name).astimezone(UTC))


@dataclass(frozen=True, kw_only=True)
class SeatFacts:
    """How many seats, and who gets them how."""

    capacity: int | None
    per_organisation: int | None = None
    released_on: date | None = None
    mode: str = Mode.OFFER
    offer_hours: int = 48
    needs_approval: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    kept: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def create_template(
    *, owner: Organisation, facts: TemplateFacts, by: Person, at: datetime
) -> CourseTemplate:
    """A new course of the house; raises `QualificationRefused` when the code is taken."""
    _at_home(by, owner, may.TEMPLATE_KEEP, at)
    if CourseTemplate.objects.filter(owner=owner, code=facts.code).exists():
        raise QualificationRefused("Dieses Kürzel haben Sie schon vergeben.", "code")
    plain = {
        name: getattr(facts, name)
        for name in ("code", "title", "units", "aims", "grants", "certificate_percent", "tier")
    }
    template = CourseTemplate.objects.create(
        owner=owner, target_groups=list(facts.target_groups), **plain
    )
    template.fields_of_action.set(FieldOfAction.objects.filter(pk__in=facts.fields_of_action))
    template.requires.set(facts.requires)
    record("qualification.course_template.create", about=template, by=by, at=at)
    return template


@transaction.atomic
def create_event(
    *, owner: Organisation, facts: EventFacts, by: Person, at: datetime,
    template: CourseTemplate | None = None,
) -> Event:  # fmt: skip
    """A draft with its lasting number; from a template it takes over what the course says."""
    _at_home(by, owner, may.EVENT_KEEP, at)
    _refuse_contradictions(facts)
    event = Event.objects.create(
        number=next_number(day_of(at).year), owner=owner, template=template, created_by=by,
        created_at=at, changed_at=at, **_columns(facts),
    )  # fmt: skip
    if template is not None:
        event.fields_of_action.set(template.fields_of_action.all())
        event.requires.set(template.requires.all())
    record("qualification.event.create", about=event, by=by, at=at)
    return event


def from_template(template: CourseTemplate, **changes: object) -> EventFacts:
    """What an event of this course begins with."""
    known: dict[str, object] = {
        "title": template.title,
        "description": template.aims,
        "audience": ", ".join(template.target_groups)[:300],
        "certificate_percent": template.certificate_percent,
        "tier": template.tier,
        "grants": template.grants,
    }
    return EventFacts(**{**known, **changes})  # type: ignore[arg-type]


@transaction.atomic
def correct_event(*, event: Event, facts: EventFacts, by: Person, at: datetime) -> Event:
    """Correct what is said about it: no calendar moves, nobody's answer is touched (Sc 1.5)."""
    locked = locked_event(event, by=by, at=at)
    _refuse_contradictions(facts)
    if locked.status in (EventIs.CANCELLED, EventIs.ARCHIVED):
        raise QualificationRefused("Diese Veranstaltung ist abgeschlossen.")
    for name, value in _columns(facts).items():
        setattr(locked, name, value)
    locked.changed_at = at
    locked.save()
    record("qualification.event.correct", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def add_session(
    *, event: Event, facts: SessionFacts, by: Person, at: datetime,
    workshop: EventPool | None = None, link: str = "",
) -> Session:  # fmt: skip
    """One more date of a draft; once published use `hosting.add_date`, which tells people."""
    locked = locked_event(event, by=by, at=at)
    if locked.status != EventIs.DRAFT:
        raise QualificationRefused("Die Veranstaltung ist schon veröffentlicht.")
    session = new_session(locked, facts, workshop=workshop, link=link, at=at)
    record("qualification.session.create", about=session, by=by, at=at)
    return session


def new_session(
    event: Event, facts: SessionFacts, *, workshop: EventPool | None, link: str, at: datetime
) -> Session:
    """The row, its online room, and the event's own times after it."""
    if facts.ends_at <= facts.starts_at:
        raise QualificationRefused("Das Ende liegt vor dem Beginn.", "ends_at")
    session = Session.objects.create(event=event, workshop=workshop, changed_at=at, **asdict(facts))
    if link:
        OnlineAccess.objects.create(session=session, link=link)
    fit_times(event)
    return session


def fit_times(event: Event) -> None:
    """Beginning and end follow from the sessions; so does until when seats move up."""
    live = event.sessions.filter(called_off_at__isnull=True)
    times = live.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    event.starts_at, event.ends_at = times["first"], times["last"]
    event.save(update_fields=["starts_at", "ends_at"])
    Pool.objects.filter(of_event__event=event).update(moves_until=event.starts_at)


@transaction.atomic
def open_seats(
    *, event: Event, part: str, seats: SeatFacts, by: Person, at: datetime, title: str = ""
) -> EventPool:
    """Seats of one part; workshops may be many. Change them later by `hosting.change_seats`."""
    locked = locked_event(event, by=by, at=at)
    workshop = part == EventPool.Part.WORKSHOP
    if workshop and not title.strip():
        raise QualificationRefused("Bitte geben Sie dem Workshop einen Namen.", "title")
    if not workshop and locked.pools.filter(part=part).exists():
        raise QualificationRefused("Diese Plätze gibt es schon.", "part")
    rules = {name: value for name, value in asdict(seats).items() if name != "kept"}
    pool = Pool.objects.create(
        serves="event", host=locked.owner, moves_until=locked.starts_at, **rules
    )
    KeptSeats.objects.bulk_create(
        KeptSeats(pool=pool, organisation_id=organisation, seats=number)
        for organisation, number in seats.kept.items()
    )
    made = EventPool.objects.create(event=locked, pool=pool, part=part, title=title.strip())
    record("qualification.event_pool.create", about=made, by=by, at=at)
    return made


@transaction.atomic
def set_co_hosts(
    *, event: Event, co_hosts: Iterable[Organisation], by: Person, at: datetime
) -> None:
    """Who holds it together with the owner: they see the draft and have it in their calendar."""
    locked = locked_event(event, by=by, at=at)
    locked.co_hosts.set([each for each in co_hosts if each.pk != locked.owner_id])
    record("qualification.event.co_hosts", about=locked, by=by, at=at)


@transaction.atomic
def set_requirements(
    *, event: Event, requires: Iterable[QualificationKind], by: Person, at: datetime
) -> None:
    """What somebody has to bring; whoever is registered already keeps the seat."""
    locked = locked_event(event, by=by, at=at)
    locked.requires.set(requires)
    record("qualification.event.requires", about=locked, by=by, at=at)


def locked_event(event: Event, *, by: Person, at: datetime) -> Event:
    """The event as it stands, held until the transaction ends, for whoever may keep it.

    Pages that tell of it are made anew once the change stands.
    """
    check(by, may.EVENT_KEEP, event, on=day_of(at))
    publish_change()
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)


@transaction.atomic
def next_number(year: int) -> str:
    """The next number of the year, e.g. D-2026-017: no gap, never twice, also of two at once."""
    EventNumber.objects.get_or_create(year=year)
    row = EventNumber.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"D-{year}-{row.last:03d}"


def _columns(facts: EventFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _refuse_contradictions(facts: EventFacts) -> None:
    if facts.decide_by is not None and facts.min_participants is None:
        raise QualificationRefused(
            "Ein Tag der Entscheidung braucht eine Mindestzahl.", "min_participants"
        )
    if not facts.title.strip():
        raise QualificationRefused("Bitte geben Sie der Veranstaltung einen Titel.", "title")


def _at_home(by: Person, owner: Organisation, permission: Permission, at: datetime) -> None:
    """Nothing exists yet that could be checked: the right must be held at this organisation."""
    if owner.pk not in standing_for(by, on=day_of(at)).organisations_with(permission):
        raise QualificationRefused("Für diese Organisation können Sie nichts anlegen.", "owner")
