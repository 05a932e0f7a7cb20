"""Shapes of input on the pages of the analysis."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.reporting import groups
from drehscheibe.domain.reporting.filters import LAYOUTS, Filters, as_query
from drehscheibe.domain.reporting.groups import Group

Choices = list[tuple[str, str]]


class LongSelect(forms.Select):
    """A select written in one go: the eight of the filters hold some hundred options."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """As the template of selects has it."""
        chosen = "" if value is None else str(value)
        known = [(str(key), str(label)) for key, label in self.choices]
        if chosen and chosen not in dict(known):
            known.append((chosen, f"„{chosen}“ (nicht in der Liste)"))
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>'
            f"{escape(label)}</option>"
            for key, label in known
        )
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, mark_safe(options))  # noqa: S308 (escaped above)


def _choice(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=LongSelect)


class FilterForm(forms.Form):
    """What the analysis is narrowed to; readers without rows choose no centres."""

    von = _choice("Von")
    bis = _choice("Bis")
    nach = _choice("Gegliedert nach")
    strang = _choice("Strang")
    feld = _choice("Handlungsfeld")
    bezirk = _choice("Regierungsbezirk")
    art = _choice("Kreis oder Stadt")
    groesse = _choice("Bevölkerung des Gebiets")

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
