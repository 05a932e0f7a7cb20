"""„Das stimmt nicht“: visitors tell the centre what is wrong with a course."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.models import CourseHint, CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, within_reach
from drehscheibe.kernel.permissions.second_wall import acting_as_system

SALT = "drehscheibe.courses.hint"
LONGEST = 500
MOST_A_DAY = 20
"""So many hints a day come from one network; what is more is thanked and dropped."""


@transaction.atomic
def tell(*, offer: CourseOffer, what: str, text: str, visitor: Visitor, at: datetime) -> bool:
    """Keep a hint for the centre; whether it was kept."""
    if what not in CourseHint.What.values:
        raise CourseRefused("Bitte wählen Sie, was nicht stimmt.", "was")
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise CourseRefused(f"Bitte höchstens {LONGEST} Zeichen.", "text")
    network = visitor.network_mark(SALT, "hint")
    with acting_as_system():  # visitors read no hints
        known = CourseHint.objects.filter(network=network, at__gt=at - timedelta(days=1))
        same = CourseHint.objects.filter(offer=offer, what=what, text=words, settled_at=None)
        if known.count() >= MOST_A_DAY or same.exists():
            return False
        hint = CourseHint.objects.create(offer=offer, what=what, text=words, at=at, network=network)
    record("courses.hint.create", about=hint, by=None, at=at, detail={"what": what})
    return True


@transaction.atomic
def settle(*, hint: CourseHint, by: Person, at: datetime) -> None:
    """The centre has looked into it."""
    check(by, may.KEEP, hint.offer, on=day_of(at))
    CourseHint.objects.filter(pk=hint.pk, settled_at=None).update(settled_by=by, settled_at=at)
    record("courses.hint.settle", about=hint, by=by, at=at)


def open_hints(standing: Standing) -> QuerySet[CourseHint]:
    """What nobody has looked into yet, newest first."""
    offers = within_reach(CourseOffer.objects.all(), may.READ, standing=standing)
    rows = CourseHint.objects.filter(settled_at=None, offer__in=offers)
    return rows.select_related("offer__municipality")
