"""Shapes of input on the pages of the analysis."""

from collections.abc import Iterable

from django import forms

from drehscheibe.domain.reporting import groups
from drehscheibe.domain.reporting.filters import LAYOUTS, Filters, as_query
from drehscheibe.domain.reporting.groups import Group

Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """What the analysis is narrowed to; readers without rows choose no centres."""

    von = forms.ChoiceField(label="Von", required=False)
    bis = forms.ChoiceField(label="Bis", required=False)
    nach = forms.ChoiceField(label="Gegliedert nach", required=False)
    strang = forms.ChoiceField(label="Strang", required=False)
    feld = forms.ChoiceField(label="Handlungsfeld", required=False)
    bezirk = forms.ChoiceField(label="Regierungsbezirk", required=False)
    art = forms.ChoiceField(label="Kreis oder Stadt", required=False)
    groesse = forms.ChoiceField(label="Bevölkerung des Gebiets", required=False)

    def __init__(self, filters: Filters, *, year: int, places: bool) -> None:
        """Shows the filters as they were understood."""
        super().__init__(initial={"nach": "year"} | as_query(filters), auto_id="filter_%s")
        years = [(str(each), str(each)) for each in range(year, 2011, -1)]
        fields = [(each.key, _indented(each.parent_id, each.label)) for each in groups.all_fields()]
        choices: dict[str, Choices] = {
            "von": years,
            "bis": years,
            "nach": [(each.key, each.label) for each in LAYOUTS],
            "strang": _all(groups.strands()),
            "feld": [("", "alle"), *fields],
            "bezirk": _all(groups.districts()),
            "art": _all(groups.kinds()),
            "groesse": _all(groups.size_classes()),
        }
        for name, known in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = known
        if not places:
            for name in ("bezirk", "art", "groesse"):
                del self.fields[name]


class FreezeForm(forms.Form):
    """What a frozen analysis is called."""

    title = forms.CharField(label="Titel", max_length=150)
    note = forms.CharField(
        label="Anlass", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wofür die Zahlen gebraucht werden. Der Satz steht auf dem Bericht.",
    )  # fmt: skip


def _all(known: Iterable[Group]) -> Choices:
    return [("", "alle"), *((each.key, each.label) for each in known)]


def _indented(parent: str | None, label: str) -> str:
    return f"– {label}" if parent else label
