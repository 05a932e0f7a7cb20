"""A third party's proof at the centre: check, claim, money back, interest, vouchers and holds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import claims, proofs, retention
from drehscheibe.domain.forwarding.centre.selectors import money_of
from drehscheibe.doors.staff.forwarding.centre import forms
from drehscheibe.doors.staff.forwarding.centre.case import (
    Words,
    act,
    case_or_404,
    link_for,
    require,
)
from drehscheibe.doors.staff.forwarding.centre.case_views import proof_lines, proof_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.language.amounts import amount_input, euro
from drehscheibe.kernel.language.days import german_day


@staff_page(may.CASE_CHECK)
def proof_check(request: StaffRequest, number: str) -> HttpResponse:
    """The third party's proof, line by line, with its vouchers."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_CHECK)
    proof = proof_of(case)
    lines = proof_lines(case)
    form = forms.ProofCheckForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        initial={"note": proof.check_note if proof else ""},
    )
    return act(
        request, case, form,
        lambda typed: proofs.check_proof(
            case=case, by=request.person, at=request.now,
            checked=proofs.CheckedProof(
                eligible={number: typed[f"item-{number}"] for number in form.numbers},
                notes={number: typed[f"note-{number}"] for number in form.numbers},
                note=typed["note"],
            ),
        ),
        Words(
            title="Nachweis prüfen",
            lead="Anerkannt wird je Punkt höchstens, was nachgewiesen und was zugesagt ist.",
            button="Prüfung festhalten",
            done="Die Prüfung ist festgehalten.",
            template="staff/forwarding/centre/proof_check.html",
        ),
        proof=proof,
        lines=lines,
        money=money_of(case),
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def case_claim(request: StaffRequest, number: str) -> HttpResponse:
    """The claim: what was paid beyond what is accepted."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    form = forms.ClaimForm(request.POST if request.method == "POST" else None)
    return act(
        request, case, form,
        lambda typed: claims.claim_back(
            case=case, link=link_for(request), by=request.person, at=request.now, **typed
        ),
        Words(
            title="Rückzahlung fordern",
            lead=f"Gefordert werden {euro(money_of(case).owed)}: gezahlt weniger anerkannt.",
            done="Die Rückforderung ist unterwegs.",
        ),
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def money_back(request: StaffRequest, number: str, claim: int) -> HttpResponse:
    """Money of a claim that came in: principal first, then interest."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    row = get_object_or_404(case.repayments.select_related("case__call"), pk=claim)
    owing = claims.owing_of(row, on=request.today)
    form = forms.MoneyBackForm(
        request.POST if request.method == "POST" else None,
        initial={"amount": amount_input(owing.left), "received_on": request.today},
    )
    return act(
        request, case, form,
        lambda typed: claims.note_money_back(
            claim=row, by=request.person, at=request.now, **typed
        ),
        Words(
            title="Geldeingang eintragen",
            lead=(
                f"Offen sind heute {euro(owing.left)}: {euro(owing.principal)} Hauptforderung und "
                f"{euro(owing.open_interest)} Zinsen. Geld tilgt zuerst die Hauptforderung."
            ),
            template="staff/forwarding/centre/money_back.html",
        ),
        owing=owing,
        claim=row,
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def interest_waive(request: StaffRequest, number: str, claim: int) -> HttpResponse:
    """Ask for no more interest, with a reason."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    row = get_object_or_404(case.repayments.select_related("case__call"), pk=claim)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, needed=True)
    left = row.interest - row.interest_returned
    return act(
        request, case, form,
        lambda typed: claims.waive_interest(
            claim=row, reason=typed["reason"], by=request.person, at=request.now
        ),
        Words(
            title="Auf Zinsen verzichten",
            lead=f"Offen sind {euro(left)} Zinsen; danach fordern Sie sie nicht mehr.",
            done="Auf die offenen Zinsen ist verzichtet.",
        ),
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def voucher_delete(request: StaffRequest, number: str, voucher: int) -> HttpResponse:
    """Delete a voucher after its time (F23); before, the page says until when it stays."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    proof = get_object_or_404(retention.handed_in(case))
    row = get_object_or_404(proof.vouchers.select_related("proof__case__call"), number=voucher)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, needed=True)
    until = f" Aufzubewahren bis {german_day(proof.kept_until)}." if proof.kept_until else ""
    return act(
        request, case, form,
        lambda typed: retention.delete_voucher(
            voucher=row, reason=typed["reason"], by=request.person, at=request.now
        ),
        Words(
            title=f"Beleg {row.number} löschen",
            lead=f"Der Beleg wird mit seiner Datei für immer gelöscht.{until}",
            button="Beleg löschen",
            done=f"Beleg {row.number} ist gelöscht.",
            template="staff/forwarding/centre/voucher_delete.html",
        ),
        kept=retention.kept_because(row.proof, on=request.today),
        voucher=row,
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def proof_hold(request: StaffRequest, number: str) -> HttpResponse:
    """Set or lift the hold on a case's vouchers."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    proof = get_object_or_404(retention.handed_in(case))
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, needed=True)
    held = proof.legal_hold
    return act(
        request, case, form,
        lambda typed: retention.set_hold(
            case=case, held=not held, reason=typed["reason"], by=request.person, at=request.now
        ),
        Words(
            title="Löschsperre aufheben" if held else "Löschsperre setzen",
            lead=(
                "Danach gilt wieder die Frist der Aufbewahrung."
                if held
                else "Solange sie gilt, wird kein Beleg gelöscht, auch nicht nach der Frist."
            ),
        ),
    )  # fmt: skip
