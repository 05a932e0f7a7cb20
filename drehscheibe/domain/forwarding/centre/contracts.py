"""The forwarding contract on the model version in force (K11); amounts in euro."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from drehscheibe.domain.forwarding.centre.letters import contract_letter
from drehscheibe.domain.forwarding.centre.locking import case_for_step, locked_allocation
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.facts import allocation_facts, programme_of
from drehscheibe.domain.forwarding.findings import contract_findings
from drehscheibe.domain.forwarding.models import ForwardingCase, ForwardingContract
from drehscheibe.domain.forwarding.programme import ContractModel
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter, store_upload
from drehscheibe.kernel.documents.letters import letter_pdf
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """When both sides signed, and the scan of the signed paper."""

    centre_on: date
    applicant_on: date
    scan: "UploadedFile[Any]"


@transaction.atomic
def prepare_contract(
    *, case: ForwardingCase, proof_due_on: date, link: LinkMaker, by: Person, at: datetime
) -> ForwardingContract:
    """Write the contract over the promise as PDF; an unsigned one before it is cancelled.

    Raises `StepRefused` when no model contract is in force today (K11).
    """
    row = case_for_step(case, "contract", by=by, at=at)
    today = day_of(at)
    locked_allocation(row)
    model = _model_on(row, today)
    starts_on, ends_on = row.starts_on, row.ends_on
    if starts_on is None or ends_on is None or row.promised is None:
        raise StepRefused("Im Antrag fehlt der Zeitraum der Maßnahme.")
    if proof_due_on < ends_on:
        raise StepRefused(
            f"Der Nachweis kann erst nach dem Ende der Maßnahme ({german_day(ends_on)}) fällig "
            "sein.",
            field="proof_due_on",
        )
    row.contracts.filter(cancelled_on=None).update(cancelled_on=today)
    contract = ForwardingContract.objects.create(
        case=row,
        number=row.contracts.count() + 1,
        model_version=model.version,
        amount=row.promised,
        starts_on=starts_on,
        ends_on=ends_on,
        proof_due_on=proof_due_on,
        created_at=at,
    )
    contract.document = freeze_letter(
        content=letter_pdf(contract_letter(contract, row, model, on=today), issued_at=at),
        series=row.letter_series + ":contract",
        title=f"Weiterleitungsvertrag {row.number}",
        owner=row.centre.organisation,
        by=by,
        at=at,
    )
    contract.save(update_fields=["document"])
    record("forwarding.contract.prepare", about=contract, by=by, at=at, detail={"case": row.pk})
    tell_third_party(
        row, news=f"Ihr Vertrag liegt bereit (Nr. {contract.number})", link=link, at=at
    )
    return contract


@transaction.atomic
def sign_contract(
    *, case: ForwardingCase, signatures: Signatures, by: Person, at: datetime
) -> ForwardingContract:
    """Note both signatures with the scan; the contract holds from here on.

    Raises `StepRefused` for an outdated model (K11) and for days that cannot be.
    """
    row = case_for_step(case, "contract", by=by, at=at)
    contract = row.contracts.filter(cancelled_on=None).first()
    if contract is None:
        raise StepRefused("Erstellen Sie zuerst den Vertrag.")
    _refuse_impossible_days(contract, signatures, day_of(at))
    facts = allocation_facts(locked_allocation(row))
    signed_on = max(signatures.centre_on, signatures.applicant_on)
    found = contract_findings(  # its own amount already counts among the contracts
        facts, amount=Decimal(0), model_version=contract.model_version, on=signed_on
    )
    if found:
        raise StepRefused(f"{found[0].message} ({found[0].rule})")
    contract.signed_copy = store_upload(
        file=signatures.scan,
        owner=row.centre.organisation,
        title=f"Unterschriebener Vertrag {row.number}",
        series=row.letter_series + ":signed",
        by=by,
        at=at,
    )
    contract.centre_signed_on, contract.applicant_signed_on = (
        signatures.centre_on,
        signatures.applicant_on,
    )
    contract.signed_by = by
    contract.save()
    perform(CASE, "contract", on=row, by=by, at=at)
    return contract


def _model_on(row: ForwardingCase, today: date) -> ContractModel:
    programme = programme_of(row)
    model = programme.contract_on(today)
    if model is None:
        raise StepRefused(
            f"Für den {german_day(today)} ist zu {programme.title} keine Fassung des "
            "Mustervertrags hinterlegt. Ein Vertrag ist an diesem Tag nicht möglich. (K11)"
        )
    return model


def _refuse_impossible_days(
    contract: ForwardingContract, signatures: Signatures, today: date
) -> None:
    for field, day in (
        ("centre_on", signatures.centre_on),
        ("applicant_on", signatures.applicant_on),
    ):
        if day > today:
            raise StepRefused(f"Der {german_day(day)} liegt in der Zukunft.", field=field)
        if day < day_of(contract.created_at):
            raise StepRefused(
                f"Der Vertrag ist erst am {german_day(day_of(contract.created_at))} erstellt "
                "worden.",
                field=field,
            )
