"""Surveys of the demonstration: one over and evaluated, the one of the year, one being drafted."""

from datetime import datetime, time
from typing import Any

from django.db import transaction

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.surveys.asking import (
    Outline,
    add_question,
    close_survey,
    draft_survey,
    open_survey,
)
from drehscheibe.domain.surveys.drafting import publish_results
from drehscheibe.domain.surveys.models import Survey, SurveyResponse
from drehscheibe.domain.surveys.provenance import Application, link, tell_use
from drehscheibe.domain.surveys.responding import save
from drehscheibe.domain.surveys.signing import decline, hand_to_head, submit
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import (
    ADVISER,
    BIELEFELD,
    BOCHUM,
    BORKEN,
    ESSEN,
    HOCHSAUERLAND,
    UNNA,
    Side,
    side_of,
)
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.kernel.calendar.moments import moment
from drehscheibe.kernel.organisations.models import Organisation

SPORT = "Sportvereine und Integration: was gelingt, was fehlt?"
OF_THE_YEAR = "Personal und Angebote der Zentren"
NEXT = "Welche Fortbildungen brauchen Sie?"
GROUP = "Sport und Vereine"
"""The group that came of it, where the demonstration has it."""
YES, NO = "Ja", "Nein"
ROLE = ("koordiniert", "berät Vereine", "fördert mit Mitteln", "hat noch nicht begonnen")
SPORT_QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "yesno", "text": "Arbeiten Sie mit Sportvereinen zusammen?", "required": True},
    {"kind": "one", "text": "Welche Rolle hat Ihr Zentrum dabei?", "choices": list(ROLE)},
    {"kind": "number", "text": "Mit wie vielen Vereinen?", "unit": "Vereinen"},
    {"kind": "matrix", "text": "Wie gut gelingt die Zusammenarbeit?",
     "choices": ["gut", "teils", "nicht"], "lines": ["Ansprache", "Räume", "Finanzierung"]},
    {"kind": "long", "text": "Was fehlt Ihnen am meisten?"},
)  # fmt: skip
SPORT_ANSWERS = {
    WARENDORF: (YES, 0, "6", "gut gut teils", "Eine Handreichung für Vorstände."),
    COLOGNE: (YES, 0, "31", "gut nicht teils", "Hallenzeiten am Abend."),
    DUESSELDORF: (YES, 1, "24", "gut teils nicht", "Klare Zuständigkeit bei der Förderung."),
    BIELEFELD: (YES, 0, "14", "teils gut teils", "Übungsleitungen mit Sprachkenntnissen."),
    BOCHUM: (YES, 1, "18", "gut teils teils", ""),
    BORKEN: (YES, 0, "9", "gut gut nicht", "Fahrten zu Turnieren sind schwer zu fördern."),
    ESSEN: (YES, 0, "22", "teils nicht nicht", "Verlässliche Mittel über das Jahr hinaus."),
    HOCHSAUERLAND: (YES, 1, "11", "gut gut teils", ""),
    UNNA: (NO, 3, "", "", "Ein erster Anlass, die Vereine zusammenzubringen."),
}
YEAR_QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "number", "text": "Aktivitäten im Jahr", "unit": "Aktivitäten", "required": True,
     "figure": "activities.count", "help": "Bitte prüfen; gezählt sind die erfassten."},
    {"kind": "number", "text": "Unbesetzte Stellen am 1. Oktober", "unit": "Stellen",
     "required": True},
    {"kind": "money", "text": "Eigene Mittel des Trägers über die Förderung hinaus"},
    {"kind": "several", "text": "Womit erreichen Sie Eltern?",
     "choices": ["Elterncafé", "Hausbesuche", "Vereine", "Schulen", "Kitas"]},
    {"kind": "yesno", "text": "Planen Sie neue Angebote?", "required": True},
    {"kind": "day", "text": "Ab wann?"},
    {"kind": "file", "text": "Organigramm"},
)  # fmt: skip
NEXT_QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": "several", "text": "Welche Themen brauchen Sie?",
     "choices": ["Förderrecht", "Mehrsprachigkeit", "Umgang mit Konflikten", "Statistik"]},
    {"kind": "one", "text": "Vor Ort oder online?", "choices": ["vor Ort", "online", "beides"]},
    {"kind": "number", "text": "Wie viele Personen kämen?", "unit": "Personen"},
)  # fmt: skip


def surveys(cast: People, days: Days) -> None:
    """What is there stays: each survey is arranged whole or not at all."""
    for title, arrange in ((SPORT, _over), (OF_THE_YEAR, _running), (NEXT, _drafted)):
        with transaction.atomic():
            if not Survey.objects.filter(title__startswith=title).exists():
                arrange(cast, days)


def _over(cast: People, days: Days) -> None:
    """Nine centres answered; a group came of it, a paper, and its use in Warendorf."""
    outline = Outline(
        SPORT, days.ago(200), "Aus den Antworten entscheiden wir, ob eine Projektgruppe hilft."
    )
    survey = _asked(cast, outline, SPORT_QUESTIONS, begun=days.ago(240))
    for key, (works, place, clubs, lines, wish) in SPORT_ANSWERS.items():
        rows = ("Ansprache", "Räume", "Finanzierung")
        cells = [f"{row} = {cell}" for row, cell in zip(rows, lines.split(), strict=False)]
        texts = (works, ROLE[place], clubs, "\n".join(cells), wish)
        _answer(survey, side_of(cast, key), texts, days.ago(220))
    close_survey(survey=survey, by=cast[ADVISER], at=days.ago(200))
    publish_results(survey=survey, by=cast[ADVISER], at=days.ago(190))
    _chain(cast, survey, days)


def _chain(cast: People, survey: Survey, days: Days) -> None:
    group = Group.objects.filter(name=GROUP).first()
    if group is None:
        return
    link(source=survey, target=group, by=cast[ADVISER], at=days.ago(115))
    paper = Paper.objects.filter(group=group, removed_at=None).exclude(tier="group").first()
    if paper is None:
        return
    link(source=group, target=paper, by=cast[ADVISER], at=days.ago(4))
    side = side_of(cast, WARENDORF)
    use = Application(
        side.centre.organisation, "Vorstände von sechs Vereinen arbeiten damit", days.ago(3).date()
    )
    tell_use(of=paper, use=use, by=side.specialist, at=days.ago(2))


def _running(cast: People, days: Days) -> None:
    """The survey of the year: some handed in, Warendorf writes, Köln's lies before its head."""
    year = days.today.year
    outline = Outline(
        f"{OF_THE_YEAR} {year}", _end_of(days, 18),
        "Einmal im Jahr. Bekannte Zahlen stehen schon da; bitte prüfen Sie sie.", year,
    )  # fmt: skip
    survey = _asked(cast, outline, YEAR_QUESTIONS, begun=days.ago(12))
    full = ("41", "0,5", "12.000,00", "Elterncafé\nSchulen", YES, "01.03.2027", "")
    for key in (DUESSELDORF, BIELEFELD, BOCHUM, ESSEN):
        _answer(survey, side_of(cast, key), full, days.ago(4))
    koeln = side_of(cast, COLOGNE)
    _write(survey, koeln, ("63", "1,5", "", "Vereine\nKitas", NO, "", ""), days.ago(3))
    hand_to_head(response=_of(survey, koeln), by=koeln.specialist, at=days.ago(3))
    _write(survey, side_of(cast, WARENDORF), ("", "1", "", "Elterncafé", "", "", ""), days.ago(2))
    unna = side_of(cast, UNNA)
    decline(
        response=_of(survey, unna), by=unna.head, at=days.ago(2),
        reason="Wir ziehen gerade um; die Zahlen kommen mit dem Jahresbericht.",
    )  # fmt: skip


def _drafted(cast: People, days: Days) -> None:
    """Three questions so far, nobody asked."""
    _draft(cast, Outline(NEXT, _end_of(days, 40)), NEXT_QUESTIONS, days.ago(1))


def _end_of(days: Days, ahead: int) -> datetime:
    return moment(days.ahead(ahead), time(23, 59))


def _draft(
    cast: People, outline: Outline, questions: tuple[dict[str, Any], ...], at: datetime
) -> Survey:
    office = Organisation.objects.get(code="koordinierungsstelle")
    survey = draft_survey(owner=office, outline=outline, by=cast[ADVISER], at=at)
    for columns in questions:
        add_question(survey=survey, columns=columns, by=cast[ADVISER], at=at)
    return survey


def _asked(
    cast: People, outline: Outline, questions: tuple[dict[str, Any], ...], *, begun: datetime
) -> Survey:
    survey = _draft(cast, outline, questions, begun)
    centres = list(Organisation.objects.filter(kind=Organisation.Kind.CENTRE))
    return open_survey(survey=survey, to=centres, by=cast[ADVISER], at=begun)


def _answer(survey: Survey, side: Side, texts: tuple[str, ...], at: datetime) -> None:
    _write(survey, side, texts, at)
    submit(response=_of(survey, side), by=side.head, at=at)


def _write(survey: Survey, side: Side, texts: tuple[str, ...], at: datetime) -> None:
    questions = survey.questions.order_by("place")
    typed = {f"frage_{each.pk}": text for each, text in zip(questions, texts, strict=True) if text}
    save(response=_of(survey, side), typed=typed, seen=0, by=side.specialist, at=at)


def _of(survey: Survey, side: Side) -> SurveyResponse:
    return SurveyResponse.objects.get(survey=survey, organisation=side.centre.organisation)
