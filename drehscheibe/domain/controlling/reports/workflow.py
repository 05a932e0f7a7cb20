"""Procedure of a yearly report: written, signed, looked through, corrected by a new version."""

from drehscheibe.domain.controlling.models import ReportIs
from drehscheibe.domain.controlling.reports import guards
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

FREEZES = (
    "Der Bericht wird mit Prüfsumme festgehalten und ändert sich nicht mehr; "
    "die Koordinierungsstelle und die Ministerien sehen ihn."
)
COMPLETE = (guards.report_is_complete,)
OPEN = (guards.year_is_not_locked,)
ANEW = (*COMPLETE, guards.new_version_says_why)
"""An answer to a question is never locked: the office that grants exceptions has asked for it."""

REPORT = Workflow(
    name="controlling.report",
    states=ReportIs,
    initial=ReportIs.DRAFT,
    transitions=(
        Transition(
            "sign", "Zeichnen und abgeben", (ReportIs.DRAFT,), ReportIs.SUBMITTED, may.SIGN,
            (*COMPLETE, *OPEN), effect=FREEZES,
        ),
        Transition(
            "ask", "Rückfrage stellen", (ReportIs.SUBMITTED, ReportIs.REVIEWED), ReportIs.QUERY,
            may.REVIEW, needs_reason=True,
            effect="Das Zentrum liest Ihre Frage und antwortet mit einer Erläuterung oder einer "
            "neuen Fassung; bis dahin steht die gezeichnete.",
        ),
        Transition(
            "explain", "Rückfrage erläutern", (ReportIs.QUERY,), ReportIs.SUBMITTED, may.SIGN,
            needs_reason=True,
            effect="Ihre Antwort geht an die Koordinierungsstelle; der Bericht bleibt, wie er ist.",
        ),
        Transition(
            "sign_answer", "Neue Fassung zeichnen", (ReportIs.QUERY,), ReportIs.SUBMITTED,
            may.SIGN, ANEW, effect=FREEZES,
        ),
        Transition(
            "correct", "Berichtigung beginnen", (ReportIs.SUBMITTED, ReportIs.REVIEWED),
            ReportIs.CORRECTING, may.SIGN, OPEN, needs_reason=True,
            effect="Sie schreiben an einer neuen Fassung; alle anderen sehen bis zur Zeichnung "
            "die bisherige.",
        ),
        Transition(
            "sign_correction", "Berichtigung zeichnen", (ReportIs.CORRECTING,),
            ReportIs.SUBMITTED, may.SIGN, (*ANEW, *OPEN),
            effect=FREEZES,
        ),
        Transition(
            "give_up", "Berichtigung aufgeben", (ReportIs.CORRECTING,), ReportIs.SUBMITTED,
            may.SIGN, effect="Die gezeichnete Fassung gilt unverändert weiter.",
        ),
        Transition(
            "review", "Als durchgesehen festhalten", (ReportIs.SUBMITTED,), ReportIs.REVIEWED,
            may.REVIEW,
            effect="Das Zentrum sieht, dass nichts mehr offen ist; der Wirksamkeitsdialog kann "
            "vorbereitet werden.",
        ),
    ),
)  # fmt: skip

SIGNING = {
    ReportIs.DRAFT: "sign",
    ReportIs.QUERY: "sign_answer",
    ReportIs.CORRECTING: "sign_correction",
}
"""Which step signs a report in this state."""
