"""What is typed for a circular."""

from django import forms

from drehscheibe.domain.circulars.models import Circular
from drehscheibe.domain.circulars.sending import Letter
from drehscheibe.kernel.organisations.models import Organisation


class CircularForm(forms.Form):
    """The letter itself."""

    title = forms.CharField(label="Betreff", max_length=200)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 10}))
    wants = forms.ChoiceField(label="Was wird gewünscht?", choices=Circular.Wants)
    task = forms.CharField(
        label="Auftrag", max_length=300, required=False,
        help_text="In einem Satz, wenn die Zentren etwas tun sollen.",
    )  # fmt: skip
    due_on = forms.DateField(
        label="Bis zum", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def letter(self) -> Letter:
        """As the domain takes it."""
        return Letter(**self.cleaned_data)


class PublishForm(forms.Form):
    """To whom it goes."""

    to = forms.ModelMultipleChoiceField(
        label="An", queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, **named: object) -> None:
        """All centres, all of them chosen at first."""
        super().__init__(*args, **named)  # type: ignore[arg-type]
        field = self.fields["to"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Organisation.objects.filter(kind=Organisation.Kind.CENTRE)
        field.initial = field.queryset
