"""The agenda while the meeting lies ahead: points come, change, move and go."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, ProtectedError

from drehscheibe.domain.exchange.models import AgendaItem, Meeting, MeetingIs
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.groups.leading import leads
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.people.models import Person

AHEAD = (MeetingIs.SCHEDULED, MeetingIs.INVITED)


@dataclass(frozen=True)
class Point:
    """A point of the agenda as it is typed."""

    title: str
    kind: str = AgendaItem.Kind.INFO
    text: str = ""
    minutes: int = 10
    presenter: Person | None = None
    internal: bool = False


@transaction.atomic
def add_item(*, meeting: Meeting, point: Point, by: Person, at: datetime) -> AgendaItem:
    """Put a point at the end of the agenda."""
    held = _ahead(meeting, by, at)
    if not point.title.strip():
        raise ExchangeRefused("Bitte geben Sie dem Punkt einen Titel.", "title")
    number = (held.items.aggregate(last=Max("number"))["last"] or 0) + 1
    item = AgendaItem.objects.create(meeting=held, number=number, **_columns(point))
    record("exchange.item.add", about=item, by=by, at=at, detail={"internal": item.internal})
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, point: Point, by: Person, at: datetime) -> AgendaItem:
    """The point says something else. Once something internal was decided or assigned under it,
    it stays internal: those things follow their point."""
    held = _ahead(item.meeting, by, at)
    row = held.items.get(pk=item.pk)
    if not point.title.strip():
        raise ExchangeRefused("Bitte geben Sie dem Punkt einen Titel.", "title")
    if point.internal != row.internal and (row.decisions.exists() or row.action_items.exists()):
        raise ExchangeRefused(
            "Zu diesem Punkt gibt es schon Beschlüsse oder Aufträge. Wer sie sieht, ändert sich "
            "nicht mehr.", "internal",
        )  # fmt: skip
    for name, value in _columns(point).items():
        setattr(row, name, value)
    row.save(update_fields=list(_columns(point)))
    record("exchange.item.change", about=row, by=by, at=at, detail={"internal": row.internal})
    return row


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Person, at: datetime) -> None:
    """Take a point off; the others close the gap."""
    held = _ahead(item.meeting, by, at)
    row = held.items.get(pk=item.pk)
    record("exchange.item.remove", about=row, by=by, at=at)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise ExchangeRefused(
            "Zu diesem Punkt gibt es schon Beschlüsse oder Aufträge; er bleibt."
        ) from None
    _renumber(list(held.items.order_by("number")))


@transaction.atomic
def move_item(*, item: AgendaItem, step: int, by: Person, at: datetime) -> None:
    """One place up (-1) or down (+1); at the end nothing happens."""
    held = _ahead(item.meeting, by, at)
    order = list(held.items.order_by("number").values_list("pk", flat=True))
    place = order.index(item.pk)
    there = min(max(place + step, 0), len(order) - 1)
    order.insert(there, order.pop(place))
    order_items(meeting=held, order=order, by=by, at=at)


@transaction.atomic
def order_items(*, meeting: Meeting, order: list[int], by: Person, at: datetime) -> None:
    """The agenda in another order: all its items by id."""
    held = _ahead(meeting, by, at)
    items = {item.pk: item for item in held.items.all()}
    if sorted(order) != sorted(items):
        raise ExchangeRefused("Die Tagesordnung hat sich geändert. Bitte laden Sie die Seite neu.")
    _renumber([items[key] for key in order])
    record("exchange.meeting.order", about=held, by=by, at=at)


def _renumber(items: list[AgendaItem]) -> None:
    for number, item in enumerate(items, start=1):
        item.number = number
    AgendaItem.objects.bulk_update(items, ["number"])


def _columns(point: Point) -> dict[str, object]:
    return {
        "title": point.title.strip(), "kind": point.kind, "minutes": point.minutes,
        "text": cleaned(point.text) if point.text.strip() else "",
        "presenter": point.presenter, "internal": point.internal,
    }  # fmt: skip


def _ahead(meeting: Meeting, by: Person, at: datetime) -> Meeting:
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if held.group is None or not leads(by, held.group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if held.status not in AHEAD:
        raise ExchangeRefused("Die Tagesordnung steht fest: Die Sitzung ist vorbei oder abgesagt.")
    return held
