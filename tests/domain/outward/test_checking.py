"""Which addresses are asked, what their answers become, and who is told of dead ends."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.outward import checking
from drehscheibe.domain.outward.asking import Told
from drehscheibe.domain.outward.checking import NotADeadEnd, check_some, collect, hold_good
from drehscheibe.domain.outward.models import HELD_GOOD_FOR, Answer, OutwardLink
from drehscheibe.domain.outward.stands import dead_ends
from drehscheibe.kernel.audit.selectors import history_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.guide.stories import AT, House, house, office, page, translate
from tests.domain.network.stories import actor
from tests.domain.outward.stories import AMT, NIGHT, answers, nights

pytestmark = pytest.mark.django_db


def urls(person: Person, at: datetime) -> list[tuple[str, str, str]]:
    stands = dead_ends(standing_of(person, on=day_of(at)), at=at)
    return [(each.link.url, each.title, each.language) for each in stands]


@pytest.fixture
def soest() -> House:
    return house()


@pytest.fixture
def wohnen(soest: House) -> Page:
    text = f"Anträge beim [Amt]({AMT}), [Telefon](tel:023820), [Post](mailto:amt@example.org)."
    return page(soest, "Wohnen", text)


def test_addresses_of_shown_texts_and_actors_are_kept_and_forgotten(
    soest: House, wohnen: Page
) -> None:
    """Drafts and withdrawn pages have none; the same address in two places is one."""
    translate(soest, wohnen, "ar", "السكن", f"[المكتب]({AMT})")
    assert soest.guide.centre
    club = actor(soest.guide.centre, "Verein", soest.writer)
    ActorRevision.objects.filter(actor=club).update(website="https://verein.example/")
    collect()
    assert [each.url for each in OutwardLink.objects.all()] == [AMT, "https://verein.example/"]
    Actor.objects.filter(pk=club.pk).update(ended_on=AT.date())
    for edition in wohnen.editions.all():
        withdraw(edition=edition, by=soest.checker, at=AT, reason="Überholt.")
    collect()
    assert not OutwardLink.objects.exists()


def test_gone_is_told_after_two_nights_and_silent_after_four(soest: House) -> None:
    page(soest, "Arbeit", "[Weg](https://weg.example/), [Stumm](https://stumm.example/)")
    after = nights(1, weg=Answer.GONE, stumm=Answer.SILENT)
    assert urls(soest.writer, after) == []
    after = nights(1, since=after, weg=Answer.GONE, stumm=Answer.SILENT)
    assert urls(soest.writer, after) == [("https://weg.example/", "Arbeit", "de")]
    after = nights(2, since=after, weg=Answer.GONE, stumm=Answer.SILENT)
    assert {url for url, _, _ in urls(soest.writer, after)} == {
        "https://weg.example/", "https://stumm.example/",
    }  # fmt: skip


def test_one_good_answer_ends_it(soest: House, wohnen: Page) -> None:
    after = nights(2, amt=Answer.GONE)
    assert urls(soest.writer, after)
    nights(1, since=after)
    assert urls(soest.writer, after + NIGHT) == []
    link = OutwardLink.objects.get()
    assert (link.answer, link.failures, link.failing_since) == (Answer.FINE, 0, None)


def test_what_answered_is_asked_again_after_a_week_what_failed_the_next_night(
    soest: House,
) -> None:
    page(soest, "Arbeit", "[Weg](https://weg.example/), [Gut](https://gut.example/)")
    asked: list[str] = []

    def how(url: str) -> Told:
        asked.append(url)
        return answers(weg=Answer.GONE)(url)

    collect()
    for night in range(9):
        check_some(at=AT + night * NIGHT, how=how, pause=0)
    assert asked.count("https://gut.example/") == 2
    assert asked.count("https://weg.example/") == 9


def test_twice_the_same_night_is_once(soest: House, wohnen: Page) -> None:
    """A worker that fell over after noting asks nothing again."""
    nights(1, amt=Answer.GONE)
    assert not check_some(at=AT + timedelta(hours=1), how=answers(amt=Answer.GONE), pause=0)
    assert OutwardLink.objects.get().failures == 1


def test_more_than_at_once_come_in_turns(soest: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    links = " ".join(f"[{n}](https://h{n}.example/)" for n in range(5))
    page(soest, "Viele", links)
    collect()
    more = [check_some(at=AT, how=answers(), pause=0) for _ in range(4)]
    assert more == [True, True, False, False]
    assert not OutwardLink.objects.exclude(answer=Answer.FINE).exists()


def test_when_no_host_answers_it_is_we_who_are_cut_off(soest: House) -> None:
    """Nothing is noted, so that no text is blamed for our line."""
    page(soest, "Viele", " ".join(f"[{n}](https://h{n}.example/)" for n in range(6)))
    silent = {f"h{n}": Answer.SILENT for n in range(6)}
    nights(1, since=AT, **silent)
    assert set(OutwardLink.objects.values_list("answer", flat=True)) == {Answer.UNASKED}
    nights(1, since=AT, **(silent | {"h0": Answer.FINE, "h1": Answer.GONE}))
    assert not OutwardLink.objects.filter(answer=Answer.UNASKED).exists()


def test_what_was_forgotten_meanwhile_stays_forgotten(soest: House, wohnen: Page) -> None:
    def how(url: str) -> Told:
        OutwardLink.objects.all().delete()
        return Told(Answer.GONE, "weg")

    collect()
    with transaction.atomic():
        checking._note(list(OutwardLink.objects.all()), {AMT: how(AMT)}, AT)
    assert not OutwardLink.objects.exists()


def test_each_house_is_told_of_its_own_texts_only(soest: House, wohnen: Page) -> None:
    """The coordinating office of the shared pages, a centre of its own."""
    other, land = house("Kreis Unna"), office()
    page(land, "Kindergeld", f"[Amt]({AMT})")
    after = nights(2, amt=Answer.GONE)
    assert urls(soest.writer, after) == [(AMT, "Wohnen", "de")]
    assert urls(land.writer, after) == [(AMT, "Kindergeld", "de")]
    assert urls(other.writer, after) == []


def test_somebody_says_that_it_is_right(soest: House, wohnen: Page) -> None:
    after = nights(2, amt=Answer.GONE)
    link = OutwardLink.objects.get()
    stranger = house("Kreis Unna").writer
    with pytest.raises(NotADeadEnd):
        hold_good(link=link, by=stranger, at=after)
    hold_good(link=link, by=soest.writer, at=after)
    assert urls(soest.writer, after) == []
    assert [each.act for each in history_of(link)] == ["outward.link.hold_good"]
    later = after + HELD_GOOD_FOR + NIGHT
    assert urls(soest.writer, later) == [(AMT, "Wohnen", "de")]


def test_dead_ends_ask_as_much_for_fifty_as_for_two(soest: House) -> None:
    def asked(titles: int, since: datetime) -> int:
        for number in range(titles):
            page(soest, f"Seite {number}", f"[Weg](https://weg.example/{since:%d}/{number})")
        after = nights(2, since=since, weg=Answer.GONE)
        standing = standing_of(soest.writer, on=after.date())
        with CaptureQueriesContext(connection) as seen:
            assert len(dead_ends(standing, at=after)) >= titles
        return len(seen)

    assert asked(2, AT) == asked(50, AT + timedelta(days=8)) <= 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": Answer.UNASKED, "asked_at": AT},
        {"answer": Answer.FINE, "asked_at": None},
        {"answer": Answer.FINE, "asked_at": AT, "failures": 1, "failing_since": AT},
        {"answer": Answer.GONE, "asked_at": AT},
        {"answer": Answer.GONE, "asked_at": AT, "failures": 1},
        {"answer": Answer.FINE, "asked_at": AT, "held_good_at": AT},
    ],
)
def test_the_table_holds_no_answer_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OutwardLink.objects.create(url=AMT, **wrong)


def test_a_person_may_hold_one_good_but_neither_make_nor_drop_one() -> None:
    """The second wall: rows come and go with the job alone."""
    from django.db import DatabaseError

    from drehscheibe.kernel.permissions.second_wall import acting_as

    centre = factories.centre()
    person = factories.person("specialist", of=centre.organisation)
    OutwardLink.objects.create(url=AMT)
    with acting_as(standing_of(person, on=AT.date())):
        assert OutwardLink.objects.update(told="gelesen") == 1
        assert OutwardLink.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            OutwardLink.objects.create(url="https://neu.example/")
