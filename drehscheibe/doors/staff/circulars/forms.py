"""What is typed for a circular and for feedback from practice."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.feeding_back import Experience
from drehscheibe.domain.circulars.models import Circular, FeedbackBundle, PracticeFeedback
from drehscheibe.domain.circulars.sending import Letter
from drehscheibe.domain.surveys.results import place_of
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.language.rich_text import plain
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.declarations import roles


class CircularForm(forms.Form):
    """The letter itself."""

    title = forms.CharField(label="Betreff", max_length=200)
    text = forms.CharField(
        label="Text", widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Eine leere Zeile beginnt einen Absatz.",
    )  # fmt: skip
    wants = forms.ChoiceField(
        label="Was wird gewünscht?", choices=Circular.Wants, widget=forms.RadioSelect,
        initial=Circular.Wants.READING,
    )  # fmt: skip
    task = forms.CharField(
        label="Auftrag", max_length=300, required=False,
        help_text="In einem Satz, wenn die Zentren etwas tun sollen.",
    )  # fmt: skip
    due_on = DayField(label="Bis zum", required=False)
    roles = forms.MultipleChoiceField(
        label="Nur für", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Nichts angekreuzt: alle im Zentrum erfahren es.",
    )  # fmt: skip
    replaces = forms.ModelChoiceField(
        label="Ersetzt", queryset=Circular.objects.none(), required=False, empty_label="keines"
    )

    def __init__(
        self, *args: Any, own: QuerySet[Circular], circular: Circular | None = None, **more: Any
    ) -> None:
        """`own` are the house's letters that hold and can be replaced."""
        if circular is not None:
            names = ("title", "wants", "task", "due_on", "roles", "replaces")
            more["initial"] = {name: getattr(circular, name) for name in names} | {
                "text": plain(circular.text).replace("\n", "\n\n")
            }
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["roles"].choices = [
            (code, role.label)
            for code, role in roles().items()
            if may.ACKNOWLEDGE in role.permissions
        ]
        fields["replaces"].queryset = own

    def letter(self) -> Letter:
        """As the domain takes it."""
        given = dict(self.cleaned_data)
        return Letter(roles=tuple(given.pop("roles")), **given)


class AttachmentForm(forms.Form):
    """A file that goes with the letter."""

    title = forms.CharField(
        label="Bezeichnung", max_length=200, required=False,
        help_text="Wie die Anlage heißt. Leer: wie die Datei.",
    )  # fmt: skip
    file = forms.FileField(
        label="Datei", help_text="PDF, DOCX, XLSX, ODT, PNG oder JPEG, höchstens 20 MB."
    )


class PublishForm(forms.Form):
    """To whom it goes."""

    to = forms.ModelMultipleChoiceField(
        label="An", queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, today: date, **named: Any) -> None:
        """All centres of the day, all of them chosen at first."""
        super().__init__(*args, **named)
        field: Any = self.fields["to"]
        centres = Organisation.objects.filter(kind=Organisation.Kind.CENTRE)
        live = centres.exclude(valid_to__lt=today).exclude(valid_from__gt=today)
        field.queryset = live.select_related("centre").order_by("centre__area_name", "name")
        field.label_from_instance = place_of
        field.initial = list(field.queryset)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Begründung", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class FeedbackForm(forms.Form):
    """What a house found in practice."""

    topic = forms.CharField(label="Thema", max_length=200)
    text = forms.CharField(
        label="Was sich in der Praxis zeigt", widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Bitte keine Namen von Ratsuchenden.",
    )  # fmt: skip
    about = forms.ModelChoiceField(
        label="Zu einem Rundschreiben", queryset=Circular.objects.none(), required=False,
        empty_label="zu keinem",
    )  # fmt: skip

    def __init__(self, *args: Any, letters: QuerySet[Circular], **more: Any) -> None:
        """The letters the house has got."""
        super().__init__(*args, **more)
        field: Any = self.fields["about"]
        field.queryset = letters

    def experience(self) -> Experience:
        """As the domain takes it."""
        return Experience(**self.cleaned_data)


class BundleForm(forms.Form):
    """Feedback that belongs together, in a new bundle or one that is being collected."""

    feedback = forms.ModelMultipleChoiceField(
        label="Rückmeldungen", queryset=PracticeFeedback.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    into = forms.ModelChoiceField(
        label="Bündel", queryset=FeedbackBundle.objects.none(), required=False,
        empty_label="neues Bündel",
    )  # fmt: skip
    topic = forms.CharField(
        label="Thema des neuen Bündels", max_length=200, required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, free: QuerySet[PracticeFeedback], bundles: QuerySet[FeedbackBundle],
        **more: Any,
    ) -> None:  # fmt: skip
        """What is in no bundle yet, and what is being collected."""
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["feedback"].queryset = free
        fields["feedback"].label_from_instance = lambda each: (
            f"{each.topic} ({place_of(each.organisation)}): {_excerpt(each.text)}"
        )
        fields["into"].queryset = bundles

    def clean(self) -> dict[str, Any]:
        """A new bundle has a topic."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("into") and not given.get("topic", "").strip():
            self.add_error("topic", "Bitte nennen Sie das Thema.")
        return given


class AskForm(forms.Form):
    """The summary, and which ministry is asked."""

    summary = forms.CharField(
        label="Zusammenfassung", widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ohne zu sagen, von wem: Das Ministerium liest dies und die Zahl der "
        "Rückmeldungen.",
    )  # fmt: skip
    ministry = forms.ModelChoiceField(
        label="Ministerium",
        queryset=Organisation.objects.filter(kind=Organisation.Kind.MINISTRY),
        empty_label="– bitte wählen –",
    )


class AnswerForm(forms.Form):
    """What the ministry answers."""

    text = forms.CharField(label="Antwort", widget=forms.Textarea(attrs={"rows": 8}))


def _excerpt(html: str) -> str:
    text = plain(html).replace("\n", " ")
    return text if len(text) <= 160 else f"{text[:157]} …"
