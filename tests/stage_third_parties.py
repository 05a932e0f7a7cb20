"""Third parties' cases in the states their addresses need, with the people of the demonstration."""

from datetime import date
from typing import Any

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import claims, jury, measures, own_proof
from drehscheibe.domain.forwarding.centre.selectors import documents_of
from drehscheibe.domain.forwarding.models import Allocation, ForwardingCase
from drehscheibe.domain.forwarding.workflow import CALL, CASE
from drehscheibe.doors.console.demonstration import COLOGNE, WARENDORF
from drehscheibe.doors.staff.forwarding.centre.case import STEP_PERMISSIONS
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import AT, LATER, Desk, fresh, link
from tests.routes import Sample

FORMS = [Sample({"form": "csv"}), Sample({"form": "xlsx"})]


def samples_of_the_centre(cast: dict[str, Person]) -> dict[str, list[Sample]]:
    """Warendorf's call of 2024: cases from submitted to closed, a jury; Cologne's own proof."""
    own = _desk(cast)
    waiting = own.submitted(name="Chor Musterau")
    voted = own.checked(name="Theater Musterau", place_key="")
    claimed = _claimed(own)
    closed = own.closed(name="Tanzkreis Musterau", serial=402)
    cases = [waiting, voted, claimed, closed]
    letter = documents_of(fresh(closed))[0]
    return {
        "staff:forwarding:form": FORMS,
        "staff:forwarding:number": [Sample({"number": each.number}, each) for each in cases],
        "staff:forwarding:document,number": [
            Sample({"number": closed.number, "document": letter.pk}, closed)
        ],
        "staff:forwarding:proof_hold": [Sample({"number": closed.number}, closed)],
        "staff:forwarding:number,voucher": [
            Sample({"number": closed.number, "voucher": 1}, closed)
        ],
        "staff:forwarding:number,step": [
            Sample({"number": waiting.number, "step": name}, waiting, (CASE_STEPS[name],))
            for name in STEP_PERMISSIONS
        ],
        "staff:forwarding:number,payment": [
            Sample({"number": closed.number, "payment": closed.payments.get().pk}, closed)
        ],
        "staff:forwarding:claim,number": [
            Sample({"number": claimed.number, "claim": claimed.repayments.get().pk}, claimed)
        ],
        **_of_calls(own, voted),
        **_of_own_measures(own),
        **_of_own_proofs(own, cast),
    }


CASE_STEPS = {name: CASE.by_name[name].permission for name in STEP_PERMISSIONS}


def _desk(cast: dict[str, Person]) -> Desk:
    allocation = Allocation.objects.get(
        centre__key=WARENDORF, fiscal_year=2024, programme="komm_an_2", number__startswith="KOMM"
    )
    carrier = cast["traeger@warendorf.example"]
    return Desk(
        allocation=allocation,
        call=rows.call(allocation),
        specialist=cast["fachkraft@warendorf.example"],
        head=cast["leitung@warendorf.example"],
        carrier=carrier,
        second=factories.person("carrier", of=allocation.centre.carrier),
    )


def _claimed(own: Desk) -> ForwardingCase:
    case = own.proved("1000", claimed="900", serial=401, name="Sportverein Musterau")
    own.accept(case, "900", "Ein Beleg fehlt.")
    claims.claim_back(
        case=fresh(case), reason="Ein Beleg fehlt.", due_on=date(2025, 3, 31), link=link,
        by=own.head, at=LATER,
    )  # fmt: skip
    return fresh(case)


def _of_calls(own: Desk, voted: ForwardingCase) -> dict[str, list[Sample]]:
    call = own.call
    meeting = jury.call_meeting(
        call=call, held_on=day_of(AT), place="Kreishaus", by=own.specialist, at=AT
    )
    member = jury.seat_member(
        meeting=meeting, guest=jury.Guest("Ada Muster", "Musikschule"), by=own.specialist, at=AT
    )
    office = Person.objects.get(email="verwaltung@warendorf.example")
    for who in (own.specialist, own.head, own.carrier, office):  # all who may vote there do
        jury.seat_member(
            meeting=meeting, guest=jury.Guest("", person=who), by=own.specialist, at=AT
        )
    jury.cast_vote(member=member, case=voted, points=8, by=own.specialist, at=AT)
    whole = {"meeting": meeting.pk, "member": member.pk}
    return {
        "staff:forwarding:call": [Sample({"call": call.pk}, call)],
        "staff:forwarding:call,step": [
            Sample({"call": call.pk, "step": step.name}, call, (may.CALL_MANAGE,))
            for step in CALL.transitions
        ],
        "staff:forwarding:meeting": [Sample({"meeting": meeting.pk}, meeting)],
        **{
            f"staff:forwarding:{page}": [Sample(whole, meeting)]
            for page in ("member_bias", "member_votes")
        },
    }


def _of_own_measures(own: Desk) -> dict[str, list[Sample]]:
    details = measures.MeasureDetails(
        paid_by="material", title="Nähcafé Ost", street="Marktstraße 5", postal_code="48231",
        town="Warendorf", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
    )  # fmt: skip
    row = measures.note_measure(
        centre=own.call.centre, fiscal_year=2024, details=details, by=own.specialist, at=AT
    )
    return {
        "staff:forwarding:year": [Sample({"year": 2024})],
        "staff:forwarding:measure": [Sample({"measure": row.pk}, row)],
    }


def _of_own_proofs(own: Desk, cast: dict[str, Person]) -> dict[str, list[Sample]]:
    other = Allocation.objects.get(
        centre__key=COLOGNE, fiscal_year=2024, programme="komm_an_2", number__startswith="KOMM"
    )
    who: dict[str, Any] = {"allocation": other, "by": cast["leitung@koeln.example"], "at": LATER}
    own_proof.write_report(text="Das Jahr war kurz, es gab keinen Antrag.", **who)
    own_proof.submit_own_proof(**who)
    whole = [Sample({"number": each.number}, each) for each in (own.allocation, other)]
    pages = ("call_write", "own_proof_detail", "own_proof_write", "own_proof_ask")
    return {
        **{f"staff:forwarding:{page}": whole for page in (*pages, "own_proof_close")},
        "staff:forwarding:own_proof_file": whole[1:],
        "staff:forwarding:own_proof_package": whole[1:],
    }
