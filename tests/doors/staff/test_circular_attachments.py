"""Attachments of a circular at the door: who loads them, and that nothing typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from drehscheibe.domain.circulars.models import Circular, CircularAttachment
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from tests import factories
from tests.domain.circulars.test_attaching import picture
from tests.domain.circulars.test_circulars import houses, ministry

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/rundschreiben/"


@pytest.fixture
def draft() -> Circular:
    """A ministry's, not sent yet."""
    sender, by = ministry()
    letter = Letter("Hinweis", "<p>Text</p>")
    return write_circular(sender=sender, letter=letter, by=by, at=timezone.now())


def test_put_to_the_draft_and_loaded_by_the_addressed_alone(draft: Circular) -> None:
    office, to = factories.client_of(draft.written_by), houses()
    page = f"{LIST}{draft.pk}/anlagen/"
    answer = office.post(page, {"title": "Merkblatt Frist", "file": picture()})
    assert answer.status_code == 302
    assert "Merkblatt Frist" in office.get(f"{LIST}{draft.pk}/versenden/").content.decode()
    file = f"{LIST}{draft.pk}/anlage/{CircularAttachment.objects.get().document_id}/"
    soest, bonn = (factories.client_of(to[name][1]) for name in ("Soest", "Bonn"))
    assert [each.get(file).status_code for each in (office, soest, bonn)] == [200, 404, 404]
    assert [each.get(page).status_code for each in (soest, bonn)] == [403, 403]
    publish(circular=draft, to=[to["Soest"][0]], by=draft.written_by, at=timezone.now())
    loaded = soest.get(file)
    assert loaded.status_code == 200
    assert loaded["Content-Disposition"].startswith("attachment;")
    assert bonn.get(file).status_code == 404
    assert "Merkblatt Frist" in soest.get(f"{LIST}{draft.pk}/").content.decode()
    other = write_circular(
        sender=draft.sender, letter=Letter("Anderes", "<p>x</p>"), by=draft.written_by,
        at=timezone.now(),
    )  # fmt: skip
    moved = file.replace(f"/{draft.pk}/", f"/{other.pk}/")
    assert office.get(moved).status_code == 404


def test_what_is_refused_says_why_and_keeps_what_was_typed(draft: Circular, settings: Any) -> None:
    office, page = factories.client_of(draft.written_by), f"{LIST}{draft.pk}/anlagen/"
    wrong = SimpleUploadedFile("x.pdf", b"MZ" * 90, "application/pdf")
    settings.DREHSCHEIBE_UPLOAD_LIMIT = 60
    big = office.post(page, {"title": "Großes Blatt", "file": picture()})
    none = office.post(page, {"title": "Ohne", "file": ""})
    settings.DREHSCHEIBE_UPLOAD_LIMIT = 20 * 1024**2
    strange = office.post(page, {"title": "Programm", "file": wrong})
    for answer, why, typed in (
        (big, "Die Datei ist zu groß", "Großes Blatt"), (none, "Datei", "Ohne"),
        (strange, "PDF", "Programm"),
    ):  # fmt: skip
        said = answer.content.decode()
        assert answer.status_code == 422
        assert why in said
        assert f'value="{typed}"' in said
    assert not CircularAttachment.objects.exists()


def test_taken_away_from_the_draft_and_not_from_what_left(draft: Circular) -> None:
    office, to = factories.client_of(draft.written_by), houses()
    for shade in (1, 2):
        office.post(f"{LIST}{draft.pk}/anlagen/", {"file": picture(shade)})
    first, second = CircularAttachment.objects.order_by("pk")
    away = f"{LIST}{draft.pk}/anlagen/{{}}/entfernen/"
    assert office.get(away.format(first.pk)).status_code == 405
    assert office.post(away.format(first.pk)).status_code == 302
    assert office.post(away.format(first.pk)).status_code == 404
    publish(circular=draft, to=[to["Soest"][0]], by=draft.written_by, at=timezone.now())
    answer = office.post(away.format(second.pk), follow=True)
    assert "ändert sich nicht" in answer.content.decode()
    assert CircularAttachment.objects.get() == second
