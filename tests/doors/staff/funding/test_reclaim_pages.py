"""The pages of a reclaim: the whole way by hand, refusals at their field, nothing typed is lost."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.funding.models import ProofOfUse, Reclaim
from drehscheibe.domain.funding.reclaim import repayments
from drehscheibe.domain.funding.reclaim.statement import statement
from drehscheibe.kernel.people.models import Person
from tests import factories, pages
from tests.domain.funding.proof import samples as proofs
from tests.domain.funding.reclaim import samples
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return proofs.city()


def base(proof: ProofOfUse) -> str:
    return f"/mitarbeit/foerderung/antraege/{proof.application.number}/erstattung/"


def said(response: object) -> str:
    return response.content.decode().replace("\xa0", " ")  # type: ignore[attr-defined,no-any-return]


@time_machine.travel(datetime(2024, 6, 3, 8, 0, tzinfo=UTC))
def test_example_8_by_hand_what_the_hearing_offers_and_refuses(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.checked(case, paid_at=noon)
    officer = as_person(case.officer)
    page = officer.get(base(proof) + "anhoerung/")
    assert 'value="24500,00"' in said(page)
    assert 'value="01.01.2024"' in said(page)
    wrong = {
        "principal": "24.500,01", "reason": "Stelle 5 war frei.", "known_on": "8.4.2024",
        "arises_on": "1.1.2024", "hearing_until": "1.7.2024",
    }  # fmt: skip
    refused = officer.post(base(proof) + "anhoerung/", wrong)
    assert refused.status_code == 422
    assert "24.500,00 € (zu viel ausgezahlt)" in said(refused)
    assert "Stelle 5 war frei." in said(refused)
    pages.assert_sound(refused)
    right = wrong | {"principal": "24500"}
    assert officer.post(base(proof) + "anhoerung/", right).status_code == 302


@time_machine.travel(datetime(2024, 6, 3, 8, 0, tzinfo=UTC))
def test_example_8_by_hand_from_the_answer_to_the_signed_notice(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.heard(case, paid_at=noon)
    officer, approver = as_person(case.officer), as_person(case.approver)
    carrier = as_person(case.carrier)
    assert "Stellung nehmen" in said(carrier.get(base(proof)))
    answered = carrier.post(base(proof) + "stellungnahme/", {"text": "Wir zahlen <b>gern</b>."})
    assert answered.status_code == 302
    notice = {
        "principal": "24.500,00", "reason": "Wie angehört.", "arises_on": "1.1.2024",
        "due_on": "3.7.2024",
    }  # fmt: skip
    assert officer.post(base(proof) + "bescheid/", notice).status_code == 302
    assert "Vorbereitet" not in said(carrier.get(base(proof)))
    page = approver.get(base(proof) + "zeichnen/")
    assert "Wortlaut nicht bestätigt" in said(page)
    prepared = Reclaim.objects.get().prepared_at.isoformat()
    assert approver.post(base(proof) + "zeichnen/", {"prepared_at": prepared}).status_code == 302

    letter = Reclaim.objects.get().notice
    assert letter is not None
    got = carrier.get(f"{base(proof)}dokumente/{letter.pk}/")
    assert got["Content-Type"] == "application/pdf"
    assert "&lt;b&gt;gern" in said(officer.get(base(proof)))


@time_machine.travel(datetime(2024, 6, 3, 12, 0, tzinfo=UTC))
def test_example_8_by_hand_from_the_receipts_to_the_closed_file(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.claimed(case, paid_at=noon)
    officer, approver = as_person(case.officer), as_person(case.approver)
    page = officer.get(base(proof))
    assert "Zinsbeginn unbestätigt" in said(page)
    pages.assert_sound(page)
    first = {"received_on": "3.6.2024", "amount": "24500", "reference": "KZ 1"}
    assert officer.post(base(proof) + "eingang/", first).status_code == 302
    again = officer.post(base(proof) + "eingang/", first | {"amount": "1,00"})
    assert "schon eingetragen" in said(again)
    assert officer.post(base(proof) + "schritt/repay/").status_code == 422
    rest = statement(
        samples.CLAIM, arises_on=datetime(2024, 1, 1).date(), on=datetime(2024, 6, 3).date()
    ).interest
    last = {"received_on": "3.6.2024", "amount": str(rest), "reference": "KZ 2"}
    assert officer.post(base(proof) + "eingang/", last).status_code == 302
    assert officer.post(base(proof) + "schritt/repay/").status_code == 302
    assert approver.post(base(proof) + "schritt/finish/").status_code == 302
    proof.refresh_from_db()
    assert proof.status == "closed"
    assert "28.03.2029" in said(as_person(case.carrier).get(base(proof)))


@time_machine.travel(datetime(2024, 6, 3, 8, 0, tzinfo=UTC), tick=False)
def test_what_is_only_prepared_stays_with_the_authority(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.prepared(case, paid_at=noon)
    assert "Vorbereitet" in said(as_person(case.approver).get(base(proof)))
    carrier = said(as_person(case.carrier).get(base(proof)))
    assert "Vorbereitet" not in carrier
    assert "Zinsen" not in carrier
    assert as_person(case.carrier).get(base(proof) + "zeichnen/").status_code == 403


def test_strangers_find_nothing_and_readers_change_nothing(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.heard(case, paid_at=noon)
    other = factories.centre("Kreis Nachbar")
    stranger = as_person(factories.person("carrier", of=other.carrier))
    assert stranger.get(base(proof)).status_code == 404
    assert stranger.post(base(proof) + "stellungnahme/", {"text": "x"}).status_code == 404
    reader = as_person(
        factories.person(
            "coordination", of=factories.organisation("KO Muster", "coordinating_office")
        )
    )
    assert reader.get(base(proof)).status_code == 200
    assert reader.post(base(proof) + "eingang/", {"amount": "1"}).status_code == 403


def test_the_overview_asks_few_questions_however_much_came_in(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.claimed(case, paid_at=noon)
    officer = as_person(case.officer)
    with time_machine.travel(samples.JUNE, tick=False):
        officer.get(base(proof))
        with CaptureQueriesContext(connection) as few:
            officer.get(base(proof))
        for number in range(8):
            repayments.enter_repayment(
                proof=proof, received_on=samples.JUNE.date(), amount=samples.CLAIM / 100,
                reference=f"KZ {number}", by=case.officer, at=samples.JUNE,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            officer.get(base(proof))
    assert len(many) == len(few)
    # 15, and the test itself is one transaction more: its settings are read and put back
    assert len(few) <= 17


@time_machine.travel(datetime(2024, 6, 3, 8, 0, tzinfo=UTC), tick=False)
def test_the_package_is_offered_and_handed_out(
    case: Story, noon: datetime, as_person: AsPerson
) -> None:
    proof = samples.heard(case, paid_at=noon)
    address = f"/mitarbeit/foerderung/antraege/{proof.application.number}/paket/"
    for person in (case.officer, case.carrier):
        page = as_person(person).get(address)
        assert "Anhörung zur Rückforderung" in said(page)
        pages.assert_sound(page)
        answer = as_person(person).post(address)
        with zipfile.ZipFile(BytesIO(answer.getvalue())) as book:
            assert "vorgang.json" in book.namelist()
    assert as_person(case.specialist).get(address).status_code == 403
    other = factories.centre("Kreis Nachbar")
    stranger = as_person(factories.person("carrier", of=other.carrier))
    assert stranger.get(address).status_code == 404
