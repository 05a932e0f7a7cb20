"""The first screen: three bands, and the navigation that fits the role."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from drehscheibe.config.roles import ROLES
from drehscheibe.doors.staff.home.bands import Task, in_order
from drehscheibe.doors.staff.navigation import MOST_IN_A_ROW, reachable
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import Role
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.pages import assert_sound

HOME = "/mitarbeit/"


def task(what: str, **when: object) -> Task:
    """A line of the first screen."""
    return Task(what=what, who="", url="/", button="", **when)  # type: ignore[arg-type]


def test_overdue_comes_first_then_the_nearest_then_what_waits_longest() -> None:
    late, soon = date(2026, 1, 1), date(2026, 2, 1)
    old, new = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 9, tzinfo=UTC)
    tasks = [task("neu", since=new), task("bald", due=soon), task("alt", since=old)]
    order = in_order([*tasks, task("spät", due=late)])
    assert [each.what for each in order] == ["spät", "bald", "alt", "neu"]
    assert order[0].is_late(date(2026, 1, 2))
    assert not order[0].is_late(late)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=[role.code for role in ROLES])
def test_every_role_has_a_first_screen(role: Role) -> None:
    kind = next(iter(role.at))
    person = factories.person(role.code, of=factories.organisation("Haus", kind=kind))
    page = factories.client_of(person).get(HOME)
    tree = assert_sound(page)
    assert tree is not None
    text = page.content.decode()
    assert text.index("Fällig") < text.index("Wartet auf mich") < text.index("Neu ")
    assert 'href="/mitarbeit/" aria-current="page">Übersicht' in text
    manages = role.code in {"head", "carrier", "operator"}
    assert (">Personen</a>" in text) is manages


@pytest.mark.django_db
def test_a_role_that_ends_soon_is_due() -> None:
    centre = factories.organisation("KI Musterau", kind="centre")
    head, leaver = factories.person("head", of=centre), factories.person("specialist", of=centre)
    Membership.objects.filter(person=leaver).update(
        valid_to=timezone.localdate() + timedelta(days=12)
    )
    text = factories.client_of(head).get(HOME).content.decode()
    assert "Rolle endet: KI-Fachkraft" in text
    assert "noch 12 Tage" in text


@pytest.mark.django_db
def test_without_a_role_the_workspace_is_closed() -> None:
    person = factories.person("specialist", of=factories.organisation("Haus", kind="centre"))
    browser = factories.client_of(person)
    Membership.objects.all().delete()
    assert browser.get(HOME).status_code == 403
    assert "Zurzeit keine Rolle" in browser.get("/mitarbeit/konto/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=[role.code for role in ROLES])
def test_no_page_is_lost_under_the_headings(role: Role) -> None:
    """Each page a role may open is one link of the navigation, folded or not; never two."""
    person = factories.person(
        role.code, of=factories.organisation("Haus", kind=next(iter(role.at)))
    )
    tree = assert_sound(factories.client_of(person).get(HOME))
    nav = next(each for each in tree.iter() if each.get("aria-label") == "Hauptnavigation")
    links = [each.get("href") for each in nav.iter() if each.get("href")]
    expected = [place.url for place in reachable(standing_of(person, on=timezone.localdate()))]
    assert links == expected
    headings = [each for each in nav.iter() if each.get("class") == "nav__group"]
    assert bool(headings) is (len(expected) > MOST_IN_A_ROW)
    for each in headings:
        assert sum(one.get("href") is not None for one in each.iter()) > 1
    assert len(nav[0]) <= MOST_IN_A_ROW


@pytest.mark.django_db
def test_the_heading_of_the_page_shown_is_marked() -> None:
    person = factories.person("head", of=factories.organisation("KI Musterau", kind="centre"))
    text = factories.client_of(person).get("/mitarbeit/foerderung/antraege/").content.decode()
    assert '<summary aria-current="true">Geld</summary>' in text
    assert 'aria-current="page">Förderung</a>' in text
    assert text.count('aria-current="true"') == 1
