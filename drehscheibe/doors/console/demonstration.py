"""The demonstration year: invented people at real places, cases in every state.

Everything goes through the same actions as in daily work; only the clock is set back.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.centres.concept import actions as concepts
from drehscheibe.domain.centres.concept.actors import actors_on
from drehscheibe.domain.centres.concept.findings import body_of
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import actions, decisions, drafting
from drehscheibe.domain.funding.models import Application
from drehscheibe.doors.console import demo_money
from drehscheibe.doors.console.demo_accounts import accounts
from drehscheibe.kernel.access.demonstration import give_second_factor
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person

PASSWORD = "Drehscheibe-Demo-2026"  # noqa: S105 – known to all, for invented people only
SINCE = date(2012, 2, 24)
WARENDORF, COLOGNE = "05570", "05315"


@dataclass(frozen=True)
class Cast:
    """One invented person with a role; `place` is an organisation's code."""

    email: str
    given_name: str
    family_name: str
    role: str
    place: str


CAST = (
    Cast("fachkraft@warendorf.example", "Samira", "Talweg", "specialist", f"ki-{WARENDORF}"),
    Cast("leitung@warendorf.example", "Jannis", "Birkhorst", "head", f"ki-{WARENDORF}"),
    Cast("traeger@warendorf.example", "Wiebke", "Lohmar", "carrier", f"traeger-{WARENDORF}"),
    Cast("verwaltung@warendorf.example", "Onur", "Feldkamp", "centre_admin", f"ki-{WARENDORF}"),
    Cast("fachkraft@koeln.example", "Milena", "Stadler", "specialist", f"ki-{COLOGNE}"),
    Cast("leitung@koeln.example", "Tarik", "Rheinfeld", "head", f"ki-{COLOGNE}"),
    Cast("traeger@koeln.example", "Ulla", "Domgasse", "carrier", f"traeger-{COLOGNE}"),
    Cast("sachbearbeitung@behoerde.example", "Henrike", "Ruhrmann", "authority_officer",
         "bewilligungsbehoerde"),
    Cast("zeichnung@behoerde.example", "Bastian", "Kahlberg", "authority_approver",
         "bewilligungsbehoerde"),
    Cast("beratung@koordinierung.example", "Leyla", "Ostwald", "coordination",
         "koordinierungsstelle"),
    Cast("integration@ministerium.example", "Vera", "Haldern", "ministry_integration",
         "ministerium-integration"),
    Cast("schule@ministerium.example", "Piet", "Wandrath", "ministry_school",
         "ministerium-schule"),
    Cast("betrieb@plattform.example", "Kim", "Serverin", "operator", "betrieb"),
)  # fmt: skip

People = dict[str, Person]


def people(*, at: datetime) -> People:
    """Everybody of the cast by address, with account, second factor and membership."""
    return {each.email: _person(each, at=at) for each in CAST}


def _person(cast: Cast, *, at: datetime) -> Person:
    account = Account.objects.select_related("person").filter(email=cast.email).first()
    if account is not None:
        return account.person
    person = Person.objects.create(
        given_name=cast.given_name, family_name=cast.family_name, email=cast.email
    )
    account = Account(person=person, email=cast.email, invited_at=at)
    account.set_password(PASSWORD)
    account.save()
    Membership.objects.create(
        person=person,
        organisation=Organisation.objects.get(code=cast.place),
        role=cast.role,
        valid_from=SINCE,
    )
    give_second_factor(account)
    return person


def cases(cast: People) -> None:
    """A paid year for Warendorf, a query for next year there; Cologne's running and next year."""
    if Application.objects.exists():
        return
    for key, side in ((WARENDORF, "warendorf"), (COLOGNE, "koeln")):
        _concept(Centre.objects.get(key=key), cast[f"leitung@{side}.example"])
    accounts(cast, at=_moment(2022, 9, 1))
    demo_money.paid_year(cast, _finished_year(cast), carrier="traeger@warendorf.example")
    running = granted_year(cast, COLOGNE, "koeln", 2026)
    demo_money.running_year(
        cast, running, carrier="traeger@koeln.example", head="leitung@koeln.example"
    )
    _query(cast)
    _prepared(cast)


def _moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN)


def _concept(centre: Centre, head: Person) -> None:
    at = _moment(2021, 9, 1)
    draft = concepts.begin_concept(
        centre=centre, title=f"Integrationskonzept {centre.area_name}", by=head, at=at
    )
    answers = {
        actor.code: concepts.Answer(took_part="yes", how="Werkstattgespräche", period="2020–2021")
        for actor in actors_on(at.date())
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


def _draft(cast: People, key: str, side: str, year: int, at: datetime) -> Application:
    """A complete draft; the first specialist's post is vacant from January to March."""
    specialist = cast[f"fachkraft@{side}.example"]
    application = actions.start_application(
        centre=Centre.objects.get(key=key), fiscal_year=year, by=specialist, at=at
    )
    typed = {"head_share": "1", "deputy_share": "1", "seconded_teachers": "2"}
    for post in application.posts.all():
        if post.category == "FACHKRAFT":
            typed[f"posts-{post.number}-qualification"] = "DEGREE"
    typed["posts-1-filled_from"] = f"01.04.{year}"
    drafting.save_draft(
        application=application, typed=typed, version=application.version, by=specialist, at=at
    )
    choices = {"declarations": ["a", "b", "c", "d", "e", "f"]}
    drafting.set_choices(application=application, choices=choices, by=specialist, at=at)
    return application


def _submitted(cast: People, key: str, side: str, year: int, at: datetime) -> Application:
    application = _draft(cast, key, side, year, at)
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
        by=cast["sachbearbeitung@behoerde.example"],
        at=at,
    )


def granted_year(cast: People, key: str, side: str, year: int) -> Application:
    """Granted in March of the year, remedies waived by the carrier."""
    application = _submitted(cast, key, side, year, _moment(year - 1, 10, 12))
    _prepare(cast, application, _moment(year, 3, 20))
    decisions.decide(
        application=application,
        outcome="grant",
        by=cast["zeichnung@behoerde.example"],
        at=_moment(year, 3, 24),
    )
    decisions.waive_remedies(
        application=application,
        by=cast[f"traeger@{side}.example"],
        at=_moment(year, 3, 31),
        on=date(year, 3, 30),
    )
    return application


def _finished_year(cast: People) -> Application:
    application = granted_year(cast, WARENDORF, "warendorf", 2023)
    return decisions.finalise(
        application=application,
        by=cast["sachbearbeitung@behoerde.example"],
        at=_moment(2023, 4, 3),
    )


def _query(cast: People) -> None:
    application = _submitted(cast, WARENDORF, "warendorf", 2027, _moment(2026, 10, 20))
    decisions.ask(
        application=application,
        question="Bitte erläutern Sie, warum Stelle 1 bis Ende März unbesetzt bleibt.",
        by=cast["sachbearbeitung@behoerde.example"],
        at=_moment(2026, 11, 16),
    )


def _prepared(cast: People) -> None:
    application = _submitted(cast, COLOGNE, "koeln", 2027, _moment(2026, 10, 27))
    _prepare(cast, application, _moment(2026, 11, 18))


def sign_ins() -> str:
    """What `make run` prints: who can sign in, and how."""
    lines = [f"  {each.email:36} {each.given_name} {each.family_name}" for each in CAST]
    return "\n".join(
        [
            "Demonstration – erfundene Personen. Anmelden unter /mitarbeit/ mit:",
            *lines,
            f"  Kennwort für alle: {PASSWORD}",
            "  Zweiter Faktor: python3.11 bootstrap.py manage demo_code <E-Mail>",
        ]
    )
