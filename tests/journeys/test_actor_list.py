"""A centre's list of actors: on a phone without scripts, and on a desk where the page asks on."""

import pytest
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.directory.jobs import take_list_over
from drehscheibe.domain.directory.lists.uploads import AT_ONCE
from drehscheibe.domain.directory.models import Actor, ActorUpload
from tests import factories
from tests.domain.directory.stories import AT, Stage, field
from tests.journeys.conftest import Server, sent, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HERE = "/mitarbeit/akteure/einlesen/"
LONG = AT_ONCE + 1
HEAD = "Name;Art;Telefon;Sprachen;Straße;PLZ;Ort;Öffnungszeiten;Ansprechperson"


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    field("pt.mso", label="Migrantenorganisation")
    return Stage()


def table(many: int) -> dict[str, object]:
    rows = [
        f"Verein Nummer {each} für Bildung;Migrantenorganisation;0231 {each}55;Deutsch, Arabisch;"
        f"Lange Straße {each};44137;Dortmund;Mo–Fr 9–12, 14–16;Frau Muster"
        for each in range(many)
    ]
    content = "\n".join((HEAD, *rows)).encode()
    return {"name": "Akteure unseres Netzwerks 2026.csv", "mimeType": "text/csv", "buffer": content}


def uploaded(page: Page, stage: Stage, server: Server, many: int) -> Page:
    cookie = factories.client_of(stage.keeper).cookies["sitzung"].value
    page.context.add_cookies([{"name": "sitzung", "value": cookie, "url": server.url}])
    page.goto(HERE)
    page.set_input_files("#file", table(many))  # type: ignore[arg-type]
    sent(page.locator("button:has-text('Hochladen')"))
    return page


def no_sideways(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px to the side"


def test_on_a_phone_without_scripts(browser: Browser, server: Server, stage: Stage) -> None:
    page = uploaded(visit(browser, server, script=False, width=360), stage, server, LONG)
    no_sideways(page)
    sent(page.locator("button:has-text('Probelauf')"))
    no_sideways(page)
    sent(page.locator("button:has-text('So übernehmen')"))
    expect(page.locator("main")).to_contain_text("wird übernommen")
    no_sideways(page)
    take_list_over(at=AT, number=ActorUpload.objects.get().pk)
    sent(page.locator("a:has-text('Nachsehen')"))
    expect(page.locator("main")).to_contain_text("ist übernommen")
    no_sideways(page)
    assert Actor.objects.count() == LONG


def test_the_page_asks_on_and_the_result_gets_the_focus(
    browser: Browser, server: Server, stage: Stage
) -> None:
    page = uploaded(visit(browser, server), stage, server, LONG)
    sent(page.locator("button:has-text('Alles übernehmen')"))
    page.focus("a:has-text('Nachsehen')")
    with page.expect_response(lambda answer: answer.status == 204):
        pass
    expect(page.locator("a:has-text('Nachsehen')")).to_be_focused()
    take_list_over(at=AT, number=ActorUpload.objects.get().pk)
    expect(page.locator("#fertig")).to_be_focused()
    assert page.title().startswith("Akteure einlesen")
