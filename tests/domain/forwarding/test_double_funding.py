"""K12 across lines, programmes and centres: what counts as the same measure, and who reads what."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.centre import measures
from drehscheibe.domain.forwarding.centre.figures import double_funding
from drehscheibe.domain.forwarding.centre.measures import MeasureDetails
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.double_funding import looks_double, read_thresholds, thresholds
from drehscheibe.domain.forwarding.facts import findings_of
from drehscheibe.domain.forwarding.models import CentreMeasure, ForwardingCase, Line
from drehscheibe.domain.forwarding.near_measures import (
    doubles_of_cases,
    doubles_of_own,
    pairs_of_year,
    with_item_places,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.funding import actions as applications
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import AT, Desk, desk, fresh
from tests.domain.forwarding.samples import of
from tests.domain.forwarding.test_rules import measure

pytestmark = pytest.mark.django_db
CAFE = {
    "title": "Nähcafé Ost",
    "place_street": "Markt-Straße 5",
    "place_postal_code": "45127",
    "place_town": "Essen",
    "place_key": "45127|marktstr5",
}


@pytest.fixture
def own() -> Desk:
    """A centre with an open call of 2024."""
    return desk()


def noted(
    centre: Centre, by: Person, paid_by: str = "material", year: int = 2024, **changed: Any
) -> CentreMeasure:
    """A measure the centre carries out itself, at the address of `CAFE` written differently."""
    facts: dict[str, Any] = {
        "paid_by": paid_by, "title": "Naehcafe  Ost", "street": "Marktstr. 5",
        "postal_code": "45127", "town": "Essen", "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
    }  # fmt: skip
    details = MeasureDetails(**{**facts, **changed})
    return measures.note_measure(centre=centre, fiscal_year=year, details=details, by=by, at=AT)


def warned(case: ForwardingCase, *, for_staff: bool = False) -> list[str]:
    """What K12 tells about the case."""
    return [each.message for each in of("K12", findings_of(fresh(case), for_staff=for_staff))]


@pytest.mark.rule("K12", "refuses")
@pytest.mark.parametrize("line", ["material", "forwarded:komm_an_2", "other"])
def test_k12_the_centres_own_measure_warns_both_sides(own: Desk, line: str) -> None:
    case = own.submitted(contact_name="Geheime Person", **CAFE)
    mine = noted(own.call.centre, own.specialist, line, other="Landesprogramm X")
    (told,) = warned(case)
    assert "„Naehcafe Ost“, Marktstr. 5, 45127 Essen" in told
    (other,) = doubles_of_own([mine])[mine.pk]
    assert other.named == f"„Nähcafé Ost“, Markt-Straße 5, 45127 Essen ({case.number})"
    assert not any("Person" in text or "Sportverein" in text for text in (told, repr(other)))


@pytest.mark.rule("K12", "refuses")
def test_k12_the_meeting_point_of_an_item_counts_as_a_place(own: Desk) -> None:
    """The club's own address stands above, the meeting point at the item."""
    mine = noted(own.call.centre, own.specialist)
    case = rows.draft(own.call, title="Nähcafé Ost")
    case.items.update(place_key=mine.place_key, amount=Decimal(1000))
    ForwardingCase.objects.filter(pk=case.pk).update(requested=1000, submitted_on=AT.date())
    assert len(warned(case)) == 1
    assert not doubles_of_own([mine])[mine.pk], "a draft is nobody's business yet"
    perform(CASE, "submit", on=fresh(case), by=own.specialist, at=AT)
    assert [other.reference for other in doubles_of_own([mine])[mine.pk]] == [case.number]


@pytest.mark.rule("K12", "accepts")
@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Fußball am Abend"},
        {"street": "Marktstr. 7"},
        {"postal_code": "45128"},
        {"starts_on": date(2024, 7, 1)},
    ],
)
def test_k12_another_title_address_or_time_is_accepted(own: Desk, changed: dict[str, Any]) -> None:
    case = rows.draft(own.call, "C1", ends_on=date(2024, 6, 30), **CAFE)
    noted(own.call.centre, own.specialist, **changed)
    assert not warned(case)
    noted(own.call.centre, own.specialist)
    assert warned(case)


@pytest.mark.rule("K12", "accepts")
def test_k12_periods_that_only_touch_and_other_years_are_accepted(own: Desk) -> None:
    case = own.submitted(**CAFE)
    assert case.ends_on == date(2024, 12, 31)
    noted(own.call.centre, own.specialist, year=2025)  # begins on 01.01.2025
    noted(own.call.centre, own.specialist, year=2023)
    assert not warned(case)


@pytest.mark.rule("K12", "accepts")
def test_k12_what_ended_without_money_does_not_count(own: Desk) -> None:
    centre = own.call.centre
    case, gone = own.submitted(**CAFE), own.submitted(name="Chor", **CAFE)
    assert warned(case)
    perform_withdrawal(gone, own)
    assert not warned(case)
    mine = noted(centre, own.specialist)
    assert warned(case)
    measures.withdraw_measure(measure=mine, by=own.specialist, at=AT)
    assert not warned(case)


def perform_withdrawal(case: ForwardingCase, own: Desk) -> None:
    """The third party takes its application back."""
    perform(CASE, "withdraw", on=case, by=own.specialist, at=AT, reason="Doch nicht")


@pytest.mark.rule("K12", "accepts")
def test_k12_a_line_counts_while_its_application_lives(own: Desk) -> None:
    case = own.submitted(**CAFE)
    centre = own.call.centre
    factories.person("authority_officer", of=own.allocation.authority)
    noted(centre, own.specialist)
    assert warned(case), "planned, though nobody has applied yet"
    asked = applications.start_application(
        centre=centre, fiscal_year=2024, by=own.specialist, at=AT
    )
    assert warned(case)
    perform(APPLICATION, "withdraw", on=asked, by=own.carrier, at=AT, reason="Neu")
    assert not warned(case), "the only application of the year was withdrawn"
    applications.start_application(centre=centre, fiscal_year=2024, by=own.specialist, at=AT)
    assert warned(case), "applied anew"


def test_k12_another_centre_pays_for_the_same_address(own: Desk) -> None:
    """The place is the same whoever pays: told without the file number; a parameter says so."""
    centre = factories.centre("Kreis Musterfeld")
    theirs = noted(centre, factories.person("specialist", of=centre.organisation))
    mine = own.submitted(**CAFE)
    assert len(warned(mine, for_staff=True)) == 1
    (other,) = doubles_of_own([theirs])[theirs.pk]
    assert (other.title, other.reference) == ("Nähcafé Ost", "")
    one, two = measure(centre_id=1, title="Nähcafé"), measure(centre_id=2, title="Nähcafé")
    assert looks_double(one, two)
    values = thresholds()
    within = replace(values, across_centres=replace(values.across_centres, value=False))
    assert not looks_double(one, two, rules=within)


def test_k12_parts_of_one_line_are_not_warned_of_two_lines_are(own: Desk) -> None:
    centre, by = own.call.centre, own.specialist
    first = noted(centre, by)
    second = noted(centre, by, title="Nähcafé Ost")
    assert doubles_of_own([first, second]) == {first.pk: (), second.pk: ()}
    third = noted(centre, by, "other", other="Stiftung")
    assert len(doubles_of_own([first])[first.pk]) == 1
    assert len(doubles_of_own([third])[third.pk]) == 2


def test_k12_the_authority_gets_each_pair_once_with_its_rows(own: Desk) -> None:
    case = own.submitted(**CAFE)
    noted(own.call.centre, own.specialist)
    own.submitted(name="Chor", place_key="")
    (pair,) = pairs_of_year(2024)
    assert {side.reference for side in pair} == {case.number, ""}
    assert not pairs_of_year(2025)
    assert pairs_of_year(2024, centres=[own.call.centre_id], only_own=True) == [pair]
    assert not pairs_of_year(2024, centres=[factories.centre("Kreis Musterfeld").pk])


def test_k12_stands_in_the_proof_to_the_authority_in_few_queries(
    own: Desk, django_assert_num_queries: Any
) -> None:
    cases = [own.contracted(name=f"Verein {number}", **CAFE) for number in range(3)]
    noted(own.call.centre, own.specialist)
    with django_assert_num_queries(2):
        lines = double_funding(own.allocation)
    assert len(lines) == 9
    assert lines[0].startswith(f"{cases[0].number}: Eine ähnliche Maßnahme am selben Ort")
    assert cases[1].number in lines[0] + lines[1]


def test_k12_of_a_page_is_read_in_two_queries(own: Desk, django_assert_num_queries: Any) -> None:
    """The page's cases with their addresses, and everything near them."""
    for number in range(3):
        own.submitted(name=f"Verein {number}", **CAFE)
    with django_assert_num_queries(2):
        cases = list(with_item_places(ForwardingCase.objects.all()))
        found = doubles_of_cases(cases)
    assert [len(found[case.pk]) for case in cases] == [2, 2, 2]


def test_the_threshold_is_named_as_unconfirmed_with_its_source() -> None:
    assert thresholds().basis == (
        "Nr. 4.2 a, R23, V; Titel zu 75 % gleich (Vorgabewert, unbestätigt)"
    )
    sure = {
        name: {"value": value, "source": "Erlass", "confidence": "V", "note": ""}
        for name, value in (
            ("title_likeness", 0.9), ("contained_letters", 12), ("across_centres", True),
        )
    }  # fmt: skip
    assert read_thresholds(sure).basis.endswith("Titel zu 90 % gleich (Erlass)")
    assert not looks_double(
        measure(title="Nähcafé Ost"), measure(title="Nähcafé Nord"), rules=read_thresholds(sure)
    )


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"title": "  "}, "title", "Nennen Sie die Maßnahme."),
        ({"postal_code": "4512"}, "postal_code", "Eine Postleitzahl hat fünf Ziffern."),
        ({"street": " "}, "street", "Tragen Sie Straße und Hausnummer ein."),
        ({"ends_on": date(2023, 1, 1)}, "ends_on", "Das Ende liegt vor dem Beginn."),
        ({"ends_on": date(2025, 1, 1)}, "starts_on", "muss ganz im Jahr 2024 liegen"),
        ({"paid_by": "volunteering"}, "paid_by", "Diese Förderung gibt es 2024 nicht."),
        ({"paid_by": "other"}, "other", "Nennen Sie das andere Programm."),
    ],
)
def test_what_cannot_be_compared_is_refused_at_its_field(
    own: Desk, changed: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(StepRefused, match=message) as caught:
        noted(own.call.centre, own.specialist, **changed)
    assert caught.value.field == field
    assert not CentreMeasure.objects.exists()


def test_the_database_keeps_a_measure_in_its_year_and_says_what_pays(own: Desk) -> None:
    mine = noted(own.call.centre, own.specialist)
    for changed in (
        {"ends_on": date(2025, 1, 1)}, {"place_key": ""}, {"line": Line.OTHER, "programme": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            CentreMeasure.objects.filter(pk=mine.pk).update(**changed)
