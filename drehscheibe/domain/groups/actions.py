"""Setting up groups; coming, going and standing in."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.choosing import named_for
from drehscheibe.domain.groups.leading import membership_of, only_leading, refuse_without_chair
from drehscheibe.domain.groups.mails import tell_of_membership, tell_of_refusal, tell_of_request
from drehscheibe.domain.groups.models import (
    Function,
    Group,
    GroupMembership,
    JoinRequest,
    Tier,
)
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_for


@dataclass(frozen=True)
class Charter:
    """What a group is set up with."""

    name: str
    kind: str
    starts_on: date
    mandate: str = ""
    ends_on: date | None = None
    joining: str = Group.Joining.INVITE
    tier: str = Tier.NETWORK
    named: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Seat:
    """Who comes, for whom, as what, from when; a deputy names the membership it stands in for."""

    person: Person
    organisation: Organisation | None
    since: date
    function: str = Function.MEMBER
    deputy_for: GroupMembership | None = None


@transaction.atomic
def found_group(*, charter: Charter, host: Organisation, by: Person, at: datetime) -> Group:
    """Set up a group of one's own house; whoever does it chairs it first."""
    if charter.ends_on is not None and charter.ends_on < charter.starts_on:
        raise GroupRefused("Das Ende liegt vor dem Anfang.", "ends_on")
    if host.pk not in standing_for(by, on=day_of(at)).organisations_with(may.FOUND):
        raise GroupRefused("Gruppen richten Sie für Ihre eigene Organisation ein.", "host")
    charter = replace(charter, named=named_for(charter.tier, charter.named))
    try:
        with transaction.atomic():
            group = Group.objects.create(host=host, **vars(charter))
    except IntegrityError:
        raise GroupRefused("Eine Gruppe mit diesem Namen gibt es schon.", "name") from None
    record("groups.group.found", about=group, by=by, at=at, detail={"kind": group.kind})
    seat = Seat(by, host, since=min(charter.starts_on, day_of(at)), function=Function.CHAIR)
    _seated(group, seat, by, at)
    return group


@transaction.atomic
def add_member(*, group: Group, seat: Seat, by: Person, at: datetime) -> GroupMembership:
    """Take somebody in. Raises `GroupRefused` when the person belongs to it already, or when a
    deputy is of another organisation than the principal."""
    only_leading(group, by, at)
    member = _seated(group, seat, by, at)
    if seat.person != by:
        tell_of_membership(member, at=at)
    return member


@transaction.atomic
def end_membership(
    *, membership: GroupMembership, last_day: date, by: Person, at: datetime
) -> GroupMembership:
    """Leave, or be taken out; the last day counts in. Deputies of a principal end with it."""
    row = GroupMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.person_id != by.pk:
        only_leading(row.group, by, at)
    if last_day < row.since:
        raise GroupRefused("Das Ende liegt vor dem Anfang.", "last_day")
    refuse_without_chair(row, last_day)
    ended = [row, *row.deputies.live(last_day)]
    GroupMembership.objects.filter(pk__in=[each.pk for each in ended]).update(until=last_day)
    record("groups.membership.end", about=row, by=by, at=at, detail={"ended": len(ended)})
    row.refresh_from_db()
    return row


@transaction.atomic
def ask_to_join(
    *, group: Group, organisation: Organisation, message: str, by: Person, at: datetime
) -> JoinRequest | GroupMembership:
    """Join at once where the group is open, else ask its chair; asked twice is asked once."""
    if organisation.pk not in standing_for(by, on=day_of(at)).organisations:
        raise GroupRefused("Sie handeln nicht für diese Organisation.", "organisation")
    if not group.is_live(day_of(at)):
        raise GroupRefused("Diese Gruppe trifft sich zurzeit nicht.")
    if group.joining == Group.Joining.INVITE:
        raise GroupRefused("In diese Gruppe wird eingeladen. Bitte wenden Sie sich an die Leitung.")
    if group.joining == Group.Joining.OPEN:
        return _seated(group, Seat(by, organisation, day_of(at)), by, at)
    if membership_of(by, group, on=day_of(at)) is not None:
        raise GroupRefused("Sie gehören schon zur Gruppe.")
    asked, is_new = JoinRequest.objects.get_or_create(
        group=group, person=by, answered_at=None,
        defaults={"on_behalf_of": organisation, "message": message.strip(), "asked_at": at},
    )  # fmt: skip
    if is_new:
        record("groups.join.ask", about=asked, by=by, at=at)
        tell_of_request(asked, at=at)
    return asked


@transaction.atomic
def answer_request(
    *, request: JoinRequest, accept: bool, by: Person, at: datetime
) -> GroupMembership | None:
    """Let somebody in or not; the second answer is refused."""
    row = JoinRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    only_leading(row.group, by, at)
    if row.answered_at is not None:
        raise GroupRefused("Diese Anfrage ist schon beantwortet.")
    JoinRequest.objects.filter(pk=row.pk).update(accepted=accept, answered_at=at, answered_by=by)
    record("groups.join.answer", about=row, by=by, at=at, detail={"accepted": accept})
    if not accept:
        tell_of_refusal(row, at=at)
        return None
    member = _seated(row.group, Seat(row.person, row.on_behalf_of, day_of(at)), by, at)
    tell_of_membership(member, at=at)
    return member


def _seated(group: Group, seat: Seat, by: Person, at: datetime) -> GroupMembership:
    _refuse_impossible(group, seat)
    try:
        with transaction.atomic():
            member = GroupMembership.objects.create(
                group=group, person=seat.person, on_behalf_of=seat.organisation,
                function=seat.function, deputy_for=seat.deputy_for, since=seat.since,
            )  # fmt: skip
    except IntegrityError:
        raise GroupRefused("Diese Person gehört schon zur Gruppe.", "person") from None
    record("groups.membership.begin", about=member, by=by, at=at, detail={"as": seat.function})
    return member


def _refuse_impossible(group: Group, seat: Seat) -> None:
    if seat.function != Function.GUEST and seat.organisation is None:
        raise GroupRefused("Bitte nennen Sie, für wen die Person kommt.", "organisation")
    principal = seat.deputy_for
    if (seat.function == Function.DEPUTY) != (principal is not None):
        raise GroupRefused("Bitte nennen Sie, wen die Person vertritt.", "deputy_for")
    if principal is None:
        return
    if principal.group_id != group.pk or principal.deputy_for_id is not None:
        raise GroupRefused("Vertreten werden kann nur ein Mitglied dieser Gruppe.", "deputy_for")
    if seat.organisation is None or principal.on_behalf_of_id != seat.organisation.pk:
        raise GroupRefused("Die Vertretung kommt aus derselben Organisation.", "organisation")
