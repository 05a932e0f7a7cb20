"""Names that look the same to a reader, in whatever letters they are written."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from drehscheibe.domain.directory.models import ActorRevision
from drehscheibe.kernel.territory.distances import straight_km
from drehscheibe.kernel.territory.models import Municipality

CLOSE = 25
"""Kilometres within which two organisations of the same name may be one (our assumption)."""
Row = tuple[int, str, Any, Any]
"""An actor, its name, and where its town is."""
Rows = Iterable[Row]

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


class Looks:
    """Names of going actors by their look: those of a centre, and what is public close to it."""

    def __init__(self, own: Rows, around: Rows) -> None:
        """`own` are the centre's, `around` those of all others."""
        self.own, self.around = _by_look(own), _by_look(around)

    def like(self, name: str, *, but: int | None, near: Municipality | None) -> list[str]:
        """Names of others that look like this one; from elsewhere only those close by."""
        look = skeleton(name)
        found = [known for actor, known, _, _ in self.own.get(look, ()) if actor != but]
        if near is not None:
            found += [
                known for _, known, lat, lon in self.around.get(look, ())
                if _is_close(near, lat, lon)
            ]  # fmt: skip
        return list(dict.fromkeys(found))


def looks_around(centre: int) -> Looks:
    """All names an actor of this centre is compared with: two queries. Schools elsewhere are left
    out, they have a number of their own."""
    going = ActorRevision.objects.filter(actor__ended_on=None).order_by("name")
    columns = ("actor", "name", "actor__municipality__lat", "actor__municipality__lon")
    own = going.filter(
        Q(shown=True) | Q(standing=ActorRevision.Standing.OPEN), actor__centre=centre
    )
    else_where = going.filter(shown=True, actor__school_number=None).exclude(actor__centre=centre)
    return Looks(own.values_list(*columns), else_where.values_list(*columns))


def alike(name: str, *, centre: int, but: int | None, near: Municipality | None) -> list[str]:
    """Names of other actors that look like this one: of the centre, shown or waiting, and shown
    ones of other centres within 25 km of `near`, where this one is."""
    return looks_around(centre).like(name, but=but, near=near)


def _by_look(rows: Rows) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(skeleton(row[1]), []).append(row)
    return found


def _is_close(near: Municipality, lat: Any, lon: Any) -> bool:
    if lat is None or lon is None:
        return False
    return straight_km((float(near.lat), float(near.lon)), (float(lat), float(lon))) <= CLOSE
