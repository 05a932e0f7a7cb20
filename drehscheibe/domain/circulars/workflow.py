"""The ways of a circular and of bundled feedback."""

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import BundleIs, CircularIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

C = CircularIs
CIRCULAR = Workflow(
    name="circulars.circular",
    states=C,
    initial=C.DRAFT,
    transitions=(
        Transition(
            "publish", "Versenden", (C.DRAFT,), C.PUBLISHED, may.SEND, follows=True,
            effect="Alle Empfänger erfahren es einmal; der Text ändert sich nicht mehr.",
        ),
        Transition(
            "replace", "Ersetzen", (C.PUBLISHED,), C.REPLACED, may.SEND, follows=True,
            effect="Das alte Schreiben bleibt lesbar und verweist auf das neue.",
        ),
        Transition(
            "withdraw", "Zurückziehen", (C.PUBLISHED,), C.WITHDRAWN, may.SEND, needs_reason=True,
            effect="Das Schreiben bleibt lesbar und gilt nicht mehr.",
        ),
    ),
)  # fmt: skip

B = BundleIs
BUNDLE = Workflow(
    name="circulars.bundle",
    states=B,
    initial=B.COLLECTING,
    transitions=(
        Transition(
            "ask", "Dem Ministerium vorlegen", (B.COLLECTING,), B.ASKED, may.BUNDLE, follows=True,
            effect="Das Ministerium liest die Zusammenfassung, nicht, von wem sie kommt.",
        ),
        Transition(
            "answer", "Beantworten", (B.ASKED,), B.ANSWERED, may.ANSWER, follows=True,
            effect="Wer die Rückmeldung gegeben hat, liest die Antwort.",
        ),
    ),
)  # fmt: skip
