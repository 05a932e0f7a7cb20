"""What the gallery shows: invented posts, a form with faults, one of every field."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator


class SpanForm(forms.Form):
    begins = forms.DateField(label="von", widget=forms.DateInput(attrs={"class": "input--short"}))
    ends = forms.DateField(label="bis", widget=forms.DateInput(attrs={"class": "input--short"}))


class FilterForm(forms.Form):
    year = forms.ChoiceField(label="Haushaltsjahr", choices=[("2023", "2023"), ("2024", "2024")])
    place = forms.CharField(label="Ort", required=False)


class GalleryForm(forms.Form):
    mark_optional = True

    name = forms.CharField(label="Bezeichnung des Vorhabens", help_text="Höchstens 120 Zeichen")
    sum = forms.DecimalField(
        label="Beantragte Summe",
        localize=True,
        widget=forms.TextInput(attrs={"class": "input--money", "inputmode": "decimal"}),
        error_messages={"invalid": "Bitte einen Betrag wie 1.250,00 eingeben."},
    )
    kind = forms.ChoiceField(label="Art der Stelle", choices=[("1", "Fachkraft"), ("2", "Leitung")])
    field = forms.ChoiceField(
        label="Handlungsfeld",
        choices=[("b", "Bildung"), ("c", "Case Management")],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie ein Handlungsfeld."},
    )
    topics = forms.MultipleChoiceField(
        label="Themen",
        required=False,
        choices=[("d", "Deutsch lernen"), ("e", "Ehrenamt")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Mehrere sind möglich.",
    )
    reason = forms.CharField(label="Begründung der Vakanz", required=False, widget=forms.Textarea)
    paper = forms.FileField(label="Beschluss als PDF", required=False)
    true = forms.BooleanField(
        label="Die Angaben sind vollständig und richtig.",
        error_messages={"required": "Ohne diese Erklärung kann nichts eingereicht werden."},
    )


def gallery_context(layout: str) -> dict[str, object]:
    posts = [
        {
            "name": name,
            "rule": rule,
            "kind": kind,
            "status": status,
            "asked": asked,
            "granted": granted,
        }
        for name, rule, kind, status, asked, granted in (
            ("Leitung", "Nr. 5.4.1, 57.000 € × 12/12", "success", "Bewilligt", 57000, 57000),
            (
                "Fachkraft Bildung",
                "Nr. 5.4.1, 57.000 € × 9/12",
                "warning",
                "In Prüfung",
                42750,
                None,
            ),
            ("Assistenz", "Nr. 5.4.2, 22.500 € × 0,5", "danger", "Unterlagen fehlen", 22500, None),
            ("Weitere", "Nr. 5.4.1", "neutral", "Entwurf", None, None),
        )
    ]
    return {
        "layout": layout,
        "trail": [("Start", "/"), ("Förderung", "/mitarbeit/foerderung/"), ("Bausteine", "")],
        "navigation": [
            {"label": "Übersicht", "url": "/mitarbeit/", "current": False},
            {"label": "Förderung", "url": "/mitarbeit/foerderung/", "current": True},
            {"label": "Konzepte", "url": "/mitarbeit/konzepte/", "current": False},
            {"label": "Zentren", "url": "/mitarbeit/zentren/", "current": False},
        ],
        "due": date(2026, 10, 30),
        "today": date(2026, 10, 18),
        "moment": datetime(2026, 10, 18, 12, 3, tzinfo=UTC),
        "amount": Decimal("122250.00"),
        "count": 17912134,
        "share": Decimal("0.50"),
        "nothing": None,
        "posts": posts,
        "weeks": range(1, 9),
        "doors": ["Deutsch lernen", "Hilfe im Alltag", "Ehrenamt"],
        "page": Paginator(range(500), 25).get_page(7),
        "form": GalleryForm({"sum": "12.50 Euro", "reason": "Elternzeit", "topics": ["d"]}),
        "span": SpanForm(),
        "filters": FilterForm(),
    }
