"""The host with the shortest ways, by hand: a degree of latitude is 111.195 km."""

from datetime import date, datetime

import pytest

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.qualification.demand import Cell, ask_publicly, demand_lines
from drehscheibe.domain.qualification.travel import Suggestion, nearest, possible_hosts
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.territory.distances import straight_km
from tests import factories
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db
DAY = date(2022, 9, 13)
DEGREE = 111.195


def at(name: str, area: str, lat: float) -> Centre:
    """A centre on the meridian of 7° East."""
    made = factories.centre(name)
    type(made.district).objects.filter(pk=made.district_id).update(government_district=area)
    Centre.objects.filter(pk=made.pk).update(lat=lat, lon=7, government_district=area)
    made.refresh_from_db()
    return made


@pytest.fixture
def three() -> list[Centre]:
    """South at 50°, middle at 51°, north at 53°: one degree and two degrees apart."""
    return [at("Süd", "S", 50), at("Mitte", "M", 51), at("Nord", "N", 53)]


def best(**asking: int) -> Suggestion | None:
    return nearest([Cell(area, count) for area, count in asking.items()], possible_hosts(DAY))


def test_one_area_hosts_itself(three: list[Centre]) -> None:
    found = best(S=10)
    assert found == Suggestion(three[0].organisation.name, 10, 0)


def test_the_least_total_by_hand(three: list[Centre]) -> None:
    """5 in the south, 6 in the north: middle 5·1 + 6·2 = 17°, north 5·3 = 15°, south 6·3 = 18°."""
    found = best(S=5, N=6)
    assert found is not None
    assert (found.host, found.people) == (three[2].organisation.name, 11)
    assert found.total == pytest.approx(15 * DEGREE, abs=0.1)
    assert found.mean == 152  # 1667.9 km for eleven people
    # with 8 in the middle it is the middle: 17° against 15 + 8·2 = 31° and 18 + 8 = 26°
    middle = best(S=5, N=6, M=8)
    assert middle is not None
    assert middle.host == three[1].organisation.name
    assert middle.total == pytest.approx(17 * DEGREE, abs=0.1)


def test_few_people_move_nothing_and_alone_suggest_nothing(three: list[Centre]) -> None:
    """Four in the north are not shown, so they are not counted here either."""
    assert best(N=4) is None
    assert best(S=6, N=4) == best(S=6)
    assert best(S=6, X=9) == best(S=6)  # an area without a centre


def test_those_of_an_area_count_as_spread_over_its_centres(three: list[Centre]) -> None:
    """Two centres in the south at 50° and 52°: 10 people are half a way of 2° from either, and 1°
    from the middle at 51°; the first of three equal ones is taken."""
    at("Südnord", "S", 52)
    found = best(S=10)
    assert found is not None
    assert found.total == pytest.approx(10 * DEGREE, abs=0.1)


def test_a_closed_centre_hosts_nothing(three: list[Centre]) -> None:
    Centre.objects.filter(pk=three[2].pk).update(valid_to=date(2022, 9, 12))
    found = best(S=5, N=6)
    assert found is not None
    assert found.people == 5
    assert found.host == three[0].organisation.name


def test_east_and_west_are_shorter_in_the_north() -> None:
    """A degree of longitude at 51° is 111.195 · cos 51° = 69.98 km."""
    assert straight_km((51, 7), (51, 8)) == pytest.approx(69.98, abs=0.01)


def test_the_radar_says_it_and_how_it_was_worked_out(three: list[Centre], noon: datetime) -> None:
    own = hall(noon)
    for number in range(6):
        visitor = Visitor("192.0.2.1", f"B{number}")
        ask_publicly(event=own.event, district=three[1].district, visitor=visitor, at=noon)
    (line,) = demand_lines(standing_of(own.host, on=noon.date()), at=noon)
    found = nearest(line.cells, possible_hosts(noon.date()))
    assert found is not None
    assert (found.host, found.people, found.mean) == (three[1].organisation.name, 6, 0)
