"""Which kept course a row of a list means, and what it leaves of that course as it is."""

from collections.abc import Iterable
from dataclasses import replace

from drehscheibe.domain.courses.details import CourseDetails, details_of
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.list_reading import ReadCourse
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused


class Kept:
    """The courses of a provider while its list is taken over; each is meant by one row at most."""

    def __init__(self, offers: Iterable[CourseOffer], rows: Iterable[ReadCourse]) -> None:
        """`rows` is the whole list: whose number stands in it is meant by that row alone."""
        self.left = {each.pk: (each, details_of(each)) for each in offers}
        numbers = {each.details.number.casefold() for each in rows}
        self._numbered: dict[str, int] = {}
        self._called: dict[tuple[str, object], list[int]] = {}
        for pk, (_, details) in self.left.items():
            number = details.number.casefold()
            if number and number in numbers:
                self._numbered[number] = pk
            else:
                called = (details.title.casefold(), details.starts_on)
                self._called.setdefault(called, []).append(pk)

    def meant_by(self, row: ReadCourse) -> tuple[CourseOffer, CourseDetails] | None:
        """The course and what is kept of it, or none: by number, else title, first day and times.

        Raises `CourseRefused` where it could be one as well as another.
        """
        pk = self._numbered.get(row.details.number.casefold()) if row.details.number else None
        if pk is not None:
            return self.left.pop(pk)
        called = (row.details.title.casefold(), row.details.starts_on)
        fits = [each for each in self._called.get(called, ()) if self._fits(each, row)]
        if len(fits) > 1:
            raise CourseRefused(
                "Zwei Ihrer Kurse heißen so und beginnen an diesem Tag. Bitte nennen Sie die "
                "Kursnummer.", "number",
            )  # fmt: skip
        return self.left.pop(fits[0]) if fits else None

    def _fits(self, pk: int, row: ReadCourse) -> bool:
        if pk not in self.left:
            return False
        kept = self.left[pk][1]
        unlike = bool(kept.number and row.details.number)  # two numbers are two courses
        same_times = sorted(kept.slots) == sorted(row.details.slots)
        return not unlike and (same_times or "slots" not in row.said)


def merged(kept: CourseDetails, row: ReadCourse) -> CourseDetails:
    """What is kept, with what the row says; a column the list has not changes nothing."""
    told = {name: getattr(row.details, name) for name in row.said if name != "seats"}
    if sorted(kept.slots) == sorted(row.details.slots):
        told.pop("slots", None)
    return replace(kept, **told)


def merged_seats(offer: CourseOffer, row: ReadCourse) -> Seats:
    """The seats the row tells, else those that are kept."""
    return row.seats if "seats" in row.said else Seats(offer.seats_max, offer.seats_booked)
