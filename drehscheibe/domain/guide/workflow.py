"""The way of a page's texts in one language."""

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.guards import somebody_else_wrote, something_is_written
from drehscheibe.domain.guide.models import EditionIs as Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

EDITION = Workflow(
    name="guide.edition",
    states=Is,
    initial=Is.DRAFT,
    transitions=(
        Transition(
            "submit", "Zur Prüfung geben", (Is.DRAFT,), Is.REVIEW, may.WRITE,
            (something_is_written,),
            effect="Eine andere Person liest und veröffentlicht; bis dahin bleibt der alte Text.",
        ),
        Transition(
            "recall", "Weiterschreiben", (Is.REVIEW,), Is.DRAFT, may.WRITE,
            effect="Der Text liegt dann nicht mehr zur Prüfung.",
        ),
        Transition(
            "return", "Zurückgeben", (Is.REVIEW,), Is.DRAFT, may.PUBLISH, needs_reason=True,
            effect="Die Schreibenden lesen Ihre Begründung.",
        ),
        Transition(
            "publish", "Veröffentlichen", (Is.REVIEW,), Is.PUBLISHED, may.PUBLISH,
            (something_is_written, somebody_else_wrote),
            effect="Der Text steht sofort im Wegweiser; der bisherige bleibt als Fassung erhalten.",
        ),
        Transition(
            "rewrite", "Neu schreiben", (Is.PUBLISHED,), Is.DRAFT, may.WRITE, follows=True,
            effect="Die Öffentlichkeit liest den bisherigen Text, bis der neue geprüft ist.",
        ),
        Transition(
            "discard", "Entwurf verwerfen", (Is.DRAFT,), Is.PUBLISHED, may.WRITE, follows=True,
            effect="Es bleibt beim veröffentlichten Text.",
        ),
        Transition(
            "take_over", "Text der Vorlage behalten", (Is.DRAFT,), Is.PUBLISHED, may.WRITE,
            follows=True, effect="Der Text der Vorlage wird zum eigenen.",
        ),
        Transition(
            "withdraw", "Zurückziehen", (Is.DRAFT, Is.REVIEW, Is.PUBLISHED), Is.WITHDRAWN,
            may.PUBLISH, needs_reason=True, follows=True,
            effect="Niemand liest den Text mehr; Entwürfe und Fassungen bleiben.",
        ),
        Transition(
            "restore", "Wieder aufnehmen", (Is.WITHDRAWN,), Is.DRAFT, may.WRITE, follows=True,
            effect="Der letzte Text wird zum Entwurf und braucht eine neue Prüfung.",
        ),
    ),
)  # fmt: skip
