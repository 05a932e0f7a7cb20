"""Payment calls: F15, F16, F17, F21, four eyes, and never more than the grant."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.models import Application, PaymentCall
from drehscheibe.domain.funding.payout import actions, amendments
from drehscheibe.domain.funding.payout.call_checks import CallFacts, call_findings
from drehscheibe.domain.funding.payout.call_orders import subject_of
from drehscheibe.domain.funding.payout.selectors import call_facts, money_of, proposal
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments.selectors import live_order
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.funding import money
from tests.domain.funding.cases import plain
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
MAY, OCTOBER = date(2023, 5, 1), date(2023, 10, 1)


@pytest.fixture
def city() -> Story:
    """A kreisfreie Stadt: five specialists and the assistant, 307,500 euro."""
    return story("Stadt Musterau", kind="kreisfreie Stadt")


@pytest.fixture
def case(city: Story, noon: datetime) -> Application:
    """The city's final grant for 2023."""
    return money.final_case(city, at=noon)


def findings(case: Application, amount: str, due_on: date = MAY, group: str = "G1") -> list[str]:
    """The rules that a call of staff costs would hit."""
    facts = call_facts(case, line_group=group, amounts={"staff": Decimal(amount)}, due_on=due_on)
    return [found.rule for found in call_findings(facts)]


def said(case: Application, amount: str, due_on: date = MAY) -> list[str]:
    """What people read about such a call."""
    facts = call_facts(case, line_group="G1", amounts={"staff": Decimal(amount)}, due_on=due_on)
    return [plain(found.message) for found in call_findings(facts)]


def test_two_halves_are_called_released_and_paid_and_every_number_has_its_rows(
    city: Story, case: Application, noon: datetime
) -> None:
    """Example 8, the paid side: 153,750 + 153,750 = 307,500."""
    money.open_accounts(city, at=noon)
    for day in (MAY, OCTOBER):
        assert proposal(case, line_group="G1", due_on=day) == {
            "staff": Decimal("153750.00"), "material": Decimal(0), "komm_an": Decimal(0),
        }  # fmt: skip
        money.paid(city, money.called(city, case, "153750", day, at=noon), at=noon)
        case = Application.objects.get(pk=case.pk)
    now = money_of(case)
    assert now.granted["staff"] == now.called["staff"] == now.paid["staff"] == Decimal(307500)
    assert [row.total for row in now.payments] == [Decimal(153750), Decimal(153750)]
    assert now.still_callable["staff"] == 0
    assert now.expected_repayment == 0


@pytest.mark.rule("F16", "accepts", "refuses")
def test_f16_more_than_the_grant_is_refused_to_the_cent(
    city: Story, case: Application, noon: datetime
) -> None:
    money.called(city, case, "153750", MAY, at=noon)
    with pytest.raises(PayoutRefused, match=r"Abrufbar sind noch 153\.750,00") as refusal:
        money.called(city, case, "153750.01", OCTOBER, at=noon)
    assert refusal.value.field == "staff"
    assert money.called(city, case, "153750.00", OCTOBER, at=noon).number == 2


def test_f16_the_database_itself_refuses_more_than_the_grant(
    city: Story, case: Application, noon: datetime
) -> None:
    with pytest.raises(IntegrityError, match="exceed its grant"), transaction.atomic():
        PaymentCall.objects.create(
            application=case, number=1, line_group="G1", due_on=MAY, staff=Decimal("307500.01"),
            requested_by=city.carrier, requested_at=noon,
        )  # fmt: skip


@pytest.mark.rule("F16", "accepts", "refuses")
def test_f16_nothing_is_called_before_the_notice_is_final(city: Story, noon: datetime) -> None:
    granted = city.granted(at=noon)
    with pytest.raises(PayoutRefused, match="noch nicht bestandskräftig"):
        money.called(city, granted, "1000", MAY, at=noon)
    decisions.waive_remedies(application=granted, by=city.carrier, at=noon, on=noon.date())
    final = decisions.finalise(application=granted, by=city.officer, at=noon)
    assert money.called(city, final, "1000", MAY, at=noon).status == "requested"


@pytest.mark.rule("F17", "accepts", "refuses")
def test_f17_another_day_than_1_may_or_1_october_is_a_warning_only(
    city: Story, case: Application, noon: datetime
) -> None:
    assert findings(case, "1000", MAY) == []
    assert findings(case, "1000", date(2023, 6, 1)) == ["F17"]
    assert said(case, "1000", date(2023, 6, 1)) == [
        (
            "Ausgezahlt wird zum 01.05.2023 und 01.10.2023. Einen anderen Termin muss die Behörde "
            "zulassen."
        )
    ]
    assert money.called(city, case, "1000", date(2023, 6, 1), at=noon).due_on.month == 6


@pytest.mark.rule("F21", "accepts", "refuses")
def test_f21_a_reported_vacancy_proposes_a_lower_call(
    city: Story, case: Application, noon: datetime
) -> None:
    """Post 5 is vacant January to March: 57,000 × 3/12 = 14,250 less."""
    assert findings(case, "307500") == []
    actions.report_change(
        application=case,
        change=actions.ReportedChange(
            kind="vacancy",
            post=case.posts.get(number=5),
            effective_on=date(2023, 1, 1),
            until=date(2023, 3, 31),
        ),
        by=city.head,
        at=noon,
    )
    case = Application.objects.get(pk=case.pk)
    assert money_of(case).expected["staff"] == Decimal(293250)
    assert findings(case, "293250") == []
    assert findings(case, "293250.01") == ["F21"]
    assert said(case, "293250.01") == [
        (
            "Personalausgaben: Nach Plan und Änderungsanzeigen werden voraussichtlich nur "
            "293.250,00 € zuwendungsfähig. Vorschlag für diesen Abruf: 293.250,00 €; sonst ist der "
            "Rest zu erstatten."
        )
    ]
    offered = proposal(case, line_group="G1", due_on=MAY)
    assert offered["staff"] == Decimal("146625.00")


def test_the_same_day_is_called_once_and_zero_not_at_all(
    city: Story, case: Application, noon: datetime
) -> None:
    money.called(city, case, "1000", MAY, at=noon)
    with pytest.raises(PayoutRefused, match="schon einen Mittelabruf"):
        money.called(city, case, "1000", MAY, at=noon)
    with pytest.raises(PayoutRefused, match="welchen Betrag"):
        money.called(city, case, "0", OCTOBER, at=noon)
    with pytest.raises(PayoutRefused, match="Haushaltsjahr 2023"):
        money.called(city, case, "1000", date(2024, 5, 1), at=noon)


def test_a_withdrawn_or_refused_call_frees_its_amount(
    city: Story, case: Application, noon: datetime
) -> None:
    first = money.called(city, case, "307500", MAY, at=noon)
    actions.end_call(call=first, step="withdraw", reason="", by=city.carrier, at=noon)
    second = money.called(city, case, "307500", MAY, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        actions.end_call(call=second, step="refuse", reason=" ", by=city.officer, at=noon)
    actions.end_call(call=second, step="refuse", reason="zu früh", by=city.officer, at=noon)
    assert money.called(city, case, "307500", MAY, at=noon).number == 3


@pytest.mark.rule("F24", "accepts")
def test_f24_who_checked_does_not_release_and_without_account_nothing_is_released(
    city: Story, case: Application, noon: datetime
) -> None:
    call = money.called(city, case, "1000", MAY, at=noon)
    both = factories.person("authority_officer", of=case.authority)
    both.memberships.create(
        organisation=case.authority, role="authority_approver", valid_from=date(2020, 1, 1)
    )
    actions.check_call(call=call, by=both, at=noon)
    with pytest.raises(TransitionRefused, match="Sie haben an diesem Vorgang schon mitgewirkt"):
        actions.release_call(call=call, by=both, at=noon)
    with pytest.raises(PayoutRefused, match="keine bestätigte Bankverbindung"):
        actions.release_call(call=call, by=city.approver, at=noon)
    call.refresh_from_db()
    assert call.status == "checked", "all or nothing"
    money.open_accounts(city, at=noon)
    actions.release_call(call=call, by=city.approver, at=noon)
    order = live_order(subject_of(call))
    assert order is not None
    assert (order.amount, order.wanted_on) == (Decimal(1000), MAY)


@pytest.mark.rule("F15", "accepts", "refuses")
def test_example_18_two_calls_at_1_may_2025_one_of_192500_is_refused(
    city: Story, noon: datetime
) -> None:
    """Example 18 (F15): 175,000 for Nr. 2.1 and 2.2, 17,500 for Nr. 2.3, never in one."""
    facts = _facts_2025({"staff": "150000", "material": "25000", "volunteering": "17500"}, "G1")
    blocked = [found for found in call_findings(facts) if found.blocks]
    assert [found.rule for found in blocked] == ["F15"]
    assert plain(blocked[0].message).endswith(
        ". Bitte stellen Sie dafür einen eigenen Mittelabruf über 17.500,00 €."
    )
    assert call_findings(_facts_2025({"staff": "150000", "material": "25000"}, "G1")) == ()
    assert call_findings(_facts_2025({"volunteering": "17500"}, "G2")) == ()


def _facts_2025(amounts: dict[str, str], group: str) -> CallFacts:
    granted = {
        "staff": Decimal(300000), "material": Decimal(50000), "komm_an": Decimal(0),
        "volunteering": Decimal(35000),
    }  # fmt: skip
    return CallFacts(
        guideline=guideline_for(2025),
        fiscal_year=2025,
        line_group=group,
        amounts={part: Decimal(amount) for part, amount in amounts.items()},
        due_on=date(2025, 5, 1),
        is_final=True,
        granted=granted,
        called=dict.fromkeys(granted, Decimal(0)),
        expected=granted,
    )


def test_f22_a_change_reported_late_is_taken_and_marked(
    city: Story, case: Application, noon: datetime
) -> None:
    day = noon.date()
    late = actions.report_change(
        application=case,
        change=actions.ReportedChange(
            kind="organisation", effective_on=date(2023, 1, 2), text="Umzug in ein anderes Dezernat"
        ),
        by=city.carrier,
        at=noon,
    )
    assert late.was_late == (date(2023, 1, 2) < day)
    with pytest.raises(PayoutRefused, match="Beschreiben"):
        actions.report_change(
            application=case,
            change=actions.ReportedChange(
                kind="organisation", effective_on=date(2023, 12, 1), text=" "
            ),
            by=city.carrier,
            at=noon,
        )
    with pytest.raises(PayoutRefused, match="Wählen Sie die Stelle"):
        actions.report_change(
            application=case,
            change=actions.ReportedChange(kind="vacancy", effective_on=date(2023, 12, 1)),
            by=city.head,
            at=noon,
        )


def test_an_amended_notice_needs_two_people_and_never_falls_below_what_was_called(
    city: Story, case: Application, noon: datetime
) -> None:
    money.called(city, case, "200000", MAY, at=noon)
    less = {"staff": Decimal("199999.99"), "material": Decimal(0), "komm_an": Decimal(0),
            "volunteering": Decimal(0)}  # fmt: skip
    with pytest.raises(PayoutRefused, match=r"Abgerufen sind schon 200\.000,00"):
        amendments.prepare_amendment(
            application=case, amounts=less, reason="Vakanz", by=city.officer, at=noon
        )
    enough = {**less, "staff": Decimal(283000)}
    amended = amendments.prepare_amendment(
        application=case, amounts=enough, reason="Vakanz", by=city.officer, at=noon
    )
    both = factories.person("authority_approver", of=case.authority)
    amendments.sign_amendment(amendment=amended, by=both, at=noon)
    case = Application.objects.get(pk=case.pk)
    assert money_of(case).granted["staff"] == Decimal(283000)
    with pytest.raises(PayoutRefused, match=r"Abrufbar sind noch 83\.000,00"):
        money.called(city, case, "83000.01", OCTOBER, at=noon)
