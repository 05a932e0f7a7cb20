"""Offers as an actor's own people propose them: added, changed, ended once they are cleared.

What is proposed stands in the same wording as all else and waits with it. Only fields that differ
are kept, so that what the centre changes meanwhile in others stays. The topic is the centre's word.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from drehscheibe.domain.directory.models import Actor, ActorRevision, Service
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.typed import Field, read_text
from drehscheibe.domain.directory.wording import OfferSaid, Wording, plain_name, refuse_incomplete
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.people.models import Person

OFFER = (
    Field("name", "Angebot", 200),
    Field("description", "Worum es geht", 2000, lines=5),
    Field("audience", "Für wen", 200),
    Field("fee", "Kosten", 200),
    Field("application", "So kommt man hin", 300),
    Field("status", "Läuft es noch?", 10, tuple(Service.Status.choices)),
)
MOST = 30
"""Offers that may wait at once."""
EMPTY = {each.name: "" for each in OFFER} | {"status": Service.Status.ACTIVE.value}


def typed_offer(text: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, and what is wrong with it by field."""
    wrong: dict[str, str] = {}
    texts = {each.name: read_text(each, text(each.name), wrong) for each in OFFER}
    texts["name"] = plain_name(texts["name"])
    if texts["status"] not in Service.Status.values:
        texts["status"] = EMPTY["status"]
    if not texts["name"]:
        wrong["name"] = "Bitte nennen Sie das Angebot."
    elif "name" not in wrong:
        try:
            refuse_incomplete(Wording(texts["name"]))  # one rule for names that deceive
        except DirectoryRefused as refusal:
            wrong["name"] = str(refusal)
    return texts, wrong


def offers_of(actor: Actor, proposed: tuple[OfferSaid, ...]) -> dict[str, dict[str, str]]:
    """All offers by identity, as they would be with what is proposed."""
    found = {str(each.public_id): texts_of_offer(each) for each in actor.services.all()}
    for each in proposed:
        found[each.key] = found.get(each.key, EMPTY) | dict(each.said)
    return found


def texts_of_offer(service: Service) -> dict[str, str]:
    """An offer as its fields show it."""
    return {each.name: str(getattr(service, each.name)) for each in OFFER}


def with_offer(
    actor: Actor, before: tuple[OfferSaid, ...], key: str, texts: Mapping[str, str]
) -> tuple[OfferSaid, ...]:
    """What is proposed when one offer is to say `texts`; equal to today it proposes nothing."""
    service = actor.services.filter(public_id=key).first()
    now = texts_of_offer(service) if service else {}
    said = tuple(sorted((name, text) for name, text in texts.items() if now.get(name) != text))
    others = tuple(each for each in before if each.key != key)
    if len(others) >= MOST:
        raise DirectoryRefused("Es warten schon viele Angebote. Bitte fragen Sie Ihr Zentrum.")
    return (*others, OfferSaid(key, said)) if said else others


def take_over(revision: ActorRevision, *, by: Person | None, at: datetime) -> None:
    """A cleared wording adds, changes and ends the offers it proposes."""
    for each in revision.services:
        actor = revision.actor
        service = actor.services.filter(public_id=each["key"]).first()
        service = service or Service(actor=actor, public_id=each["key"])
        for name, text in each["said"].items():
            setattr(service, name, text)
        service.verified_at = at
        service.save()
        record("directory.service.keep", about=service, by=by, at=at)
