"""Forty-eight more of everything a public list shows, beside what the stage has of it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models import Model

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.tree import Guide
from drehscheibe.domain.qualification.models import Event
from tests import factories
from tests.domain.guide.stories import House, page
from tests.domain.network.stories import tie
from tests.domain.qualification.stories import hall
from tests.stage import Stage

MORE = 48


def grow(stage: Stage, *, at: datetime) -> None:
    """More courses, actors, events and pages of one guide; and the search knows them."""
    course = CourseOffer.objects.get(public_id=_sample(stage, "public:course")["public_id"])
    actor = Actor.objects.get(public_id=_sample(stage, "public:actor")["public_id"])
    event = Event.objects.get(number=_sample(stage, "public:event")["number"])
    host = event.created_by
    writer, checker = (
        factories.person(role, of=actor.centre.organisation) for role in ("specialist", "head")
    )
    house = House(Guide(centre=actor.centre), writer, checker)
    above = Page.objects.get(public_id=_sample(stage, "public:identity,key")["identity"])
    before = actor
    for number in range(MORE):
        _course(course, number)
        made = _actor(actor)
        tie(before, made)
        before = made
        hall(at, owner=event.owner, host=host, title=f"Reihe, Teil {number}")
        page(house, f"Seite {number}", "Ein Satz.", parent=above)
    refresh(at=at)


def _sample(stage: Stage, name: str) -> dict[str, Any]:
    return dict(stage.samples[name][0].arguments)


def _course(course: CourseOffer, number: int) -> None:
    made = copy(course, public_id=uuid4(), number="", title=f"Deutsch {number}")
    for slot in course.slots.all():
        copy(slot, offer_id=made.pk)


def _actor(actor: Actor) -> Actor:
    made: Actor = copy(actor, public_id=uuid4(), organisation_id=None, school_number=None)
    for revision in actor.revisions.filter(shown=True):
        wording = copy(revision, actor_id=made.pk)
        for place in revision.places.all():
            there = copy(place, revision_id=wording.pk)
            for block in place.openings.all():
                copy(block, place_id=there.pk)
    for service in actor.services.all():
        copy(service, actor_id=made.pk, public_id=uuid4())
    return made


def copy(row: Model, **changes: Any) -> Any:
    """The same row once more, but for its key and what changes."""
    fields = [each for each in row._meta.concrete_fields if not each.primary_key]
    values = {each.attname: getattr(row, each.attname) for each in fields}
    return type(row)._default_manager.create(**{**values, **changes})
