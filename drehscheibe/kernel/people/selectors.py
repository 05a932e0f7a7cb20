"""Reading memberships."""

from datetime import date

from drehscheibe.kernel.people.models import Membership, Person


def memberships_of(person: Person, *, on: date) -> list[Membership]:
    """The person's memberships that hold on this day, with their organisations."""
    return list(Membership.objects.live(on).filter(person=person).select_related("organisation"))


def roles_of(person: Person, *, on: date) -> list[tuple[int, str]]:
    """Where the person acts on this day and as what: (organisation id, role code)."""
    live = Membership.objects.live(on).filter(person=person)
    return list(live.order_by("organisation_id", "role").values_list("organisation_id", "role"))
