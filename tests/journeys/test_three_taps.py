"""A cheap phone, slow net, Arabic, no scripts: three taps to somebody one can call (Nr. 6)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory.keeping import Facts, enter, keep_service
from drehscheibe.domain.directory.models import Service
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.kernel.territory.models import Municipality
from tests import factories
from tests.journeys.conftest import Server, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FIRST, FURTHER = 200_000, 30_000
"""Bytes on the line: of the first visit with the letters of one's language, of a further page."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""As 3G: a ping of 150 ms, 1.6 and 0.75 Mbit/s."""


def world() -> None:
    """The register, and one place in Ahlen that helps with housing."""
    at = datetime.now(UTC)
    import_register(at=at)
    centre = Centre.objects.select_related("organisation").get(key="05570")
    keeper = factories.person("specialist", of=centre.organisation)
    town = Municipality.objects.get(pk="05570004")
    kind = FieldOfAction.objects.get(pk="pt.integrationsagentur")
    said = Wording("Rat und Hilfe", phone="02382 0", languages=("ar",), places=(Place("Ahlen"),))
    actor = enter(
        centre=centre, facts=Facts(kind, town), wording=said, sure=False, by=keeper, at=at
    )
    topic = FieldOfAction.objects.get(pk="querschnitt.wohnumfeld")
    keep_service(service=Service(actor=actor, name="Wohnung", topic=topic), by=keeper, at=at)


class Line:
    """What went over the line since somebody looked."""

    def __init__(self, page: Any) -> None:
        self.bytes = 0
        control = page.context.new_cdp_session(page)
        control.send("Network.enable")
        control.send("Network.emulateNetworkConditions", SLOW)
        control.on("Network.loadingFinished", self._add)

    def _add(self, done: dict[str, Any]) -> None:
        self.bytes += int(done["encodedDataLength"])

    def since(self) -> int:
        """Bytes until now; counting begins anew."""
        found, self.bytes = self.bytes, 0
        return found


def test_language_place_and_topic_lead_to_a_call_button(browser: Browser, server: Server) -> None:
    world()
    page = visit(browser, server, script=False, width=360)
    line = Line(page)
    page.goto("/", wait_until="networkidle")
    first = line.since()
    page.get_by_role("link", name="العربية").first.click()  # 1
    page.wait_for_load_state("networkidle")
    first += line.since()
    assert 0 < first <= FIRST
    sizes = []
    page.get_by_role("link", name="المساعدة في الحياة اليومية").click()  # 2
    page.wait_for_load_state("networkidle")
    sizes.append(line.since())
    page.locator("#ort").fill("Ahlen")
    page.get_by_role("button", name="السكن").click()  # 3
    page.wait_for_load_state("networkidle")
    sizes.append(line.since())
    call = page.locator('a[href="tel:023820"]')
    expect(call).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert all(0 < each <= FURTHER for each in sizes), sizes
    page.get_by_role("link", name="Rat und Hilfe").click()  # all about it
    expect(call).to_be_visible()
    page.context.close()
