"""Shapes of input for groups and who belongs to them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Lower

from drehscheibe.domain.groups.actions import Charter, Seat
from drehscheibe.domain.groups.models import Function, Group, GroupMembership, Tier
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership, Person

KNOWN_TO = [
    (Tier.GROUP.value, "Mitglieder und die einrichtende Organisation"),
    (Tier.NAMED.value, "dazu einzelne benannte Personen"),
    (Tier.NETWORK.value, "alle im Netzwerk"),
    (Tier.PUBLIC.value, "alle, auch ohne Anmeldung"),
]
"""Of a group. Its house always knows of it, so the tier of the house alone would say the same."""
TIERS = [
    (Tier.GROUP.value, "alle Mitglieder der Gruppe"),
    (Tier.NAMED.value, "nur benannte Mitglieder"),
    (Tier.ORGANISATION.value, "nur Menschen der einrichtenden Organisation"),
    (Tier.NETWORK.value, "alle im Netzwerk"),
    (Tier.PUBLIC.value, "alle, auch ohne Anmeldung"),
]
"""Of what a group works on."""
FEW = (
    "„Nur benannte“ und „nur die einrichtende Organisation“ schließen andere Mitglieder aus: Sie "
    "finden nichts davon, auch nicht in Suche, Zahlen, Kalender und Mails."
)
UNKNOWN = (
    "Diese Adresse gehört zu keinem Konto. Bitte zuerst unter „Personen“ einladen; Menschen von "
    "außen als Gast ihrer Organisation."
)
SEVERAL = "Diese Person handelt für mehrere Organisationen. Bitte wählen Sie eine."
SEATS = [(each.value, each.label) for each in Function]
FUNCTIONS = [
    (each.value, each.label) for each in Function if each not in (Function.DEPUTY, Function.GUEST)
]


class CharterForm(forms.Form):
    """What a group is set up with; kind, host and beginning are fixed afterwards."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Art", choices=Group.Kind.choices)
    host = forms.ModelChoiceField(
        label="Eingerichtet von", queryset=Organisation.objects.none(), empty_label=None
    )
    mandate = forms.CharField(
        label="Auftrag", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wozu es die Gruppe gibt und wann sie fertig ist.",
    )  # fmt: skip
    starts_on = DayField(label="Beginn")
    ends_on = DayField(label="Ende", required=False)
    joining = forms.ChoiceField(label="Wie wird man Mitglied?", choices=Group.Joining.choices)
    tier = forms.ChoiceField(
        label="Wer weiß von der Gruppe?", choices=KNOWN_TO, initial=Tier.NETWORK,
        help_text="Sitzungen, Papiere und Gespräche haben ihre eigene Sichtbarkeit.",
    )  # fmt: skip
    named = forms.CharField(
        label="Benannte Personen", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="E-Mail-Adressen, je Zeile eine. Nur bei „dazu einzelne benannte Personen“; sie "
        "erfahren, dass es die Gruppe gibt, und lesen, was nicht nur für Mitglieder ist.",
    )  # fmt: skip

    def __init__(self, *args: Any, hosts: Any = None, **options: Any) -> None:
        """With `hosts` a new group is founded, without one a group is kept."""
        super().__init__(*args, **options)
        if hosts is None:
            for name in ("kind", "host", "starts_on"):
                del self.fields[name]
        else:
            self.fields["host"].queryset = hosts  # type: ignore[attr-defined]

    def clean_named(self) -> list[int]:
        """Ids of the persons with these addresses; unknown ones are told."""
        typed = {each.lower() for each in self.cleaned_data["named"].replace(",", " ").split()}
        rows = Person.objects.annotate(address=Lower("email")).filter(address__in=typed)
        known = dict(rows.exclude(email="").values_list("address", "pk"))
        if unknown := sorted(typed - known.keys()):
            raise forms.ValidationError(f"Hier nicht bekannt: {', '.join(unknown)}")
        return sorted(known.values())

    def charter(self, old: Group | None = None) -> Charter:
        """For the action."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "host"}
        if old is not None:
            given |= {"kind": old.kind, "starts_on": old.starts_on}
        return Charter(**given)


def addresses_of(named: list[int]) -> str:
    """Named persons as the form of a group shows them."""
    rows = Person.objects.filter(pk__in=named).exclude(email="").order_by("email")
    return "\n".join(rows.values_list("email", flat=True))


def others_of(group: Group, person: Person, today: date) -> QuerySet[Person]:
    """The members besides oneself, who may be named."""
    members = GroupMembership.objects.live(today).filter(group=group).values("person")
    rows = Person.objects.filter(pk__in=members).exclude(pk=person.pk)
    return rows.order_by("family_name", "given_name", "pk")


class NamedField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Members by name, to be ticked; the ids of those chosen."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Person.objects.none(), label="Benannte Mitglieder", required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Nur bei „nur benannte Mitglieder“. Sie selbst gehören immer dazu.",
        )  # fmt: skip

    def clean(self, value: Any) -> list[int]:  # type: ignore[override]  # ids are what is kept
        """Whom it names."""
        return [each.pk for each in super().clean(value)]


class SeatForm(forms.Form):
    """Who comes, as what; for whom follows from the person where it can."""

    email = forms.EmailField(label="E-Mail-Adresse der Person")
    function = forms.ChoiceField(label="Aufgabe", choices=SEATS, initial=Function.MEMBER)
    deputy_for = forms.ModelChoiceField(
        label="Vertritt", queryset=GroupMembership.objects.none(), required=False,
        empty_label="niemanden", help_text="Nur bei der Aufgabe Vertretung.",
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label="Kommt für", queryset=Organisation.objects.none(), required=False
    )
    since = DayField(label="Gehört dazu seit")

    def __init__(self, data: Any, *, group: Group, principals: Any, today: date) -> None:
        """The members who can be stood in for; the organisations once the person is known."""
        super().__init__(data, initial={"since": today})
        self.group, self.today = group, today
        own: Any = self.fields["deputy_for"]
        own.queryset = principals
        own.label_from_instance = _principal
        self.person = Person.objects.filter(
            email__iexact=str(self.data.get("email", "")).strip() or None
        ).first()
        places = Membership.objects.live(today).filter(person=self.person)
        self.homes = Organisation.objects.filter(pk__in=places.values("organisation"))
        if self.person is None or self.homes.count() < 2:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = self.homes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The person is known and comes for one of her organisations."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("email") and (self.person is None or not self.homes.exists()):
            self.add_error("email", UNKNOWN)
        elif "organisation" in self.fields and not given.get("organisation"):
            self.add_error("organisation", SEVERAL)
        return given

    def seat(self) -> Seat:
        """For the action; call it when the form is valid."""
        assert self.person is not None
        given = self.cleaned_data
        return Seat(
            self.person, given.get("organisation") or self.homes.first(), given["since"],
            given["function"], given["deputy_for"],
        )  # fmt: skip


class EndForm(forms.Form):
    """The last day of a membership."""

    last_day = DayField(label="Letzter Tag", help_text="Er zählt noch mit.")


class FunctionForm(forms.Form):
    """What somebody does from today on."""

    function = forms.ChoiceField(label="Aufgabe ab heute", choices=FUNCTIONS)


class JoinForm(forms.Form):
    """For whom one wants to join, and why."""

    organisation = forms.ModelChoiceField(
        label="Ich komme für", queryset=Organisation.objects.none(), empty_label=None
    )
    message = forms.CharField(
        label="Nachricht an die Leitung", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, homes: Any, asks: bool, **options: Any) -> None:
        """An open group needs no message."""
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = homes  # type: ignore[attr-defined]
        if not asks:
            del self.fields["message"]


def _principal(member: Any) -> str:
    return f"{member.person}, {member.on_behalf_of}" if member.on_behalf_of else str(member.person)
