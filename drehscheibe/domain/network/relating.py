"""How a relation comes to stand: entered by one side, confirmed by the other, ended by either."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allows, locked_for


@dataclass(frozen=True)
class Said:
    """What one side says of the relation; `until` is the last day."""

    kind: str
    since: date
    until: date | None = None
    strength: int = 2
    note: str = ""


@transaction.atomic
def relate(*, actor: Actor, to: Actor, said: Said, by: Person, at: datetime) -> Relation:
    """Enter a relation on the side of `actor`; the other side has not confirmed it yet.

    What the platform derived of the same makes way: somebody says it now.
    Raises `NetworkRefused` for what cannot stand, `PermissionDenied` for others.
    """
    held = locked_for(by, may.RELATE, actor, on=day_of(at))
    kind = kinds_on(said.since).get(said.kind)
    if kind is None:
        raise NetworkRefused("Diese Art der Beziehung gibt es nicht.", "kind")
    if held.pk == to.pk:
        raise NetworkRefused("Ein Akteur hat keine Beziehung zu sich selbst.", "to")
    if said.until and said.until < said.since:
        raise NetworkRefused("Das Ende liegt vor dem Beginn.", "until")
    if said.strength not in (1, 2, 3):
        raise NetworkRefused("Die Stärke liegt zwischen 1 und 3.", "strength")
    try:
        with transaction.atomic():
            _make_way(held, to, said)
            made = Relation.objects.create(
                from_actor=held, to_actor=to, kind=kind.code, mutual=kind.mutual,
                strength=said.strength, since=said.since, until=said.until,
                note=said.note.strip(), asserted_by=by, asserted_at=at,
            )  # fmt: skip
    except IntegrityError as wrong:
        if "relation_" not in str(wrong):
            raise
        raise NetworkRefused(
            "Diese Beziehung steht für diese Zeit schon im Verzeichnis.", "kind"
        ) from None
    record("network.relation.assert", about=made, by=by, at=at, detail={"kind": kind.code})
    return made


@transaction.atomic
def confirm(*, relation: Relation, by: Person, at: datetime) -> Relation:
    """The other side says that it is so: from now on the public may learn of it.

    Who asserted it does not confirm it: where one centre keeps both sides, another person does. Of
    a derived one the first yes makes it said, on the side of whoever said it; a second confirms.
    """
    found = _waiting(relation, by=by, at=at)
    if found.asserted_by_id is None and found.source == Relation.Source.DERIVED:
        _agree(found, by=by, at=at)
    else:
        locked_for(by, may.RELATE, found.to_actor, on=day_of(at))
        if found.asserted_by_id == by.pk:
            raise NetworkRefused(
                "Sie haben diese Beziehung selbst angegeben. Bestätigen muss sie eine andere "
                "Person: von der anderen Seite oder aus deren Zentrum."
            )
        Relation.objects.filter(pk=found.pk).update(confirmed_by=by, confirmed_at=at)
        record("network.relation.confirm", about=found, by=by, at=at)
        publish_change()
    found.refresh_from_db()
    return found


@transaction.atomic
def reject(*, relation: Relation, reason: str, by: Person, at: datetime) -> Relation:
    """It is not so: the other side says this, of a derived one either side. Shown nowhere then."""
    found = _waiting(relation, by=by, at=at)
    if not reason.strip():
        raise NetworkRefused("Bitte nennen Sie den Grund.", "reason")
    if found.source != Relation.Source.DERIVED:
        locked_for(by, may.RELATE, found.to_actor, on=day_of(at))
    Relation.objects.filter(pk=found.pk).update(
        rejected_by=by, rejected_at=at, rejection=reason.strip()[:300]
    )
    record("network.relation.reject", about=found, by=by, at=at)
    found.refresh_from_db()
    return found


def _waiting(relation: Relation, *, by: Person, at: datetime) -> Relation:
    """The relation, locked, if it still waits for somebody's word and this person keeps a side."""
    if not any(allows(by, may.RELATE, each, on=day_of(at)) for each in _sides(relation)):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.RELATE.label}“.")
    rows = Relation.objects.select_for_update(of=("self",))
    found = rows.select_related("from_actor", "to_actor").get(pk=relation.pk)
    if found.confirmed_at is not None:
        raise NetworkRefused("Diese Beziehung ist schon bestätigt.")
    if found.rejected_at is not None:
        raise NetworkRefused("Diese Beziehung wurde schon abgelehnt.")
    if found.until and found.until < day_of(at):
        raise NetworkRefused("Diese Beziehung ist schon beendet.")
    return found


def _agree(found: Relation, *, by: Person, at: datetime) -> None:
    """The side of whoever says yes becomes `from`; derived ones are mutual, so none is lost."""
    one, other = _sides(found)
    if not allows(by, may.RELATE, one, on=day_of(at)):
        one, other = other, one
    Relation.objects.filter(pk=found.pk).update(
        from_actor=one, to_actor=other, asserted_by=by, asserted_at=at
    )
    record("network.relation.agree", about=found, by=by, at=at)


@transaction.atomic
def end(*, relation: Relation, last_day: date, reason: str, by: Person, at: datetime) -> Relation:
    """Either side ends it, with a reason; it stays for the days it held.

    Never later than it ends already: the other side confirmed no more than that.
    """
    on = day_of(at)
    if not any(allows(by, may.RELATE, each, on=on) for each in _sides(relation)):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{may.RELATE.label}“.")
    if not reason.strip():
        raise NetworkRefused("Bitte nennen Sie den Grund.", "reason")
    found = Relation.objects.select_for_update().get(pk=relation.pk)
    _refuse_end(found, last_day, on=on)
    Relation.objects.filter(pk=found.pk).update(until=last_day, end_reason=reason.strip()[:300])
    record("network.relation.end", about=found, by=by, at=at)
    publish_change()
    found.refresh_from_db()
    return found


def _refuse_end(found: Relation, last_day: date, *, on: date) -> None:
    if found.rejected_at is not None:
        raise NetworkRefused("Diese Beziehung wurde schon abgelehnt.")
    if found.until is not None and found.until < on:
        raise NetworkRefused("Diese Beziehung ist schon beendet.")
    if last_day < found.since:
        raise NetworkRefused("Das Ende liegt vor dem Beginn.", "last_day")
    if found.until is not None and last_day > found.until:
        raise NetworkRefused(
            f"Diese Beziehung endet schon am {german_day(found.until)}. Dauert sie länger, tragen "
            "Sie bitte eine neue ab dem Tag danach ein; die andere Seite bestätigt sie.",
            "last_day",
        )


def _make_way(actor: Actor, to: Actor, said: Said) -> None:
    derived = Relation.objects.filter(
        Q(from_actor=actor, to_actor=to) | Q(from_actor=to, to_actor=actor),
        Q(until__isnull=True) | Q(until__gte=said.since),
        kind=said.kind, source=Relation.Source.DERIVED, asserted_by=None, confirmed_at=None,
        rejected_at=None, end_reason="",
    )  # fmt: skip
    if said.until:
        derived = derived.filter(since__lte=said.until)
    derived.delete()


def _sides(relation: Relation) -> tuple[Actor, Actor]:
    return relation.from_actor, relation.to_actor
