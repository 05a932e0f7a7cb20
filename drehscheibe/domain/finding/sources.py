"""What can be found: courses, guides, events, actors, centres; another kind is a line more."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.courses.searching import findable
from drehscheibe.domain.courses.shown import shown
from drehscheibe.domain.directory.models import ActorRevision
from drehscheibe.domain.directory.searching import services_shown
from drehscheibe.domain.directory.shown import actors_shown, as_shown
from drehscheibe.domain.finding.course_words import words_for
from drehscheibe.domain.finding.documents import GERMAN, Document, Ref, Source, joined
from drehscheibe.domain.finding.guide_pages import guide_pages, guide_pages_standing
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.qualification.models import Event, EventIs
from drehscheibe.domain.qualification.selectors import CatalogueFilters, catalogue
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.tongues import tongue

Kind = SearchDocument.Kind


def courses(at: datetime) -> Iterator[Document]:
    """Courses one can still begin; providers write German."""
    for each in shown(findable(on=day_of(at)), at=at):
        offer = each.offer
        said = joined(
            offer.get_kind_display(), each.provider, each.street, each.town, offer.eligibility
        )
        centre = offer.actor.centre_id
        yield Document(
            Kind.COURSE, str(offer.public_id), GERMAN, offer.title, said, centre,
            also=words_for(offer),
        )  # fmt: skip


def courses_standing(refs: Collection[Ref], at: datetime) -> dict[Ref, str]:
    """Published and not over, with the number of the course or of its provider."""
    rows = findable(on=day_of(at)).filter(public_id__in=_keys(refs), actor__revisions__shown=True)
    told = rows.values_list("public_id", "phone", "actor__revisions__phone")
    return {(str(key), GERMAN): own or theirs for key, own, theirs in told}


def events(at: datetime) -> Iterator[Document]:
    """Public events to come; hosts write German."""
    for each in _events(at):
        said = joined(each.get_kind_display(), each.description, each.audience, each.place)
        yield Document(Kind.EVENT, each.number, GERMAN, each.title, said, None)


def events_standing(refs: Collection[Ref], at: datetime) -> dict[Ref, str]:
    """To come and not cancelled; one signs up, nobody is called."""
    rows = _events(at).filter(number__in=_keys(refs))
    return {(number, GERMAN): "" for number in rows.values_list("number", flat=True)}


def _events(at: datetime) -> QuerySet[Event]:
    return catalogue(None, CatalogueFilters(), at=at).exclude(status=EventIs.CANCELLED)


def actors(at: datetime) -> Iterator[Document]:
    """Actors the public knows, as it knows them: of one at risk only the town is told."""
    today = day_of(at)
    for row in actors_shown().prefetch_related(services_shown()).iterator(chunk_size=1000):
        each = as_shown(row, on=today)
        towns = dict.fromkeys(f"{place.street} {place.town}" for place in each.places)
        said = joined(
            each.kind, *towns, each.description,
            *(f"{one.name} {one.description}" for one in each.services),
            *map(_spoken, each.languages),
        )  # fmt: skip
        yield Document(Kind.ACTOR, str(each.public_id), GERMAN, each.name, said, row.centre_id)


def _spoken(tag: str) -> str:
    """Whoever looks for somebody who speaks it types either name."""
    known = tongue(tag)
    if known is None or known.german_name == known.autonym:
        return known.autonym if known else ""
    return f"{known.german_name} ({known.autonym})"


def actors_standing(refs: Collection[Ref], at: datetime) -> dict[Ref, str]:
    """Shown and not closed."""
    rows = ActorRevision.objects.filter(
        shown=True, actor__public_id__in=_keys(refs), actor__ended_on=None
    )
    told: list[tuple[UUID, str]] = list(rows.values_list("actor__public_id", "phone"))
    return {(str(key), GERMAN): phone for key, phone in told}


def centres(at: datetime) -> Iterator[Document]:
    """The centres with their area."""
    for each in _centres(at).prefetch_related("municipalities").select_related("organisation"):
        towns = [f"{town.postcode} {town.name}" for town in each.municipalities.all()]
        said = joined("Kommunales Integrationszentrum", each.area_name, each.place, *towns)
        key = f"{each.key}/{each.slug}"
        yield Document(Kind.CENTRE, key, GERMAN, each.organisation.name, said, each.pk)


def centres_standing(refs: Collection[Ref], at: datetime) -> dict[Ref, str]:
    """Not closed."""
    phones = dict(_centres(at).values_list("key", "phone"))
    return {
        (key, GERMAN): phones[key.split("/")[0]] for key, _ in refs if key.split("/")[0] in phones
    }


def _centres(at: datetime) -> QuerySet[Centre]:
    return Centre.objects.exclude(valid_to__lt=day_of(at))


def _keys(refs: Collection[Ref]) -> list[str]:
    return [key for key, _ in refs]


SOURCES = (
    Source(Kind.COURSE, courses, courses_standing),
    Source(Kind.GUIDE, guide_pages, guide_pages_standing),
    Source(Kind.EVENT, events, events_standing),
    Source(Kind.ACTOR, actors, actors_standing),
    Source(Kind.CENTRE, centres, centres_standing),
)
