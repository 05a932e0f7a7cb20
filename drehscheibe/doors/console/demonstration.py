"""The demonstration: invented people at real places, cases in every state.

Everything goes through the same actions as in daily work; only the clock is set back.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.centres.concept import actions as concepts
from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.concept.findings import body_of
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import actions, decisions, drafting
from drehscheibe.domain.funding.models import Application
from drehscheibe.doors.console import demo_money
from drehscheibe.doors.console.demo_accounts import accounts
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.doors.console.demo_people import (
    CAST,
    COLOGNE,
    DUESSELDORF,
    EVERYBODY,
    PASSWORD,
    WARENDORF,
    People,
    people,
)
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person

__all__ = ["CAST", "COLOGNE", "DUESSELDORF", "EVERYBODY", "PASSWORD", "WARENDORF", "People",
           "cases", "concept", "granted_year", "people"]  # fmt: skip
AUTUMN = Days(date(2026, 11, 22))
OFFICER, APPROVER = "sachbearbeitung@behoerde.example", "zeichnung@behoerde.example"


@transaction.atomic
def cases(cast: People, days: Days = AUTUMN) -> None:
    """A paid year for Warendorf, a query for next year there; Cologne's running and next year.

    All of it or nothing; what is there stays.
    """
    if Application.objects.exists():
        return
    for key, side in ((WARENDORF, "warendorf"), (COLOGNE, "koeln")):
        concept(Centre.objects.get(key=key), cast[f"leitung@{side}.example"])
    accounts(cast, at=moment(2022, 9, 1))
    demo_money.paid_year(cast, _finished_year(cast), carrier="traeger@warendorf.example")
    running = granted_year(cast, COLOGNE, "koeln", days.running)
    demo_money.running_year(cast, running, side="koeln", days=days)
    _query(cast, days)
    _prepared(cast, days)


def concept(centre: Centre, head: Person) -> None:
    """The integration concept of 2021, adopted."""
    at = moment(2021, 9, 1)
    draft = concepts.begin_concept(
        centre=centre, title=f"Integrationskonzept {centre.area_name}", by=head, at=at
    )
    answers = {
        actor.code: concepts.Answer(took_part="yes", how="Werkstattgespräche", period="2020–2021")
        for actor in actors_on(day_of(at))
    }
    values = {
        "body": body_of(draft).value,
        "decided_on": date(2021, 6, 17),
        "paper_number": "V/2021/117",
        "decision_url": "https://ratsinfo.example/vorlagen/117",
        "education_summary": "Durchgängige Sprachbildung von der Kita bis zum Beruf.",
        "cross_cutting_summary": "Integration als Aufgabe aller Ämter und Einrichtungen.",
        "cooperation_with_free_providers": "Verbindliche Runde mit den freien Trägern.",
        "embedding": "Eigene Organisationseinheit, sichtbar nach innen und außen.",
        "municipalities_agreed_on": date(2021, 5, 4),
        "municipalities_note": "Konferenz der Bürgermeisterinnen und Bürgermeister",
    }
    saved = concepts.edit_concept(
        concept=draft,
        draft=concepts.Draft(values=values, answers=answers, version=draft.version),
        by=head,
        at=at,
    )
    concepts.adopt_concept(concept=saved, version=saved.version, by=head, at=at)


def _draft(
    cast: People, key: str, side: str, year: int, at: datetime, filled_from: str
) -> Application:
    """A complete draft; the first specialist's post is filled from this day on (01.04.)."""
    specialist = cast[f"fachkraft@{side}.example"]
    application = actions.start_application(
        centre=Centre.objects.get(key=key), fiscal_year=year, by=specialist, at=at
    )
    typed = {"head_share": "1", "deputy_share": "1", "seconded_teachers": "2"}
    for post in application.posts.all():
        if post.category == "FACHKRAFT":
            typed[f"posts-{post.number}-qualification"] = "DEGREE"
    typed["posts-1-filled_from"] = f"{filled_from}{year}"
    drafting.save_draft(
        application=application, typed=typed, version=application.version, by=specialist, at=at
    )
    choices = {"declarations": ["a", "b", "c", "d", "e", "f"]}
    drafting.set_choices(application=application, choices=choices, by=specialist, at=at)
    return application


def _submitted(
    cast: People, key: str, side: str, year: int, at: datetime, filled_from: str = "01.04."
) -> Application:
    application = _draft(cast, key, side, year, at, filled_from)
    decisions.sign_off(application=application, by=cast[f"leitung@{side}.example"], at=at)
    return decisions.submit(application=application, by=cast[f"traeger@{side}.example"], at=at)


def _prepare(cast: People, application: Application, at: datetime) -> None:
    decisions.prepare(
        application=application,
        outcome="grant",
        amounts={
            "staff": application.requested or Decimal(0),
            "material": Decimal(0),
            "komm_an": Decimal(0),
        },
        reason="",
        by=cast[OFFICER],
        at=at,
    )


def granted_year(
    cast: People,
    key: str,
    side: str,
    year: int,
    *,
    decided: datetime | None = None,
    filled_from: str = "01.04.",
) -> Application:
    """Granted in March of the year or on a later day, remedies waived by the carrier."""
    signed = decided or moment(year, 3, 24)
    application = _submitted(cast, key, side, year, moment(year - 1, 10, 12), filled_from)
    _prepare(cast, application, signed.replace(hour=8))
    decisions.decide(application=application, outcome="grant", by=cast[APPROVER], at=signed)
    decisions.waive_remedies(
        application=application,
        by=cast[f"traeger@{side}.example"],
        at=signed.replace(hour=12),
        on=signed.date(),
    )
    return application


def _finished_year(cast: People) -> Application:
    application = granted_year(cast, WARENDORF, "warendorf", 2023)
    return decisions.finalise(application=application, by=cast[OFFICER], at=moment(2023, 4, 3))


def _query(cast: People, days: Days) -> None:
    year = days.running
    submitted = days.on(year, 10, 20, latest=9)
    application = _submitted(cast, WARENDORF, "warendorf", year + 1, submitted)
    decisions.ask(
        application=application,
        question="Bitte erläutern Sie, warum Stelle 1 bis Ende März unbesetzt bleibt.",
        by=cast[OFFICER],
        at=days.on(year, 11, 16, latest=6),
    )


def _prepared(cast: People, days: Days) -> None:
    year = days.running
    application = _submitted(cast, COLOGNE, "koeln", year + 1, days.on(year, 10, 27, latest=8))
    _prepare(cast, application, days.on(year, 11, 18, latest=4))
