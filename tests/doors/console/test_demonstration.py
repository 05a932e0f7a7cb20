"""The demonstration is laid out through the same actions as daily work: once, on any day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db.models import Model
from django.test import Client

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod
from drehscheibe.domain.forwarding.facts import facts_of
from drehscheibe.domain.forwarding.findings import findings
from drehscheibe.domain.forwarding.models import Allocation, ForwardingCase, JuryConflict
from drehscheibe.domain.forwarding.programme_files import programme_by_key, programme_for
from drehscheibe.domain.funding.guideline_files import known_fiscal_years
from drehscheibe.domain.funding.models import Application, ProofOfUse, Reclaim
from drehscheibe.domain.funding.payout.parts import total
from drehscheibe.domain.funding.payout.selectors import money_of
from drehscheibe.domain.funding.proof.facts import facts_of as proof_facts
from drehscheibe.domain.funding.proof.prefill import prefill_of
from drehscheibe.domain.payments.models import PaymentOrder, PaymentRun
from drehscheibe.doors.console import demo, demo_volunteering, demonstration
from drehscheibe.doors.console.demo_days import PROGRAMME, Days
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Account, Person
from drehscheibe.kernel.workflow.models import Step
from tests import factories

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Europe/Berlin"))
TABLES: tuple[type[Model], ...] = (
    Account, Allocation, AnnualReport, Application, Entry, ForwardingCase, GoalPeriod, OutboxMail,
    PaymentOrder, PaymentRun, Person, Step,
)  # fmt: skip


@pytest.fixture
def register(db: None, settings: LazySettings, noon: datetime) -> None:
    """All centres, in a demonstration."""
    settings.DEMONSTRATION = True
    import_register(at=noon)


def counts() -> list[int]:
    """How many rows there are of everything the demonstration makes."""
    return [table._default_manager.count() for table in TABLES]


def test_the_core_is_laid_out_once(register: None, noon: datetime) -> None:
    for _ in range(2):
        cast = demonstration.people(at=noon)
        demonstration.cases(cast)
    assert Account.objects.count() == len(demonstration.EVERYBODY)
    stands = sorted(Application.objects.values_list("status", flat=True))
    assert stands == ["final", "final", "prepared", "query"]
    finished = Application.objects.get(status="final", fiscal_year=2023)
    assert str(finished.granted) == "350250.00"  # Kreis 2023, one post vacant January–March
    assert str(total(money_of(finished).paid)) == "350250.00"  # both halves
    running = money_of(Application.objects.get(status="final", fiscal_year=2026))
    assert total(running.paid) < total(running.called) < total(running.granted)
    assert all(demonstration.PASSWORD not in each.email for each in demonstration.CAST)


def test_a_load_that_broke_off_goes_on_and_twice_changes_nothing(
    register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ConnectionError("killed in the middle")

    with monkeypatch.context() as broken:
        broken.setattr(demo_volunteering, "_runs", breaks)
        with pytest.raises(ConnectionError):
            demo.load(at=NOVEMBER)
    assert not ForwardingCase.objects.exists()
    demo.load(at=NOVEMBER)
    assert not Entry.objects.filter(at__gt=NOVEMBER).exists()
    first = counts()
    demo.load(at=NOVEMBER + timedelta(days=90))
    assert counts() == first
    own_funding_stands_where_it_is_interesting()
    third_parties_stand_where_it_is_interesting()
    payments_wait_for_somebody()
    everybody_finds_the_first_screen()
    for path in links(demo.what_to_tell()):
        assert Client().get(path).status_code == 200


def own_funding_stands_where_it_is_interesting() -> None:
    """Proofs from the draft to the closed file; example 8 is claimed back."""
    proofs = {each.application.number: each for each in ProofOfUse.objects.all()}
    stands = {number: proof.status for number, proof in proofs.items()}
    assert stands == {
        "KI-2023-05570-1": "closed", "KI-2023-05315-1": "reclaimed", "KI-2024-05315-1": "hearing",
        "KI-2025-05315-1": "submitted", "KI-2025-05570-1": "draft", "KI-2026-05570-1": "draft",
        "KI-2026-05315-1": "draft", "KI-2026-05111-1": "draft",
    }  # fmt: skip
    assert Reclaim.objects.get(proof__status="reclaimed").principal == Decimal(24_500)
    assert proofs["KI-2023-05570-1"].retain_until == date(2029, 3, 14)
    draft = proofs["KI-2025-05570-1"]
    assert prefill_of(draft, proof_facts(draft)).percent >= 70
    callable_now = money_of(Application.objects.get(number="KI-2026-05570-1"))
    assert total(callable_now.called) == 0 < total(callable_now.granted)


def third_parties_stand_where_it_is_interesting() -> None:
    """One in every state up to the closed case, a double funding, a biased member."""
    cases = ForwardingCase.objects.select_related("call")
    assert {each.status for each in cases} >= {
        "draft", "submitted", "query", "checked", "ranked", "promised", "contracted", "paid",
        "proof_submitted", "closed", "refused",
    }  # fmt: skip
    for case in cases:  # K13 among them: every programme runs in its year
        found = findings(facts_of(case))
        assert not [each for each in found if each.blocks], case.number
    warned = next(each for each in cases if each.name.startswith("Brücke"))
    assert "K12" in {each.rule for each in findings(facts_of(warned))}
    assert JuryConflict.objects.count() == 1
    for case in cases.filter(status__in=["proof_submitted", "closed"]):
        assert case.proof.submitted_on
        assert case.proof.kept_until
    photo = cases.get(status="proof_submitted").proof.vouchers.get().document
    assert photo is not None
    assert photo.content_type == "image/jpeg"
    for allocation in Allocation.objects.all():
        assert programme_by_key(allocation.version).governs(allocation.fiscal_year)


def payments_wait_for_somebody() -> None:
    """A run to be released at the authority and at a carrier, one in preparation."""
    waiting = PaymentRun.objects.exclude(status="confirmed")
    found = sorted(waiting.values_list("payer__kind", "status"))
    assert found == [("authority", "prepared"), ("carrier", "draft"), ("carrier", "prepared")]


def everybody_finds_the_first_screen() -> None:
    """Each sign-in that is printed leads somewhere."""
    told = demo.what_to_tell()
    for each in demonstration.EVERYBODY:
        assert each.email in told
        person = Account.objects.get(email=each.email).person
        assert factories.client_of(person).get("/mitarbeit/").status_code == 200


def links(text: str) -> list[str]:
    """The addresses of third parties in what is printed."""
    return [line.strip() for line in text.splitlines() if "/antrag/" in line]


def test_third_parties_are_laid_out_when_the_programme_has_ended(register: None) -> None:
    at = datetime.fromisoformat("2030-02-28T09:00:00+01:00")
    demo_volunteering.volunteering(demonstration.people(at=at), Days(day_of(at)))
    assert not Entry.objects.filter(at__gt=at).exists()
    assert set(Allocation.objects.values_list("fiscal_year", flat=True)) == {2027, 2028}
    assert len(links(demo.what_to_tell())) == 3


@pytest.mark.parametrize("day", [date(2026, 11, 22) + timedelta(days=n) for n in range(0, 900, 23)])
def test_no_year_is_used_that_no_rule_knows(day: date) -> None:
    days = Days(day)
    assert {days.running - 1, days.running, days.running + 1} <= set(known_fiscal_years())
    calling = days.of_third_parties().calling
    assert programme_for(PROGRAMME, calling).governs(calling)
    assert programme_for(PROGRAMME, calling - 1).governs(calling - 1)
    assert days.on(days.running, 12, 31).date() < day
