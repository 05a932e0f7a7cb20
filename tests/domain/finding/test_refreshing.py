"""What is found follows what is written: once, whole or not at all, whoever else is at it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.finding import refreshing
from drehscheibe.domain.finding.documents import Document, Source
from drehscheibe.domain.finding.jobs import _seen, refresh_documents
from drehscheibe.domain.finding.models import SearchDocument, SearchWord
from drehscheibe.domain.finding.refreshing import count_words, refresh
from drehscheibe.domain.finding.sources import SOURCES, Kind
from drehscheibe.kernel.design.published import mark
from drehscheibe.kernel.permissions.transaction_settings import tell
from tests import factories
from tests.at_once import at_once
from tests.domain.courses.stories import Stage
from tests.domain.guide.stories import AT, LATER, house, page, release, write

ANYBODY = {"app.organisations": "{}", "app.reach": "own", "app.person": ""}


def rows() -> list[tuple[object, ...]]:
    return list(SearchDocument.objects.values_list("pk", "kind", "key", "language", "digest"))


@pytest.mark.django_db
def test_a_second_refresh_writes_nothing() -> None:
    of = house()
    page(of, "Wohnen", "Text.")
    assert refresh(at=AT) == 2  # the page and the centre
    before = rows()
    assert (refresh(at=AT), rows()) == (0, before)


@pytest.mark.django_db
def test_only_what_changed_is_written_and_what_is_gone_goes() -> None:
    of = house()
    made = page(of, "Wohnen", "Text.")
    page(of, "Bleibt", "Text.")
    refresh(at=AT)
    write(of, made.sections.get(kind="title"), "Mieten")
    release(of, made, at=LATER)
    assert refresh(at=LATER) == 2  # the address of a page holds its title: one goes, one comes
    assert sorted(SearchDocument.objects.filter(kind="guide").values_list("title", flat=True)) == [
        "Bleibt", "Mieten",
    ]  # fmt: skip


@pytest.mark.django_db
def test_words_are_counted_and_those_nobody_writes_any_more_go() -> None:
    of = house()
    page(of, "Wohnen", "Wohnen und Heizen.")
    page(of, "Wohnen zur Miete", "Text.")
    refresh(at=AT)
    count_words(at=AT)
    assert SearchWord.objects.get(word="wohnen").times == 2
    SearchDocument.objects.filter(title="Wohnen").delete()
    count_words(at=AT)
    assert SearchWord.objects.get(word="wohnen").times == 1
    assert not SearchWord.objects.filter(word="heizen").exists()


@pytest.mark.django_db
def test_the_job_looks_when_something_was_published_and_every_ten_minutes() -> None:
    of = house()
    quiet, tenth = AT.replace(minute=11), AT.replace(minute=20)
    refresh_documents(at=quiet)
    assert SearchDocument.objects.count() == 1
    refresh_documents(at=quiet)  # it wrote something, which is news for the pages
    for title, at, found in (("Eins", quiet, 2), ("Zwei", tenth, 3)):
        page(of, title, "Text.")
        if at is quiet:
            mark().change()  # as on commit
        refresh_documents(at=at)
        assert SearchDocument.objects.count() == found
    page(of, "Drei", "Text.")
    _seen[:] = [mark().read()]
    refresh_documents(at=quiet)
    assert SearchDocument.objects.count() == 3


@pytest.mark.django_db
def test_everybody_reads_and_nobody_but_the_system_writes() -> None:
    factories.centre("Kreis Soest")
    refresh(at=AT)
    tell(ANYBODY)
    assert SearchDocument.objects.count() == 1
    assert SearchDocument.objects.update(title="Falsch") == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        SearchWord.objects.create(word="falsch")


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_come_one_after_the_other() -> None:
    of = house()
    for each in range(5):
        page(of, f"Seite {each}", "Text.")
    connection.commit()
    assert at_once(lambda: refresh(at=AT), lambda: refresh(at=AT)) == ["done", "done"]
    assert SearchDocument.objects.count() == 6
    assert refresh(at=AT) == 0


@pytest.mark.django_db(transaction=True)
def test_sc_11_4_a_guard_set_while_the_job_writes_leaves_no_address_behind() -> None:
    """The job has read the street and not yet committed: the guard waits for it, then forgets."""
    stage = Stage()
    stage.course(title="Stufe A2 am Vormittag")
    written, setting = Event(), Event()

    def job() -> None:
        with transaction.atomic():
            refresh(at=AT)
            written.set()
            setting.wait(timeout=10)
            sleep(0.5)  # the guard is on its way; without waiting for us it would be through

    def guard() -> None:
        written.wait(timeout=10)
        setting.set()
        Actor.objects.filter(pk=stage.actor.pk).update(at_risk=True)

    assert at_once(job, guard) == ["done", "done"]
    assert not SearchDocument.objects.filter(text__contains="Beispielweg").exists()


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_between_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.centre("Kreis Soest")

    def breaking(at: datetime) -> Iterator[Document]:
        yield from islice(SOURCES[-1].documents(at), 1)
        raise ConnectionError

    broken = Source(Kind.CENTRE, breaking, SOURCES[-1].standing)
    monkeypatch.setattr(refreshing, "SOURCES", (*SOURCES[:-1], broken))
    with pytest.raises(ConnectionError):
        refresh(at=AT)
    assert rows() == []
    monkeypatch.undo()
    assert refresh(at=AT) == 1
