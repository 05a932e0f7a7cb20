"""„Das stimmt nicht“: visitors tell the centre what is wrong with a course."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.models import CourseHint, CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.kernel.access.hints import keep_hint, refuse_hint, settle_hint
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.refused import Refused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, within_reach

SALT = "drehscheibe.courses.hint"


@transaction.atomic
def tell(*, offer: CourseOffer, what: str, text: str, visitor: Visitor, at: datetime) -> bool:
    """Keep a hint for the centre; whether it was kept."""
    try:
        words = refuse_hint(what, text, CourseHint.What.values)
    except Refused as refusal:
        raise CourseRefused(str(refusal), refusal.field) from None
    said = {"offer": offer, "what": what, "text": words}
    hint = keep_hint(CourseHint.objects, said, visitor=visitor, salt=SALT, at=at)
    if hint is None:
        return False
    record("courses.hint.create", about=hint, by=None, at=at, detail={"what": what})
    return True


@transaction.atomic
def settle(*, hint: CourseHint, by: Person, at: datetime) -> None:
    """The centre has looked into it."""
    check(by, may.KEEP, hint.offer, on=day_of(at))
    settle_hint(hint, by=by, at=at)
    record("courses.hint.settle", about=hint, by=by, at=at)


def open_hints(standing: Standing) -> QuerySet[CourseHint]:
    """What nobody has looked into yet, newest first."""
    offers = within_reach(CourseOffer.objects.all(), may.READ, standing=standing)
    rows = CourseHint.objects.filter(settled_at=None, offer__in=offers)
    return rows.select_related("offer__municipality")
