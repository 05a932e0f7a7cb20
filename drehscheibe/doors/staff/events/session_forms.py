"""Dates and seats of an event, as typed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.qualification.models import EventPool, Session
from drehscheibe.domain.qualification.preparing import SeatFacts, SessionFacts
from drehscheibe.domain.registration.models import Mode
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.calendar.moments import BERLIN, MomentRefused, day_of, moment
from drehscheibe.kernel.organisations.models import Organisation

MOST_DATES = 30
SEAT_SECTIONS = (
    ("", ("part", "title", "capacity", "opens_on", "closes_on")),
    ("Warteliste", ("mode", "offer_hours", "needs_approval")),
    ("Anteile und vorgemerkte Plätze", ("per_organisation", "released_on", "kept_")),
)
FREE_ROWS = 2
"""Empty rows for further organisations."""
CLOCK = "%H:%M"


class SessionForm(forms.Form):
    """One date; the end may lie on the next day."""

    mark_optional = True
    day = DayField(label="Tag")
    begins = forms.TimeField(label="Beginn", help_text="zum Beispiel 09:00")
    ends = forms.TimeField(label="Ende", help_text="zum Beispiel 16:30")
    last_day = DayField(
        label="Ende am", required=False, help_text="Nur wenn der Termin über Mitternacht geht."
    )
    repeat = forms.IntegerField(
        label="Wie oft, jede Woche zur selben Zeit", min_value=1, max_value=MOST_DATES, initial=1,
        required=False,
    )  # fmt: skip
    title = forms.CharField(label="Titel", max_length=200, required=False)
    room = forms.CharField(label="Raum", max_length=300, required=False)
    units = forms.DecimalField(
        label="Unterrichtseinheiten (UE)", max_digits=4, decimal_places=1, min_value=0,
        localize=True, help_text="zu 45 Minuten",
    )  # fmt: skip
    mandatory = forms.BooleanField(label="Pflichtteil", required=False)
    workshop = forms.ModelChoiceField(
        label="Nur für den Workshop", queryset=EventPool.objects.none(), required=False,
        empty_label="für alle", blank=True,
    )  # fmt: skip
    link = forms.URLField(
        label="Link zum Online-Raum", required=False, max_length=500, assume_scheme="https",
        help_text="Sehen nur Menschen mit bestätigtem Online-Platz.",
    )  # fmt: skip
    note = forms.CharField(
        label="Hinweis zum Einwählen", required=False, max_length=300,
        help_text="Zum Beispiel die Kennnummer. Sehen ebenfalls nur sie.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, workshops: QuerySet[EventPool], known: Session | None = None,
        repeats: bool = True, **options: Any,
    ) -> None:  # fmt: skip
        """A new date, or a known one that is changed (its workshop stays)."""
        super().__init__(*args, **options)
        self.known = known
        choice: Any = self.fields["workshop"]
        choice.queryset = workshops
        if known is not None or not workshops:
            del self.fields["workshop"]
        if known is not None or not repeats:
            del self.fields["repeat"]

    def clean(self) -> dict[str, Any]:
        """Moments, or why the clock does not show them."""
        given: dict[str, Any] = super().clean() or {}
        day, last = given.get("day"), given.get("last_day")
        given["starts_at"] = self._moment("begins", day, "starts_at")
        given["ends_at"] = self._moment("ends", last or day, "ends_at")
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error(
                "ends",
                "Das Ende liegt vor dem Beginn. Geht der Termin über Mitternacht, geben Sie bitte "
                "bei „Ende am“ den nächsten Tag an.",
            )
        return given

    def _moment(self, name: str, day: date | None, column: str) -> datetime | None:
        clock: time | None = self.cleaned_data.get(name)
        if day is None or clock is None:
            return None
        if self.known is not None:
            before: datetime = getattr(self.known, column).astimezone(BERLIN)
            if (before.date(), before.strftime(CLOCK)) == (day, clock.strftime(CLOCK)):
                return before  # the hour that comes twice stays the one it was
        try:
            return moment(day, clock)
        except MomentRefused as refusal:
            self.add_error(name, str(refusal))
            return None

    def facts(self) -> SessionFacts:
        """For the action."""
        names = ("starts_at", "ends_at", "title", "room", "units", "mandatory")
        return SessionFacts(**{name: self.cleaned_data[name] for name in names})

    def all_facts(self) -> list[SessionFacts]:
        """The date and its weekly repetitions, by the clock on the wall.

        Raises `MomentRefused` when one falls into the missing hour.
        """
        first, given = self.facts(), self.cleaned_data
        more = []
        for week in range(1, given.get("repeat") or 1):
            later = timedelta(weeks=week)
            last = given["last_day"] or given["day"]
            more.append(
                SessionFacts(
                    starts_at=moment(given["day"] + later, given["begins"]),
                    ends_at=moment(last + later, given["ends"]), title=first.title,
                    room=first.room, units=first.units, mandatory=first.mandatory,
                )
            )  # fmt: skip
        return [first, *more]


def typed_before(session: Session) -> dict[str, Any]:
    """What the form of a known date begins with."""
    begins, ends = session.starts_at.astimezone(BERLIN), session.ends_at.astimezone(BERLIN)
    access = getattr(session, "access", None)
    return {
        "day": begins.date(), "begins": begins.strftime(CLOCK), "ends": ends.strftime(CLOCK),
        "last_day": ends.date() if ends.date() != begins.date() else None,
        "title": session.title, "room": session.room, "units": session.units,
        "mandatory": session.mandatory, "link": access.link if access else "",
        "note": access.note if access else "",
    }  # fmt: skip


class SeatsForm(forms.Form):
    """How many seats, who gets them, and how the queue moves."""

    mark_optional = True
    part = forms.ChoiceField(label="Wofür", choices=EventPool.Part.choices)
    title = forms.CharField(label="Name des Workshops", max_length=200, required=False)
    capacity = forms.IntegerField(
        label="Plätze", min_value=0, max_value=100_000, required=False,
        help_text="Leer: ohne Grenze.",
    )  # fmt: skip
    opens_on = DayField(label="Anmeldung ab", required=False)
    closes_on = DayField(label="Anmeldung bis", required=False)
    mode = forms.ChoiceField(label="Frei werdende Plätze", choices=Mode.choices)
    offer_hours = forms.IntegerField(
        label="Bedenkzeit in Stunden", min_value=1, max_value=720, initial=48
    )
    needs_approval = forms.BooleanField(label="Anmeldungen werden geprüft", required=False)
    per_organisation = forms.IntegerField(
        label="Plätze je Organisation", min_value=1, required=False
    )
    released_on = DayField(
        label="Freigabe aller Plätze am", required=False,
        help_text="Ab diesem Tag gelten Anteile und vorgemerkte Plätze nicht mehr.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], part: EventPool | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        """New seats, or those of a part that is changed."""
        self.part_known = part
        kept = [] if part is None else list(part.pool.kept.values_list("organisation", "seats"))
        if part is not None:
            options["initial"] = _seats_before(part)
        super().__init__(*args, **options)
        if part is not None:
            del self.fields["part"], self.fields["title"]
        self.rows = len(kept) + FREE_ROWS
        for number in range(self.rows):
            known = kept[number] if number < len(kept) else (None, None)
            self.fields[f"kept_for_{number}"] = forms.ModelChoiceField(
                label=f"Vorgemerkt für ({number + 1})", queryset=organisations, required=False,
                initial=known[0], empty_label="niemanden", blank=True,
            )  # fmt: skip
            self.fields[f"kept_seats_{number}"] = forms.IntegerField(
                label=f"Vorgemerkte Plätze ({number + 1})", min_value=1, required=False,
                initial=known[1],
            )  # fmt: skip

    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        return [
            (title, [field for field in self if field.name.startswith(names)])
            for title, names in SEAT_SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        """Kept seats need an end, a number and a name; the days must be in order."""
        given: dict[str, Any] = super().clean() or {}
        given["kept"] = self._kept(given)
        if given["kept"] and not given.get("released_on") and "released_on" not in self.errors:
            self.add_error(
                "released_on", "Vorgemerkte Plätze brauchen einen Tag, ab dem sie frei werden."
            )
        first, last = given.get("opens_on"), given.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", "Der Anmeldeschluss liegt vor dem ersten Tag.")
        return given

    def _kept(self, given: dict[str, Any]) -> dict[int, int]:
        kept: dict[int, int] = {}
        for number in range(self.rows):
            whose, seats = given.get(f"kept_for_{number}"), given.get(f"kept_seats_{number}")
            if whose is not None and seats:
                kept[whose.pk] = kept.get(whose.pk, 0) + seats
            elif whose is not None and f"kept_seats_{number}" not in self.errors:
                self.add_error(f"kept_seats_{number}", "Wie viele Plätze?")
            elif seats:
                self.add_error(f"kept_for_{number}", "Für wen?")
        return kept

    def seats(self) -> SeatFacts:
        """For the action; registration opens and closes at midnight here."""
        given = self.cleaned_data
        names = ("capacity", "per_organisation", "released_on", "mode", "offer_hours",
                 "needs_approval", "kept")  # fmt: skip
        last: date | None = given["closes_on"]
        return SeatFacts(
            opens_at=_midnight(given["opens_on"]),
            closes_at=_midnight(last + timedelta(days=1)) if last else None,
            **{name: given[name] for name in names},
        )


def _seats_before(part: EventPool) -> dict[str, Any]:
    pool = part.pool
    names = ("capacity", "per_organisation", "released_on", "mode", "offer_hours",
             "needs_approval")  # fmt: skip
    closes = pool.closes_at
    return {
        **{name: getattr(pool, name) for name in names},
        "opens_on": day_of(pool.opens_at) if pool.opens_at else None,
        "closes_on": day_of(closes - timedelta(microseconds=1)) if closes else None,
    }


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else moment(day, time())
