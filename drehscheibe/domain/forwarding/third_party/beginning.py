"""Beginning an application: a call, an address, a mail with the link."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import QuerySet

from drehscheibe.domain.forwarding.link import UNCONFIRMED_FOR
from drehscheibe.domain.forwarding.models import CallIs, CaseIs, ForwardingCall, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.links import LinkMaker, new_link
from drehscheibe.domain.forwarding.third_party.mails import LINK_KEY, send_link
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system

MAILS_AN_HOUR = 5
"""So many links go to one address within an hour; more are not sent, and nobody is told."""
MOST_SENT = 10


def begin_application(
    *, call: ForwardingCall, email: str, link: LinkMaker, at: datetime, language: str = "de"
) -> None:
    """Send the link of a new application, or again that of the one this address has begun.

    What is answered does not depend on whether the address is known. Raises `ForwardingRefused`
    for an impossible address and for a call that is not open.
    """
    address = readable_address(email)
    if not is_open(call, at=at):
        raise ForwardingRefused(
            "Dieser Aufruf ist nicht mehr offen. Bitte wählen Sie einen anderen."
        )
    with acting_as_system(), transaction.atomic():
        _one_at_a_time(f"call:{call.pk}")
        if _mailed_too_often(address, at=at):
            return
        case = _begun(call, address) or _create(call, address, at=at)
        _send(case, link=link, at=at, language=language)


def send_links_again(*, email: str, link: LinkMaker, at: datetime, language: str = "de") -> None:
    """Send every link of this address that still opens something; silent when there is none."""
    address = readable_address(email)
    with acting_as_system(), transaction.atomic():
        if _mailed_too_often(address, at=at):
            return
        for case in _of_address(address).order_by("-created_at")[:MOST_SENT]:
            _send(case, link=link, at=at, language=language)


def readable_address(email: str) -> str:
    """The address as mails go to it; raises `ForwardingRefused`."""
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise ForwardingRefused(
            "Das ist keine E-Mail-Adresse. Bitte so schreiben: name@example.org"
        ) from None
    if len(address) > 254:
        raise ForwardingRefused("Diese E-Mail-Adresse ist zu lang.")
    return address


def is_open(call: ForwardingCall, *, at: datetime) -> bool:
    """Whether third parties may begin and hand in now."""
    return call.status == CallIs.OPEN and call.opens_on <= day_of(at) <= call.closes_on


def remove_never_opened(*, at: datetime) -> int:
    """Delete drafts whose address nobody confirmed in time; how many. Their links are dead."""
    with acting_as_system():
        rows = ForwardingCase.objects.filter(
            status=CaseIs.DRAFT, confirmed_at=None, link_sent_at__lt=at - UNCONFIRMED_FOR
        )
        count = rows.count()
        rows.delete()
        return count


def _of_address(address: str) -> "QuerySet[ForwardingCase]":
    cases = ForwardingCase.objects.filter(email__iexact=address)
    return cases.exclude(status=CaseIs.WITHDRAWN).select_related("call", "centre")


def _begun(call: ForwardingCall, address: str) -> ForwardingCase | None:
    return _of_address(address).filter(call=call, status=CaseIs.DRAFT).first()


def _create(call: ForwardingCall, address: str, *, at: datetime) -> ForwardingCase:
    case = ForwardingCase.objects.create(
        number=_next_number(call), call=call, allocation_id=call.allocation_id,
        centre_id=call.centre_id, email=address, created_at=at, changed_at=at,
    )  # fmt: skip
    record("forwarding.case.begin", about=case, by=None, at=at, detail={"call": call.pk})
    return case


def _send(case: ForwardingCase, *, link: LinkMaker, at: datetime, language: str) -> None:
    expired = case.confirmed_at is None and (
        case.link_sent_at is None or at > case.link_sent_at + UNCONFIRMED_FOR
    )
    if expired:
        new_link(case, link, at=at)
    send_link(case, link=link, at=at, language=language)


def _next_number(call: ForwardingCall) -> str:
    """„W-2024-05570-0007“: year, centre, one more than the last."""
    beginning = f"W-{call.fiscal_year}-{call.centre.key}-"
    _one_at_a_time(beginning)
    last = (
        ForwardingCase.objects.filter(number__startswith=beginning)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    serial = int(last.rpartition("-")[2]) + 1 if last else 1
    return f"{beginning}{serial:04d}"


def _mailed_too_often(address: str, *, at: datetime) -> bool:
    recent = OutboxMail.objects.filter(
        to__iexact=address, key__startswith=LINK_KEY, created_at__gt=at - timedelta(hours=1)
    )
    return recent.count() >= MAILS_AN_HOUR


def _one_at_a_time(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7302))", [what])
