"""The centre's road with a case: every step taken, and refused in German."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.forwarding.centre import (
    checking,
    claims,
    contracts,
    deciding,
    paying,
    proofs,
    retention,
)
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import (
    ForwardingCase,
    ForwardingRepayment,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import AT, LATER, Desk, desk, fresh, link, pdf, status
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Desk:
    """A centre with 100,000 euro."""
    return desk()


def test_a_case_goes_from_the_check_to_its_end(own: Desk) -> None:
    case = own.closed()
    assert status(case) == "closed"
    assert fresh(case).proof.kept_until == date(2030, 2, 3)
    titles = {each.title.split()[0] for each in versions(f"{case.letter_series}:decision")}
    assert titles == {"Zusage"}
    assert versions(f"{case.letter_series}:contract").count() == 1
    news = OutboxMail.objects.filter(to="verein@example.org").values_list("subject", flat=True)
    assert any("Es liegt eine Entscheidung vor (Zusage)" in each for each in news)
    assert any("Ihr Vertrag liegt bereit" in each for each in news)


def test_the_centre_asks_back_by_mail_with_the_link(own: Desk) -> None:
    case = own.submitted()
    checking.ask_applicant(
        case=case, question="Wie viele kommen?", link=link, by=own.specialist, at=AT
    )
    assert status(case) == "query"
    mail = OutboxMail.objects.get(to="verein@example.org")
    assert "https://drehscheibe.example/antrag/" in mail.text
    assert "Wie viele" not in mail.text
    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        checking.check_case(case=case, by=own.specialist, at=AT)


def test_who_checked_does_not_decide(own: Desk) -> None:
    case = checking.check_case(case=own.submitted(), by=own.head, at=AT)
    with pytest.raises(TransitionRefused, match="Vier-Augen-Prinzip"):
        own.promise(case, {1: Decimal(1000)})
    with pytest.raises(TransitionRefused, match="Vier-Augen-Prinzip"):
        deciding.refuse_case(case=case, reason="Nein", link=link, by=own.head, at=AT)
    with pytest.raises(PermissionDenied):
        deciding.promise_case(
            case=case, amounts={1: Decimal(1)}, reason="x", link=link, by=own.specialist, at=AT
        )


def test_a_refusal_needs_a_reason_and_goes_out_as_letter(own: Desk) -> None:
    case = own.checked()
    with pytest.raises(TransitionRefused, match="Begründung nötig"):
        deciding.refuse_case(case=case, reason=" ", link=link, by=own.head, at=AT)
    deciding.refuse_case(
        case=case, reason="Die Mittel reichen nicht.", link=link, by=own.head, at=AT
    )
    assert status(case) == "refused"
    assert versions(f"{case.letter_series}:decision")[0].title.startswith("Ablehnung")


def test_less_than_asked_needs_a_reason_and_more_is_refused(own: Desk) -> None:
    case = own.checked()
    with pytest.raises(StepRefused, match="weniger zu als beantragt"):
        own.promise(case, {1: Decimal(400)})
    with pytest.raises(StepRefused) as caught:
        own.promise(case, {1: Decimal("1000.01")})
    assert caught.value.field == "item-1"
    with pytest.raises(StepRefused, match="mindestens einen Betrag"):
        own.promise(case, {})
    with pytest.raises(StepRefused, match="höchstens"):
        own.promise(case, {1: Decimal(-1)})
    own.promise(case, {1: Decimal(400)}, "Das Geld reicht nicht für alles.")
    assert fresh(case).promised == Decimal(400)


def test_k11_a_promise_stays_within_the_allocation() -> None:
    own = desk("1500")
    own.promised("1000")
    case = own.checked("800", name="Chor")
    with pytest.raises(StepRefused) as caught:
        own.promise(case, {1: Decimal(800)})
    assert "höher als der Rest der Zuteilung (500,00 €)" in plain(str(caught.value))
    assert fresh(case).promised is None
    own.promise(case, {1: Decimal(500)}, "Rest")


def test_k10_and_example_12_training_stays_within_thirty_percent() -> None:
    own = desk("70289.82")
    assert own.allocation.training_limit == Decimal("21086.94")
    case = checking.check_case(case=_training(own), by=own.specialist, at=AT)
    with pytest.raises(StepRefused, match="höchstens 30 %"):
        own.promise(case, {1: Decimal(21087)})
    own.promise(case, {1: Decimal("21086.94")}, "Grenze der Schulungen")


def _training(own: Desk) -> ForwardingCase:
    """A case of training alone, for more than the limit."""
    case = rows.draft(own.call, "D1")
    case.items.update(amount=Decimal(21087))
    case.requested, case.submitted_on = Decimal(21087), date(2024, 3, 4)
    case.save()
    return perform(CASE, "submit", on=case, by=own.specialist, at=AT)


def test_k11_a_contract_on_an_outdated_model_is_refused(own: Desk) -> None:
    case = own.promised()
    own.prepare(case)
    with pytest.raises(StepRefused) as caught:
        own.sign(case, LATER)
    assert "steht auf der Fassung „2023“" in str(caught.value)
    assert "K11" in str(caught.value)
    with pytest.raises(StepRefused, match="keine Fassung des Mustervertrags"):
        own.prepare(case, LATER)
    assert status(case) == "promised"


def test_a_contract_is_signed_by_both_with_a_scan_and_not_before_it_was_written(own: Desk) -> None:
    case = own.promised()
    with pytest.raises(StepRefused, match="Erstellen Sie zuerst den Vertrag"):
        own.sign(case)
    own.prepare(case)
    early = contracts.Signatures(
        centre_on=date(2024, 3, 1), applicant_on=AT.date(), scan=pdf("x.pdf")
    )
    with pytest.raises(StepRefused, match=r"erst am 05\.03\.2024 erstellt"):
        contracts.sign_contract(case=case, signatures=early, by=own.head, at=AT)
    late = contracts.Signatures(
        centre_on=AT.date(), applicant_on=AT.date() + timedelta(days=1), scan=pdf("x.pdf")
    )
    with pytest.raises(StepRefused, match="liegt in der Zukunft"):
        contracts.sign_contract(case=case, signatures=late, by=own.head, at=AT)
    own.sign(case)
    assert status(case) == "contracted"


def test_nothing_is_paid_before_contract_and_confirmed_account(own: Desk) -> None:
    case = own.promised()
    with pytest.raises(TransitionRefused, match="Auszahlung anweisen"):
        own.ordered(case, "10")
    own.prepare(case)
    case = own.sign(case)
    with pytest.raises(StepRefused, match="noch keine Bankverbindung"):
        own.ordered(case, "10")
    case = own.with_account(case)
    own.ordered(case, "400")
    own.ordered(fresh(case), "600")
    with pytest.raises(StepRefused) as caught:
        own.ordered(fresh(case), "0.01")
    assert "höchstens 0,00 €" in plain(str(caught.value))


def test_a_part_taken_back_may_be_ordered_again(own: Desk) -> None:
    case = own.with_account(own.contracted())
    payment = own.ordered(case, "1000")
    paying.cancel_part(payment=payment, reason="Falscher Tag", by=own.head, at=AT)
    with pytest.raises(StepRefused, match="schon zurückgenommen"):
        paying.cancel_part(payment=payment, reason="x", by=own.head, at=AT)
    own.ordered(fresh(case), "1000")


def test_the_check_accepts_at_most_what_was_proved_and_promised(own: Desk) -> None:
    case = own.proved("1000", claimed="900")
    with pytest.raises(StepRefused) as caught:
        own.accept(case, "900.01")
    assert "nachgewiesen sind 900,00 €, zugesagt 1.000,00 €" in plain(str(caught.value))
    with pytest.raises(StepRefused, match="Prüfvermerk"):
        own.accept(case, "900")
    own.accept(case, "900", "Ein Beleg fehlt.")
    with pytest.raises(TransitionRefused, match="mehr als anerkannt"):
        proofs.close_case(case=case, by=own.head, at=LATER)


def test_money_is_claimed_back_comes_in_and_the_case_is_closed(own: Desk) -> None:
    case = own.proved("1000", claimed="900")
    own.accept(case, "900", "Ein Beleg fehlt.")
    with pytest.raises(StepRefused, match="Frist muss in der Zukunft"):
        _claimed(own, case, LATER.date())
    claim = _claimed(own, case, date(2025, 3, 31))
    assert (claim.amount, status(case)) == (Decimal(100), "repayment")
    with pytest.raises(TransitionRefused, match="nicht ganz bezahlt"):
        proofs.close_case(case=fresh(case), by=own.head, at=LATER)
    with pytest.raises(StepRefused, match="Offen sind noch"):
        _received(own, claim, "101")
    _received(own, claim, "60")
    _received(own, claim, "40")
    with pytest.raises(TransitionRefused, match="Von den Zinsen fehlen noch"):
        proofs.close_case(case=fresh(case), by=own.head, at=LATER)
    claim.refresh_from_db()
    _received(own, claim, str(claim.interest))
    assert proofs.close_case(case=fresh(case), by=own.head, at=LATER).status == "closed"


def _claimed(own: Desk, case: ForwardingCase, due_on: date) -> ForwardingRepayment:
    return claims.claim_back(
        case=fresh(case), reason="Ein Beleg fehlt.", due_on=due_on, link=link, by=own.head, at=LATER
    )


def _received(own: Desk, claim: ForwardingRepayment, amount: str) -> None:
    claims.note_money_back(
        claim=claim, amount=Decimal(amount), received_on=LATER.date(), by=own.head, at=LATER
    )


def test_f23_vouchers_stay_until_their_day(own: Desk) -> None:
    case = own.closed()
    voucher = ForwardingVoucher.objects.get(proof__case=case)
    with pytest.raises(StepRefused, match=r"bis zum 03\.02\.2030 aufzubewahren"):
        retention.delete_voucher(voucher=voucher, reason="x", by=own.head, at=LATER)


def test_a_stranger_reaches_no_case(own: Desk) -> None:
    case = own.checked()
    other = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    with pytest.raises(PermissionDenied):
        deciding.promise_case(
            case=case, amounts={1: Decimal(1)}, reason="x", link=link, by=other, at=AT
        )
