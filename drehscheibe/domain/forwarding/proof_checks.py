"""What a third party's proof still lacks: the same list for its page, its submission, its guard.

Anchors are the ids of the form: `text`, `lines-2-months`, `photo`, `vouchers-3-paid_on`,
`confirmed`.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from drehscheibe.domain.forwarding.case_facts import ItemFacts
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.findings import proof_findings
from drehscheibe.domain.forwarding.models import ForwardingCase, ForwardingProof, ForwardingVoucher
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.funding.application_facts import Finding, block

BASIS = "ANBest-P Nr. 6, A"
NEEDED = (
    ("dated_on", "Welches Datum steht auf dem Beleg?"),
    ("paid_on", "Wann haben Sie bezahlt?"),
    ("amount", "Wie hoch ist der Betrag?"),
    ("payee", "Von wem ist der Beleg?"),
    ("purpose", "Wofür war das?"),
)
"""What a voucher tells when the proof is handed in; a draft may leave any of it open."""
VOUCHER_ANCHORS = ("vouchers-", "photo")
"""Ids on the page of the vouchers."""


def proof_gaps(
    case: ForwardingCase, proof: ForwardingProof | None, *, on: date
) -> tuple[Finding, ...]:
    """Everything that hinders handing in, in the order of the form (K08, M-…)."""
    if proof is None:
        proof = ForwardingProof(case=case)
        return (*_text(proof), *_confirmation(proof))
    programme = programme_of(case)
    vouchers = list(proof.vouchers.select_related("item"))
    return (
        *_unreadable(proof),
        *_text(proof),
        *_lines(case, proof, programme),
        *_invoices(case, vouchers, programme),
        *voucher_gaps(vouchers, on=on),
        *_confirmation(proof),
    )


def voucher_gaps(vouchers: Iterable[ForwardingVoucher], *, on: date) -> Iterator[Finding]:
    """M-BELEG: day, payment, amount, issuer and purpose of every voucher; no day still to come."""
    for voucher in vouchers:
        own = f"vouchers-{voucher.number}-"
        for name, question in NEEDED:
            value = getattr(voucher, name)
            if value in (None, "") or (name == "amount" and value <= 0):
                message = f"Beleg {voucher.number}: {question}"
            elif isinstance(value, date) and value > on:
                message = f"Beleg {voucher.number}: Dieser Tag liegt in der Zukunft."
            else:
                continue
            yield block("M-BELEG", f"{own}{name}", BASIS, message)


def _unreadable(proof: ForwardingProof) -> Iterator[Finding]:
    for name in proof.kept_input:
        message = "Diese Eingabe ist noch nicht lesbar. Bitte ändern Sie sie."
        yield block("M-EINGABE", name, "", message)


def _text(proof: ForwardingProof) -> Iterator[Finding]:
    if not proof.text.strip():
        yield block("M-TEXT", "text", BASIS, "Beschreiben Sie, was geschehen ist.")


def _lines(case: ForwardingCase, proof: ForwardingProof, programme: Programme) -> Iterator[Finding]:
    told = set(proof.lines.exclude(claimed=None).values_list("item_id", flat=True))
    for item in case.items.all():
        if item.promised and item.pk not in told:
            message = f"Zu Punkt {item.number} fehlt noch, was daraus wurde."
            yield block("M-ZEILE", f"lines-{item.number}", BASIS, message)


def _invoices(
    case: ForwardingCase, vouchers: Iterable[ForwardingVoucher], programme: Programme
) -> Iterator[Finding]:
    numbers = {each.item.number for each in vouchers if each.item and each.document_id}
    promised = [
        ItemFacts(number=each.number, code=each.code, values={})
        for each in case.items.all()
        if each.promised
    ]
    for found in proof_findings(programme, promised, with_voucher=numbers):
        yield block(found.rule, "photo", found.basis, found.message)


def _confirmation(proof: ForwardingProof) -> Iterator[Finding]:
    if not proof.confirmed:
        message = "Bestätigen Sie, dass alle Angaben richtig sind."
        yield block("M-BESTÄTIGUNG", "confirmed", BASIS, message)
