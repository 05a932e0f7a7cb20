"""What filters and marks mean, in words for page, paper and file."""

from drehscheibe.domain.reporting import groups
from drehscheibe.domain.reporting.columns import Layout
from drehscheibe.domain.reporting.filters import LAYOUTS
from drehscheibe.domain.reporting.groups import Group

MASKED_MEANS = (
    "„verdeckt“ steht, wo weniger als 5 Personen gezählt wurden, und dort, wo sich eine solche "
    "Zahl sonst durch Abziehen errechnen ließe. 0 wird gezeigt."
)
MASKED_FOR_EVERYBODY = "„verdeckt“ steht auch, wo die Zahl von weniger als drei Zentren stammt."


def words_of(layout: Layout) -> list[list[str]]:
    """The filters as pairs of name and value, all of them, in the order of the form."""
    filters = layout.filters
    years = str(filters.last)
    if filters.by == "year" and filters.first != filters.last:
        years = f"{filters.first} bis {filters.last}"
    fields = {each.key: each.label for each in layout.taxonomy}
    return [
        ["Jahre", years],
        ["Strang", _label(filters.strand, groups.strands())],
        ["Handlungsfeld", fields.get(filters.field, filters.field) or "alle"],
        ["Regierungsbezirk", _label(filters.district, groups.districts())],
        ["Kreis oder Stadt", _label(filters.kind, groups.kinds())],
        ["Größe des Gebiets", _label(filters.size, groups.size_classes())],
        ["Gegliedert nach", _label(filters.by, LAYOUTS)],
    ]


def _label(key: str, among: tuple[Group, ...]) -> str:
    return next((each.label for each in among if each.key == key), "alle")
