"""What comes by itself: the outbox, the record, what is forgotten."""

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from drehscheibe.kernel.audit.actions import check_chain, record
from drehscheibe.kernel.audit.selectors import last_check
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.retention import SweepRefused, sweep_orphans
from drehscheibe.kernel.jobs.worker import declared
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.kernel.jobs.conftest import Start, within
from tests.kernel.jobs.postbox import postbox

DAY = timedelta(days=1)
BY_THEMSELVES = {
    "mail.send_mail",
    "audit.check_chain",
    "documents.sweep_orphans",
    "access.forget_access",
}


def test_these_jobs_come_by_themselves() -> None:
    assert {name for name, each in declared().items() if each.cron} >= BY_THEMSELVES


@pytest.mark.django_db
def test_every_job_that_comes_by_itself_can_be_done(noon: datetime) -> None:
    """Each one, also those of rooms that come later: done on an empty house, it raises nothing."""
    own = {name: each for name, each in declared().items() if each.cron}
    assert own.keys() > BY_THEMSELVES
    for job in own.values():
        job(at=noon)


@pytest.mark.django_db
def test_without_a_mail_server_the_outbox_waits(noon: datetime, settings: Settings) -> None:
    mail = enqueue(to="amt@example.org", subject="Frist", text="x", key="k", at=noon)
    declared()["mail.send_mail"](at=noon)
    mail.refresh_from_db()
    assert (mail.sent_at, mail.attempts, mail.last_error) == (None, 0, "")
    settings.DREHSCHEIBE_MAIL = True
    declared()["mail.send_mail"](at=noon)
    mail.refresh_from_db()
    assert mail.sent_at == noon


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_mail_run_mails_nothing_twice(start: Start) -> None:
    """kill -9 after 8 of 20 mails; another worker sends the rest, and only the rest."""
    now = timezone.now()
    for number in range(20):
        enqueue(to="amt@example.org", subject="Frist", text="x", key=f"m{number}", at=now)
    mail = {"DREHSCHEIBE_MAIL": "1", "DREHSCHEIBE_MAIL_HOST": "127.0.0.1"}
    with postbox(silent_at=8) as box:
        worker = start(**mail, DREHSCHEIBE_MAIL_PORT=str(box.port))
        assert box.is_silent.wait(60)
        worker.kill()
        worker.wait()
        assert OutboxMail.objects.waiting().count() == 12
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = 'yesterday'")
            cursor.execute("DELETE FROM procrastinate_periodic_defers")
        box.silent_at = None
        start(**mail, DREHSCHEIBE_MAIL_PORT=str(box.port))
        assert within(120, lambda: not OutboxMail.objects.waiting().exists())
        assert len(box.accepted) == len(set(box.accepted)) == 20


@pytest.mark.django_db
def test_a_whole_chain_is_noted_quietly(noon: datetime, caplog: pytest.LogCaptureFixture) -> None:
    record("test.entry.first", about=None, by=None, at=noon)
    check = check_chain(at=noon)
    assert (check.is_whole, check.entries > 0) == (True, True)
    assert last_check() == check
    assert not caplog.records


@pytest.fixture
def _as_owner_without_triggers(db: None) -> None:
    """What somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; ALTER TABLE audit_entry DISABLE TRIGGER audit_append_only")


@pytest.mark.usefixtures("_as_owner_without_triggers")
@pytest.mark.parametrize(
    "deed", ["UPDATE audit_entry SET act = 'x.y.z'", "DELETE FROM audit_entry"]
)
def test_a_changed_or_cut_off_record_is_loud_without_saying_what_it_held(
    deed: str, noon: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [
        record("test.entry.secret", about=None, by=None, at=noon, detail={"n": n}) for n in range(3)
    ]
    assert check_chain(at=noon).is_whole
    with connection.cursor() as cursor:
        cursor.execute(f"{deed} WHERE id = %s", [entries[-1].pk])
    caplog.set_level(logging.ERROR)
    assert check_chain(at=noon + DAY).broken == [entries[-1].pk]
    assert [line.levelname for line in caplog.records] == ["ERROR"]
    assert "secret" not in caplog.text


def stored(key: str, at: datetime) -> str:
    """A file as an upload leaves it, last written `at`."""
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(b"x"))
    moment = at.timestamp()
    os.utime(Path(default_storage.path(key)), (moment, moment))
    return key


@pytest.fixture
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_only_old_files_without_a_document_are_swept(noon: datetime) -> None:
    document = freeze_letter(
        content=b"%PDF-1.7",
        series="test.letter:1",
        title="Brief",
        owner=factories.organisation("Kreis Musterau"),
        by=None,
        at=noon,
    )
    stored(document.storage_key, noon - 9 * DAY)
    old = stored("documents/ab/old", noon - 2 * DAY)
    young = stored("documents/ab/young", noon - DAY / 2)
    assert sweep_orphans(at=noon) == 1
    assert not default_storage.exists(old)
    assert default_storage.exists(young)
    assert default_storage.exists(document.storage_key)


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_a_restored_database_does_not_cost_the_documents(noon: datetime) -> None:
    keys = [stored(f"documents/ab/{number}", noon - 9 * DAY) for number in range(30)]
    with pytest.raises(SweepRefused), transaction.atomic():
        sweep_orphans(at=noon)
    assert all(default_storage.exists(key) for key in keys)
    assert not Document.objects.exists()
