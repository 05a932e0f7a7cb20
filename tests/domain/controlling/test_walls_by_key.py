"""The second wall of the room: each row by key, so that a page costs the same in any network."""

import pytest
from django.db import connection

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.controlling.report_stories import AFTER_THE_YEAR

pytestmark = pytest.mark.django_db


def asked(sql: str) -> list[str]:
    """The first column, in order."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [str(row[0]) for row in cursor.fetchall()]


def test_no_wall_gathers_rows_of_the_whole_network() -> None:
    of_the_room = "SELECT tablename FROM pg_policies WHERE tablename LIKE 'controlling\\_%'"
    assert len(asked(of_the_room)) > 20
    assert asked(f"{of_the_room} AND (qual || with_check) ~* '\\mIN \\( *SELECT'") == []


@pytest.mark.parametrize("place", ["unit", "carrier", "office"])
def test_the_centres_of_the_reader_are_those_of_the_older_walls(place: str) -> None:
    """A centre is its unit's and its carrier's; the coordinating office has none of its own."""
    own, _other = factories.centre("Kreis Musterau"), factories.centre("Kreis Anderswo")
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    of = {"unit": own.organisation, "carrier": own.carrier, "office": office}[place]
    reader = standing_of(factories.person("head", of=of), on=AFTER_THE_YEAR.date())
    older = f"SELECT id FROM (SELECT id, id AS centre_id FROM centres_centre) c WHERE {OWN_CENTRE}"
    with acting_as(reader):
        found = asked("SELECT unnest(app_centres())")
        assert found == asked(older) == ([] if place == "office" else [str(own.pk)])
