"""Languages of the guide beyond those of the interface: its text is in them, the frame German.

Which ones a guide has follows from its texts: whoever writes in one has begun it. docs/adr/0031.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from drehscheibe.domain.guide.models import Edition, Page
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.tree import Guide
from drehscheibe.kernel.language.tongues import Tongue, tongues

SAME = {"kmr": "ku"}
"""Tags of the table that mean a language of the interface."""
PRINTED = frozenset({"Latn", "Cyrl", "Grek", "Arab", "Ethi"})
"""Scripts whose every letter the fonts of our papers have; others stand on the page alone."""


@cache
def further() -> Mapping[str, Tongue]:
    """All of them by tag, in the order of the table.

    >>> "ti" in further(), "ar" in further(), "kmr" in further(), further()["prs"].direction
    (True, False, False, 'rtl')
    """
    spoken = {code for code, _ in settings.LANGUAGES} | set(SAME)
    return {tag: each for tag, each in tongues().items() if tag not in spoken}


def frame_of(tag: str) -> str:
    """The language of the interface around a text in this one."""
    return GERMAN if tag in further() else tag


def placed(address: str, tag: str) -> str:
    """The address of a German page, led on to the same page in a further language.

    >>> placed("/wegweiser/land/k7qw2mzx/wohnen/", "ti")
    '/wegweiser/land/k7qw2mzx/wohnen/auf/ti/'
    """
    return f"{address}auf/{tag}/" if tag in further() else address


def with_languages(guide: Guide) -> QuerySet[Page]:
    """The pages of a guide, each with the languages somebody wrote it in (`written_in`)."""
    written = Edition.objects.filter(page=OuterRef("pk")).values("language")
    return Page.objects.filter(**guide.columns).annotate(written_in=ArraySubquery(written))


def begun(pages: Iterable[Page]) -> list[str]:
    """Further languages in which somebody has written one of `with_languages`, public or not."""
    return in_order({tag for each in pages for tag in vars(each)["written_in"]})


def in_order(tags: Collection[str]) -> list[str]:
    """Those that are further languages, in the order of the table.

    >>> in_order({"am", "de", "ti"})
    ['ti', 'am']
    """
    return [tag for tag in further() if tag in tags]


def is_printed(tag: str) -> bool:
    """Whether our fonts can set it.

    >>> is_printed("ti"), is_printed("ar"), is_printed("de"), is_printed("ta")
    (True, True, True, False)
    """
    known = further().get(tag)
    return known is None or known.script in PRINTED
