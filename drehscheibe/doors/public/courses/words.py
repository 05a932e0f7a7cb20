"""Words of the courses that have translations; what providers write stays German."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.courses.models import CourseSlot
from drehscheibe.kernel.language.spans import hours_between
from drehscheibe.kernel.language.tongues import comma

CHOICES = (
    _("Integrationskurs"), _("Jugendintegrationskurs"), _("Elternkurs"), _("Frauenkurs"),
    _("Alphabetisierungskurs"), _("Förderkurs"), _("Intensivkurs"), _("Berufssprachkurs"),
    _("Erstorientierungskurs"), _("Landeskurs"), _("Kurs der Kommune"),
    _("Kurs von Ehrenamtlichen"), _("Lesen und Schreiben wird vorausgesetzt"),
    _("Alphabetisierung: lesen und schreiben lernen"),
    _("Zweitschrift: die lateinische Schrift lernen"), _("vor Ort"), _("online"),
    _("vor Ort und online"), _("Beginn nur am ersten Tag"), _("Einstieg jederzeit"), _("keine"),
    _("im Haus"), _("wird vermittelt"), _("Bund (BAMF)"), _("Land"), _("Kommune"),
    _("Stiftung, Verein oder Spende"), _("Teilnehmende zahlen selbst"),
    _("Den Kurs gibt es nicht (mehr)"), _("Telefon oder E-Mail stimmt nicht"),
    _("Tage oder Uhrzeiten stimmen nicht"), _("Es gibt keine freien Plätze"),
    _("Der Ort stimmt nicht"), _("Etwas anderes stimmt nicht"),
)  # fmt: skip
"""What the room calls kinds, places, times and states."""
WEEKDAYS: dict[int, str | Promise] = {
    1: _("Montag"), 2: _("Dienstag"), 3: _("Mittwoch"), 4: _("Donnerstag"), 5: _("Freitag"),
    6: _("Samstag"), 7: _("Sonntag"),
}  # fmt: skip
PARTS: dict[int, str | Promise] = {0: _("vormittags"), 1: _("nachmittags"), 2: _("abends")}
KNOWN: dict[int, str | Promise] = {
    0: _("Ich kann noch kein Deutsch"),
    1: _("A1: Ich verstehe einfache Wörter und Sätze"),
    2: _("A2: Ich kann einkaufen und vom Alltag erzählen"),
    3: _("B1: Ich komme im Alltag und bei der Arbeit zurecht"),
    4: _("B2: Ich kann bei fast allen Themen mitreden"),
    5: _("C1: Ich spreche fließend, auch im Beruf"),
}
WANTED: dict[int, str | Promise] = {
    1: _("A1: einfache Wörter und Sätze"),
    2: _("A2: einkaufen, vom Alltag erzählen"),
    3: _("B1: Alltag und Arbeit"),
    4: _("B2: Ausbildung und Beruf"),
    5: _("C1: Studium"),
    6: _("C2: wie in der Muttersprache"),
}
MISSES: dict[str, str | Promise] = {
    "level_from": _("anderes Vorwissen"), "level_to": _("anderes Ziel"),
    "times": _("andere Tage oder Zeiten"), "childcare": _("keine passende Kinderbetreuung"),
    "distance": _("weiter weg"), "step_free": _("nicht stufenlos, oder unbekannt"),
    "women_only": _("nicht nur für Frauen"), "online": _("nicht online"),
    "free_only": _("keine freien Plätze bekannt"), "rolling": _("fester Beginn"),
    "script": _("andere Art zu lesen und schreiben"), "funding": _("anders bezahlt"),
}  # fmt: skip
"""What a course lacks that somebody wished for (Sc 9.3)."""
REFUSALS = (
    _("Bitte wählen Sie ein Ziel, das über dem Vorwissen liegt."),
    _("Bitte wählen Sie, was nicht stimmt."),
    _("Bitte nennen Sie Ihren Ort in Nordrhein-Westfalen."),
    _("Die Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal."),
)
"""What is answered when something cannot be done."""


def weekly_words(slots: Iterable[CourseSlot]) -> list[tuple[str, str]]:
    """The days of each time: („Dienstag, Donnerstag“, „09:00–12:00“)."""
    days: dict[str, list[str]] = {}
    for each in slots:
        time = hours_between(f"{each.begins:%H:%M}", f"{each.ends:%H:%M}")
        days.setdefault(time, []).append(str(WEEKDAYS[each.weekday]))
    between = comma(get_language() or "de")
    return [(between.join(names), time) for time, names in days.items()]
