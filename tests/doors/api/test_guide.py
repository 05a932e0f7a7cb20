"""The guide for programs: small trees, whole texts once, ETags."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from drehscheibe.domain.guide.adopting import adopt
from tests.domain.guide.stories import AT, LATER, house, office, page, release, texts, write

pytestmark = pytest.mark.django_db
PAST = {"Authorization": "none"}


def test_a_tree_names_pages_by_identity_and_what_is_not_translated(client: Client) -> None:
    of = house()
    top = page(of, "Wohnen", "Eins.")
    below = page(of, "Suchen", parent=top)
    write(of, top.sections.get(kind="title"), "Konut", "tr")
    release(of, top, "tr")
    key = of.guide.centre.key if of.guide.centre else ""
    found = client.get(f"/api/v1/guides/{key}/tr").json()
    assert found["pages"] == [
        {"id": top.public_id, "title": "Konut", "checked": "2026-05-04"},
        {"id": below.public_id, "title": "Suchen", "parent": top.public_id, "lang": "de",
         "checked": "2026-05-04"},
    ]  # fmt: skip
    assert {"guide": key, "name": "Kreis Soest"} in client.get("/api/v1/guides").json()["guides"]
    for unknown in ("00000/tr", "xx/tr", f"{key}/klingonisch", f"{key}/%00"):
        assert client.get(f"/api/v1/guides/{unknown}").status_code == 404


def test_the_export_holds_every_text_once_with_its_links(client: Client) -> None:
    of, land = house(), office()
    target = page(land, "Wohngeld", "Text.")
    own = adopt(source=target, guide=of.guide, by=of.writer, at=AT)
    page(of, "Wohnen", f"Siehe [hier](seite:{target.public_id}).")
    key = of.guide.centre.key if of.guide.centre else ""
    address = f"/api/v1/guides/{key}/de/texts"
    answer = client.get(address, headers=PAST)
    html = f'<p>Siehe <a href="/wegweiser/{key}/{own.public_id}/" rel="noopener noreferrer">hier'
    assert answer.json()["pages"][1]["sections"] == [{"html": f"{html}</a>.</p>"}]
    again = client.get(address, headers={**PAST, "If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    write(land, texts(target)[0], "Neu.")
    release(land, target, at=LATER)
    again = client.get(address, headers={**PAST, "If-None-Match": answer["ETag"]})
    assert again.json()["pages"][0]["sections"] == [{"html": "<p>Neu.</p>"}]


@pytest.mark.parametrize("pages", [2, 50])
def test_tree_and_export_ask_the_same_few_questions_at_any_size(
    client: Client, django_assert_num_queries: Callable[..., Any], pages: int
) -> None:
    of = house()
    for number in range(pages):
        page(of, f"Seite {number}", "Text.")
    key = of.guide.centre.key if of.guide.centre else ""
    with django_assert_num_queries(3):
        answer = client.get(f"/api/v1/guides/{key}/tr", headers=PAST)
    assert len(gzip.compress(answer.content)) < 40 * pages + 200
    with django_assert_num_queries(4):
        client.get(f"/api/v1/guides/{key}/tr/texts", headers=PAST)
