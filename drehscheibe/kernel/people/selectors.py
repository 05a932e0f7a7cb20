"""Reading memberships."""

from datetime import date

from drehscheibe.kernel.people.models import Membership, Person


def memberships_of(person: Person, *, on: date) -> list[Membership]:
    """The person's memberships that hold on this day, with their organisations."""
    return list(Membership.objects.live(on).filter(person=person).select_related("organisation"))
