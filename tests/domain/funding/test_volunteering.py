"""Nr. 2.3 from 2025 (volunteering): example 18 from the draft to two calls; F07, F15."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from drehscheibe.domain.funding import decisions, drafting
from drehscheibe.domain.funding.facts import findings_of, grant_of
from drehscheibe.domain.funding.guideline import Confidence, Guideline
from drehscheibe.domain.funding.guideline_files import all_guidelines, guideline_for
from drehscheibe.domain.funding.letter_texts import application_letter
from drehscheibe.domain.funding.letters import application_pdf
from drehscheibe.domain.funding.models import PARTS, Application, PaymentCall
from drehscheibe.domain.funding.payout import actions
from drehscheibe.domain.funding.payout.selectors import money_of
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.funding.staffing_grant import grant
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.documents.selectors import document_bytes
from tests.domain.funding.cases import application, found, plan
from tests.domain.funding.pdf_text import says, text_of
from tests.domain.funding.stories import Story, story
from tests.kernel.documents.samples import PDF

MAY = date(2025, 5, 1)
EXAMPLE_18 = {"staff": Decimal(150000), "material": Decimal(25000)}


@pytest.fixture
def city() -> Story:
    """A kreisfreie Stadt: five specialists and the assistant, 307,500 euro."""
    return story("Stadt Musterau", kind="kreisfreie Stadt")


def confirmed_2025() -> Guideline:
    """The version as it would stand once its wording confirms Nr. 2.3."""
    version = guideline_for(2025)
    assert version.volunteering_maximum is not None
    most = replace(version.volunteering_maximum, confidence=Confidence.VERIFIED)
    return replace(version, volunteering_maximum=most)


def draft_2025(city: Story, volunteering: str, *, at: datetime) -> Application:
    """All posts filled all year, 50,000 for material, and this much for Nr. 2.3."""
    draft = city.draft(at=at, year=2025)
    who: dict[str, Any] = {"by": city.specialist, "at": at}
    drafting.add_row(application=draft, table="material", **who)
    typed = {
        "posts-1-filled_from": "1.1.2025",
        "material-1-kind": "LAY_INTERPRETERS",
        "material-1-amount": "50.000",
        "volunteering": volunteering,
    }
    drafting.save_draft(application=draft, typed=typed, version=99, **who)
    concept = store_upload(
        file=ContentFile(PDF, name="konzept.pdf"),  # type: ignore[arg-type]
        owner=city.centre.carrier, title="Konzept", **who,
    )  # fmt: skip
    drafting.set_choices(application=draft, choices={"lay_interpreter_concept": concept}, **who)
    return Application.objects.get(pk=draft.pk)


def final_2025(city: Story, *, at: datetime) -> Application:
    """307,500 for staff, 50,000 for material, 35,000 for Nr. 2.3: granted and final."""
    draft = draft_2025(city, "35.000", at=at)
    decisions.sign_off(application=draft, by=city.head, at=at)
    case = decisions.submit(application=draft, by=city.carrier, at=at)
    sums = grant_of(case)
    decisions.prepare(
        application=case, outcome="grant", reason="", by=city.officer, at=at,
        amounts={part: getattr(sums, part) for part in PARTS},
    )  # fmt: skip
    granted = decisions.decide(application=case, outcome="grant", by=city.approver, at=at)
    decisions.waive_remedies(application=granted, by=city.carrier, at=at, on=day_of(at))
    return decisions.finalise(application=granted, by=city.officer, at=at)


def called(
    city: Story, case: Application, group: str, amounts: dict[str, Decimal], *, at: datetime
) -> PaymentCall:
    """A call for 1 May 2025."""
    return actions.request_call(
        application=case,
        wish=actions.CallWish(line_group=group, amounts=amounts, due_on=MAY),
        by=city.carrier,
        at=at,
    )


@pytest.mark.django_db
def test_example_18_from_the_draft_to_two_calls_and_one_of_192500_is_refused(
    city: Story, noon: datetime
) -> None:
    """Example 18 (F15): 175,000 for Nr. 2.1 and 2.2, 17,500 for Nr. 2.3, never in one."""
    case = final_2025(city, at=noon)
    assert case.requested == case.granted == Decimal(392500)
    assert money_of(case).granted["volunteering"] == Decimal(35000)
    line_2_3 = {"volunteering": Decimal(17500)}
    with pytest.raises(PayoutRefused, match=r"eigenen Mittelabruf über 17\.500,00"):
        called(city, case, "G1", {**EXAMPLE_18, **line_2_3}, at=noon)
    first = called(city, case, "G1", EXAMPLE_18, at=noon)
    second = called(city, case, "G2", line_2_3, at=noon)
    assert (first.total, second.total) == (Decimal(175000), Decimal(17500))


@pytest.mark.django_db
def test_application_and_notice_carry_nr_2_3_on_paper(city: Story, noon: datetime) -> None:
    case = final_2025(city, at=noon)
    letter = application_pdf(application_letter(case, at=noon), issued_at=noon)
    assert case.decision.notice is not None
    for pdf in (letter, document_bytes(case.decision.notice)):
        pages = text_of(pdf)
        assert says(pages, "Ehrenamt und Väterarbeit")
        assert says(pages, "35.000,00 €")
        assert says(pages, "392.500,00 €")


@pytest.mark.django_db
def test_f07_more_than_the_one_known_figure_is_pointed_out_and_not_cut(
    city: Story, noon: datetime
) -> None:
    draft = draft_2025(city, "40.000", at=noon)
    (hint,) = [found for found in findings_of(draft, on=MAY) if found.anchor == "volunteering"]
    assert (hint.rule, hint.blocks) == ("F07", False)
    assert "35.000,00" in hint.message
    assert grant_of(draft).volunteering == Decimal(40000)


def test_f07_a_confirmed_maximum_blocks_and_cuts() -> None:
    version = confirmed_2025()
    facts = application(guideline=version, fiscal_year=2025, volunteering=Decimal("35000.01"))
    (finding,) = [each for each in found(facts, "F07") if each.anchor == "volunteering"]
    assert finding.blocks
    assert "höchstens 35.000,00" in finding.message
    exact = replace(facts, volunteering=Decimal(35000))
    assert not [each for each in found(exact, "F07") if each.anchor == "volunteering"]
    sums = grant((), guideline=version, fiscal_year=2025, volunteering=Decimal(40000))
    assert (sums.volunteering, sums.own_share) == (Decimal(35000), Decimal(5000))


@pytest.mark.parametrize("version", [v for v in all_guidelines() if v.dated_on.year < 2025])
def test_before_2025_there_is_no_nr_2_3(version: Guideline) -> None:
    assert version.volunteering_maximum is None
    year = version.fiscal_years[0]
    without = grant(plan(), guideline=version, fiscal_year=year)
    forged = grant(plan(), guideline=version, fiscal_year=year, volunteering=Decimal(35000))
    assert forged == without


@pytest.mark.django_db
def test_attack_6_nr_2_3_typed_into_2023_is_ignored(city: Story, noon: datetime) -> None:
    draft = city.draft(at=noon)
    drafting.save_draft(
        application=draft, typed={"volunteering": "17500"}, version=99, by=city.head, at=noon
    )
    draft.refresh_from_db()
    assert draft.volunteering == 0


@pytest.mark.django_db
def test_what_cannot_be_read_as_an_amount_is_kept_beside_its_field(
    city: Story, noon: datetime
) -> None:
    draft = draft_2025(city, "-5", at=noon)
    assert draft.kept_input == {"volunteering": "-5"}
    assert draft.volunteering == 0
