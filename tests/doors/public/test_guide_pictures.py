"""Pictures in the guide (no. 6, point 3: media with alt text enforced)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.guide.adopting import adopt, detach, override
from drehscheibe.domain.guide.models import GuidePicture, GuidePrint, Page, Section, Wording
from drehscheibe.domain.guide.pictures import add_picture, storage_key, sweep
from drehscheibe.domain.guide.printing import print_guides
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.guide.pictures import ALT, image, offered, saved
from tests.domain.guide.stories import AT, LATER, House, house, office, page, release, write
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
Door = Callable[[Person], Client]
BASE = "/mitarbeit/wegweiser/"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """A store of its own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def pictured(of: House, *, out: bool = True) -> tuple[Page, Section]:
    """A page with a picture."""
    made = page(of, "Wohnen", "Text.")
    section = add_picture(page=made, offered=offered(), by=of.writer, at=AT)
    if out:
        release(of, made)
    return made, section


def address(section: Section, width: int = 320) -> str:
    return f"/wegweiser/bild/{section.picture.digest}-{width}.webp"


def read(client: Client, of: House, made: Page, prefix: str = "", more: str = "") -> str:
    key = of.guide.centre.key if of.guide.centre else "land"
    answer = client.get(f"{prefix}/wegweiser/{key}/{made.public_id}/wohnen/{more}")
    assert answer.status_code == 200
    assert_sound(answer)
    return str(answer.content.decode())


def test_readers_see_it_with_its_words_and_whose_it_is(client: Client) -> None:
    of = house()
    made, section = pictured(of)
    for more in ("", "alles/"):
        html = read(client, of, made, more=more)
        assert f'alt="{ALT}"' in html
        assert 'width="640" height="480"' in html
        assert f"{address(section)} 320w" in html
        assert "Mia Muster" in html
        assert "CC BY 4.0" in html
    answer = client.get(address(section))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert "immutable" in answer["Cache-Control"]
    again = client.get(address(section), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get(address(section, 333)).status_code == 404


def test_the_words_are_translated_and_german_ones_say_so(client: Client) -> None:
    of = house()
    made, section = pictured(of)
    html = read(client, of, made, "/ar")
    assert f'alt="{ALT}" lang="de" dir="ltr"' in html
    write(of, section, "مدخل البلدية مع منحدر", "ar")
    release(of, made, "ar")
    assert 'alt="مدخل البلدية مع منحدر">' in read(client, of, made, "/ar")


def test_words_cannot_leave_their_attribute(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen")
    hostile = 'Haus"><script>alert(1)</script>'
    add_picture(page=made, offered=offered(alternative=hostile), by=of.writer, at=AT)
    release(of, made)
    html = read(client, of, made)
    assert "<script>alert" not in html
    assert 'alt="Haus&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_unpublished_and_withdrawn_pictures_are_404_for_the_public(
    client: Client, as_person: Door
) -> None:
    of = house()
    made, section = pictured(of, out=False)
    inside = f"{BASE}abschnitte/{section.pk}/bild.webp"
    assert client.get(address(section)).status_code == 404
    assert as_person(of.checker).get(inside).status_code == 200
    assert as_person(house("Kreis Unna").writer).get(inside).status_code == 404
    release(of, made)
    assert client.get(address(section)).status_code == 200
    withdraw(edition=made.editions.get(language="de"), reason="alt", by=of.checker, at=LATER)
    assert client.get(address(section)).status_code == 404


def test_a_picture_goes_when_its_words_do(client: Client) -> None:
    of = house()
    made, section = pictured(of)
    write(of, section, "", at=LATER)
    assert client.get(address(section)).status_code == 200
    release(of, made, at=LATER)
    assert client.get(address(section)).status_code == 404
    assert "<figure" not in read(client, of, made)


def test_four_eyes_see_a_picture_too() -> None:
    of = house()
    made, _ = pictured(of, out=False)
    with pytest.raises((TransitionRefused, PermissionDenied)):
        release(House(of.guide, of.checker, of.writer), made)


@pytest.mark.parametrize(
    "said", ["", "IMG_1234.jpg", "rathaus.PNG", "IMG 20260504 101112", "Bild", "Foto.", "x" * 251]
)
def test_words_that_say_nothing_are_refused(said: str) -> None:
    of = house()
    made = page(of, "Wohnen")
    with pytest.raises(GuideRefused) as refused:
        add_picture(page=made, offered=offered(alternative=said), by=of.writer, at=AT)
    assert refused.value.field == "alternative"
    assert not GuidePicture.objects.exists()


def test_the_database_shows_no_picture_without_words() -> None:
    _, section = pictured(house())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO guide_wording (section_id, language, number, body, meaning, translates,"
            " machine, native, shown, published_at)"
            " VALUES (%s, 'de', 9, '', 'x', '', false, false, true, now())",
            [section.pk],
        )


def test_what_was_typed_survives_a_refused_file(as_person: Door) -> None:
    of = house()
    made = page(of, "Wohnen")
    client, here = as_person(of.writer), f"{BASE}seiten/{made.pk}/bild/"
    typed = {"alternative": ALT, "author": "Mia Muster", "licence": "own"}
    svg = SimpleUploadedFile("bild.png", b"<svg onload=alert(1)>", "image/png")
    answer = client.post(here, {**typed, "file": svg})
    assert_sound(answer)
    html = answer.content.decode()
    assert (answer.status_code, "kein SVG" in html) == (422, True)
    assert f'value="{ALT}"' in html
    assert 'value="Mia Muster"' in html
    good = SimpleUploadedFile("bild.jpg", saved(image()), "image/jpeg")
    assert client.post(here, {**typed, "file": good}).status_code == 302
    section = Section.objects.get(kind="picture")
    for more in (
        f"seiten/{made.pk}/",
        f"seiten/{made.pk}/text/de/",
        f"abschnitte/{section.pk}/de/",
    ):
        answer = client.get(f"{BASE}{more}")
        assert_sound(answer)
        assert f"abschnitte/{section.pk}/bild.webp" in answer.content.decode()


def test_centres_that_adopt_see_it_replace_its_words_and_keep_it(client: Client) -> None:
    land, of = office(), house()
    made, section = pictured(land)
    own = adopt(source=made, guide=of.guide, by=of.writer, at=AT)
    assert ALT in read(client, of, own)
    mine = override(page=own, section=section, by=of.writer, at=AT)
    assert mine.picture.digest == section.picture.digest
    detach(page=own, by=of.writer, at=LATER)
    withdraw(edition=made.editions.get(language="de"), reason="alt", by=land.checker, at=LATER)
    assert ALT in read(client, of, own)
    assert client.get(address(section)).status_code == 200


def test_fifty_pictures_ask_no_more_than_two(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen")
    counted = []
    for number in (2, 48):
        for _ in range(number):
            first = GuidePicture.objects.order_by("pk").first()
            if first is None:
                add_picture(page=made, offered=offered(), by=of.writer, at=AT)
                release(of, made)
                continue
            copy = Section.objects.create(page=made, kind="picture", position=made.sections.count())
            first.pk, first.section = None, copy
            first.save(force_insert=True)
            Wording.objects.create(section=copy, number=1, body=ALT, meaning="m", published_at=AT)
        read(client, of, made)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            html = read(client, of, made)
        counted.append(len(asked))
    assert html.count("<figure") == 50
    assert counted[0] == counted[1]


def test_files_nobody_names_are_swept(files: Path) -> None:
    _, section = pictured(house())
    named = files / storage_key(section.picture.digest, 320)
    orphan = named.with_name(f"{'0' * 32}-320.webp")
    orphan.write_bytes(b"x")
    assert sweep(at=AT.replace(year=2020)) == 0
    assert sweep(at=AT.replace(year=2099)) == 1
    assert (named.exists(), orphan.exists()) == (True, False)


def test_on_paper_it_is_a_figure_with_its_words(client: Client) -> None:
    of = house()
    made, section = pictured(of)
    write(of, made.sections.get(kind="title"), "السكن", "ar")
    write(of, section, "مدخل البلدية", "ar")
    release(of, made, "ar")
    assert print_guides(["de", "ar"], at=LATER) == 2
    assert of.guide.centre
    answer = client.get(f"/ar/wegweiser/{of.guide.centre.key}/wegweiser.pdf")
    assert b"/Subtype/Image" in answer.content.replace(b" ", b"")
    assert b"/Figure" in answer.content
    assert print_guides(["de", "ar"], at=LATER) == 0


def test_a_file_that_is_lost_holds_up_no_other_sheet(files: Path) -> None:
    """The guide with the lost picture is not set and says so; the other house's is."""
    of, other = house(), house("Kreis Olpe")
    pictured(of)
    page(other, "Rathaus", "Text.")
    picture = GuidePicture.objects.get()
    (files / storage_key(picture.digest, picture.widths[1])).unlink()
    with pytest.raises(ExceptionGroup, match="ließen sich nicht setzen"):
        print_guides(["de"], at=LATER)
    assert list(GuidePrint.objects.values_list("centre", flat=True)) == [other.guide.centre.pk]  # type: ignore[union-attr]


def test_other_systems_get_it_with_its_words(client: Client) -> None:
    """Our own interface and the shape of Integreat name file, words and author."""
    of = house()
    made = page(of, "Rathaus", "Text.")
    add_picture(page=made, offered=offered(), by=of.writer, at=AT)
    release(of, made)
    assert of.guide.centre
    key, digest = of.guide.centre.key, GuidePicture.objects.get().digest
    told = client.get(f"/api/v1/guides/{key}/de/texts").json()
    (found,) = [each["picture"] for each in told["pages"][0]["sections"] if "picture" in each]
    address = f"/wegweiser/bild/{digest}-640.webp"
    assert (found["alt"], found["author"], found["licence"]) == (ALT, "Mia Muster", "by4")
    assert found["src"]["640"] == address
    (theirs,) = client.get(f"/api/v3/{key}/de/pages/").json()
    assert f'<img src="http://testserver{address}" alt="{ALT}"' in theirs["content"]
    assert client.get(address).headers["Content-Type"] == "image/webp"
