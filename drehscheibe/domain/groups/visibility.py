"""Who may know of a thing: one meaning, as a Q for lists and as SQL for the second wall.

public
    everybody, also without signing in
network
    whoever acts for an organisation of the network (associations are outside), and the live
    members of the thing's own group
organisation
    whoever acts for the organisation it comes from
group
    the live members of its group
named
    the persons named

What is `internal` is moreover kept from everybody but the full members of its group: guests never
see it. Without a group it is kept from everybody outside the network. Membership counts on the day
the person acts (`Standing.on`, `app_day()`), so a right ends with it.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q, QuerySet

from drehscheibe.domain.groups.models import GroupMembership, Tier, Tiered
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.reach import Standing

OUTSIDE = (Organisation.Kind.ASSOCIATION,)
"""Kinds of organisation whose people are guests of the network."""


@dataclass(frozen=True)
class Columns:
    """Where the policy finds its facts, as lookup paths; SQL columns follow from them.

    `internal` empty: nothing of the kind is internal. `owner_knows`, `members_know`: the
    organisation it comes from, and the members of its group, always know of it.
    """

    tier: str = "tier"
    owner: str = "owner"
    group: str = "group"
    named: str = "named"
    internal: str = "internal"
    owner_knows: bool = False
    members_know: bool = False


TIERED = Columns()
OF_GROUPS = Columns(owner="host", group="id", internal="", owner_knows=True, members_know=True)
NARROW = (Tier.ORGANISATION, Tier.NAMED)
"""Tiers that leave out members of the thing's own group."""


def visible(standing: Standing | None, columns: Columns = TIERED, *, through: str = "") -> Q:
    """The rows this person may know of; without a standing the public ones.

    `through` is the path to the tiered row, e.g. `"meeting__"`.
    """
    path = {
        name: f"{through}{getattr(columns, name)}"
        for name in ("tier", "owner", "group", "named", "internal")
    }
    public = Q(**{path["tier"]: Tier.PUBLIC})
    if standing is None:
        return public & Q(**{path["internal"]: False}) if columns.internal else public
    inside = Q(Exists(_places(standing)))
    in_group = Q(**{f"{path['group']}__in": groups_of(standing)})
    owned = Q(**{f"{path['owner']}__in": standing.organisations})
    reached = (
        public
        | Q(**{path["tier"]: Tier.NETWORK}) & (inside | in_group)
        | (owned if columns.owner_knows else Q(**{path["tier"]: Tier.ORGANISATION}) & owned)
        | (in_group if columns.members_know else Q(**{path["tier"]: Tier.GROUP}) & in_group)
        | Q(**{path["tier"]: Tier.NAMED, f"{path['named']}__contains": [standing.person.pk]})
    )
    if not columns.internal:
        return reached
    of_full = Q(**{f"{path['group']}__in": groups_of(standing, full=True)})
    without_group = Q(**{f"{path['group']}__isnull": True}) & inside
    return reached & (Q(**{path["internal"]: False}) | of_full | without_group)


def visible_sql(columns: Columns = TIERED) -> str:
    """The same meaning for a row-level policy (`protect(own=…)`); columns of the row itself."""
    group = "id" if columns.group == "id" else f"{columns.group}_id"
    in_group = f"{group} = ANY ((SELECT groups_mine(false))::bigint[])"
    owned = f"{columns.owner}_id = ANY ((SELECT app_organisations())::bigint[])"
    own_tier = "true" if columns.owner_knows else f"{columns.tier} = 'organisation'"
    members_tier = "true" if columns.members_know else f"{columns.tier} = 'group'"
    reached = (
        f"{columns.tier} = 'public'"
        f" OR {columns.tier} = 'network' AND ((SELECT groups_in_network()) OR {in_group})"
        f" OR {own_tier} AND {owned}"
        f" OR {members_tier} AND {in_group}"
        f" OR {columns.tier} = 'named' AND (SELECT app_person()) = ANY ({columns.named})"
    )
    if not columns.internal:
        return f"({reached})"
    return (
        f"({reached}) AND (NOT {columns.internal}"
        f" OR {group} = ANY ((SELECT groups_mine(true))::bigint[])"
        f" OR {group} IS NULL AND (SELECT groups_in_network()))"
    )


def groups_of(standing: Standing, *, full: bool = False) -> QuerySet[GroupMembership, int]:
    """The groups the person belongs to on the day; `full` leaves those out where it is a guest."""
    mine = GroupMembership.objects.live(standing.on).filter(person=standing.person)
    return (mine.full() if full else mine).values_list("group_id", flat=True)


def knowing(thing: Tiered, *, on: date) -> Q:
    """The memberships of its group whose people may know of a thing with a narrow tier: for mails.

    With a wider tier all of them.
    """
    if thing.tier == Tier.NAMED:
        return Q(person__in=thing.named)
    if thing.tier == Tier.ORGANISATION:
        acting = Membership.objects.live(on).filter(organisation=thing.owner_id)
        return Q(person__in=acting.values("person"))
    return Q()


def _places(standing: Standing) -> QuerySet[Organisation]:
    """The organisations of the network the person acts for."""
    return Organisation.objects.filter(pk__in=standing.organisations).exclude(kind__in=OUTSIDE)
