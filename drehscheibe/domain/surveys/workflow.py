"""The ways of a survey and of a response."""

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import ResponseIs, SurveyIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

S = SurveyIs
SURVEY = Workflow(
    name="surveys.survey",
    states=S,
    initial=S.DRAFT,
    transitions=(
        Transition(
            "open", "Starten", (S.DRAFT,), S.OPEN, may.KEEP, follows=True,
            effect="Alle gefragten Zentren erfahren es und können antworten.",
        ),
        Transition(
            "close", "Beenden", (S.OPEN,), S.CLOSED, may.KEEP, follows=True,
            effect="Danach antwortet niemand mehr; die Gefragten sehen, was vereinbart ist.",
        ),
        Transition(
            "publish", "Ergebnis veröffentlichen", (S.CLOSED,), S.PUBLISHED, may.KEEP,
            effect="Die Auswertung steht fest.",
        ),
        Transition(
            "cancel", "Abbrechen", (S.DRAFT, S.OPEN), S.CANCELLED, may.KEEP, needs_reason=True,
            effect="Niemand wird mehr gefragt oder erinnert.",
        ),
    ),
)  # fmt: skip

R = ResponseIs
RESPONSE = Workflow(
    name="surveys.response",
    states=R,
    initial=R.NOT_OPENED,
    transitions=(
        Transition(
            "begin", "Beginnen", (R.NOT_OPENED,), R.DRAFT, may.EDIT, follows=True,
            effect="Ihr Zentrum hat mit der Antwort begonnen.",
        ),
        Transition(
            "review", "Der Leitung vorlegen", (R.DRAFT, R.RETURNED), R.INTERNAL_REVIEW, may.EDIT,
            effect="Die Leitung prüft und gibt ab.", follows=True,
        ),
        Transition(
            "rework", "Weiter bearbeiten", (R.INTERNAL_REVIEW,), R.DRAFT, may.EDIT,
            follows=True, effect="Die Antwort ist wieder in Arbeit.",
        ),
        Transition(
            "submit", "Abgeben", (R.DRAFT, R.INTERNAL_REVIEW, R.RETURNED), R.SUBMITTED, may.SIGN,
            follows=True, effect="Die Antwort geht an die fragende Stelle.",
        ),
        Transition(
            "return", "Zurückgeben", (R.SUBMITTED,), R.RETURNED, may.RETURN, needs_reason=True,
            follows=True, effect="Das Zentrum kann nachbessern; beide Fassungen bleiben.",
        ),
        Transition(
            "decline", "Ablehnen", (R.NOT_OPENED, R.DRAFT, R.INTERNAL_REVIEW), R.DECLINED,
            may.SIGN, needs_reason=True, follows=True,
            effect="Ihr Zentrum antwortet nicht und wird nicht mehr erinnert.",
        ),
    ),
)  # fmt: skip
