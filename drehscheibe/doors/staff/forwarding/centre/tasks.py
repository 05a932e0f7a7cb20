"""What forwarded grants put on the first screen of a centre, its carrier and the authority."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.jury_reading import seats_to_vote
from drehscheibe.domain.forwarding.centre.retention import to_delete
from drehscheibe.domain.forwarding.centre.selectors import (
    handed_in_since,
    proofs_at_the_authority,
    proofs_due,
    to_move,
)
from drehscheibe.domain.forwarding.models import Allocation, CaseIs, ForwardingCase
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.permissions.reach import Standing

MOST = 20
NEWS_LAST = timedelta(days=7)
WORDS = {
    CaseIs.SUBMITTED: "Antrag prüfen",
    CaseIs.CHECKED: "Über den Antrag entscheiden",
    CaseIs.RANKED: "Über den Antrag entscheiden",
    CaseIs.PROMISED: "Vertrag schließen",
    CaseIs.CONTRACTED: "Auszahlung anweisen",
    CaseIs.PROOF_SUBMITTED: "Nachweis prüfen",
}


def cases_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Third parties' cases that wait for this person; not those one has checked oneself."""
    return [
        _task(each, WORDS[CaseIs(each.status)], since=each.changed_at)
        for each in to_move(standing, most=MOST)
    ]


def votes_to_cast(standing: Standing, now: datetime) -> list[Task]:
    """Open meetings of a jury in which this person still votes."""
    return [
        Task(
            what=f"Jurysitzung vom {german_day(seat.meeting.held_on)}: abstimmen",
            who=seat.meeting.call.title,
            url=reverse("staff:forwarding:seat_votes", args=[seat.meeting_id]),
            button="Abstimmen",
            due=seat.meeting.held_on,
        )
        for seat in seats_to_vote(standing)
    ]


def own_proofs(standing: Standing, now: datetime) -> list[Task]:
    """Allocations whose proof the centre owes, and those the authority has to check."""
    return [
        *(_proof(each, "Nachweis an die Behörde", "Schreiben") for each in proofs_due(standing)),
        *(
            _proof(each, "Nachweis der Weiterleitung prüfen", "Prüfen")
            for each in proofs_at_the_authority(standing)[:MOST]
        ),
    ]


def vouchers_to_delete(standing: Standing, now: datetime) -> list[Task]:
    """Cases whose vouchers have been kept long enough (F23)."""
    if not standing.organisations_with(may.CASE_DECIDE):
        return []
    return [
        _task(each, "Belege dürfen gelöscht werden", since=each.changed_at)
        for each in to_delete(standing).order_by("pk")[:MOST]
    ]


def news(standing: Standing, now: datetime) -> list[Task]:
    """Applications that came in lately."""
    return [
        _task(each, "Antrag eingegangen", since=each.changed_at)
        for each in handed_in_since(standing, now - NEWS_LAST)[:MOST]
    ]


def _task(case: ForwardingCase, what: str, *, since: datetime) -> Task:
    return Task(
        what=f"{case.number}: {what}",
        who=case.name,
        url=reverse("staff:forwarding:case_detail", args=[case.number]),
        button="Öffnen",
        since=since,
    )


def _proof(allocation: Allocation, what: str, button: str) -> Task:
    return Task(
        what=f"{allocation.number}: {what}",
        who=str(allocation.centre),
        url=reverse("staff:forwarding:own_proof_detail", args=[allocation.number]),
        button=button,
        due=allocation.due_shifted_on or allocation.due_on,
    )
