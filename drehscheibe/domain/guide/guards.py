"""What must hold before texts go out."""

from typing import Any

from drehscheibe.domain.guide.models import Section, SectionDraft
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused

FOUR_EYES = (
    "Vier-Augen-Prinzip: Sie haben an diesem Text mitgeschrieben oder ihn vorgelegt. Bitte lassen "
    "Sie eine andere Person prüfen."
)


def something_is_written(attempt: Attempt) -> None:
    """There is at least one draft, and the German title is no empty one."""
    edition: Any = attempt.on
    drafts = SectionDraft.objects.filter(section__page=edition.page_id, language=edition.language)
    if not drafts.exists():
        raise TransitionRefused("Es ist nichts Neues geschrieben, das zu prüfen wäre.")
    title = Section.Kind.TITLE
    if drafts.filter(section__kind=title, body="", language=GERMAN).exists():
        raise TransitionRefused("Bitte geben Sie der Seite eine Überschrift.")


def somebody_else_wrote(attempt: Attempt) -> None:
    """Whoever wrote or submitted since the last publication does not publish."""
    edition: Any = attempt.on
    wrote = SectionDraft.objects.filter(
        section__page=edition.page_id, language=edition.language,
        writers__contains=[attempt.by.pk],
    )  # fmt: skip
    steps = Step.objects.filter(workflow="guide.edition", object_id=edition.pk)
    last = steps.filter(name="publish").order_by("-pk").values_list("pk", flat=True).first() or 0
    submitted = steps.filter(name="submit", by=attempt.by, pk__gt=last)
    if wrote.exists() or submitted.exists():
        raise TransitionRefused(FOUR_EYES)
