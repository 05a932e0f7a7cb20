"""The proof of use through the link: what happened, the numbers of each item, hand in."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    ForwardingProof,
    ForwardingProofLine,
)
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import proof_fields
from drehscheibe.domain.forwarding.third_party.drafting import LONGEST_INPUT, Saved, clean
from drehscheibe.domain.forwarding.third_party.fields import REFUSALS
from drehscheibe.domain.forwarding.third_party.mails import tell_centre
from drehscheibe.domain.forwarding.third_party.overview import PROVING
from drehscheibe.domain.forwarding.third_party.proof_letter import freeze_proof
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import years_after
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.by_link import perform_by_link


@transaction.atomic
def save_proof(
    *,
    case: ForwardingCase,
    typed: Mapping[str, str],
    confirmed: bool | None,
    version: int,
    at: datetime,
    overwrite: bool = False,
) -> Saved:
    """Keep what was typed, as the application does; `confirmed` None when it was not on the page.

    Raises `ForwardingRefused` when nothing can be proved now.
    """
    proof = open_proof(case, at=at)
    stored = proof_fields.texts(proof, programme_of(case))
    saved = Saved(version=version)
    changed = {
        name: clean(text)
        for name, text in typed.items()
        if name in stored and clean(text) != stored[name]
    }
    if not overwrite:
        for name in [each for each in changed if proof.field_versions.get(each, 0) > version]:
            saved.conflicts[name] = (stored[name], changed.pop(name))
    _keep(proof, changed, saved)
    if confirmed is not None and confirmed != proof.confirmed:
        proof.confirmed = confirmed
        changed["confirmed"] = ""
    if changed:
        count_up(proof, changed, at=at)
        record("forwarding.proof.edit", about=proof, by=None, at=at, detail={"n": len(changed)})
    saved.version = version if saved.conflicts else proof.version
    for name in proof.kept_input:
        saved.errors.setdefault(name, "Bitte prüfen Sie diese Angabe.")
    return saved


@transaction.atomic
def submit_proof(*, case: ForwardingCase, at: datetime) -> ForwardingCase:
    """Hand in the proof, frozen as PDF; vouchers are kept from now on (F23).

    Raises `TransitionRefused`.
    """
    _seal(case, at=at)
    moved = perform_by_link(CASE, "submit_proof", on=case, at=at)
    freeze_proof(moved, at=at)
    tell_centre(moved, news="ein Nachweis ist eingegangen", at=at)
    return moved


@transaction.atomic
def send_clarification(*, case: ForwardingCase, at: datetime) -> ForwardingCase:
    """Give the proof back with the answers, frozen anew. Raises `TransitionRefused`."""
    moved = perform_by_link(CASE, "answer_proof", on=case, at=at)
    freeze_proof(moved, at=at)
    tell_centre(moved, news="die Frage zum Nachweis ist beantwortet", at=at)
    return moved


def open_proof(case: ForwardingCase, *, at: datetime) -> ForwardingProof:
    """The locked proof, created at the first writing; a refusal when nothing can be proved now."""
    locked = ForwardingCase.objects.select_for_update(no_key=True).get(pk=case.pk)
    if locked.status not in PROVING:
        raise ForwardingRefused(
            "Der Nachweis lässt sich jetzt nicht ändern. Bitte laden Sie die Seite neu."
        )
    proof, _ = ForwardingProof.objects.get_or_create(
        case=locked, defaults={"created_at": at, "changed_at": at}
    )
    proof.case = case
    return proof


def count_up(proof: ForwardingProof, changed: Iterable[str], *, at: datetime) -> None:
    """A new version in which these fields changed."""
    proof.version += 1
    proof.field_versions |= dict.fromkeys(changed, proof.version)
    proof.changed_at = at
    proof.save()


def _keep(proof: ForwardingProof, changed: Mapping[str, str], saved: Saved) -> None:
    """Put every changed field where it belongs, or beside its error."""
    for name, text in changed.items():
        proof.kept_input.pop(name, None)
        try:
            _put(proof, name, text)
        except REFUSALS as error:
            proof.kept_input[name] = text[:LONGEST_INPUT]
            saved.errors[name] = str(error)


def _put(proof: ForwardingProof, name: str, text: str) -> None:
    table, _, rest = name.partition("-")
    if not rest:
        proof_fields.put(proof, name, text)
        return
    number, _, column = rest.partition("-")
    if table == "lines":
        _put_line(proof, int(number), column, text)
        return
    voucher = proof.vouchers.get(number=int(number))
    if column == "item":
        wanted = [row for row in proof_fields.promised_items(proof) if str(row.number) == text]
        voucher.item = wanted[0] if wanted else None
    else:
        proof_fields.put(voucher, column, text)
    voucher.save()


def _put_line(proof: ForwardingProof, number: int, column: str, text: str) -> None:
    row = next(each for each in proof_fields.promised_items(proof) if each.number == number)
    item = programme_of(proof.case).item(row.code)
    mine, _ = ForwardingProofLine.objects.get_or_create(proof=proof, item=row)
    try:
        proof_fields.put_line(mine, item, column, text)
    finally:  # a number that cannot be read proves nothing
        mine.claimed = proof_fields.claimed(mine, row, item)
        mine.save(update_fields=["values", "claimed"])


def _seal(case: ForwardingCase, *, at: datetime) -> None:
    now = ForwardingCase.objects.select_for_update(no_key=True).get(pk=case.pk)
    proof = ForwardingProof.objects.filter(case_id=case.pk).first()
    if proof is None or now.status != CaseIs.PAID:  # as it stands, not as a page once read it
        return
    years = guideline_for(case.call.fiscal_year).proof.retention_years.value
    proof.submitted_on = day_of(at)
    proof.kept_until = years_after(proof.submitted_on, int(years))
    proof.save(update_fields=["submitted_on", "kept_until"])
