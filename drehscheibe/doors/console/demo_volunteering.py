"""Forwarded money of the demonstration: allocations, calls, third parties' cases, a jury, runs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding import actions
from drehscheibe.domain.forwarding.allocation_keys import Key, plan
from drehscheibe.domain.forwarding.centre import calls, checking, deciding, jury
from drehscheibe.domain.forwarding.models import (
    Allocation,
    ForwardingCall,
    ForwardingCase,
    JuryMember,
)
from drehscheibe.domain.forwarding.notices import write_notice
from drehscheibe.domain.forwarding.programme_files import programme_for
from drehscheibe.domain.payments import runs
from drehscheibe.doors.console import demo_cases, demo_clubs, demo_money
from drehscheibe.doors.console.demo_accounts import accounts
from drehscheibe.doors.console.demo_days import PROGRAMME, Days, moment
from drehscheibe.doors.console.demo_people import COLOGNE, WARENDORF, People
from drehscheibe.doors.console.demonstration import APPROVER, OFFICER

PER_CENTRE = Decimal(58_000)
CENTRES = 54
SPECIALIST, HEAD = "fachkraft@warendorf.example", "leitung@warendorf.example"
COLOGNE_TREASURER = "kasse@koeln.example"
CARRIER, TREASURER = "traeger@warendorf.example", "kasse@warendorf.example"


@transaction.atomic
def volunteering(cast: People, days: Days) -> None:
    """All of it or nothing: with a call of the demonstration it is there already."""
    if ForwardingCall.objects.exists():
        return
    accounts(cast, at=moment(2022, 9, 1))
    known = days.of_third_parties()
    year = known.calling
    _allocated(cast, year - 1, at=moment(year - 1, 1, 18))
    _allocated(cast, year, at=known.ago(60))
    _past_call(cast, known, year - 1)
    _open_call(cast, known, days, year)
    _call_with_jury(cast, known, days, year)


def _allocated(cast: People, year: int, *, at: datetime) -> None:
    """The same for every centre, prepared and granted by two people; two notices are written."""
    whole = PER_CENTRE * CENTRES
    shared = plan(programme_for(PROGRAMME, year), fiscal_year=year, total=whole, key=Key.EQUAL)
    actions.plan_allocations(plan=shared, by=cast[OFFICER], at=at)
    which = {"programme": PROGRAMME, "fiscal_year": year}
    actions.prepare_allocations(programme=PROGRAMME, fiscal_year=year, by=cast[OFFICER], at=at)
    actions.grant_allocations(programme=PROGRAMME, fiscal_year=year, by=cast[APPROVER], at=at)
    own = Allocation.objects.filter(centre__key__in=[WARENDORF, COLOGNE], **which)
    for allocation in own:  # the others follow in the night, as after a crash
        write_notice(allocation.pk, total=whole, at=at)


def _call(
    cast: People, key: str, details: calls.CallDetails, year: int, by: str, at: datetime
) -> ForwardingCall:
    allocation = Allocation.objects.get(centre__key=key, programme=PROGRAMME, fiscal_year=year)
    call = calls.write_call(allocation=allocation, details=details, by=cast[by], at=at)
    return calls.take_call_step(call=call, step="open", by=cast[by], at=at)


def _past_call(cast: People, days: Days, year: int) -> None:
    """The year before: proof to be written, proof to be checked, closed, refused."""
    opened = moment(year, 1, 25)
    call = _call(
        cast, WARENDORF,
        calls.CallDetails(
            title=f"Miteinander im Kreis Warendorf {year}",
            text="Wir fördern Treffen, die Menschen zusammenbringen.",
            opens_on=opened.date(), closes_on=date(year, 3, 15),
            proof_due_on=date(year + 1, 2, 28), applicant_cap=Decimal(2000),
            contact="Kommunales Integrationszentrum, Telefon 02581 000",
        ),
        year, SPECIALIST, opened,
    )  # fmt: skip
    period = (date(year, 4, 20), date(year, 8, 31))
    rows = {
        club.email: demo_cases.handed_in(call, club, period, at=moment(year, 2, 9 + number))
        for number, club in enumerate(demo_clubs.PAST)
    }
    calls.take_call_step(call=call, step="close", by=cast[SPECIALIST], at=moment(year, 3, 16))
    deciding.refuse_case(
        case=rows[demo_clubs.TRAVEL.email],
        reason="Eine Reise der eigenen Mitglieder ist nicht Zweck des Programms.",
        link=demo_cases.link, by=cast[HEAD], at=moment(year, 3, 18),
    )  # fmt: skip
    payments = []
    for club in (demo_clubs.CHOIR, demo_clubs.SEWING, demo_clubs.GARDEN):
        case = rows[club.email]
        demo_cases.checked(case, by=cast[SPECIALIST], at=moment(year, 3, 17))
        case = demo_cases.promised(case, by=cast[HEAD], at=moment(year, 3, 20))
        case = demo_cases.contracted(case, club, by=cast[HEAD], at=moment(year, 4, 1))
        payments.append(demo_cases.to_pay(case, by=cast[HEAD], at=moment(year, 4, 10)))
    demo_money.execute(
        [each.order for each in payments if each.order], prepares=cast[CARRIER],
        releases=cast[TREASURER], at=moment(year, 4, 10, 12),
    )  # fmt: skip
    garden = demo_cases.proved(
        rows[demo_clubs.GARDEN.email], demo_clubs.GARDEN, at=moment(year, 9, 8)
    )
    demo_cases.closed(
        garden, demo_clubs.GARDEN, checks=cast[SPECIALIST], decides=cast[HEAD],
        at=moment(year, 9, 17),
    )  # fmt: skip
    demo_cases.proved(rows[demo_clubs.SEWING.email], demo_clubs.SEWING, at=days.ago(4))


def _open_call(cast: People, known: Days, days: Days, year: int) -> None:
    """Everybody may apply; cases from the draft to the payment run."""
    opened = known.ago(45)
    call = _call(
        cast, WARENDORF,
        calls.CallDetails(
            title=f"Gemeinsam im Kreis Warendorf {year}",
            text="Wir fördern, was Menschen zusammenbringt: Treffen, Wegweiser, Schulungen. "
            "Einen Antrag schreiben Sie in zehn Minuten, auch am Telefon.",
            opens_on=opened.date(), closes_on=_closing(known, year),
            proof_due_on=date(year + 1, 2, 28), applicant_cap=Decimal(2500),
            contact="Kommunales Integrationszentrum, Telefon 02581 000",
        ),
        year, SPECIALIST, opened,
    )  # fmt: skip
    period = _period(known, year)

    def case(club: demo_clubs.Club, ago: int) -> ForwardingCase:
        return demo_cases.handed_in(call, club, period, at=known.ago(ago))

    demo_cases.begun(call, demo_clubs.YOUTH, period, at=known.ago(2))
    sports = case(demo_clubs.SPORTS, 20)
    case(demo_clubs.SPORTS_AGAIN, 3)
    checking.ask_applicant(
        case=case(demo_clubs.PARISH, 9), question="In welche fünf Sprachen übersetzen Sie?",
        link=demo_cases.link, by=cast[SPECIALIST], at=known.ago(6),
    )  # fmt: skip
    for club in (demo_clubs.MUSEUM, demo_clubs.AGENCY):
        demo_cases.checked(case(club, 18), by=cast[SPECIALIST], at=known.ago(12))
    demo_cases.checked(sports, by=cast[SPECIALIST], at=known.ago(12))
    agency = ForwardingCase.objects.get(call=call, email=demo_clubs.AGENCY.email)
    demo_cases.promised(agency, by=cast[HEAD], at=known.ago(8))
    paid = (demo_clubs.THEATRE, demo_clubs.BICYCLES, demo_clubs.KITCHEN)
    for club in paid:
        row = demo_cases.checked(case(club, 25), by=cast[SPECIALIST], at=known.ago(22))
        row = demo_cases.promised(row, by=cast[HEAD], at=known.ago(20))
        demo_cases.contracted(row, club, by=cast[HEAD], at=known.ago(15))
    _runs(cast, call, days)


def _runs(cast: People, call: ForwardingCall, days: Days) -> None:
    """One contract still to be paid, one payment in a run to be released, one in preparation."""
    for club, is_laid_before in ((demo_clubs.BICYCLES, True), (demo_clubs.KITCHEN, False)):
        case = demo_cases.fresh(ForwardingCase.objects.get(call=call, email=club.email))
        order = demo_cases.to_pay(case, by=cast[HEAD], at=days.ago(9)).order
        if order is None:
            raise LookupError(f"nothing is ordered for {case}")
        run = runs.start_run(
            payer=order.payer, orders=[order.pk], execution_on=days.ahead(14),
            by=cast[CARRIER], at=days.ago(7),
        )  # fmt: skip
        if is_laid_before:
            runs.prepare(run=run, by=cast[CARRIER], at=days.ago(7))


def _call_with_jury(cast: People, known: Days, days: Days, year: int) -> None:
    """Köln: a first meeting has ranked two applications, the second one is still voting."""
    specialist, opened = "fachkraft@koeln.example", known.ago(45)
    call = _call(
        cast, COLOGNE,
        calls.CallDetails(
            title=f"Köln kommt zusammen {year}",
            text="Eine Jury aus der Stadtgesellschaft reiht die Anträge.",
            opens_on=opened.date(), closes_on=_closing(known, year),
            proof_due_on=date(year + 1, 2, 28), with_jury=True,
            contact="Kommunales Integrationszentrum, Telefon 0221 000",
        ),
        year, specialist, opened,
    )  # fmt: skip
    period = _period(known, year)
    demo_cases.handed_in(call, demo_clubs.DANCE, period, at=known.ago(5))

    def case(club: demo_clubs.Club, ago: int) -> ForwardingCase:
        row = demo_cases.handed_in(call, club, period, at=known.ago(ago))
        return demo_cases.checked(row, by=cast[specialist], at=known.ago(ago - 2))

    first = (case(demo_clubs.MUSIC, 30), case(demo_clubs.READING, 29))
    _voted(cast, call, first, held=known.ago(20), votes=((9, 7), (8, 8), (6, 9)), close=True)
    second = tuple(
        case(club, 12) for club in (demo_clubs.FOOTBALL, demo_clubs.WOMEN, demo_clubs.CHESS)
    )
    members = _voted(cast, call, second, held=known.ago(4), votes=((None, 8, 6), (7,)), close=False)
    jury.seat_member(
        meeting=members[0].meeting, guest=jury.Guest("", person=cast[COLOGNE_TREASURER]),
        by=cast[specialist], at=known.ago(4),
    )  # fmt: skip
    jury.declare_bias(
        member=members[1], case=second[1], reason="Schwester im Vorstand des Vereins",
        by=cast[specialist], at=known.ago(4),
    )  # fmt: skip


JURY = (
    jury.Guest("Gundula Sterz", "Ballfreunde Kalk"),
    jury.Guest("Mehmet Ufer", "Freiwilligenbörse Rhein"),
    jury.Guest("Clara Domm", "Musikschule Deutz"),
)
Votes = tuple[tuple[int | None, ...], ...]


def _voted(
    cast: People,
    call: ForwardingCall,
    rows: tuple[ForwardingCase, ...],
    *,
    held: datetime,
    votes: Votes,
    close: bool,
) -> list[JuryMember]:
    """A meeting with these points by member and case; None where a member has no say."""
    by = cast["fachkraft@koeln.example"]
    meeting = jury.call_meeting(
        call=call, held_on=held.date(), place="Bezirksrathaus", by=by, at=held
    )
    members = [jury.seat_member(meeting=meeting, guest=each, by=by, at=held) for each in JURY]
    for member, points in zip(members, votes, strict=False):
        for case, given in zip(rows, points, strict=False):
            if given is not None:
                jury.cast_vote(member=member, case=case, points=given, by=by, at=held)
    if close:
        minutes = "Beide Anträge überzeugen; das Orchester erreicht mehr Menschen."
        jury.close_meeting(meeting=meeting, minutes=minutes, by=by, at=held)
    return members


def _closing(days: Days, year: int) -> date:
    """Two months from now, before the year of the call ends."""
    return min(days.today + timedelta(days=60), date(year, 11, 30))


def _period(days: Days, year: int) -> tuple[date, date]:
    """The measures lie ahead: nothing has begun when the application comes in."""
    return max(date(year, 3, 1), days.today + timedelta(days=14)), date(year, 12, 15)


EXAMPLES: tuple[tuple[str, demo_clubs.Club], ...] = (
    ("Entwurf weiterschreiben", demo_clubs.YOUTH),
    ("Rückfrage beantworten", demo_clubs.PARISH),
    ("Nachweis schreiben", demo_clubs.CHOIR),
)
Address = Callable[[ForwardingCase], str]


def examples(address: Address) -> list[str]:
    """What a third party may do next, with the address its mail would carry."""
    found = []
    for what, club in EXAMPLES:
        case = ForwardingCase.objects.filter(email=club.email).first()
        if case is not None:
            found.append(f"  {what} ({club.name}):\n    {address(case)}")
    return found
