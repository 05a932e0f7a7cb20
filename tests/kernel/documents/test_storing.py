"""Documents under their own id, in versions, for good."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from drehscheibe.kernel.documents.actions import UploadRefused, freeze_letter, store_upload
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.refusals import DocumentDamaged
from drehscheibe.kernel.documents.selectors import document_bytes, latest, versions
from tests import factories
from tests.kernel.documents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(
    at: datetime, data: bytes = samples.PDF, name: str = "x.pdf", series: str = ""
) -> Document:
    return store_upload(
        file=SimpleUploadedFile(name, data, "text/html"),
        owner=factories.organisation(),
        title="Beschluss des Kreistags",
        by=factories.person(),
        at=at,
        series=series,
    )


def letter(at: datetime, data: bytes = samples.PDF, series: str = "case:1:notice") -> Document:
    return freeze_letter(
        content=data,
        series=series,
        title="Bescheid",
        owner=factories.organisation(),
        by=None,
        at=at,
    )


def test_an_upload_is_kept_as_it_is_under_its_own_id(noon: datetime) -> None:
    document = upload(noon)
    assert document_bytes(document) == samples.PDF
    assert document.sha256 == sha256(samples.PDF).hexdigest()
    assert (document.size, document.content_type) == (len(samples.PDF), "application/pdf")
    assert document.storage_key == f"documents/{document.pk.hex[:2]}/{document.pk.hex}"
    assert document.version == 1


@pytest.mark.parametrize(
    "name",
    ["../x", "CON", "n" * 300, "a\u202efdp.exe", "\N{PARTY POPPER}.pdf", "a\0b", "a.pdf.html"],
)
def test_attack_33_the_name_never_reaches_the_storage(name: str, noon: datetime) -> None:
    document = upload(noon, name=name)
    assert document.storage_key.endswith(document.pk.hex)
    assert document.download_name == "beschluss-des-kreistags-v1.pdf"
    assert "\0" not in document.original_name


def test_attack_26_documents_leave_as_attachments_nobody_may_run(noon: datetime) -> None:
    response = download_response(upload(noon, name="a.pdf.html"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="beschluss-des-kreistags-v1.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_attack_32_a_file_over_the_limit_is_refused(settings: Settings, noon: datetime) -> None:
    settings.DREHSCHEIBE_UPLOAD_LIMIT = 100
    with pytest.raises(UploadRefused, match="zu groß"):
        upload(noon, samples.PDF + b" " * 100)
    assert not Document.objects.exists()


def test_a_refused_file_leaves_nothing_behind(noon: datetime, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused):
        upload(noon, samples.SVG)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_a_series_counts_its_versions(noon: datetime) -> None:
    first, second = upload(noon, series="concept:1"), upload(noon, series="concept:1")
    assert (first.version, second.version) == (1, 2)
    assert latest("concept:1") == second
    assert list(versions("concept:1")) == [second, first]
    assert latest("concept:2") is None


@pytest.mark.parametrize(
    "change",
    [{"sha256": "0" * 64}, {"version": 9}, {"storage_key": "x"}, {"frozen": False}, {"title": "x"}],
)
def test_a_frozen_letter_cannot_change(change: dict[str, object], noon: datetime) -> None:
    rows = Document.objects.filter(pk=letter(noon).pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)


def test_a_frozen_letter_cannot_be_deleted(noon: datetime) -> None:
    document = letter(noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        document.delete()


def test_the_same_version_cannot_be_written_twice(noon: datetime) -> None:
    copy = letter(noon)
    copy.pk, copy.storage_key = None, "elsewhere"
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save(force_insert=True)


def test_only_a_pdf_is_frozen(noon: datetime) -> None:
    with pytest.raises(ValueError, match="PDF"):
        letter(noon, b"Hallo")


def test_changed_or_lost_bytes_are_noticed(noon: datetime) -> None:
    document = letter(noon)
    Path(default_storage.path(document.storage_key)).write_bytes(b"%PDF-x")
    with pytest.raises(DocumentDamaged, match="Prüfsumme"):
        document_bytes(document)
    default_storage.delete(document.storage_key)
    with pytest.raises(DocumentDamaged, match="fehlt"):
        document_bytes(document)


def test_sizes_and_types_read_like_speech(noon: datetime) -> None:
    document = upload(noon)
    assert (document.size_text, document.type_text) == ("1 KB", "PDF")
    document.size = 2_621_440
    assert document.size_text == "2,5 MB"


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_become_two_versions(noon: datetime) -> None:
    factories.organisation()
    start = Barrier(2)

    def run() -> None:
        start.wait()
        letter(noon)
        connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions("case:1:notice").values_list("version", flat=True)) == [1, 2]
