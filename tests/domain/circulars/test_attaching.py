"""Files that go with a circular: put to a draft, read like the letter, fixed once it left."""

from datetime import datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image

from drehscheibe.domain.circulars.attaching import MOST, attach, attachments_for, detach
from drehscheibe.domain.circulars.models import Circular, CircularAttachment
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.circulars.test_circulars import houses, ministry

pytestmark = pytest.mark.django_db


def picture(shade: int = 0, name: str = "Merkblatt.png") -> SimpleUploadedFile:
    """A small file the platform takes; another shade is another file."""
    out = BytesIO()
    Image.new("L", (2, 2), shade).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def draft(noon: datetime) -> Circular:
    """Of a ministry, not sent yet."""
    sender, by = ministry()
    return write_circular(sender=sender, letter=Letter("Hinweis", "<p>Text</p>"), by=by, at=noon)


def seen(person: Person, circular: Circular, at: datetime) -> tuple[int, int]:
    """What the list shows, and what stands before the wall."""
    standing = standing_of(person, on=day_of(at))
    with acting_as(standing):
        listed = attachments_for(standing, circular).count()
        return listed, CircularAttachment.objects.count()


def test_they_are_read_like_the_letter(draft: Circular, noon: datetime) -> None:
    """Not before it left, not by houses it did not go to; the mail holds the link alone."""
    by, to = draft.written_by, houses()
    made = attach(circular=draft, file=picture(), title="", by=by, at=noon)
    assert made.document.title == "Merkblatt"
    (soest, head), (_, stranger) = to["Soest"], to["Bonn"]
    assert [seen(each, draft, noon) for each in (by, head)] == [(1, 1), (0, 0)]
    publish(circular=draft, to=[soest], by=by, at=noon)
    everybody = (by, head, stranger)
    assert [seen(each, draft, noon) for each in everybody] == [(1, 1), (1, 1), (0, 0)]
    mail = OutboxMail.objects.get(to=head.email)
    assert mail.attachments == []
    assert f"/mitarbeit/rundschreiben/{draft.pk}/" in mail.text
    assert "Dazu gehört eine Anlage" in mail.text
    assert "Merkblatt" not in mail.text


def test_after_it_left_none_comes_and_none_goes(draft: Circular, noon: datetime) -> None:
    by, to = draft.written_by, houses()
    made = attach(circular=draft, file=picture(), title="Merkblatt", by=by, at=noon)
    publish(circular=draft, to=[to["Soest"][0]], by=by, at=noon)
    with pytest.raises(CircularRefused, match="ändert sich nicht"):
        attach(circular=draft, file=picture(9), title="", by=by, at=noon)
    with pytest.raises(CircularRefused, match="ändert sich nicht"):
        detach(attachment=made, by=by, at=noon)
    rows = CircularAttachment.objects.filter(pk=made.pk)
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        CircularAttachment.objects.create(circular=draft, document=made.document)
    assert rows.exists()


def test_what_is_taken_away_stays_in_the_archive(draft: Circular, noon: datetime) -> None:
    by = draft.written_by
    made = attach(circular=draft, file=picture(), title="", by=by, at=noon)
    for _ in range(2):
        detach(attachment=made, by=by, at=noon)
    assert not draft.attachments.exists()
    assert Document.objects.filter(pk=made.document_id).exists()
    attach(circular=draft, file=picture(), title="", by=by, at=noon)


def test_what_is_refused(draft: Circular, noon: datetime) -> None:
    """A strange kind, the same file twice, one too many, somebody else's letter."""
    by = draft.written_by
    strange = SimpleUploadedFile("x.pdf", b"MZ\x90\x00" * 40, "application/pdf")
    with pytest.raises(UploadRefused):
        attach(circular=draft, file=strange, title="", by=by, at=noon)
    attach(circular=draft, file=picture(), title="Eins", by=by, at=noon)
    with pytest.raises(CircularRefused, match="liegt dem Rundschreiben schon bei"):
        attach(circular=draft, file=picture(), title="Zwei", by=by, at=noon)
    for shade in range(1, MOST):
        attach(circular=draft, file=picture(shade), title="", by=by, at=noon)
    with pytest.raises(CircularRefused, match="höchstens 10"):
        attach(circular=draft, file=picture(99), title="", by=by, at=noon)
    assert draft.attachments.count() == MOST
    others = factories.person(
        "ministry_school", of=factories.organisation("Ministerium für Schule", "ministry")
    )
    with pytest.raises(PermissionDenied):
        attach(circular=draft, file=picture(98), title="", by=others, at=noon)
