"""Sheets that lie ready, while texts are withdrawn and workers die."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from drehscheibe.domain.guide import printing
from drehscheibe.domain.guide.models import GuidePrint
from drehscheibe.domain.guide.paper_store import sweep
from drehscheibe.domain.guide.printing import print_guides
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.kernel.documents.pdf import compile_letter
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.domain.guide.stories import AT, LATER, House, house, page, release, texts, write

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def of() -> Iterator[House]:
    """Two pages; the files of other tests are none of ours."""
    for each in stored():
        default_storage.delete(each)
    of = house()
    page(of, "Wohnen", "Eine Wohnung suchen.")
    page(of, "Arbeit", "Eine Stelle suchen.")
    yield of
    for each in stored():
        default_storage.delete(each)


def stored() -> list[str]:
    """The files of sheets."""
    if not default_storage.exists("guide"):
        return []
    return [f"guide/{name}" for name in default_storage.listdir("guide")[1]]


def named() -> list[str]:
    """Those that a row names."""
    return list(GuidePrint.objects.values_list("storage_key", flat=True))


def take_out(of: House, title: str) -> None:
    """A page out of the public's sight."""
    edition = of.guide.centre.guide_pages.get(  # type: ignore[union-attr]
        sections__wordings__body=title
    ).editions.get()
    withdraw(edition=edition, reason="falsch", by=of.writer, at=LATER)


def test_what_is_withdrawn_while_its_sheet_is_set_is_not_laid_down(
    of: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Setting takes seconds; somebody presses „Zurückziehen“ meanwhile."""
    pressed = Event()

    def slow(*given: Any, **named_: Any) -> bytes:
        if not pressed.is_set():
            take_out(of, "Arbeit")
            pressed.set()
        return compile_letter(*given, **named_)

    monkeypatch.setattr(printing, "compile_letter", slow)
    assert print_guides(["de"], at=LATER) == 0
    assert (named(), stored()) == ([], [])
    assert print_guides(["de"], at=LATER) == 1  # the next round sets what stands
    assert stored() == named()


def test_a_sheet_waits_for_a_withdrawal_that_is_not_committed_yet(
    of: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two connections: the withdrawal has looked for sheets already, and commits later."""
    withdrawn, set_ = Event(), Event()

    def slow(*given: Any, **named_: Any) -> bytes:
        content = compile_letter(*given, **named_)
        set_.set()
        assert withdrawn.wait(timeout=30)
        return content

    def press() -> None:
        try:
            assert set_.wait(timeout=30)
            with acting_as_system(), transaction.atomic():
                take_out(of, "Arbeit")
                withdrawn.set()
                with connection.cursor() as cursor:  # the other stands at the lock
                    cursor.execute("SELECT pg_sleep(0.5)")
        finally:
            connection.close()

    monkeypatch.setattr(printing, "compile_letter", slow)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(press)
        assert print_guides(["de"], at=LATER) == 0
        done.result()
    assert (named(), stored()) == ([], [])


KILLED = """
import os, signal
import django
from django.conf import settings
django.setup()
settings.MEDIA_ROOT = os.environ["MEDIA"]
from datetime import datetime
from drehscheibe.domain.guide import paper_store
from drehscheibe.domain.guide.printing import print_guides

def die():
    print("in the middle", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

paper_store._hold = die  # the file is stored, no row names it yet
print_guides(["de"], at=datetime.fromisoformat(os.environ["AT"]))
"""


def test_kill_9_between_the_file_and_its_row_leaves_the_old_sheet(of: House) -> None:
    """The next round sets it; the file nobody names is swept after a day, no other."""
    assert print_guides(["de"], at=AT) == 1
    (old,) = named()
    wohnen = of.guide.centre.guide_pages.order_by("pk")[0]  # type: ignore[union-attr]
    write(of, texts(wohnen)[0], "Anders.", at=LATER)
    release(of, wohnen, at=LATER)
    url = os.environ["DATABASE_URL"]
    url = url.replace("/drehscheibe?", f"/{connection.settings_dict['NAME']}?")
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED)], cwd=ROOT, capture_output=True, text=True,
        env=os.environ
        | {"DATABASE_URL": url, "AT": LATER.isoformat(), "MEDIA": str(settings.MEDIA_ROOT)},
        check=False,
    )  # fmt: skip
    assert (killed.stdout, killed.returncode) == ("in the middle\n", -signal.SIGKILL), killed.stderr
    assert named() == [old]
    assert len(stored()) == 2
    assert print_guides(["de"], at=LATER) == 1  # its lock went with it
    (new,) = named()
    assert new != old
    assert old not in stored()
    assert sweep(at=timezone.now()) == 0  # it could still be on its way
    assert sweep(at=timezone.now() + timedelta(days=2)) == 1
    assert stored() == [new]
