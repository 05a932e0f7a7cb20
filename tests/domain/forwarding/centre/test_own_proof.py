"""The centre's own proof: from the cases, to the cent, asked and closed by the authority."""

import zipfile
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.domain.forwarding.centre import claims, own_proof
from drehscheibe.domain.forwarding.centre.figures import figures_of, whole_of
from drehscheibe.domain.forwarding.centre.proof_package import build_package
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import Allocation, AllocationProof
from drehscheibe.domain.forwarding.third_party.proof_letter import freeze_proof
from drehscheibe.domain.payments import runs
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import LATER, Desk, desk, fresh, link

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Desk:
    """A centre with 5,000 euro."""
    return desk("5000")


def submit(own: Desk, answer: str = "") -> Allocation:
    """The head hands in."""
    return own_proof.submit_own_proof(
        allocation=own.allocation, answer=answer, by=own.head, at=LATER
    )


def write(own: Desk) -> AllocationProof:
    """The report is written."""
    return own_proof.write_report(
        allocation=own.allocation, text="Zwei Vereine haben viel bewegt.", by=own.head, at=LATER
    )


def test_the_figures_add_up_to_the_grant_to_the_cent(own: Desk) -> None:
    own.closed("1000.01", serial=31)
    own.contracted("333.33", name="Chor")
    whole = whole_of(own.allocation)
    assert sum(amount for _, amount in whole.parts()) == whole.granted == Decimal(5000)
    assert (whole.contracted, whole.paid) == (Decimal("1333.34"), Decimal("1000.01"))
    figures = figures_of(own.allocation)
    assert figures["contracted"] == str(whole.contracted)
    assert [(row["code"], row["cases"]) for row in figures["items"]] == [("B2", 2)]


def test_the_proof_is_handed_in_asked_answered_and_closed(own: Desk) -> None:
    own.closed("1000")
    with pytest.raises(StepRefused, match="zuerst den Sachbericht"):
        submit(own)
    write(own)
    officer = rows.authority()
    assert submit(own).status == "proof_submitted"
    with pytest.raises(StepRefused, match="lässt sich nicht ändern"):
        write(own)
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationProof.objects.update(text="anders")
    own_proof.ask_centre(allocation=own.allocation, question="Wo?", by=officer, at=LATER)
    with pytest.raises(StepRefused, match="Beantworten Sie die Frage"):
        submit(own)
    assert submit(own, "Im Rathaus.").status == "proof_submitted"
    proof = AllocationProof.objects.get()
    assert versions(proof.letter_series).count() == 2
    assert proof.figures["accepted"] == "1000.00"
    closed = own_proof.close_allocation(allocation=own.allocation, by=officer, at=LATER)
    assert closed.status == "closed"


def test_third_parties_proofs_are_part_of_the_centres_own(own: Desk) -> None:
    """By file number with checksum in PDF and page, and as files in the package."""
    case = own.closed("1000")
    document = freeze_proof(case, at=LATER)
    with pytest.raises(StepRefused, match="sobald der Nachweis eingereicht ist"):
        build_package(allocation=own.allocation, by=own.head, at=LATER)
    write(own)
    submit(own)
    officer = factories.client_of(rows.authority())
    base = f"/mitarbeit/weiterleitung/nachweis/{own.allocation.number}/"
    page = officer.get(base).content.decode()
    assert case.number in page
    assert document.sha256[:12] in page
    assert case.name not in page, "file numbers, no names"
    answer = officer.post(f"{base}paket/")
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as book:  # type: ignore[attr-defined]
        name = f"nachweise/{case.number.lower()}-v1.pdf"
        assert set(book.namelist()) == {
            "verwendungsnachweis.pdf", name, "nachweise.csv", "pruefsummen.sha256",
        }  # fmt: skip
        assert sha256(book.read(name)).hexdigest() == document.sha256
        assert document.sha256 in book.read("pruefsummen.sha256").decode()


def test_an_open_case_hinders_the_proof(own: Desk) -> None:
    own.contracted("100")
    write(own)
    with pytest.raises(TransitionRefused, match="noch nicht abgeschlossen"):
        submit(own)


def test_only_head_and_carrier_hand_in_and_only_the_authority_closes(own: Desk) -> None:
    with pytest.raises(PermissionDenied):
        own_proof.write_report(allocation=own.allocation, text="x", by=own.specialist, at=LATER)
    write(own)
    submit(own)
    with pytest.raises(PermissionDenied):
        own_proof.close_allocation(allocation=own.allocation, by=own.head, at=LATER)


def test_after_the_proof_nothing_more_is_promised(own: Desk) -> None:
    write(own)
    submit(own)
    with pytest.raises(TransitionRefused, match="schon eingereicht"):
        own.promise(own.checked("10", name="Chor"), {1: Decimal(10)})


def test_a_payment_the_bank_returns_at_the_end_leaves_nothing_negative(own: Desk) -> None:
    case = own.proved("1000", claimed="900")
    own.accept(case, "900", "Ein Beleg fehlt.")
    claim = claims.claim_back(
        case=fresh(case), reason="Ein Beleg fehlt.", due_on=date(2025, 3, 31), link=link,
        by=own.head, at=LATER,
    )  # fmt: skip
    claims.note_money_back(
        claim=claim, amount=Decimal(100), received_on=LATER.date(), by=own.head, at=LATER
    )
    before = whole_of(own.allocation)
    assert [before.returned, before.open, before.beyond] == [100, 0, 0]
    order = case.payments.get().order
    assert order is not None
    runs.note_return(order=order, reason="Konto erloschen", by=own.carrier, at=LATER)
    whole = whole_of(own.allocation)
    assert [whole.paid, whole.accepted, whole.returned, whole.open] == [0, 0, 0, 0]
    assert sum(amount for _, amount in whole.parts()) == whole.granted
    assert min(amount for _, amount in whole.parts()) >= 0
    assert whole.beyond == 100
    labels = [row["label"] for row in figures_of(own.allocation)["sums"]]
    assert "Von Dritten zu viel zurückgezahlt, an sie auszuzahlen" in labels
