"""What somebody had before them when they pressed a button.

A page may be published anew between being read and being confirmed. Whoever confirms sends the mark
of what they read; what is new since then nobody has read, and nobody is said to have.
"""

from collections.abc import Collection

from django.db.models import Count, Max, Q

from drehscheibe.domain.guide.models import Page, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused


def marks_of(pages: Collection[Page]) -> dict[int, str]:
    """Of each page the mark of its German text and of the shared one behind it: one query.

    Another with every publication and every withdrawal; never the same again.
    """
    wanted = {each.pk for each in pages} | {each.source_id for each in pages if each.source_id}
    rows = Wording.objects.filter(language=GERMAN, section__page__in=wanted).values("section__page")
    told = rows.annotate(newest=Max("pk"), standing=Count("pk", filter=Q(shown=True)))
    found = {row["section__page"]: f"{row['newest']}.{row['standing']}" for row in told}
    return {
        each.pk: "-".join(found.get(pk, "0") for pk in (each.pk, each.source_id) if pk)
        for each in pages
    }


def refuse_unread(page: Page, seen: str | None) -> None:
    """Raises `GuideRefused` where the page says something else than what was `seen`."""
    if seen is not None and marks_of([page])[page.pk] != seen:
        raise GuideRefused(
            "Der Text hat sich geändert, seit Sie ihn geöffnet haben. Bitte lesen Sie ihn noch "
            "einmal."
        )
