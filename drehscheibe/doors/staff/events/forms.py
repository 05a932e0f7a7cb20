"""What an event is and what it asks, as typed."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.groups.models import Tier
from drehscheibe.domain.qualification.asking import QuestionFacts
from drehscheibe.domain.qualification.courses import series_named
from drehscheibe.domain.qualification.models import (
    CourseTemplate,
    Event,
    QualificationKind,
    Question,
)
from drehscheibe.domain.qualification.preparing import EventFacts
from drehscheibe.domain.qualification.subjects import fields_to_choose
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.calendar.moments import day_of, moment
from drehscheibe.kernel.organisations.models import Organisation

TIERS = [(each.value, each.label) for each in (Tier.PUBLIC, Tier.NETWORK, Tier.ORGANISATION)]
LONG = forms.Textarea(attrs={"rows": 5})
FREE_ROWS = 2
LAST_MINUTE = time(23, 59)
SAID = ("title", "kind", "format", "tier", "description", "audience", "place", "min_participants",
        "decide_by", "fee", "childcare", "accessibility", "contact", "grants",
        "certificate_percent")  # fmt: skip
SECTIONS = (
    ("", ("owner", "title", "kind", "format", "tier")),
    ("Für wen und wo", ("description", "fields_of_action", "audience", "place", "childcare",
                        "accessibility", "contact")),
    ("Bedingungen", ("fee", "min_participants", "decide_by", "cancel_on", "requires", "grants",
                     "certificate_percent")),
    ("Gemeinsam mit", ("series", "co_host_")),
)  # fmt: skip


class EventForm(forms.Form):
    """What an event is; a known event keeps its owner."""

    mark_optional = True
    owner = forms.ModelChoiceField(
        label="Veranstalter", queryset=Organisation.objects.none(), empty_label=None
    )
    title = forms.CharField(label="Titel", max_length=200)
    kind = forms.ChoiceField(label="Art", choices=Event.Kind.choices)
    format = forms.ChoiceField(label="Durchführung", choices=Event.Format.choices)
    tier = forms.ChoiceField(label="Sichtbar", choices=TIERS, initial=Tier.NETWORK)
    description = forms.CharField(label="Beschreibung", required=False, widget=LONG)
    fields_of_action = forms.ModelMultipleChoiceField(
        label="Handlungsfelder", queryset=FieldOfAction.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Danach filtern die öffentliche Suche und die Wegweiser.",
    )  # fmt: skip
    audience = forms.CharField(label="Zielgruppe", max_length=300, required=False)
    place = forms.CharField(label="Ort", max_length=300, required=False)
    childcare = forms.CharField(label="Kinderbetreuung", max_length=300, required=False)
    accessibility = forms.CharField(label="Barrierefreiheit", max_length=500, required=False)
    contact = forms.EmailField(label="Rückfragen an", required=False)
    fee = forms.DecimalField(
        label="Beitrag in Euro", max_digits=8, decimal_places=2, min_value=0, required=False,
        localize=True, help_text="Leer: kostenfrei.",
    )  # fmt: skip
    min_participants = forms.IntegerField(label="Mindestzahl", min_value=1, required=False)
    decide_by = DayField(label="Entschieden wird bis", required=False)
    cancel_on = DayField(
        label="Abmelden bis", required=False, help_text="Einschließlich. Leer: bis zum Beginn."
    )
    requires = forms.ModelMultipleChoiceField(
        label="Voraussetzungen", queryset=QualificationKind.objects.all(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    grants = forms.ModelChoiceField(
        label="Verleiht", queryset=QualificationKind.objects.all(), required=False,
        empty_label="nichts", blank=True,
    )  # fmt: skip
    certificate_percent = forms.IntegerField(
        label="Bescheinigung ab so viel Prozent der Unterrichtseinheiten", min_value=1,
        max_value=100, initial=75,
    )  # fmt: skip
    series = forms.CharField(
        label="Reihe", max_length=200, required=False,
        help_text="Veranstaltungen mit demselben Namen der Reihe gehören zusammen.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], others: QuerySet[Organisation],
        known: Event | None = None, **options: Any,
    ) -> None:  # fmt: skip
        """Where the person may hold events, and who may hold them with her."""
        super().__init__(*args, **options)
        self.known = known
        said: Any = self.fields["fields_of_action"]
        before = self.get_initial_for_field(said, "fields_of_action") or []
        said.queryset = fields_to_choose(*(each.pk for each in before))
        own: Any = self.fields["owner"]
        own.queryset = owners
        if known is not None:
            del self.fields["owner"]
            tier: Any = self.fields["tier"]
            tier.choices = [*dict([*TIERS, (known.tier, known.get_tier_display())]).items()]
        together = [] if known is None else list(known.co_hosts.values_list("pk", flat=True))
        self.rows = len(together) + FREE_ROWS
        for number in range(self.rows):
            self.fields[f"co_host_{number}"] = forms.ModelChoiceField(
                label=f"Gemeinsam mit ({number + 1})", queryset=others, required=False,
                initial=together[number] if number < len(together) else None,
                empty_label="niemandem", blank=True,
            )  # fmt: skip

    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        return [
            (title, [field for field in self if field.name in names or field.name[:8] in names])
            for title, names in SECTIONS
        ]

    def co_hosts(self) -> list[Organisation]:
        """Who was chosen, each once."""
        chosen = (self.cleaned_data.get(f"co_host_{number}") for number in range(self.rows))
        return list({each.pk: each for each in chosen if each is not None}.values())

    def facts(self, owner: Organisation) -> EventFacts:
        """For the action; what the form does not ask stays as it is."""
        given = self.cleaned_data
        last = given["cancel_on"]
        return EventFacts(
            **{name: given[name] for name in SAID},
            cancel_until=None if last is None else moment(last, LAST_MINUTE),
            series=series_named(title=given["series"], owner=owner),
            group=None if self.known is None else self.known.group,
        )  # fmt: skip


def said_of(event: Event) -> dict[str, Any]:
    """What the form of a known event begins with."""
    until = event.cancel_until
    return {
        **{name: getattr(event, name) for name in SAID},
        "requires": list(event.requires.all()),
        "fields_of_action": list(event.fields_of_action.all()),
        "series": event.series.title if event.series else "",
        "cancel_on": day_of(until) if until else None,
    }


def said_by(template: CourseTemplate) -> dict[str, Any]:
    """What an event of this course begins with."""
    return {
        "owner": template.owner_id, "title": template.title, "description": template.aims,
        "audience": ", ".join(template.target_groups)[:300], "tier": template.tier,
        "requires": list(template.requires.all()), "grants": template.grants,
        "fields_of_action": list(template.fields_of_action.all()),
        "certificate_percent": template.certificate_percent,
    }  # fmt: skip


class QuestionForm(forms.Form):
    """One more question to everybody who registers."""

    mark_optional = True
    label = forms.CharField(label="Frage", max_length=300)
    kind = forms.ChoiceField(label="Art der Antwort", choices=Question.Kind.choices)
    options = forms.CharField(
        label="Möglichkeiten der Auswahl", required=False, widget=LONG,
        help_text="Jede in einer Zeile; nur bei „Auswahl“.",
    )  # fmt: skip
    required = forms.BooleanField(label="Pflichtfrage", required=False)
    sensitive = forms.BooleanField(
        label="Schützenswert", required=False, initial=True,
        help_text="Antworten werden 30 Tage nach dem Ende gelöscht; wie oft etwas gewählt wurde, "
        "bleibt.",
    )  # fmt: skip

    def facts(self) -> QuestionFacts:
        """For the action."""
        lines = self.cleaned_data["options"].splitlines()
        options = tuple(line.strip()[:120] for line in lines if line.strip())
        return QuestionFacts(**{**self.cleaned_data, "options": options})


def answers_of(request: Any, questions: Iterable[Question]) -> dict[int, str]:
    """What was typed at each question."""
    return {each.pk: request.POST.get(f"question_{each.pk}", "") for each in questions}
