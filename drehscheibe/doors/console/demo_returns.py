"""Returns, catalogue and projects of the demonstration: reminded, unlocked, asked, consented."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.catalogue.keeping import Revision, Wording, next_version
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    LockException,
    Participation,
    ReturnReminder,
    StatewideProject,
)
from drehscheibe.domain.controlling.projects import answering, keeping
from drehscheibe.domain.controlling.projects.workflow import PROJECT
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns.obligations import REPORT, rhythm
from drehscheibe.domain.controlling.returns.reminding import Reminding, send_reminder
from drehscheibe.domain.controlling.returns.unlocking import Opening, grant_exception
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.workflow.actions import perform

ADVISER = "beratung@koordinierung.example"
MINISTRY = "integration@ministerium.example"
REMINDED = UUID("1b0d3d0e-6a53-4c37-9d55-2f6f6a0f8a01")
INVENTED = "(erfundenes Beispiel)"


def returns(cast: People, days: Days) -> None:
    """What is there stays, what broke off goes on."""
    for arrange in (_revised, _unlocked, _reminded, _running_project, _planned_project):
        with transaction.atomic():
            arrange(cast, days)


def _revised(cast: People, days: Days) -> None:
    """One indicator counts otherwise since the running period: its series is broken."""
    entry = CatalogueEntry.objects.order_by("code").first()
    if entry is None or entry.versions.count() > 1:
        return
    old = entry.versions.get()
    begins = days.ago(1).date().replace(rhythm().begins(days.today.year), 1, 1)
    if begins <= old.valid_from:
        return
    wording = Wording(
        old.name, f"{old.definition} Seither zählt jede Stelle einmal im Jahr.", old.unit, begins,
        tuple(old.splits),
    )  # fmt: skip
    revision = Revision("Doppelzählungen fallen weg.", breaks_series=True, seen=old.number)
    next_version(entry=entry, wording=wording, revision=revision, by=cast[ADVISER], at=days.ago(60))


def _unlocked(cast: People, days: Days) -> None:
    """Köln may still hand in a report that is locked."""
    year = rhythm().begins(days.today.year) - 1
    if LockException.objects.exists():
        return
    opening = Opening(REPORT, year, "Umzug der Akten im Frühjahr", days.ahead(30))
    grant_exception(
        centre=Centre.objects.get(key=COLOGNE), opening=opening, by=cast[ADVISER], at=days.ago(12)
    )


def _reminded(cast: People, days: Days) -> None:
    """Ten days ago those of the three who owe the last report were reminded."""
    if ReturnReminder.objects.filter(key=REMINDED).exists():
        return
    centres = Centre.objects.filter(key__in=[WARENDORF, COLOGNE, DUESSELDORF])
    reminding = Reminding(
        REPORT, days.today.year - 1, list(centres.values_list("pk", flat=True)),
        "Wenn etwas hakt, rufen Sie gern an.",
    )  # fmt: skip
    try:
        send_reminder(key=REMINDED, reminding=reminding, by=cast[ADVISER], at=days.ago(10))
    except ControllingRefused:  # all of them have handed it in
        return


def _running_project(cast: People, days: Days) -> None:
    """Warendorf takes part, Düsseldorf's council said no, Köln has not answered."""
    title = f"Sprachmittlung in der Verwaltung {INVENTED}"
    if StatewideProject.objects.filter(title=title).exists():
        return
    project = _project(cast, days, title, begun=200)
    parts = _ask(cast, days, project, ago=190)
    on = days.ago(150).date()
    answering.note_consent(
        participation=parts[WARENDORF], consent=answering.Consent("Kreistag", on, on),
        by=cast["leitung@warendorf.example"], at=days.ago(148),
    )  # fmt: skip
    answering.note_refusal(
        participation=parts[DUESSELDORF], on=days.ago(140).date(),
        by=cast["leitung@duesseldorf.example"], at=days.ago(139),
    )  # fmt: skip
    perform(PROJECT, "begin", on=project, by=cast[MINISTRY], at=days.ago(130))
    answering.write_results(
        participation=parts[WARENDORF], results="In vier Ämtern erprobt, 62 Gespräche begleitet.",
        ends_on=None, by=cast["fachkraft@warendorf.example"], at=days.ago(20),
    )  # fmt: skip


def _planned_project(cast: People, days: Days) -> None:
    """Planned, everybody was asked, nobody has answered: it cannot begin."""
    title = f"Jugendliche beraten Jugendliche {INVENTED}"
    if StatewideProject.objects.filter(title=title).exists():
        return
    project = _project(cast, days, title, begun=-60)
    _ask(cast, days, project, ago=9)


def _project(cast: People, days: Days, title: str, *, begun: int) -> StatewideProject:
    facts = keeping.Facts(
        title=title,
        aim="Zentren erproben es mit Zustimmung ihrer Kommune und berichten, was es bringt.",
        starts_on=days.today - timedelta(days=begun),
        ends_on=days.today + timedelta(days=500),
        ministries=tuple(Organisation.objects.filter(kind="ministry").order_by("code")[:2]),
    )
    return keeping.create_project(facts=facts, by=cast[MINISTRY], at=days.ago(max(begun, 10)))


def _ask(
    cast: People, days: Days, project: StatewideProject, *, ago: int
) -> dict[str, Participation]:
    centres = Centre.objects.filter(key__in=[WARENDORF, COLOGNE, DUESSELDORF])
    asked = keeping.ask_centres(
        project=project, centres=centres, by=cast[MINISTRY], at=days.ago(ago)
    )
    return {each.centre.key: each for each in asked}
