"""Bodies are called what they were called on the day (funding.md, finding 1)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.kernel.organisations.actions import import_organisations
from drehscheibe.kernel.organisations.models import Organisation, OrganisationName

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bodies() -> None:
    """The state bodies of the shipped file."""
    import_organisations()


@pytest.mark.parametrize(
    ("code", "day", "abbreviation"),
    [
        ("ministerium-integration", date(2012, 12, 1), "MAIS"),
        ("ministerium-integration", date(2017, 12, 8), "MKFFI"),
        ("ministerium-integration", date(2023, 1, 1), "MKJFGFI"),
        ("ministerium-schule", date(2016, 4, 20), "MSW"),
        ("ministerium-schule", date(2022, 7, 1), "MSB"),
        ("bewilligungsbehoerde", date(2023, 1, 1), "KfI"),
    ],
)
def test_a_body_is_called_what_it_was_called_then(code: str, day: date, abbreviation: str) -> None:
    body = Organisation.objects.get(code=code)
    name = next(each for each in body.names.all() if each.holds_on(day))
    assert name.abbreviation == abbreviation
    assert body.name_on(day) == name.name


def test_before_the_first_known_name_the_present_one_stands() -> None:
    body = Organisation.objects.get(code="bewilligungsbehoerde")
    assert body.name_on(date(1999, 1, 1)) == body.name


def test_the_coordinating_office_changed_hands_on_1_april_2021() -> None:
    offices = Organisation.objects.filter(kind="coordinating_office")

    def holds(day: date) -> list[str]:
        return [
            office.code
            for office in offices
            if (office.valid_from is None or office.valid_from <= day)
            and (office.valid_to is None or day <= office.valid_to)
        ]

    assert holds(date(2021, 3, 31)) == ["koordinierungsstelle-laki"]
    assert holds(date(2021, 4, 1)) == ["koordinierungsstelle"]


def test_every_name_tells_its_source_and_confidence() -> None:
    for name in OrganisationName.objects.all():
        assert name.source
        assert name.confidence in {"hoch", "mittel", "niedrig"}


def test_reading_twice_changes_nothing() -> None:
    before = Organisation.objects.count(), OrganisationName.objects.count()
    import_organisations()
    assert (Organisation.objects.count(), OrganisationName.objects.count()) == before


def test_two_names_on_one_day_are_refused_by_the_database() -> None:
    body = Organisation.objects.get(code="ministerium-schule")
    with pytest.raises(IntegrityError), transaction.atomic():
        body.names.create(name="Ein zweiter Name", valid_from=date(2020, 1, 1))
