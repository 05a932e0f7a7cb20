"""A long list of actors is taken over by a job: once, whole, and only what is still allowed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from drehscheibe.domain.directory.jobs import take_list_over
from drehscheibe.domain.directory.lists.by_job import CHANGED, NOT_ANY_MORE, mistakes_told
from drehscheibe.domain.directory.lists.taking import take_list
from drehscheibe.domain.directory.lists.uploads import (
    AT_ONCE,
    ask_to_take,
    choose_columns,
    drop_upload,
    take_back,
    upload_list,
)
from drehscheibe.domain.directory.models import Actor, ActorUpload
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.jobs.selectors import queue_state
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.rows import Taken
from tests import factories
from tests.at_once import at_once
from tests.domain.directory.stories import AT, Stage, field

IS = ActorUpload.Standing
LATER = AT + timedelta(minutes=5)
LONG = AT_ONCE + 1
Kept = Callable[..., ActorUpload]


@pytest.fixture
def stage(db: None) -> Stage:
    field("pt.mso", label="Verein")
    return Stage()


@pytest.fixture
def kept(stage: Stage) -> Kept:
    """A list of so many clubs, its columns chosen; `more` stands below them."""

    def keep(many: int = LONG, *more: str) -> ActorUpload:
        lines = [f"Verein Nummer {each};Verein" for each in range(many)]
        content = "\n".join(("Name;Art", *lines, *more)).encode()
        return upload_list(
            centre=stage.centre, name="a.csv", content=content, by=stage.keeper, at=AT
        )

    return keep


def asked(upload: ActorUpload) -> Taken | None:
    return ask_to_take(upload=upload, by=upload.made_by, at=AT)


def waiting() -> int:
    return queue_state(at=LATER).waiting


def test_a_long_list_waits_for_its_job_pressed_twice_or_not_and_is_taken_once(kept: Kept) -> None:
    upload, before = kept(), waiting()
    given = asked(upload)
    assert given
    assert (len(given.new), given.done, Actor.objects.count()) == (LONG, False, 0)
    assert asked(upload) is None
    assert waiting() - before == 1
    for _ in range(2):
        take_list_over(at=LATER, number=upload.pk)
    upload.refresh_from_db()
    assert (upload.standing, bytes(upload.content)) == (IS.DONE, b"")
    assert upload.told == {"new": LONG, "changed": 0, "same": 0}
    assert Actor.objects.filter(revisions__shown=True, created_at=LATER).count() == LONG
    assert Entry.objects.filter(act="directory.list.take", at=LATER).count() == 1
    assert asked(upload) is None


def test_what_is_short_or_changes_little_needs_no_job(kept: Kept) -> None:
    before = waiting()
    first = asked(kept(AT_ONCE))
    again = asked(kept(AT_ONCE, "Neu;Verein"))
    assert first
    assert again
    assert (len(first.new), first.done) == (AT_ONCE, True)
    assert (len(again.new), len(again.same), again.done) == (1, AT_ONCE, True)
    assert waiting() == before


def test_mistakes_are_told_at_once_and_no_job_begins(kept: Kept) -> None:
    upload, before = kept(LONG, "Haus;Gespenst"), waiting()
    given = asked(upload)
    assert given
    assert [each.cell for each in given.mistakes] == [f"B{LONG + 2}"]
    upload.refresh_from_db()
    assert (upload.standing, waiting(), Actor.objects.count()) == (IS.OPEN, before, 0)


def test_what_changed_meanwhile_takes_nothing_and_says_where(kept: Kept, stage: Stage) -> None:
    upload = kept()
    asked(upload)
    stage.actor("VEREIN Nummer-7")
    take_list_over(at=LATER, number=upload.pk)
    upload.refresh_from_db()
    assert (upload.standing, upload.told["refused"], Actor.objects.count()) == (IS.OPEN, CHANGED, 1)
    (told,) = mistakes_told(upload)
    assert (told.row, "VEREIN Nummer-7" in told.message) == (9, True)
    assert choose_columns(upload=upload, columns={0: "name", 1: "kind"}, by=stage.keeper, at=AT)
    assert not mistakes_told(upload)
    Actor.objects.update(ended_on=date(2026, 5, 1))
    asked(upload)
    take_list_over(at=LATER, number=upload.pk)
    assert Actor.objects.count() == LONG + 1


def test_who_lost_the_permission_meanwhile_takes_nothing_over(kept: Kept, stage: Stage) -> None:
    upload = kept()
    asked(upload)
    Membership.objects.filter(person=stage.keeper).update(valid_to=date(2026, 5, 3))
    take_list_over(at=LATER, number=upload.pk)
    upload.refresh_from_db()
    assert (upload.standing, upload.told["refused"]) == (IS.OPEN, NOT_ANY_MORE)
    assert not Actor.objects.exists()


def test_it_can_be_taken_back_until_it_is_done(kept: Kept, stage: Stage) -> None:
    upload = kept()
    asked(upload)
    assert take_back(upload=upload, by=stage.keeper, at=AT)
    take_list_over(at=LATER, number=upload.pk)
    assert not Actor.objects.exists()
    asked(upload)  # the job that waited was the first one's; it takes this, too
    take_list_over(at=LATER, number=upload.pk)
    assert not take_back(upload=upload, by=stage.keeper, at=AT)
    assert Actor.objects.count() == LONG


def test_while_it_is_taken_over_nobody_changes_it(kept: Kept, stage: Stage) -> None:
    upload = kept()
    asked(upload)
    with pytest.raises(TableRefused, match="gerade übernommen"):
        kept(1)
    assert not choose_columns(upload=upload, columns={0: "phone"}, by=stage.keeper, at=AT)
    drop_upload(upload=upload, by=stage.keeper, at=AT)
    take_list_over(at=LATER, number=upload.pk)
    assert Actor.objects.count() == LONG
    drop_upload(upload=upload, by=stage.keeper, at=AT)
    assert not ActorUpload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_list_by_two_people_at_once_brings_each_actor_once() -> None:
    field("pt.mso", label="Verein")
    stage = Stage()
    people = stage.keeper, factories.person("specialist", of=stage.centre.organisation)
    text = b"Name;Art\nHaus;Verein\nHof;Verein"
    lists = [
        upload_list(centre=stage.centre, name="a.csv", content=text, by=each, at=AT)
        for each in people
    ]
    found: list[Taken] = []

    def take(upload: ActorUpload) -> None:
        found.append(take_list(upload=upload, by=upload.made_by, at=AT, dry=False))

    assert at_once(*(lambda each=each: take(each) for each in lists)) == ["done", "done"]
    assert sorted(len(each.new) for each in found) == [0, 2]
    assert Actor.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_long_list_pressed_by_two_at_once_is_one_job(queue: None) -> None:
    field("pt.mso", label="Verein")
    stage = Stage()
    lines = "\n".join(f"Verein {each};Verein" for each in range(LONG))
    upload = upload_list(
        centre=stage.centre, name="a", content=f"Name;Art\n{lines}".encode(), by=stage.keeper, at=AT
    )
    assert at_once(lambda: asked(upload), lambda: asked(upload)) == ["done", "done"]
    assert waiting() == 1
    run = [lambda: take_list_over(at=LATER, number=upload.pk)] * 2
    assert at_once(*run) == ["done", "done"]
    assert Actor.objects.count() == LONG
