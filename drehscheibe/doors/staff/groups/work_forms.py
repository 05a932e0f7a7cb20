"""Shapes of input for decisions, actions, papers, talks and date polls."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.exchange.deciding import Motion
from drehscheibe.domain.exchange.models import Choice, Decision, PollAnswer, PollOption, Way
from drehscheibe.domain.exchange.working import Job
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.groups.forms import FEW, TIERS, NamedField
from drehscheibe.doors.staff.groups.meeting_forms import MARKS
from drehscheibe.kernel.calendar.moments import BERLIN, MomentRefused, moment
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

LAST_MINUTE = time(23, 59)
PROPOSALS = 6
"""Dates one page offers to propose."""


class MotionForm(forms.Form):
    """What is to be decided, and how."""

    text = forms.CharField(
        label="Beschlussvorschlag", max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    way = forms.ChoiceField(label="Wie wird entschieden?", choices=Way.choices)
    closes_on = DayField(
        label="Abstimmung bis", required=False,
        help_text="Nur bei Abstimmung; der Tag zählt mit. Leer: bis Sie das Ergebnis feststellen.",
    )  # fmt: skip
    review_on = DayField(label="Überprüfung am", required=False)
    supersedes = forms.ModelChoiceField(
        label="Ersetzt den Beschluss", queryset=Decision.objects.none(), required=False,
        empty_label="keinen",
    )  # fmt: skip

    def __init__(self, *args: Any, replaceable: Any, **options: Any) -> None:
        """Decisions of the group that nothing replaced yet."""
        super().__init__(*args, **options)
        field: Any = self.fields["supersedes"]
        field.queryset = replaceable
        field.label_from_instance = lambda each: f"{each}: {each.text[:80]}"

    def motion(self) -> Motion:
        """For the action; the vote ends with the last minute of its day."""
        given = self.cleaned_data
        day = given["closes_on"] if given["way"] == Way.VOTE else None
        return Motion(
            text=given["text"], way=given["way"], review_on=given["review_on"],
            closes_at=moment(day, LAST_MINUTE) if day else None,
            supersedes=given["supersedes"],
        )  # fmt: skip


class VoteForm(forms.Form):
    """The vote of one's organisation."""

    choice = forms.ChoiceField(
        label="Stimme Ihrer Organisation", choices=Choice.choices, widget=forms.RadioSelect
    )


class OutcomeForm(forms.Form):
    """From when a decision holds."""

    valid_from = DayField(label="Gilt ab")


class JobForm(forms.Form):
    """Who does what until when."""

    text = forms.CharField(label="Was ist zu tun?", max_length=300)
    organisation = forms.ModelChoiceField(
        label="Zuständige Organisation", queryset=Organisation.objects.none(), required=False,
        empty_label="–",
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label="Zuständige Person", queryset=Person.objects.none(), required=False,
        empty_label="–", help_text="Eine Organisation oder eine Person.",
    )  # fmt: skip
    due_on = DayField(label="Fällig am", required=False)

    def __init__(self, *args: Any, members: Any, **options: Any) -> None:
        """The members and the organisations they come for."""
        super().__init__(*args, **options)
        places = Organisation.objects.filter(pk__in=members.values("on_behalf_of"))
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]
        people = Person.objects.filter(pk__in=members.values("person"))
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def job(self) -> Job:
        """For the action."""
        return Job(**self.cleaned_data)


class MoveForm(forms.Form):
    """A later day, and why."""

    due_on = DayField(label="Neuer Tag")
    reason = forms.CharField(label="Grund", max_length=1000)


class DescribeForm(forms.Form):
    """What a paper is called, and what it is about."""

    title = forms.CharField(label="Titel", max_length=200)
    summary = forms.CharField(
        label="Worum geht es?", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class PaperForm(DescribeForm):
    """A paper with its first file."""

    file = forms.FileField(
        label="Datei", help_text="PDF, DOCX, XLSX, ODT, PNG oder JPEG, höchstens 20 MB."
    )
    internal = forms.BooleanField(
        label="Intern", required=False, help_text="Gäste der Gruppe erfahren nichts davon."
    )


class VersionForm(forms.Form):
    """The next file of a paper."""

    file = forms.FileField(label="Neue Fassung", help_text="Die früheren bleiben erhalten.")


class ReleaseForm(forms.Form):
    """Who may know of a paper."""

    tier = forms.ChoiceField(label="Wer sieht das Papier?", choices=TIERS, help_text=FEW)
    named = NamedField()

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        """Members may be named."""
        super().__init__(*args, **options)
        self.fields["named"].queryset = people  # type: ignore[attr-defined]


class ThreadForm(forms.Form):
    """A talk begins."""

    title = forms.CharField(label="Betreff", max_length=200)
    text = forms.CharField(
        label="Ihr Beitrag", help_text=MARKS, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    internal = forms.BooleanField(
        label="Intern", required=False, help_text="Gäste der Gruppe erfahren nichts davon."
    )

    def __init__(self, *args: Any, full: bool, **options: Any) -> None:
        """Guests begin no internal talks."""
        super().__init__(*args, **options)
        if not full:
            del self.fields["internal"]


class PostForm(forms.Form):
    """What one says in a talk."""

    text = forms.CharField(
        label="Ihr Beitrag", max_length=20_000, help_text=MARKS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class PollForm(forms.Form):
    """Several dates to choose from; lines left empty are no dates."""

    title = forms.CharField(label="Wofür?", max_length=200, help_text="zum Beispiel Frühjahr 2027")
    until = DayField(label="Antworten bis", help_text="Der Tag zählt noch mit.")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Six lines of day, beginning and end; what more is needed is a second poll."""
        super().__init__(*args, **options)
        for number in range(1, PROPOSALS + 1):
            first = number == 1
            self.fields[f"day-{number}"] = DayField(label="Tag", required=first, help_text="")
            self.fields[f"begins-{number}"] = forms.TimeField(label="Beginn", required=first)
            self.fields[f"ends-{number}"] = forms.TimeField(label="Ende", required=first)

    @property
    def lines(self) -> list[tuple[int, list[Any]]]:
        """The inputs of each proposal."""
        names = ("day", "begins", "ends")
        return [
            (number, [self[f"{name}-{number}"] for name in names])
            for number in range(1, PROPOSALS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Each date whole, and shown by the clock."""
        given: dict[str, Any] = super().clean() or {}
        given["dates"] = []
        for number in range(1, PROPOSALS + 1):
            day, begins, ends = (
                given.get(f"{name}-{number}") for name in ("day", "begins", "ends")
            )
            if not any((day, begins, ends)):
                continue
            if day is None or begins is None or ends is None:
                self._blame(number, "Bitte Tag, Beginn und Ende angeben.")
                continue
            try:
                given["dates"].append((moment(day, begins), moment(day, ends)))
            except MomentRefused as refusal:
                self._blame(number, str(refusal))
            else:
                if ends <= begins:
                    self._blame(number, "Das Ende liegt vor dem Beginn.", "ends")
        return given

    def closes_at(self) -> datetime:
        """The last minute of the last day."""
        return moment(self.cleaned_data["until"], LAST_MINUTE)

    def _blame(self, number: int, message: str, name: str = "day") -> None:
        field = f"{name}-{number}"
        if field not in self.errors:
            self.add_error(field, message)


class AnswerForm(forms.Form):
    """Yes, perhaps or no to each date."""

    def __init__(self, *args: Any, dates: list[PollOption], **options: Any) -> None:
        """One choice for each date."""
        super().__init__(*args, **options)
        self.dates = dates
        for option in dates:
            self.fields[f"option-{option.pk}"] = forms.ChoiceField(
                label=_span(option), choices=PollAnswer.Suits.choices, widget=forms.RadioSelect
            )

    def suits(self) -> dict[int, str]:
        """By option id."""
        return {each.pk: self.cleaned_data[f"option-{each.pk}"] for each in self.dates}


def _span(option: PollOption) -> str:
    starts, ends = (each.astimezone(BERLIN) for each in (option.starts_at, option.ends_at))
    return f"{starts:%d.%m.%Y, %H:%M}–{ends:%H:%M} Uhr"
