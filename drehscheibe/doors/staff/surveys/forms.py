"""Shapes of input on the pages of surveys."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.surveys.answering import choices_of
from drehscheibe.domain.surveys.asking import CHOSEN, CONDITIONS, Outline
from drehscheibe.domain.surveys.models import Question, Survey
from drehscheibe.domain.surveys.results import place_of
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.calendar.moments import day_of, moment
from drehscheibe.kernel.language.rich_text import plain
from drehscheibe.kernel.organisations.models import Organisation

LAST_MINUTE = time(23, 59)
Kind = Question.Kind
LONGEST = 200
"""Characters of one answer to choose from."""


class OutlineForm(forms.Form):
    """What a survey is about, until when, and who sees what afterwards."""

    title = forms.CharField(label="Titel", max_length=200)
    intro = forms.CharField(
        label="Worum es geht", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wozu Sie fragen und was mit den Antworten geschieht. Eine leere Zeile beginnt "
        "einen Absatz.",
    )  # fmt: skip
    closes_on = DayField(label="Letzter Tag der Frist")
    year = forms.TypedChoiceField(
        label="Abfrage des Jahres", required=False, coerce=int, empty_value=None,
        help_text="Die eine Abfrage, die als Spalte in der Rücklauftabelle steht.",
    )  # fmt: skip
    shows = forms.ChoiceField(
        label="Nach der Frist sehen die Gefragten", choices=Survey.Shows, widget=forms.RadioSelect,
        initial=Survey.Shows.AGGREGATE,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, survey: Survey | None = None, **more: Any) -> None:
        """The survey as it stands."""
        if survey is not None:
            more["initial"] = {
                "title": survey.title, "intro": plain(survey.intro).replace("\n", "\n\n"),
                "closes_on": day_of(survey.closes_at), "year": survey.year, "shows": survey.shows,
            }  # fmt: skip
        super().__init__(*args, **more)
        fields: Any = self.fields
        years = sorted({*range(today.year - 1, today.year + 2), *_year_of(survey)})
        fields["year"].choices = [("", "keine"), *((each, str(each)) for each in years)]

    def outline(self) -> Outline:
        """As the domain takes it; the deadline is the last minute of its day."""
        given = dict(self.cleaned_data)
        return Outline(closes_at=last_minute(given.pop("closes_on")), **given)


def last_minute(day: date) -> datetime:
    """The end of a day in Germany."""
    return moment(day, LAST_MINUTE)


def _year_of(survey: Survey | None) -> set[int]:
    return {survey.year} if survey is not None and survey.year is not None else set()


class LinesField(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, **more: Any) -> None:
        """A box of some lines."""
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **more)

    def prepare_value(self, value: Any) -> Any:
        """A stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Each line once, without blanks around it."""
        text = super().clean(value)
        lines = list(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))
        for each in lines:
            if len(each) > LONGEST:
                raise forms.ValidationError(
                    f"Bitte kürzen Sie auf {LONGEST} Zeichen: „{each[:40]} …“"
                )
        return lines


class QuestionForm(forms.Form):
    """One question of a kind; only what belongs to the kind is asked."""

    text = forms.CharField(label="Frage", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    help = forms.CharField(
        label="Hilfe zur Frage", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    choices = LinesField(label="Antworten zur Auswahl", help_text="Eine in jeder Zeile.")
    lines = LinesField(label="Zeilen der Tabelle", help_text="Eine in jeder Zeile; zu jeder wird "
                       "eine der Antworten gewählt.")  # fmt: skip
    unit = forms.CharField(
        label="Einheit", max_length=40, help_text="Zum Beispiel Stellen, Personen, Stunden.",
        widget=forms.TextInput(attrs={"class": "input--medium"}),
    )  # fmt: skip
    figure = forms.ChoiceField(
        label="Bekannte Zahl aus dem Controlling", required=False,
        help_text="Die Antwort beginnt mit der gezählten Zahl des Zentrums; es sieht ihre Zeilen "
        "und kann sie ändern.",
    )  # fmt: skip
    required = forms.BooleanField(label="Ohne Antwort kann nicht abgegeben werden", required=False)
    asked_if = forms.MultipleChoiceField(
        label="Nur fragen, wenn vorher gewählt ist", required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nichts angekreuzt: wird immer gefragt. Alle Antworten gehören zu einer Frage.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, survey: Survey, question: Question | None = None, **more: Any
    ) -> None:
        """Fields of the kind, with the question as it stands."""
        if question is not None:
            more["initial"] = _stands(question)
        super().__init__(*args, **more)
        self.kind = kind
        fields: Any = self.fields
        fields["figure"].choices = [
            ("", "keine"),
            *((each.key, f"{each.label} ({each.unit})") for each in known_sources().values()
              if (each.unit == "Euro") == (kind == Kind.MONEY)),
        ]  # fmt: skip
        before = survey.questions.filter(removed_at=None, kind__in=CONDITIONS)
        if question is not None:
            before = before.filter(place__lt=question.place)
        self.before = {each.pk: each for each in before}
        fields["asked_if"].choices = [
            (f"{each.pk}:{choice}", f"{each.text} – {choice}")
            for each in self.before.values()
            for choice in choices_of(each)
        ]
        for name in _not_asked(kind, bool(self.before)):
            del fields[name]

    def clean(self) -> dict[str, Any]:
        """Conditions lead to one question."""
        given: dict[str, Any] = super().clean() or {}
        if len({each.partition(":")[0] for each in given.get("asked_if", [])}) > 1:
            self.add_error("asked_if", "Bitte wählen Sie Antworten von nur einer Frage.")
        return given

    def columns(self) -> dict[str, Any]:
        """As the domain takes it: every column of the kind, the others empty."""
        given = self.cleaned_data
        conditions = [each.partition(":")[::2] for each in given.get("asked_if", [])]
        return {
            "kind": self.kind,
            "text": given["text"].strip(),
            "help": given.get("help", "").strip(),
            "required": given.get("required", False),
            "choices": given.get("choices", []),
            "lines": given.get("lines", []),
            "unit": given.get("unit", "").strip(),
            "figure": given.get("figure", ""),
            "asked_if": self.before[int(conditions[0][0])] if conditions else None,
            "asked_if_values": [choice for _, choice in conditions],
        }


def _not_asked(kind: str, conditions: bool) -> list[str]:
    fields = []
    if kind not in CHOSEN:
        fields.append("choices")
    if kind != Kind.MATRIX:
        fields.append("lines")
    if kind != Kind.NUMBER:
        fields.append("unit")
    if kind not in (Kind.NUMBER, Kind.MONEY):
        fields.append("figure")
    return fields if conditions else [*fields, "asked_if"]


def _stands(question: Question) -> dict[str, Any]:
    names = ("text", "help", "required", "unit", "choices", "lines", "figure")
    asked_if = [f"{question.asked_if_id}:{each}" for each in question.asked_if_values]
    return {name: getattr(question, name) for name in names} | {"asked_if": asked_if}


class OpenForm(forms.Form):
    """Who is asked: all centres to begin with."""

    to = forms.ModelMultipleChoiceField(
        label="Wer gefragt wird", queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        """The centres of the day."""
        super().__init__(*args, **more)
        field: Any = self.fields["to"]
        centres = Organisation.objects.filter(kind=Organisation.Kind.CENTRE)
        live = centres.exclude(valid_to__lt=today).exclude(valid_from__gt=today)
        field.queryset = live.select_related("centre").order_by("centre__area_name", "name")
        field.label_from_instance = place_of
        field.initial = list(field.queryset)


class PostponeForm(forms.Form):
    """Until when one may answer now."""

    closes_on = DayField(label="Neuer letzter Tag")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Begründung", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, hint: str = "", **more: Any) -> None:
        """`hint` says who reads it."""
        super().__init__(*args, **more)
        self.fields["reason"].help_text = hint


class LinkForm(forms.Form):
    """What came of the survey, or of something in its chain."""

    source = forms.ChoiceField(label="Aus")
    target = forms.ChoiceField(label="entstand")

    def __init__(
        self, *args: Any, sources: list[tuple[str, str]],
        targets: list[tuple[str, list[tuple[str, str]]]], **more: Any,
    ) -> None:  # fmt: skip
        """What is in the chain, and what may be added."""
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["source"].choices = sources
        fields["target"].choices = [("", "– bitte wählen –"), *targets]


class UseForm(forms.Form):
    """How one's own house puts something to use."""

    of = forms.ChoiceField(label="Was Sie anwenden")
    text = forms.CharField(label="Wie Sie es anwenden", max_length=300)
    since = DayField(label="Seit")

    def __init__(self, *args: Any, things: list[tuple[str, str]], **more: Any) -> None:
        """What there is in the chain."""
        super().__init__(*args, **more)
        field: Any = self.fields["of"]
        field.choices = things
