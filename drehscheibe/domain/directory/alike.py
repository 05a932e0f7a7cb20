"""Names that look the same to a reader, in whatever letters they are written."""

import unicodedata

from django.db.models import Q

from drehscheibe.domain.directory.models import ActorRevision

LATIN = str.maketrans(
    "авекмнорстухіјѕԁԛԝьαβεηικμνορτυχγωϲ",
    "abekmhopctyxijsdqwbabenikmvoptuxywc",
)
"""Cyrillic and Greek letters by the Latin one they look like, in lower case."""
DIGITS = str.maketrans("01", "ol")


def skeleton(name: str) -> str:
    """What remains to the eye: no case, marks, spaces or signs; look-alikes as one letter.

    >>> skeleton("Сaritas e.V.") == skeleton("CARITAS eV"), skeleton("Rat") == skeleton("Rad")
    (True, False)
    """
    plain = unicodedata.normalize("NFKD", name.lower()).translate(LATIN).translate(DIGITS)
    return "".join(each for each in plain if each.isalnum())


def alike(name: str, *, centre: int, but: int | None) -> list[str]:
    """Names of other actors of the centre, shown or waiting, that look like this one."""
    wanted = skeleton(name)
    rows = ActorRevision.objects.filter(
        Q(shown=True) | Q(standing=ActorRevision.Standing.OPEN), actor__centre=centre,
        actor__ended_on=None,
    ).exclude(actor=but)  # fmt: skip
    names = rows.order_by("name").values_list("name", flat=True)
    return list(dict.fromkeys(each for each in names if skeleton(each) == wanted))
