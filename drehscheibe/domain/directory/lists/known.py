"""What a centre keeps already, looked up by the rows of a list."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory.alike import Looks, looks_around
from drehscheibe.domain.directory.keeping import Facts
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.selectors import kinds
from drehscheibe.domain.directory.wording import Wording, plain_name
from drehscheibe.kernel.tables.readers import one_of
from drehscheibe.kernel.tables.refusals import CellRefused
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.spelling import fold


@dataclass(frozen=True)
class Known:
    """An actor of the centre with what is said of it now."""

    actor: Actor
    facts: Facts
    said: Wording | None
    waits: bool
    """Whether a wording of its own people waits for the centre."""


class Book:
    """All that rows are compared with: the centre's actors, kinds, towns, names that look alike."""

    def __init__(self, centre: Centre) -> None:
        """A few questions for any number of rows."""
        self.all = kept(centre)
        self.ids = {each.actor.public_id: each for each in self.all}
        self.names: dict[str, list[Known]] = defaultdict(list)
        for each in self.all:
            if each.said:
                self.names[plain_name(each.said.name).casefold()].append(each)
        served = Municipality.objects.filter(served_by__centre=centre)
        self.towns = {fold(each.name): each for each in served}
        self.kinds = {each.key: each for each in kinds()}
        self._kind = one_of(_words(self.kinds))
        self.looks: Looks = looks_around(centre.pk)

    def by_id(self, text: str) -> Known | None:
        """The actor of a Kennung; raises `CellRefused` for one that is not the centre's."""
        if not text:
            return None
        try:
            return self.ids[UUID(text)]
        except (ValueError, KeyError):
            raise CellRefused(
                "Diese Kennung gehört zu keinem Akteur Ihres Zentrums. Für einen neuen Akteur"
                " bleibt sie leer."
            ) from None

    def by_name(self, text: str) -> Known | None:
        """The actor of this name, if there is one; raises `CellRefused` where there are several."""
        found = self.names.get(plain_name(text).casefold(), [])
        if len(found) > 1:
            raise CellRefused(
                f"So heißen {len(found)} Akteure. Bitte nennen Sie die Kennung aus Ihrer Tabelle."
            )
        return found[0] if found else None

    def kind(self, text: str) -> FieldOfAction | None:
        """By its name or a part of it."""
        return self.kinds[self._kind(text)] if text else None

    def town(self, text: str, *, kept: Municipality | None) -> Municipality | None:
        """Among those the centre serves; of the same name the kept one."""
        if not text:
            return None
        if kept is not None and fold(kept.name) == fold(text):
            return kept
        if found := self.towns.get(fold(text)):
            return found
        raise CellRefused(f"„{text[:40]}“ gehört nicht zu Ihrem Zentrum.")

    @staticmethod
    def folded(name: str) -> str:
        """A town as `towns` knows it."""
        return fold(name)


def kept(centre: Centre) -> list[Known]:
    """The centre's actors that go on, with what is said of them: four queries for any number."""
    live = ActorRevision.objects.filter(Q(shown=True) | Q(standing=ActorRevision.Standing.OPEN))
    said = Prefetch("revisions", live.prefetch_related("places__openings"), to_attr="live")
    rows = Actor.objects.filter(centre=centre, ended_on=None)
    rows = rows.select_related("kind", "municipality").prefetch_related(said).order_by("pk")
    return [_known(each) for each in rows]


def _known(actor: Actor) -> Known:
    live: list[ActorRevision] = getattr(actor, "live")  # noqa: B009 – set by the prefetch
    shown = next((each for each in live if each.shown), None)
    waiting = next((each for each in live if each.standing == "open"), None)
    said = shown or waiting
    facts = Facts(actor.kind, actor.municipality, actor.at_risk)
    return Known(actor, facts, said_in(said) if said else None, waiting is not None)


def _words(kinds: dict[str, FieldOfAction]) -> dict[str, str]:
    """Keys by the whole name, the key itself, and each part of „Kirche / Religionsgemeinschaft“."""
    words: dict[str, str] = {}
    for key, each in kinds.items():
        whole = each.label.casefold()
        words |= {part.strip(): key for part in whole.split(" / ")} | {whole: key, key: key}
    return words
