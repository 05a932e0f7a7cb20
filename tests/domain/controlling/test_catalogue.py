"""The catalogue: definitions never altered, series broken visibly, one of two officers wins."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from drehscheibe.domain.controlling.catalogue import keeping, selectors
from drehscheibe.domain.controlling.catalogue.keeping import Counting, Revision, Wording
from drehscheibe.domain.controlling.catalogue.versions import all_segments, segments, version_on
from drehscheibe.domain.controlling.models import CatalogueEntry, CatalogueVersion, Indicator
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests.at_once import at_once
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db(transaction=True)


def words(**said: Any) -> Wording:
    """A wording that is whole."""
    whole: dict[str, Any] = {
        "name": "Schulen mit Elternarbeit", "definition": "Schulen, die Eltern beteiligen.",
        "unit": "Schulen", "valid_from": date(2019, 1, 1),
    }  # fmt: skip
    return Wording(**(whole | said))


def entry(people: Story, *, at: datetime) -> CatalogueEntry:
    """An entry with its first version, valid since 2019."""
    counting = Counting("schulen-eltern", "count", "latest", "sum")
    return keeping.begin_entry(counting=counting, wording=words(), by=people.adviser, at=at)


def revise(
    people: Story, row: CatalogueEntry, year: int, *, at: datetime, breaks: bool = False,
    seen: int = 1,
) -> CatalogueVersion:  # fmt: skip
    """The next version from the beginning of a year."""
    revision = Revision("Grundschulen zählen mit.", breaks, seen)
    wording = words(valid_from=date(year, 1, 1), definition=f"Wie seit {year}.")
    return keeping.next_version(
        entry=row, wording=wording, revision=revision, by=people.adviser, at=at
    )


def test_a_day_falls_under_the_version_of_its_time(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    revise(people, row, 2022, at=noon)
    found = [version_on(row, day) for day in (date(2018, 12, 31), date(2021, 12, 31),
                                              date(2022, 1, 1), date(2024, 2, 29))]  # fmt: skip
    assert [each and each.number for each in found] == [None, 1, 2, 2]


def test_a_version_that_breaks_the_series_begins_a_new_segment(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    revise(people, row, 2020, at=noon)
    revise(people, row, 2022, at=noon, breaks=True, seen=2)
    spans = [(each.first, each.last, len(each.versions)) for each in segments(row)]
    assert spans == [(date(2019, 1, 1), date(2021, 12, 31), 2), (date(2022, 1, 1), None, 1)]
    assert [each.words for each in all_segments()[row.pk]] == ["2019–2021", "seit 2022"]


def test_a_definition_is_never_altered_in_place(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    for statement in ("UPDATE controlling_catalogueversion SET definition = 'anders'",
                      "DELETE FROM controlling_catalogueversion",
                      "UPDATE controlling_catalogueentry SET over_time = 'sum'"):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert row.versions.get().definition == "Schulen, die Eltern beteiligen."


@pytest.mark.parametrize(
    ("year", "reason", "seen", "says"),
    [
        (2019, "Grund", 1, "muss nach dem 01.01.2019"),
        (2022, " ", 1, "begründen"),
        (2022, "Grund", 0, "Inzwischen gibt es Fassung 1"),
    ],
)
def test_what_is_refused(noon: datetime, year: int, reason: str, seen: int, says: str) -> None:
    people = story()
    row = entry(people, at=noon)
    with pytest.raises(ControllingRefused, match=says):
        keeping.next_version(
            entry=row, wording=words(valid_from=date(year, 1, 1)),
            revision=Revision(reason, breaks_series=False, seen=seen), by=people.adviser, at=noon,
        )  # fmt: skip
    assert row.versions.count() == 1


def test_two_officers_at_the_same_second_make_one_version(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    outcomes = at_once(
        lambda: revise(people, row, 2022, at=noon), lambda: revise(people, row, 2023, at=noon),
        refused_by=(ControllingRefused,),
    )  # fmt: skip
    assert outcomes.count("done") == 1
    assert any("Inzwischen gibt es Fassung 2" in each for each in outcomes)
    assert row.versions.count() == 2


def test_an_ended_entry_takes_no_version(noon: datetime) -> None:
    people = story()
    row = keeping.end_entry(
        entry=entry(people, at=noon), on=date(2025, 1, 1), by=people.adviser, at=noon
    )
    with pytest.raises(ControllingRefused, match="nicht mehr verwendet"):
        revise(people, row, 2026, at=noon)
    assert segments(row)[-1].last == date(2024, 12, 31)


def test_only_the_coordinating_office_keeps_it(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    for by in (people.head, people.school, people.integration):
        with pytest.raises(PermissionDenied):
            keeping.end_entry(entry=row, on=date(2030, 1, 1), by=by, at=noon)


def test_the_share_of_linked_indicators_counts_what_one_may_see(noon: datetime) -> None:
    people = story()
    row = entry(people, at=noon)
    people.submitted(at=noon, goals=3)
    people.draft(at=noon, goals=2, year=2025)
    first = Indicator.objects.order_by("pk")[0]
    Indicator.objects.filter(pk=first.pk).update(entry=row)
    shares = {}
    for name, reader in (("office", people.adviser), ("head", people.head)):
        standing = standing_of(reader, on=noon.date())
        with acting_as(standing):
            shares[name] = selectors.linked_share(standing)
            assert [each.linked for each in selectors.entries_for(standing)] == [1]
    assert (shares["office"].linked, shares["office"].all) == (1, 3)
    assert shares["office"].by_centre == [("Kreis Musterau", 1, 3)]
    assert (shares["head"].linked, shares["head"].all) == (1, 5)  # its own draft, too
