"""The guide in the shapes of Integreat: regions, languages, pages, places, dates; and back."""

import json
from collections.abc import Callable
from datetime import time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openapi_spec_validator import OpenAPIV31SpecValidator

from drehscheibe.domain.directory.clearing import edit, propose
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Opening, Place, Wording
from drehscheibe.domain.guide.adopting import adopt
from drehscheibe.domain.guide.incoming import read
from tests.domain.directory.test_clearing import stage
from tests.domain.guide.stories import AT, House, house, office, page, release, texts, write

pytestmark = pytest.mark.django_db
PAST = {"Authorization": "none"}
ROOT = "/api/integreat/v3/"


def key_of(of: House) -> str:
    """Of its centre."""
    assert of.guide.centre
    return of.guide.centre.key


def translated(of: House, made: Any, language: str, *told: str) -> None:
    """Title and texts of a page in another language, published."""
    for section, text in zip(made.sections.order_by("position"), told, strict=True):
        write(of, section, text, language)
    release(of, made, language)


def test_pages_are_told_in_the_fields_their_clients_know(client: Client) -> None:
    of, land = house(), office()
    top = page(of, "Wohnen", "Eins.")
    below = page(of, "Suchen", f"Siehe [oben](seite:{top.public_id}).", parent=top)
    shared = adopt(source=page(land, "Arbeit", "Zwei."), guide=of.guide, by=of.writer, at=AT)
    translated(of, top, "ar", "سكن", "واحد")
    key = key_of(of)
    german = client.get(f"{ROOT}{key}/de/pages/").json()
    assert [each["title"] for each in german] == ["Wohnen", "Suchen", "Arbeit"]
    assert german[1]["parent"] == {name: german[0][name] for name in ("id", "url", "path")}
    assert f'href="{german[0]["url"]}"' in german[1]["content"]
    assert client.get(german[1]["url"], follow=True).status_code == 200
    assert german[0]["available_languages"]["ar"]["path"].startswith(f"/{key}/ar/")
    assert german[2]["path"] == f"/{key}/de/{shared.public_id}/"
    (arabic,) = client.get(f"/api/v3/{key}/ar/pages/").json()
    assert (arabic["title"], arabic["content"], arabic["id"]) == (
        "سكن", "<p>واحد</p>", german[0]["id"]
    )  # fmt: skip
    assert arabic["last_updated"] == "2026-05-04T11:12:00.000+02:00"
    assert below.public_id not in str(arabic)


def test_what_is_not_translated_stands_there_in_german_and_says_so(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    write(of, made.sections.get(kind="title"), "سكن", "ar")
    release(of, made, "ar")
    (found,) = client.get(f"{ROOT}{key_of(of)}/ar/pages/").json()
    assert found["content"] == '<div lang="de" dir="ltr"><p>Eins.</p></div>'


def test_regions_name_their_languages_as_the_others_do(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    translated(of, made, "ku", "Xanî", "Yek.")
    translated(of, made, "fa", "خانه", "یک")
    (region,) = client.get(f"{ROOT}regions/").json()
    assert (region["path"], region["prefix"], region["name_without_prefix"]) == (
        key_of(of), "Kreis", "Soest"
    )  # fmt: skip
    assert [(each["code"], each["dir"]) for each in region["languages"]] == [
        ("de", "LEFT_TO_RIGHT"), ("fa", "RIGHT_TO_LEFT"), ("kmr", "LEFT_TO_RIGHT"),
    ]  # fmt: skip
    assert client.get(f"{ROOT}{key_of(of)}/languages/").json() == region["languages"]
    for code in ("ku", "kmr"):
        assert len(client.get(f"{ROOT}{key_of(of)}/{code}/pages/").json()) == 1


def test_unknown_regions_and_languages_are_404_with_help(client: Client) -> None:
    key = key_of(house())
    for path in ("00000/de/pages", "xx/languages", f"{key}/tlh/pages", f"{key}/tlh/events",
                 f"{key}/xx/offers", "٣/de/locations", f"{key}/%00/pages",
                 "999999999/de/events"):  # fmt: skip
        found = client.get(f"{ROOT}{path}/?x=%00")
        assert found.status_code == 404, path
        assert "/api/integreat/v3/regions/" in found.json()["detail"]
    assert client.get(f"{ROOT}{key}/de/offers/").json() == []


def test_unchanged_is_304(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    address = f"{ROOT}{key_of(of)}/de/pages/"
    tag = client.get(address, headers=PAST)["ETag"]
    same = {**PAST, "If-None-Match": tag}
    assert client.get(address, headers=same).status_code == 304
    write(of, texts(made)[0], "Neu.")
    release(of, made, at=timezone.now() + timedelta(seconds=1))
    assert client.get(address, headers=same).status_code == 200


@pytest.mark.parametrize("size", [2, 12])
def test_any_number_costs_the_same_few_questions(
    client: Client, django_assert_max_num_queries: Callable[..., Any], size: int
) -> None:
    of = house()
    for number in range(size):
        page(of, f"Seite {number}", "Text.")
    key = key_of(of)
    for what, most in (("de/pages", 4), ("de/locations", 3), ("de/events", 3), ("languages", 3)):
        with django_assert_max_num_queries(most):
            client.get(f"{ROOT}{key}/{what}/", headers=PAST)


def test_places_tell_what_was_cleared_and_of_one_at_risk_the_town(client: Client) -> None:
    """Sc 11.2, 11.4: neither the waiting wording nor the street of a house at risk goes out."""
    actor, keeper, own = stage()
    hours = (Opening(1, time(9), time(12)), Opening(1, time(14), time(16)))
    told = Wording("Brücke", places=(Place("Soest", street="Alte Gasse 3", openings=hours),))
    edit(actor=actor, wording=told, by=keeper, at=AT)
    propose(actor=actor, wording=Wording("Anders", places=told.places), by=own, at=AT)
    address = f"{ROOT}{actor.centre.key}/ar/locations/"
    (found,) = client.get(address, headers=PAST).json()
    assert (found["title"], found["location"]["address"]) == ("Brücke", "Alte Gasse 3")
    assert [len(each["timeSlots"]) for each in found["opening_hours"]] == [2, 0, 0, 0, 0, 0, 0]
    assert client.get(found["url"]).status_code == 200
    Actor.objects.update(at_risk=True)
    (found,) = client.get(address, headers=PAST).json()
    assert found["location"]["town"] == "Soest"
    assert (found["location"]["address"], found["location"]["latitude"]) == (None, None)
    assert "Alte Gasse" not in str(found)


def test_the_addresses_are_described(client: Client) -> None:
    found = client.get("/api/v3/openapi.json").json()
    OpenAPIV31SpecValidator(found).validate()
    for methods in found["paths"].values():
        assert {"404", "422"} & methods["get"]["responses"].keys()


def test_a_region_is_written_into_a_file_that_comes_in_again(tmp_path: Path) -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    translated(of, made, "ku", "Xanî", "Yek.")
    target = tmp_path / "region.json"
    call_command("write_integreat_export", key_of(of), str(target), stdout=StringIO())
    told = json.loads(target.read_text("utf-8"))
    assert {code: len(rows) for code, rows in told["pages"].items()} == {"de": 1, "kmr": 1}
    found = read(target.read_bytes())
    assert [sorted(each.texts) for each in found.units] == [["de", "ku"]]
    with pytest.raises(CommandError):
        call_command("write_integreat_export", "00000", str(target))
