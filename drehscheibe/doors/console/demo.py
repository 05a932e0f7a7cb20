"""Everything of the demonstration in its order, and what to tell those who try it."""

from datetime import datetime
from urllib.parse import urlsplit

from drehscheibe.domain.finding.refreshing import count_words, refresh
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.doors.console import demonstration
from drehscheibe.doors.console.demo_activities import activities
from drehscheibe.doors.console.demo_actors import actors
from drehscheibe.doors.console.demo_analysis import analysis
from drehscheibe.doors.console.demo_cases import link
from drehscheibe.doors.console.demo_circulars import circulars
from drehscheibe.doors.console.demo_courses import courses
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_directory import directory
from drehscheibe.doors.console.demo_events import events
from drehscheibe.doors.console.demo_goals import goals
from drehscheibe.doors.console.demo_groups import groups
from drehscheibe.doors.console.demo_guide import guide
from drehscheibe.doors.console.demo_network import network
from drehscheibe.doors.console.demo_outward import links
from drehscheibe.doors.console.demo_people import PASSWORD, people, sign_ins
from drehscheibe.doors.console.demo_reports import reports
from drehscheibe.doors.console.demo_returns import returns
from drehscheibe.doors.console.demo_surveys import surveys
from drehscheibe.doors.console.demo_values import values
from drehscheibe.doors.console.demo_volunteering import examples, volunteering
from drehscheibe.doors.console.demo_years import years
from drehscheibe.kernel.calendar.moments import day_of


def load(*, at: datetime) -> None:
    """Everything in its order; twice changes nothing, what broke off goes on."""
    days = Days(day_of(at))
    cast = people(at=at)
    demonstration.cases(cast, days)
    years(cast, days)
    volunteering(cast, days)
    goals(cast, days)
    activities(cast, days)
    values(cast, days)
    reports(cast, days)
    network(cast, days)
    returns(cast, days)
    analysis(cast, days)
    events(cast, days)
    groups(cast, days)
    circulars(cast, days)
    courses(cast, days)
    actors(cast, days)
    directory(cast, days)
    guide(cast, days)
    links(days)
    surveys(cast, days)  # after the groups: one of them came of a survey
    refresh(at=at)  # what was published is found at once, not only after the first job
    count_words(at=at)


def what_to_tell() -> str:
    """What `make run` prints: who can sign in, and where third parties go on."""
    return "\n".join(
        [
            "Demonstration – erfundene Personen und Organisationen. Anmelden unter /mitarbeit/",
            f"  Kennwort für alle: {PASSWORD}",
            "  Den Einmalcode zeigt die Seite nach dem Kennwort selbst an.",
            *sign_ins(),
            "",
            "Ohne Konto: offene Aufrufe für Vereine unter /foerderung/",
            *examples(_path),
            "",
            "Was es wo zu versuchen gibt: docs/how-to/demonstration.md",
        ]
    )


def _path(case: ForwardingCase) -> str:
    return urlsplit(link(secret_of(case))).path
