"""The centre's actors as the table that can be read in again."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.comparing import language_words
from drehscheibe.domain.directory.lists.columns import OURS
from drehscheibe.domain.directory.lists.known import Known, kept
from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.domain.directory.selectors import SCHOOL
from drehscheibe.domain.directory.typed import PLACES, texts_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.tables.columns import Column

COLUMNS = tuple(
    Column(each.key, each.label, "code" if each.kind == "code" else "text") for each in OURS
)
PLACE_KINDS = dict(ActorPlace.Kind.choices)
STEPS = {"": "", "1": "ja", "0": "nein"}


@transaction.atomic
def give_list(
    *, centre: Centre, form: str, by: Person, at: datetime
) -> Iterator[dict[str, object]]:
    """What is shown of each actor that goes on, schools aside; by name.

    Addresses of those at risk are in it: only who keeps the centre's actors may ask, and the record
    says who took how many away, of which kind – no name, no address.
    """
    check(by, may.KEEP_ALL_OF, centre, on=day_of(at))
    rows = [each for each in kept(centre) if each.said and each.actor.kind_id != SCHOOL]
    at_risk = sum(each.facts.at_risk for each in rows)
    detail = {
        "actors": len(rows), "at_risk": at_risk, "form": form,
        "filter": "shown, going on, no schools",
    }  # fmt: skip
    record("directory.list.give", about=centre, by=by, at=at, detail=detail)
    return map(_row, sorted(rows, key=_name))


def _name(known: Known) -> str:
    return known.said.name.casefold() if known.said else ""


def _row(known: Known) -> dict[str, object]:
    assert known.said is not None
    row: dict[str, object] = dict(texts_of(known.said))
    for number in PLACES:
        start = f"place-{number}-"
        if f"{start}kind" in row:
            row[f"{start}kind"] = PLACE_KINDS[str(row[f"{start}kind"])]
            row[f"{start}step_free"] = STEPS[str(row[f"{start}step_free"])]
    town = known.facts.municipality
    return row | {
        "id": str(known.actor.public_id), "kind": known.facts.kind.label,
        "languages": language_words(list(known.said.languages)),
        "municipality": town.name if town else "",
        "at_risk": "ja" if known.facts.at_risk else "nein",
    }  # fmt: skip
