"""An upload and the nightly sweep of files at the same second, with real connections."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from drehscheibe.domain.guide.models import GuidePicture, Page
from drehscheibe.domain.guide.pictures import add_picture, storage_key, sweep
from tests.at_once import at_once
from tests.domain.guide.pictures import offered
from tests.domain.guide.stories import AT, LATER, House, house, page

pytestmark = pytest.mark.django_db(transaction=True)
LOCKS = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND (classid::bigint << 32 | objid::bigint) = hashtext('guide.pictures')::bigint AND
"""
"""Of the store of pictures, by the other connection; the record has locks of its own."""
WAITING, HELD = f"{LOCKS} NOT granted", f"{LOCKS} granted"
PATIENCE = 5  # seconds


@pytest.fixture
def left(settings: Any, tmp_path: Path) -> tuple[House, Page, list[Path]]:
    """Files of an upload that was given up: they lie there, old, and no row names them."""
    settings.MEDIA_ROOT = tmp_path
    of = house()
    made = page(of, "Wohnen", "Text.")
    with transaction.atomic():
        picture = add_picture(page=made, offered=offered(), by=of.writer, at=AT).picture
        transaction.set_rollback(True)
    files = [tmp_path / storage_key(picture.digest, width) for width in picture.widths]
    for each in files:
        os.utime(each, (0, 0))
    assert files
    assert not GuidePicture.objects.exists()
    return of, made, files


def soon(question: str) -> bool:
    """Whether the database said so before patience ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(question)
            if cursor.fetchone() != (0,):
                return True
        time.sleep(0.02)
    return False


def slowly(act: Callable[[], object], *, until: str, seen: list[bool]) -> None:
    """Done, but committed only when the other has come as far as `until`."""
    with transaction.atomic():
        act()
        seen.append(soon(until))


def test_a_file_named_by_an_upload_under_way_is_not_swept(
    left: tuple[House, Page, list[Path]],
) -> None:
    of, made, files = left
    waited: list[bool] = []
    swept: list[int] = []

    def upload() -> None:
        add_picture(page=made, offered=offered(), by=of.writer, at=AT)

    def night() -> None:
        soon(HELD)  # the upload found the files there and has named them, unseen by others yet
        swept.append(sweep(at=LATER))

    slow = lambda: slowly(upload, until=WAITING, seen=waited)  # noqa: E731
    assert at_once(slow, night) == ["done", "done"]
    assert (waited, swept) == ([True], [0])
    assert all(each.exists() for each in files)


def test_an_upload_that_comes_into_the_sweep_writes_its_files_anew(
    left: tuple[House, Page, list[Path]],
) -> None:
    of, made, files = left
    waited: list[bool] = []
    swept: list[int] = []

    def upload() -> None:
        soon(HELD)
        add_picture(page=made, offered=offered(), by=of.writer, at=AT)

    night = lambda: swept.append(sweep(at=LATER))  # noqa: E731
    slow = lambda: slowly(night, until=WAITING, seen=waited)  # noqa: E731
    assert at_once(slow, upload) == ["done", "done"]
    assert (waited, swept) == ([True], [len(files)])
    assert all(each.exists() for each in files)


def test_many_uploads_do_not_wait_for_one_another(left: tuple[House, Page, list[Path]]) -> None:
    of, _, files = left
    pages = [page(of, f"Seite {number}") for number in range(3)]
    acts = [
        lambda each=each: add_picture(page=each, offered=offered(), by=of.writer, at=AT)
        for each in pages
    ]
    assert at_once(*acts, lambda: sweep(at=LATER)) == ["done"] * 4
    assert GuidePicture.objects.count() == 3
    assert all(each.exists() for each in files)
