"""Finding a course: what fits all wishes, what is stale, what is nearest (Sc 9.1–9.3, 9.5)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.paging import page_of
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.searching import Point, Wishes, findable, matching, nearest
from drehscheibe.domain.courses.shown import ShownCourse, shown
from drehscheibe.domain.courses.times import allowed
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.permissions.transaction_settings import tell
from tests.domain.courses.stories import AT, MIDDLE, MORNINGS, TODAY, Stage

pytestmark = pytest.mark.django_db
SC_9_3 = Wishes(
    level_from=2, level_to=3, near=Point(*MIDDLE), within=5, weekly=allowed({2, 4}, {0}),
    child=2, step_free=True,
)  # fmt: skip
ANYBODY = {"app.organisations": "{}", "app.reach": "own", "app.person": ""}


def titles(wishes: Wishes = SC_9_3) -> list[str]:
    """What is found, in order, as somebody without an account."""
    tell(ANYBODY)
    found = [each.title for each in matching(wishes, at=AT)]
    tell({"app.reach": "system"})
    return found


def seen(offer: CourseOffer) -> ShownCourse:
    return shown(CourseOffer.objects.filter(pk=offer.pk), at=AT)[0]


@pytest.mark.parametrize(("booked", "state", "free"), [(20, "full", 0), (18, "published", 2)])
def test_sc_9_1_free_seats_are_what_nobody_has_booked(booked: int, state: str, free: int) -> None:
    offer = Stage().course(Seats(20, booked))
    assert (seen(offer).state, offer.free) == (state, free)


def test_sc_9_2_a_number_of_eight_days_is_stale_and_ranks_after_fresh_ones() -> None:
    stage = Stage()
    stage.course(title="acht Tage alt", at=AT - timedelta(days=8))
    stage.course(title="gestern", at=AT - timedelta(days=1), point=(MIDDLE[0] + 0.03, MIDDLE[1]))
    assert titles() == ["gestern", "acht Tage alt"]
    assert [each.stale for each in shown(matching(SC_9_3, at=AT), at=AT)] == [False, True]


def test_sc_9_2_on_the_seventh_day_a_number_still_holds() -> None:
    offer = Stage().course(at=AT - timedelta(days=7))
    assert not offer.is_stale(AT)
    assert offer.is_stale(AT + timedelta(minutes=1))


def test_sc_9_3_only_courses_that_meet_every_wish_appear() -> None:
    stage = Stage()
    stage.course(title="alles erfüllt")
    evening = ((2, time(18), time(20)), (4, time(9), time(12)))
    stage.course(title="dienstags abends", slots=evening)
    stage.course(title="mittwochs", slots=(*MORNINGS, (3, time(9), time(12))))
    stage.course(title="ohne Betreuung", childcare="none")
    stage.course(title="Betreuung ab drei", childcare_from=3)
    stage.course(title="6 km weit", point=(MIDDLE[0] + 6 / 111.2, MIDDLE[1]))
    stage.course(title="mit Stufen", step_free=False)
    stage.course(title="Stufen unbekannt", step_free=None)
    stage.course(title="von A1", level_from=1, level_to=2)
    stage.course(title="ab B1", level_from=3, level_to=4)
    assert titles() == ["alles erfüllt"]


def test_sc_9_3_with_none_the_nearest_are_shown_with_what_they_miss() -> None:
    stage = Stage()
    far = (MIDDLE[0] + 6 / 111.2, MIDDLE[1])
    stage.course(title="mit Stufen", step_free=False)
    stage.course(title="weit und mit Stufen", step_free=False, point=far)
    assert titles() == []
    found = [(offer.title, missed) for offer, missed in nearest(SC_9_3, at=AT)]
    assert found == [("mit Stufen", ["step_free"]),
                     ("weit und mit Stufen", ["distance", "step_free"])]  # fmt: skip


def test_sc_9_5_three_weeks_after_the_start_only_rolling_entry_is_findable() -> None:
    stage = Stage()
    begun = AT - timedelta(weeks=3, days=7)
    said: dict[str, Any] = {"starts_on": TODAY - timedelta(weeks=3), "at": begun}
    stage.course(title="Einstieg jederzeit", entry="rolling", **said)
    stage.course(title="fester Beginn", **said)
    assert [each.title for each in findable(on=TODAY)] == ["Einstieg jederzeit"]


def test_a_fixed_course_is_findable_until_its_last_day_of_applying() -> None:
    stage = Stage()
    stage.course(title="Frist vorbei", apply_by=TODAY - timedelta(days=1))
    stage.course(title="Frist heute", apply_by=TODAY)
    assert titles() == ["Frist heute"]


def test_an_online_course_is_near_everywhere() -> None:
    stage = Stage()
    stage.course(title="online", mode="online", point=(50.7, 6.1), step_free=None)
    assert titles() == ["online"]


def test_nobody_finds_courses_of_a_provider_that_has_closed_or_is_not_shown() -> None:
    stage = Stage()
    stage.course()
    assert titles() == ["Deutsch für den Alltag"]
    Actor.objects.filter(pk=stage.actor.pk).update(ended_on=date(2026, 4, 30))
    assert titles() == []
    Actor.objects.filter(pk=stage.actor.pk).update(ended_on=None)
    stage.actor.revisions.update(shown=False)
    assert titles() == []


def test_sc_11_4_of_a_provider_at_risk_only_the_town_is_told() -> None:
    stage = Stage()
    offer = stage.course(point=(51.6, 7.5))
    assert (seen(offer).street, seen(offer).postcode) == ("Beispielweg 1", "44137")
    Actor.objects.filter(pk=stage.actor.pk).update(at_risk=True)
    hidden = seen(offer)
    assert (hidden.street, hidden.postcode, hidden.town) == ("", "", "Dortmund")


def test_sc_11_4_from_the_moment_of_the_guard_no_distance_tells_the_house() -> None:
    """Not from the next night on: filters by kilometres around three points would find it."""
    stage = Stage()
    offer = stage.course(point=(51.6, 7.5))
    by_kilometres = Wishes(near=Point(51.6, 7.5), within=1)
    assert list(matching(by_kilometres, at=AT)) == [offer]
    Actor.objects.filter(pk=stage.actor.pk).update(at_risk=True)
    assert list(matching(by_kilometres, at=AT)) == []
    offer.refresh_from_db()
    town = offer.municipality
    assert (offer.latitude, offer.longitude) == (float(town.lat), float(town.lon))


def test_a_page_of_courses_costs_the_same_for_two_and_for_twenty() -> None:
    stage = Stage()
    counted = []
    for many in (2, 18):
        for each in range(many):
            stage.course(title=f"Kurs {each}")
        with CaptureQueriesContext(connection) as queries:
            assert shown(matching(SC_9_3, at=AT)[:20], at=AT, measured=True)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_nobody_applies_after_the_last_day_of_a_course() -> None:
    """Else a course that is over would be found until then."""
    stage = Stage()
    with pytest.raises(CourseRefused, match="nach dem letzten Tag"):
        stage.course(ends_on=date(2026, 7, 17), apply_by=date(2027, 7, 1))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 15])
def test_without_a_wish_pages_follow_the_order_of_every_search(size: int) -> None:
    """Fresh and free ones are read from an index; behind them stand full and stale ones."""
    stage = Stage()
    later = TODAY + timedelta(days=9)
    stage.course(Seats(20, 20), title="voll")
    stage.course(title="alt", at=AT - timedelta(days=8))
    stage.course(title="später", starts_on=later)
    stage.course(title="seit sieben Tagen", at=AT - timedelta(days=7))
    stage.course(Seats(None, None), title="nicht gezählt")
    tell(ANYBODY)
    whole = [each.pk for each in matching(Wishes(), at=AT)]
    pages = [page_of(Wishes(), size=size, number=number, at=AT) for number in range(1, 7)]
    tell({"app.reach": "system"})
    assert [each.pk for page in pages for each in page.offers] == whole
    assert len(whole) == 5
    assert {page.total for page in pages if page.offers} == {5}


def test_a_page_without_a_wish_sorts_nothing() -> None:
    stage = Stage()
    for _ in range(3):
        stage.course()
    with CaptureQueriesContext(connection) as asked:
        assert len(page_of(Wishes(), size=3, number=1, at=AT).offers) == 3
    assert len(asked) == 3
    assert not any("OVER" in each["sql"] for each in asked)
