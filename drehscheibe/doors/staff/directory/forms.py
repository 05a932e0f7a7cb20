"""Shapes of input on the pages of the directory."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.keeping import Facts
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.selectors import kinds, topics
from drehscheibe.domain.directory.typed import (
    PLACES,
    TEXTS,
    Field,
    place_fields,
    texts_of,
    typed_wording,
)
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.language.tongues import tongues
from drehscheibe.kernel.territory.models import Municipality

FACTS = ("kind", "municipality", "at_risk")
SURE = "Das ist eine andere Organisation als die genannte"


def languages() -> list[tuple[str, str]]:
    """Languages one can be helped in, by their German names."""
    found = [(each.tag, each.german_name) for each in tongues().values()]
    return sorted(found, key=lambda each: each[1])


class ActorForm(forms.Form):
    """All that is said of an actor; what may be typed is checked by `typed_wording`."""

    kind = forms.ModelChoiceField(
        label="Art", queryset=FieldOfAction.objects.none(), empty_label="– bitte wählen –"
    )
    municipality = forms.ModelChoiceField(
        label="Gemeinde", queryset=Municipality.objects.none(), required=False,
        empty_label="– keine –", help_text="Danach wird sie in der Nähe gefunden.",
    )  # fmt: skip
    at_risk = forms.BooleanField(
        label="Schutzvermerk: öffentlich ist nur der Ort", required=False,
        help_text="Zum Beispiel ein Frauenhaus. Öffentlich ist die Gemeinde; Straße, Zeiten und "
                  "Karte erfährt niemand. Schreiben Sie sie auch nicht in den Text.",
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label="Sprachen der Beratung", required=False, widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label=SURE, required=False)

    def __init__(
        self, *args: Any, towns: QuerySet[Municipality], actor: Actor | None = None, **more: Any
    ) -> None:
        """`towns` are those the centre serves; `actor` is the one that is kept."""
        self.before = _newest(actor)
        if actor is not None:
            more["initial"] = _initial(actor, self.before)
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["kind"].queryset, fields["municipality"].queryset = kinds(), towns
        fields["languages"].choices = languages()
        for each in TEXTS:
            fields[each.name] = _field(each)
        for number in PLACES:
            fields |= {each.name: _field(each) for each in place_fields(number)}
        fields["name"].required = True
        self.asks_whether_sure = bool(self.data.get("sure"))

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at its field; nothing typed is lost."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        spoken = self.data.getlist("languages") if hasattr(self.data, "getlist") else []
        self.wording, wrong = typed_wording(
            lambda name: str(self.data.get(name, "")), spoken, before=self.before
        )
        for name, message in wrong.items():
            if name not in self.errors:
                self.add_error(name, message)
        return said

    def facts(self) -> Facts:
        """As the domain takes it."""
        return Facts(**{name: self.cleaned_data[name] for name in FACTS})

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings; further places are folded while they are empty."""
        return [
            ("Wer und womit", [self[each] for each in
                               ("name", "short_name", "kind", "description", "at_risk")]),
            ("Erreichbar", [self[each] for each in ("phone", "email", "website", "municipality")]),
        ]  # fmt: skip

    def places(self) -> list[tuple[int, list[forms.BoundField], list[forms.BoundField], bool]]:
        """Number, address, hours, whether it stands open."""
        found = []
        for number in PLACES:
            rows = [self[each.name] for each in place_fields(number)]
            days = [each for each in rows if "-day-" in each.name]
            full = any(each.value() for each in rows if not each.name.endswith("kind"))
            found.append((number, [each for each in rows if each not in days], days,
                          full or number == 1))  # fmt: skip
        return found


OF_SERVICE = ("name", "topic", "description", "audience", "fee", "application", "status")


class ServiceForm(forms.Form):
    """An offer of help."""

    name = forms.CharField(label="Angebot", max_length=200)
    topic = forms.ModelChoiceField(
        label="Handlungsfeld oder Zielgruppe", queryset=FieldOfAction.objects.none(),
        required=False, empty_label="– keines –",
    )  # fmt: skip
    description = forms.CharField(
        label="Worum es geht", max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    audience = forms.CharField(label="Für wen", max_length=200, required=False)
    fee = forms.CharField(label="Kosten", max_length=200, required=False)
    application = forms.CharField(label="So kommt man hin", max_length=300, required=False)
    status = forms.ChoiceField(label="Stand", choices=Service.Status)
    languages = forms.MultipleChoiceField(
        label="Sprachen", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, service: Service, **more: Any) -> None:
        """`service` is the one that is kept, or a new one."""
        kept = {name: getattr(service, name) for name in (*OF_SERVICE, "languages")}
        more["initial"] = kept
        super().__init__(*args, **more)
        self.service = service
        fields: Any = self.fields
        fields["topic"].queryset, fields["languages"].choices = topics(), languages()

    def said(self) -> Service:
        """The offer as it was typed, not yet kept."""
        for name in (*OF_SERVICE, "languages"):
            setattr(self.service, name, self.cleaned_data[name])
        return self.service


class LinkForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label="E-Mail der Organisation",
        help_text="Mit dem Link bestätigt sie ihre Angaben oder schlägt Änderungen vor.",
    )


class CloseForm(forms.Form):
    """When it ended."""

    last_day = DayField(label="Letzter Tag")


def _field(field: Field) -> forms.Field:
    if field.choices:
        return forms.ChoiceField(label=field.label, choices=field.choices, required=False)
    widget = forms.Textarea({"rows": field.lines}) if field.lines > 1 else forms.TextInput()
    example = "Zum Beispiel 9:00–12:00, 14:00–16:30 mit Termin" if "-day-1" in field.name else ""
    return forms.CharField(
        label=field.label, max_length=field.longest, required=False, widget=widget,
        help_text=example,
    )  # fmt: skip


def _newest(actor: Actor | None) -> Wording | None:
    if actor is None:
        return None
    row = actor.revisions.filter(shown=True).first() or actor.revisions.last()
    return said_in(row) if row else None


def _initial(actor: Actor, said: Wording | None) -> dict[str, Any]:
    kept: dict[str, Any] = dict(texts_of(said)) if said else {}
    kept["languages"] = list(said.languages) if said else []
    return kept | {
        "kind": actor.kind_id, "municipality": actor.municipality_id, "at_risk": actor.at_risk,
    }  # fmt: skip
