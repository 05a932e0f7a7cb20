"""Files of Integreat come in through their page: read, shown, taken over, dropped."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drehscheibe.domain.guide.models import GuideUpload, Page, Wording
from drehscheibe.domain.guide.reading_in import IS, work_on
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.guide.stories import AT, House, house, office
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
Door = Callable[[Person], Client]
HERE = "/mitarbeit/wegweiser/einlesen/"
HOSTILE = "<img src=x onerror=alert(1)>"
DE = [
    {"id": 1, "path": "/r/de/wohnen/", "title": f"Wohnen {HOSTILE}", "content": "<p>Eins.</p>",
     "available_languages": {"ar": {"id": 5, "path": "/r/ar/سكن/"}}},
]  # fmt: skip
AR = [{"id": 5, "path": "/r/ar/سكن/", "title": "سكن", "content": "<p>واحد</p>"}]


def file(rows: object, name: str = "de.json") -> SimpleUploadedFile:
    content = rows if isinstance(rows, bytes) else b"\xef\xbb\xbf" + json.dumps(rows).encode()
    return SimpleUploadedFile(name, content, "application/json")


def look(client: Client) -> str:
    """A sound page."""
    answer = client.get(HERE)
    assert answer.status_code == 200
    assert_sound(answer)
    return str(answer.content.decode())


def sent(of: House, client: Client, *rows: object) -> GuideUpload:
    answer = client.post(HERE, {"files": [file(each) for each in rows]})
    assert answer.status_code == 302
    return GuideUpload.objects.get(made_by=of.writer)


def test_one_file_a_language_is_read_shown_and_becomes_drafts(as_person: Door) -> None:
    of = house()
    client = as_person(of.writer)
    assert "Aus Integreat einlesen" in client.get("/mitarbeit/wegweiser/").content.decode()
    upload = sent(of, client, DE, AR)
    assert "wird gelesen" in look(client)
    work_on(upload.pk, IS.READING, at=AT)
    shown = look(client)
    assert "1 Deutsch, 1 Arabisch" in shown
    assert HOSTILE not in shown
    assert not Page.objects.exists()
    client.post(f"{HERE}uebernehmen/")
    assert "wird übernommen" in look(client)
    work_on(upload.pk, IS.TAKING, at=AT)
    assert "Zum Wegweiser" in look(client)
    made = Page.objects.get()
    arabic = client.get(f"/mitarbeit/wegweiser/seiten/{made.pk}/text/ar/").content.decode()
    assert "wartet auf Deutsch" in arabic
    assert "واحد" in arabic
    assert not Wording.objects.exists()
    client.post(f"{HERE}verwerfen/")
    assert not GuideUpload.objects.exists()


def test_a_bad_file_says_why_and_cannot_be_taken(as_person: Door) -> None:
    of = house()
    client = as_person(of.writer)
    answer = client.post(HERE)
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Datei." in answer.content.decode()
    for rows, said in ((b'[{"title": "K\xf6ln"}]', "nicht in UTF-8"),
                       ([*DE, *DE], "steht zweimal in der Datei")):  # fmt: skip
        upload = sent(of, client, rows)
        work_on(upload.pk, IS.READING, at=AT)
        assert said in look(client)
        assert "Als Entwürfe übernehmen" not in look(client)
        answer = client.post(f"{HERE}uebernehmen/", follow=True)
        assert "alles oder nichts" in answer.content.decode()
        assert GuideUpload.objects.get().standing == IS.READ


def test_a_file_is_its_owners_and_the_permission_is_its_own(as_person: Door) -> None:
    of, land = house(), office()
    upload = sent(of, as_person(of.writer), DE)
    work_on(upload.pk, IS.READING, at=AT)
    assert "de.json" not in look(as_person(of.checker))
    assert as_person(of.checker).post(f"{HERE}uebernehmen/").status_code == 404
    assert as_person(of.writer).post(f"{HERE}sprengen/").status_code == 404
    assert of.guide.centre
    clerk = factories.person("centre_admin", of=of.guide.centre.organisation)
    for other in (clerk, land.writer):
        assert as_person(other).get(HERE).status_code == 403
    assert "einlesen" not in as_person(clerk).get("/mitarbeit/wegweiser/").content.decode()
