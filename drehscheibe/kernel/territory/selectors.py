"""Finding a place however it is written."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Max, Q

from drehscheibe.kernel.territory.models import District, Municipality, PlaceName
from drehscheibe.kernel.territory.spelling import fold, fold_plain

CLOSE_ENOUGH = 0.4
"""Trigram similarity from which a misspelt name counts; „Gelsenkirschen“ reaches 0.7."""
MOST = 12


@dataclass
class Places:
    """What a search found and how sure it is: exact, begins (with), similar, postcode_near, none."""

    query: str
    how: str
    municipalities: list[Municipality] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.municipalities or self.districts)


def places(query: str) -> Places:
    """Municipalities and districts for what somebody typed: a name in any spelling or a postcode."""
    text = query.strip()[:100]
    if text.isdecimal():
        return _by_postcode(text)
    keys = {fold(text), fold_plain(text)} - {""}
    if not keys:
        return Places(query=text, how="none")
    exact = _named(Q(key__in=keys), text, "exact")
    if exact.found:
        return exact
    begins = Q()
    for key in keys:
        begins |= Q(key__startswith=key)
    begun = _named(begins, text, "begins") if max(map(len, keys)) >= 3 else exact
    return begun if begun.found else _similar(fold(text), text)


def _named(condition: Q, text: str, how: str) -> Places:
    names = PlaceName.objects.filter(condition).values_list("municipality", "district")
    rows = list(names[:200])
    towns = [town for town, _ in rows if town]
    lands = [land for _, land in rows if land]
    return Places(
        query=text,
        how=how if rows else "none",
        municipalities=list(
            Municipality.objects.filter(ags__in=towns).select_related("district")[:MOST]
        )
        if towns
        else [],
        districts=list(District.objects.filter(ags__in=lands)[:MOST]) if lands else [],
    )


def _similar(key: str, text: str) -> Places:
    best = (
        PlaceName.objects.filter(key__trigram_similar=key, municipality__isnull=False)
        .annotate(closeness=TrigramSimilarity("key", key))
        .filter(closeness__gte=CLOSE_ENOUGH)
        .values("municipality")
        .annotate(best=Max("closeness"))
        .order_by("-best")[:5]
    )
    order = {row["municipality"]: row["best"] for row in best}
    towns = Municipality.objects.filter(ags__in=order).select_related("district")
    found = sorted(towns, key=lambda town: -order[town.ags])
    return Places(query=text, how="similar" if found else "none", municipalities=found)


def _by_postcode(text: str) -> Places:
    """The main postcode; other postcodes are guessed from the longest shared beginning."""
    towns = Municipality.objects.select_related("district")
    exact = list(towns.filter(postcode=text))
    if exact:
        return Places(query=text, how="exact", municipalities=exact)
    if len(text) == 5:
        for length in (4, 3):
            near = list(towns.filter(postcode__startswith=text[:length]).order_by("-population")[:5])
            if near:
                return Places(query=text, how="postcode_near", municipalities=near)
    elif 2 <= len(text) < 5:
        begun = list(towns.filter(postcode__startswith=text)[:MOST])
        if begun:
            return Places(query=text, how="begins", municipalities=begun)
    return Places(query=text, how="none")
