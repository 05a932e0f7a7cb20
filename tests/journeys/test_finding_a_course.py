"""A newcomer looks for a course from start to end: cheap phone, slow net, Arabic (Nr. 6, 2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.courses.details import CourseDetails
from drehscheibe.domain.courses.keeping import Seats, publish_course, write_course
from drehscheibe.domain.courses.models import CourseDemand, CourseOffer
from drehscheibe.domain.courses.times import Stretch, allowed
from drehscheibe.kernel.calendar.moments import day_of
from tests import factories
from tests.domain.courses.stories import provider
from tests.journeys.conftest import Server, visit
from tests.journeys.test_three_taps import FURTHER, Line

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
AHLEN = "05570004"
EVENINGS: tuple[Stretch, ...] = ((2, time(18), time(20)), (4, time(18), time(20)))
MORNINGS: tuple[Stretch, ...] = ((2, time(9), time(12)), (4, time(9), time(12)))


def world() -> None:
    """In Ahlen: evenings from A1 over A2 to B1 with childcare, and a course in the morning."""
    at = datetime.now(UTC)
    import_register(at=at)
    centre = Centre.objects.select_related("organisation").get(key="05570")
    keeper = factories.person("specialist", of=centre.organisation)
    actor = provider(centre, keeper)
    start = day_of(at) + timedelta(days=14)
    first = CourseDetails(
        title="Abendkurs A2", kind="general", funding="federal", level_from=1, level_to=2,
        starts_on=start, ends_on=start + timedelta(weeks=16), municipality=AHLEN, slots=EVENINGS,
        childcare="onsite", childcare_from=1, childcare_to=6, street="Beispielweg 1",
        postcode="59227", step_free=True,
    )  # fmt: skip
    later = start + timedelta(weeks=18)
    second = replace(
        first, title="Abendkurs B1", level_from=2, level_to=3, starts_on=later,
        ends_on=later + timedelta(weeks=16),
    )  # fmt: skip
    morning = replace(first, title="Kurs am Vormittag", slots=MORNINGS, childcare="none",
                      childcare_from=None, childcare_to=None)  # fmt: skip
    for each in (first, second, morning):
        offer = write_course(actor=actor, details=each, seats=Seats(20, 17), by=keeper, at=at)
        publish_course(offer=offer, by=keeper, at=at)


@pytest.mark.parametrize("script", [False, True], ids=["without scripts", "with scripts"])
def test_from_the_start_page_to_a_call_a_calendar_a_path_and_what_is_missing(
    browser: Browser, server: Server, script: bool
) -> None:
    world()
    page = visit(browser, server, script=script, width=360)
    page.goto("/", wait_until="networkidle")
    page.get_by_role("link", name="العربية").first.click()
    page.wait_for_load_state("networkidle")
    line = Line(page)
    taps: dict[str, Callable[[Page], object]] = {
        "to the courses": _to_the_courses,
        "what one wishes": _filter,
        "one course": _open,
        "back": lambda page: page.go_back(),
        "the path": _plan,
        "nothing fits": _miss,
    }
    sizes = {}
    for name, tap in taps.items():
        line.since()
        tap(page)
        page.wait_for_load_state("networkidle")
        sizes[name] = line.since()
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    assert all(each <= FURTHER for each in sizes.values()), sizes
    assert page.context.cookies() == []
    page.context.close()


def _to_the_courses(page: Page) -> None:
    page.get_by_role("link", name="تعلّم الألمانية").first.click()
    page.locator("#ort").fill("Ahlen")
    page.locator("main form button").first.click()
    expect(page.get_by_role("link", name="Kurs am Vormittag")).to_be_visible()


def _filter(page: Page) -> None:
    """A1 to A2, in the evening, with somebody for the child of three."""
    page.locator("#von").select_option("1")
    page.locator("#bis").select_option("2")
    page.get_by_text("الأيام ورعاية الأطفال وغير ذلك").click()
    page.get_by_label("مساءً").check()
    page.locator("#kind").select_option("3")
    page.get_by_role("button", name="عرض الدورات").click()
    (hit,) = page.locator(".hits > li").all()
    expect(hit.get_by_role("link", name="Abendkurs A2")).to_be_in_viewport()  # not below the form
    expect(hit).to_contain_text("المقاعد الشاغرة: 3")
    counted = CourseOffer.objects.earliest("pk").counted_at.astimezone()
    expect(hit).to_contain_text(f"آخر تحديث {counted:%d.%m}، {counted:%H:%M}")  # as of when
    expect(hit.locator('a[href="tel:0231000"]')).to_be_visible()


def _open(page: Page) -> None:
    page.get_by_role("link", name="Abendkurs A2").click()
    expect(page.locator('a[href="tel:0231000"]').first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="إضافة المواعيد إلى تقويمي").click()
    words = saved.value.path().read_text(encoding="utf-8")
    assert words.startswith("BEGIN:VCALENDAR")
    assert "RRULE:FREQ=WEEKLY" in words


def _plan(page: Page) -> None:
    """What was typed goes along; only the goal lies farther."""
    page.get_by_role("link", name="طريقي إلى الهدف: تخطيط الدورات واحدة تلو الأخرى").click()
    expect(page.locator("#ort")).to_have_value("Ahlen")
    expect(page.locator("#kind")).to_have_value("3")
    page.locator("#bis").select_option("3")
    page.locator("main form button").first.click()
    titles = page.locator(".hits .hit__title")
    expect(titles).to_have_text(["Abendkurs A2", "Abendkurs B1"])
    expect(titles.first).to_be_in_viewport()


def _miss(page: Page) -> None:
    """B2 is not there: said without a name, with all that was wished for."""
    page.locator("#bis").select_option("4")
    page.locator("main form button").first.click()
    page.locator("#luecke ~ p a").click()
    expect(page.locator("#von")).to_have_value("3")
    page.locator("main form button").first.click()
    expect(page.get_by_text("شكرًا، تم احتساب ذلك.")).to_be_visible()
    said = CourseDemand.objects.get()
    assert (said.municipality_id, said.level_from, said.level_to) == (AHLEN, 3, 4)
    assert (said.childcare, said.weekly) == (True, allowed((), {2}))
