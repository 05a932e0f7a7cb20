"""What is typed for pages of the guide."""

from typing import Any

from django import forms

from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.pictures import licences
from drehscheibe.kernel.people.models import Person


class PageChoice(forms.ChoiceField):
    """A page of the tree, indented by its level."""

    def __init__(self, nodes: list[tuple[int, int, str]], *, nothing: str, **named: Any) -> None:
        """`nodes`: key, level, title."""
        choices = [(str(pk), "\u2003" * depth + title) for pk, depth, title in nodes]
        super().__init__(choices=[("", nothing), *choices], required=False, **named)


class AddForm(forms.Form):
    """A new page."""

    title = forms.CharField(label="Überschrift", max_length=150)

    def __init__(self, *args: Any, nodes: list[tuple[int, int, str]], **named: Any) -> None:
        """`nodes` are the pages it may lie under."""
        super().__init__(*args, **named)
        self.fields["parent"] = PageChoice(
            nodes, nothing="oberste Ebene (ein Kapitel)", label="Liegt unter"
        )


class AdoptForm(forms.Form):
    """Where an adopted page goes."""

    def __init__(self, *args: Any, nodes: list[tuple[int, int, str]], **named: Any) -> None:
        """`nodes` are the pages it may lie under."""
        super().__init__(*args, **named)
        self.fields["parent"] = PageChoice(
            nodes, nothing="oberste Ebene (ein Kapitel)", label="Liegt unter"
        )


class MoveForm(AdoptForm):
    """Where a page goes."""

    def __init__(self, *args: Any, nodes: list[tuple[int, int, str]], **named: Any) -> None:
        """`nodes` are all pages but the moved one."""
        super().__init__(*args, nodes=nodes, **named)
        self.fields["before"] = PageChoice(
            nodes, nothing="als letzte", label="Vor",
            help_text="Eine Seite, die schon dort liegt.",
        )  # fmt: skip


class UpkeepForm(forms.Form):
    """Who keeps a page up to date."""

    owner = forms.ModelChoiceField(
        label="Hält die Seite aktuell", queryset=Person.objects.none(), required=False,
        empty_label="niemand bestimmt",
    )  # fmt: skip
    stale_after = forms.IntegerField(
        label="Zu prüfen nach", min_value=7, max_value=1100, help_text="In Tagen, 7 bis 1.100."
    )

    def __init__(self, *args: Any, colleagues: Any, page: Page, **named: Any) -> None:
        """`colleagues` are people of the house."""
        named["initial"] = {"owner": page.owner_id, "stale_after": page.stale_after}
        super().__init__(*args, **named)
        field: Any = self.fields["owner"]
        field.queryset = colleagues


class PictureForm(forms.Form):
    """A picture, what it shows, whose it is."""

    file = forms.FileField(
        label="Bild",
        help_text="JPEG, PNG oder WebP, höchstens 10 MB. Ort und Gerätedaten werden entfernt. Nach "
        "einem Fehler bitte noch einmal wählen.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": "Bitte wählen Sie ein Bild.", "empty": "Die Datei ist leer."},
    )
    alternative = forms.CharField(
        label="Was ist zu sehen? (Alternativtext)", max_length=250,
        help_text="Ein Satz für alle, die das Bild nicht sehen. Er wird übersetzt wie jeder Text.",
    )  # fmt: skip
    author = forms.CharField(label="Wer hat das Bild gemacht?", max_length=120)
    licence = forms.ChoiceField(label="Warum dürfen wir es zeigen?")

    def __init__(self, *args: Any, **named: Any) -> None:
        """Licences are read from their dated file."""
        super().__init__(*args, **named)
        field: Any = self.fields["licence"]
        known = [(key, each["form"]) for key, each in licences().items()]
        field.choices = [("", "bitte wählen"), *known]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Begründung", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
