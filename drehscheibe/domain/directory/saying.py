"""A kept wording as it was typed, for the next form and to see whether anything differs."""

from dataclasses import replace

from drehscheibe.domain.directory.models import ActorPlace, ActorRevision
from drehscheibe.domain.directory.wording import OfferSaid, Opening, Place, Wording, plain_name

TEXTS = ("short_name", "description", "phone", "email", "website", "source")


def said_in(revision: ActorRevision) -> Wording:
    """All that it says."""
    return Wording(
        name=revision.name, languages=tuple(revision.languages),
        places=tuple(_place(each) for each in revision.places.all()),
        services=offers_in(revision), **{each: getattr(revision, each) for each in TEXTS},
    )  # fmt: skip


def offers_in(revision: ActorRevision) -> tuple[OfferSaid, ...]:
    """Offers it proposes; once it was decided on, nothing is proposed any more."""
    if revision.standing != ActorRevision.Standing.OPEN:
        return ()
    return tuple(
        OfferSaid(each["key"], tuple(sorted(each["said"].items()))) for each in revision.services
    )


def same(one: Wording, other: Wording) -> bool:
    """Whether both say the same, wherever they come from."""
    return _plain(one) == _plain(other)


def _plain(wording: Wording) -> Wording:
    texts = {each: getattr(wording, each).replace("\r\n", "\n").strip() for each in TEXTS}
    places = tuple(replace(each, openings=tuple(sorted(each.openings, key=_order)))
                   for each in wording.places)  # fmt: skip
    return replace(
        wording, **{**texts, "source": ""}, name=plain_name(wording.name), places=places,
        languages=tuple(sorted(wording.languages)),
    )  # fmt: skip


def _order(opening: Opening) -> tuple[int, str]:
    return opening.weekday, str(opening.opens)


def _place(place: ActorPlace) -> Place:
    return Place(
        town=place.town, kind=place.kind, street=place.street, postcode=place.postcode,
        municipality=place.municipality_id, latitude=place.latitude, longitude=place.longitude,
        step_free=place.step_free, note=place.note, valid_from=place.valid_from,
        valid_to=place.valid_to,
        openings=tuple(
            Opening(each.weekday, each.opens, each.closes, each.by_appointment)
            for each in place.openings.all()
        ),
    )  # fmt: skip
