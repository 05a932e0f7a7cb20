"""The procedure of a yearly grant, from draft to a final notice (funding.md, section 9)."""

from drehscheibe.domain.funding import guards
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

DECIDER = (guards.decider_did_not_prepare, guards.decider_is_not_applicant)

APPLICATION = Workflow(
    name="funding.application",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "sign_off", "Fachlich zeichnen", (Is.DRAFT,), Is.SIGNED_OFF, may.SIGN_OFF,
            (guards.application_is_complete,),
            effect="Der Antrag geht an den Träger und kann bis zur Rückgabe nicht geändert werden.",
        ),
        Transition(
            "return", "An das Zentrum zurückgeben", (Is.SIGNED_OFF,), Is.DRAFT, may.SIGN_OFF,
            needs_reason=True,
            effect="Der Antrag wird wieder Entwurf. Das Zentrum sieht Ihre Begründung.",
        ),
        Transition(
            "submit", "Rechtsverbindlich einreichen", (Is.SIGNED_OFF,), Is.SUBMITTED, may.SUBMIT,
            (guards.application_is_complete,),
            effect="Der Antrag wird als PDF eingefroren und geht an die Bewilligungsbehörde; "
            "beide Ministerien und die Koordinierungsstelle sehen ihn ab jetzt.",
        ),
        Transition(
            "ask", "Rückfrage stellen", (Is.SUBMITTED,), Is.QUERY, may.PROCESS,
            needs_reason=True,
            effect="Der Antrag wird für die Antragstellerin wieder bearbeitbar.",
        ),
        Transition(
            "answer", "Antwort einreichen", (Is.QUERY,), Is.SUBMITTED, may.SUBMIT,
            (guards.query_is_answered, guards.application_is_complete),
            effect="Der Antrag wird in neuer Fassung eingefroren und geht zurück an die Behörde.",
        ),
        Transition(
            "prepare", "Entscheidung vorbereiten", (Is.SUBMITTED,), Is.PREPARED, may.PROCESS,
            effect="Eine zweite Person der Behörde kann danach zeichnen.",
        ),
        Transition(
            "send_back", "Vorbereitung zurückgeben", (Is.PREPARED,), Is.SUBMITTED, may.DECIDE,
            needs_reason=True,
            effect="Die Sachbearbeitung überarbeitet die Entscheidung.",
        ),
        Transition(
            "grant", "Bewilligen", (Is.PREPARED,), Is.GRANTED, may.DECIDE,
            (guards.grant_is_prepared, *DECIDER),
            effect="Der Zuwendungsbescheid wird erzeugt, eingefroren und bekannt gegeben.",
        ),
        Transition(
            "reject", "Ablehnen", (Is.PREPARED,), Is.REJECTED, may.DECIDE,
            (guards.rejection_is_prepared, *DECIDER),
            effect="Der Ablehnungsbescheid wird erzeugt, eingefroren und bekannt gegeben.",
        ),
        Transition(
            "withdraw", "Antrag zurücknehmen",
            (Is.DRAFT, Is.SIGNED_OFF, Is.SUBMITTED, Is.QUERY, Is.PREPARED), Is.WITHDRAWN,
            may.SUBMIT,
            needs_reason=True,
            effect="Das Verfahren endet ohne Entscheidung; ein neuer Antrag bleibt möglich.",
        ),
        Transition(
            "finalise", "Bestandskraft feststellen", (Is.GRANTED,), Is.FINAL, may.PROCESS,
            (guards.remedies_are_over,),
            effect="Ab jetzt können Mittel abgerufen werden.",
        ),
    ),
)  # fmt: skip
