"""What is said of a course, as it is typed or read from a list, and when it cannot stand."""

from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.times import Stretch
from drehscheibe.domain.directory.wording import plain_name

MOST_WEEKS = 200
OLDEST_CHILD = 17
NO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""What copying brings along inside words: soft hyphen, space and joiner without width, BOM."""


@dataclass(frozen=True)
class CourseDetails:
    """All that is typed of a course but its seats; `municipality` is an AGS, `slots` local time."""

    title: str
    kind: str
    funding: str
    level_from: int
    level_to: int
    starts_on: date
    municipality: str
    slots: tuple[Stretch, ...] = ()
    number: str = ""
    script: str = CourseOffer.Script.NONE
    mode: str = CourseOffer.Mode.ONSITE
    women_only: bool = False
    ends_on: date | None = None
    entry: str = CourseOffer.Entry.FIXED
    apply_by: date | None = None
    units: int | None = None
    units_a_week: int | None = None
    days_off: tuple[date, ...] = ()
    childcare: str = CourseOffer.Childcare.NONE
    childcare_from: int | None = None
    childcare_to: int | None = None
    street: str = ""
    postcode: str = ""
    step_free: bool | None = None
    fee: str = ""
    eligibility: str = ""
    exam: str = ""
    phone: str = ""
    email: str = ""


COLUMNS = tuple(
    each.name for each in fields(CourseDetails) if each.name not in ("slots", "municipality")
)
"""What stands in the offer under the same name."""


def plain_words(text: str) -> str:
    r"""A title or a number without signs that nobody sees.

    >>> plain_words("\ufeffD-\u200b17  am\u202e Abend")
    'D-17 am Abend'
    """
    return plain_name(text.translate(NO_WIDTH))


def details_of(offer: CourseOffer) -> CourseDetails:
    """What is said of a course now."""
    values = {name: getattr(offer, name) for name in COLUMNS}
    values["days_off"] = tuple(offer.days_off)
    slots = tuple((each.weekday, each.begins, each.ends) for each in offer.slots.all())
    return CourseDetails(**values, municipality=offer.municipality_id, slots=slots)


def refuse_impossible(details: CourseDetails) -> None:
    """Raise `CourseRefused` where a course cannot be like this, naming the field."""
    for wrong, message, field in _wrongs(details):
        if wrong:
            raise CourseRefused(message, field)
    _refuse_slots(details.slots)


def _wrongs(details: CourseDetails) -> tuple[tuple[bool, str, str], ...]:
    youngest, oldest = details.childcare_from, details.childcare_to
    return (
        (not details.title.strip(), "Bitte nennen Sie den Titel des Kurses.", "title"),
        (
            details.level_to <= details.level_from,
            "Das Ziel liegt nicht über dem Vorwissen. Beispiel: von A1 bis A2.", "level_to",
        ),
        (
            details.ends_on is not None and details.ends_on < details.starts_on,
            "Der letzte Tag liegt vor dem ersten.", "ends_on",
        ),
        (
            details.ends_on is not None
            and (details.ends_on - details.starts_on).days > MOST_WEEKS * 7,
            "Ein Kurs dauert höchstens vier Jahre. Bitte prüfen Sie das Jahr.", "ends_on",
        ),
        (
            details.entry == CourseOffer.Entry.FIXED and details.ends_on is None,
            "Bitte nennen Sie den letzten Tag, oder wählen Sie „Einstieg jederzeit“.", "ends_on",
        ),
        (
            details.apply_by is not None
            and details.ends_on is not None
            and details.apply_by > details.ends_on,
            "Der letzte Tag zum Anmelden liegt nach dem letzten Tag des Kurses.", "apply_by",
        ),
        (
            youngest is not None and oldest is not None and oldest < youngest,
            "Das höchste Alter der Kinder liegt unter dem niedrigsten.", "childcare_to",
        ),
        (
            max(youngest or 0, oldest or 0) > OLDEST_CHILD,
            f"Kinderbetreuung ist für Kinder bis {OLDEST_CHILD} Jahre.", "childcare_to",
        ),
        (
            not details.municipality,
            "Bitte nennen Sie den Ort.", "municipality",
        ),
    )  # fmt: skip


def _refuse_slots(slots: tuple[Stretch, ...]) -> None:
    for _, begins, ends in slots:
        if ends <= begins:
            raise CourseRefused("Eine Kurszeit endet vor ihrem Beginn.", "slots")
    for one, other in pairwise(sorted(slots)):
        if one[0] == other[0] and other[1] < one[2]:
            raise CourseRefused("Zwei Kurszeiten überschneiden sich.", "slots")
