"""F23 for third parties' vouchers: five years, holds that win, a night that tells, deleting."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from drehscheibe.domain.forwarding import reminders
from drehscheibe.domain.forwarding.centre import checking, retention
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    ForwardingCase,
    ForwardingHold,
    ForwardingProof,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.funding.actions import start_application
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.workflow.actions import perform
from tests import factories, pages
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import AT, LATER, Desk, desk, fresh

pytestmark = pytest.mark.django_db
THEN = datetime(2030, 2, 4, 10, tzinfo=UTC)
"""The day after the five years of a proof of 3 February 2025."""


@pytest.fixture
def own() -> Desk:
    """A centre with a closed case."""
    return desk()


def over(case: ForwardingCase) -> ForwardingVoucher:
    """The five years are over for the clock of the database, too."""
    ForwardingProof.objects.filter(case=case).update(kept_until=date(2020, 1, 1))
    return ForwardingVoucher.objects.get(proof__case=case)


def delete(own: Desk, voucher: ForwardingVoucher, at: datetime = THEN) -> None:
    """The head deletes."""
    retention.delete_voucher(voucher=voucher, reason="Frist vorbei", by=own.head, at=at)


def test_f23_a_voucher_goes_after_its_time_with_its_file(own: Desk) -> None:
    case = own.closed()
    voucher = ForwardingVoucher.objects.get(proof__case=case)
    with pytest.raises(StepRefused) as caught:
        delete(own, voucher, datetime(2030, 2, 3, 10, tzinfo=UTC))
    assert str(caught.value) == (
        "Belege sind bis zum 03.02.2030 aufzubewahren und werden vorher nicht gelöscht: fünf Jahre "
        "nach der Einreichung des Nachweises. (F23)"
    )
    document = voucher.document
    assert document
    delete(own, over(case))
    assert not ForwardingVoucher.objects.exists()
    assert not Document.objects.filter(pk=document.pk).exists()


def test_f23_a_hold_wins_over_the_end_of_the_time(own: Desk) -> None:
    case = own.closed()
    voucher = over(case)
    with pytest.raises(StepRefused, match="begründen Sie die Löschsperre"):
        retention.set_hold(case=case, held=True, reason=" ", by=own.head, at=LATER)
    retention.set_hold(case=case, held=True, reason="Prüfung des LRH", by=own.head, at=LATER)
    assert list(retention.over_on(THEN.date())) == []
    with pytest.raises(StepRefused, match="Löschsperre; sie geht der Frist vor"):
        delete(own, voucher)
    with pytest.raises(DatabaseError, match="legal hold"), transaction.atomic():
        ForwardingVoucher.objects.all().delete()
    retention.set_hold(case=case, held=False, reason="Prüfung beendet", by=own.head, at=LATER)
    assert [hold.held for hold in ForwardingHold.objects.all()] == [True, False]
    delete(own, voucher)


def test_f23_the_authoritys_hold_on_the_carriers_proof_covers_third_parties(own: Desk) -> None:
    case = own.closed()
    voucher = over(case)
    application = start_application(centre=case.centre, fiscal_year=2024, by=own.specialist, at=AT)
    held = ProofOfUse.objects.create(
        application=application, due_on=date(2025, 3, 31),
        due_shifted_on=date(2025, 3, 31), legal_hold=True, changed_at=AT,
    )  # fmt: skip
    with pytest.raises(StepRefused, match="umfasst auch die Belege Dritter"):
        delete(own, voucher)
    with pytest.raises(DatabaseError, match="legal hold"), transaction.atomic():
        ForwardingVoucher.objects.all().delete()
    assert not retention.over_on(THEN.date()).exists()
    ProofOfUse.objects.filter(pk=held.pk).update(legal_hold=False)
    delete(own, voucher)


def test_k08_the_centre_cannot_accept_a_translation_whose_invoice_is_gone(own: Desk) -> None:
    """Accepted with the invoice, refused in German without; 0 € is always possible."""
    draft = rows.draft(own.call, "C3")
    draft.requested, draft.submitted_on = Decimal(600), AT.date()
    draft.items.update(amount=Decimal(600))
    draft.save()
    case = perform(CASE, "submit", on=draft, by=own.specialist, at=AT)
    case = own.promise(checking.check_case(case=case, by=own.specialist, at=AT), {1: Decimal(600)})
    own.prepare(case)
    case = own.with_account(own.sign(case))
    own.executed(own.ordered(case, "600"))
    case = own.hand_in_proof(fresh(case), "600")
    assert own.accept(case, "600").eligible == Decimal(600)
    delete(own, over(case))
    with pytest.raises(StepRefused) as caught:
        own.accept(case, "600")
    assert caught.value.field == "item-1"
    assert str(caught.value) == (
        "Ohne Rechnung wird die Übersetzung nicht anerkannt. Fragen Sie nach der Rechnung, oder "
        "erkennen Sie 0 € an. (K08)"
    )
    assert own.accept(case, "0", "Die Rechnung fehlt.").eligible == 0


def test_the_night_tells_once_and_the_first_screen_shows_it(own: Desk) -> None:
    case = own.closed()
    over(case)
    reminders.remind(at=THEN)
    reminders.remind(at=THEN)
    told = OutboxMail.objects.filter(subject__contains="waren bis 01.01.2020 aufzubewahren")
    addresses = list(told.values_list("to", flat=True))
    assert len(addresses) == len(set(addresses))
    assert {own.head.email, own.carrier.email} <= set(addresses)
    assert own.specialist.email not in addresses
    home = factories.client_of(own.head).get("/mitarbeit/").content.decode()
    assert f"{case.number}: Belege dürfen gelöscht werden" in home


def test_f23_the_page_refuses_in_german_and_holds_are_set_there(own: Desk) -> None:
    case = own.closed()
    head, specialist = factories.client_of(own.head), factories.client_of(own.specialist)
    base = f"/mitarbeit/weiterleitung/antraege/{case.number}/"
    page = head.get(f"{base}belege/1/loeschen/")
    pages.assert_sound(page)
    refused = head.post(f"{base}belege/1/loeschen/", {"reason": "Platz schaffen"})
    assert refused.status_code == 422
    assert "aufzubewahren und werden vorher nicht gelöscht" in refused.content.decode()
    assert specialist.get(f"{base}belege/1/loeschen/").status_code == 403
    pages.assert_sound(head.get(f"{base}nachweis/loeschsperre/"))
    head.post(f"{base}nachweis/loeschsperre/", {"reason": "Prüfung des LRH"})
    assert "Löschsperre aufheben" in head.get(base).content.decode()
