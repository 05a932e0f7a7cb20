"""A centre plans two years, is advised, hears „ändern“ on one of three goals, and both agree."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import GoalPeriod, GoalVersion
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.controlling.stories import Story
from tests.journeys.conftest import Server, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIST = "/mitarbeit/ziele/"
HOCHSAUERLAND = "05958"
YEARS = (2027, 2028)


@dataclass(frozen=True)
class Plan:
    """A goal as the centre's planning of two strands has it."""

    strand: str
    title: str
    search: str
    field: str
    texts: dict[str, str]
    measure: str
    kind: str
    figures: dict[str, str]


PLANS = (
    Plan(
        "iq", "Interkultureller Veranstaltungskalender", "kultur", "querschnitt.kultur",
        {
            "starting_point": "Veranstaltungen sind in zwölf Städten verstreut angekündigt.",
            "text": "Ein gemeinsamer Kalender zeigt alle Veranstaltungen im Kreis.",
            "target_group": "Einwohnerinnen und Einwohner", "source_in_concept": "Kapitel 4",
        },
        "Redaktion mit den Städten und Gemeinden", "count",
        {"name": "Einträge im Jahr", "unit": "Veranstaltungen", "baseline": "60",
         "target_2027": "80", "target_2028": "100"},
    ),
    Plan(
        "iq", "Dialog Sport", "integration durch sport", "querschnitt.sport",
        {
            "starting_point": "Wenige Vereine erreichen neu Zugewanderte.",
            "text": "Vereine öffnen sich.",
            "target_group": "Sportvereine", "source_in_concept": "Kapitel 5.2",
        },
        "Dialogabende mit dem Kreissportbund", "count",
        {"name": "Dialogabende", "unit": "Abende", "source": "activities.count",
         "baseline": "2", "target_2027": "4", "target_2028": "6"},
    ),
    Plan(
        "idb", "Sprach- und Berufserkundungsmodule", "potentialanalyse", "bildung.potenzialanalyse",
        {
            "starting_point": "Neu Zugewanderte kennen wenige Berufe.",
            "text": "12 von 40 Schulen bieten Module an.",
            "target_group": "Jugendliche der Sekundarstufe", "source_in_concept": "Kapitel 3.1",
        },
        "Module mit Betrieben und Berufskollegs", "share",
        {"name": "Schulen mit Modul", "baseline": "4", "baseline_of": "40", "target_2027": "8",
         "target_of_2027": "40", "target_2028": "12", "target_of_2028": "40"},
    ),
)  # fmt: skip


@dataclass
class Play:
    """The browser setting and the people who take their turns; one page each."""

    browser: Browser
    server: Server
    side: Story
    script: bool
    pages: dict[int, Page] = field(default_factory=dict)

    def of(self, who: Person, path: str) -> Page:
        """A page as this person sees it."""
        if who.pk not in self.pages:
            page = visit(self.browser, self.server, script=self.script)
            self.pages[who.pk] = signed_in(page, self.server, who.email)
        self.pages[who.pk].goto(path)
        return self.pages[who.pk]


@pytest.fixture
def side(transactional_db: None, noon: datetime) -> Story:
    """A Kreis in the Sauerland, its adviser, both ministries."""
    import_register(at=noon)
    centre = Centre.objects.get(key=HOCHSAUERLAND)
    ministry = factories.organisation("Ministerium für Muster und Integration", "ministry")
    school = factories.organisation("Ministerium für Musterschulen", "ministry")
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    return Story(
        centre=centre,
        specialist=factories.person("specialist", of=centre.organisation),
        head=factories.person("head", of=centre.organisation),
        adviser=factories.person("coordination", of=office),
        integration=factories.person("ministry_integration", of=ministry),
        school=factories.person("ministry_school", of=school),
    )


def press(page: Page, label: str) -> None:
    """A button or a link that looks like one, by its words; arrives at the next page."""
    with page.expect_navigation():
        page.locator(f"main .kern-btn:has-text('{label}')").first.click()


def begin(play: Play) -> str:
    """The coming two years; an odd frame is asked about first."""
    page = play.of(play.side.specialist, f"{LIST}neu/")
    page.fill("[name=starts_on]", "29.02.2027")
    press(page, "Periode anlegen")
    expect(page.locator("main")).to_contain_text("Der Februar 2027 hat 28 Tage")
    page.fill("[name=starts_on]", "01.01.2027")
    page.fill("[name=ends_on]", "31.12.2028")
    press(page, "Periode anlegen")
    expect(page.locator("h1")).to_contain_text("Ziele 2027/2028 – Hochsauerlandkreis")
    return page.url.removeprefix(play.server.url)


def write(play: Play, address: str, number: int, plan: Plan) -> None:
    """One goal from its title to its targets."""
    page = play.of(play.side.specialist, f"{address}neues-ziel/")
    page.check(f"[name=strand][value={plan.strand}]")
    page.fill("[name=title]", plan.title)
    press(page, "Anlegen")
    for name, text in plan.texts.items():
        page.fill(f"[id={name}]", text)
    page.fill("#find", plan.search)
    press(page, "Suchen")
    assert page.input_value("#text") == plan.texts["text"]
    page.check(f"[name=fields][value='{plan.field}']")
    press(page, "Maßnahme hinzufügen")
    page.fill("[id=measures-1-title]", plan.measure)
    page.check(f"[name=new-kind][value={plan.kind}]")
    press(page, "Indikator hinzufügen")
    for name, text in plan.figures.items():
        target = page.locator(f"[id='indicators-1-{name}']")
        if name == "source":
            target.select_option(text)
        else:
            target.fill(text)
    page.fill("[id='indicators-1-definition']", "Gezählt am Ende des Jahres.")
    press(page, "Speichern")
    expect(page.locator("main")).to_contain_text("Gespeichert um")
    assert page.is_checked(f"[name=fields][value='{plan.field}']")
    expect(page.locator("#missing")).not_to_contain_text("Nötig:")
    assert page.url.endswith(f"/{number}/bearbeiten/")


def advise(play: Play, address: str) -> None:
    """Opened, advised on goal 2, taken over."""
    page = play.of(play.side.specialist, address)
    press(page, "Zur Beratung öffnen")
    page = play.of(play.side.adviser, f"{address}beraten/")
    page.locator("summary:has-text('Hinweis zu Ziel 2')").click()
    page.select_option("[name=ziel-2-field]", "text")
    page.fill("[name=ziel-2-comment]", "Bitte so, dass man es prüfen kann.")
    page.fill("[name=ziel-2-proposed_text]", "Zwölf Vereine öffnen sich.")
    press(page, "Hinweise geben")
    page = play.of(play.side.specialist, address)
    expect(page.locator("main")).to_contain_text("Hinweise der Koordinierungsstelle")
    page.click("section:has(#advised-title) a:has-text('Dialog Sport')")
    expect(page.locator("main")).to_contain_text("Bitte so, dass man es prüfen kann.")
    press(page, "Vorschlag übernehmen")
    assert page.input_value("#text") == "Zwölf Vereine öffnen sich."


def put_forward(play: Play, address: str) -> None:
    """Agreed by the Kreistag, put to both ministries by the head."""
    page = play.of(play.side.specialist, address)
    press(page, "Örtliche Abstimmung festhalten")
    page.fill("[name=body]", "Kreistag")
    page.fill("[name=decided_on]", "01.09.2022")
    page.fill("[name=paper]", "X/0815")
    press(page, "Festhalten")
    page = play.of(play.side.head, address)
    press(page, "Den Ministerien vorlegen")
    press(page, "Den Ministerien vorlegen")
    expect(page.locator(".case-head")).to_contain_text("Den Ministerien vorgelegt")


def decide(play: Play, who: Person, address: str, words: dict[int, str]) -> None:
    """One ministry's words by goal: empty for yes, else what is to be changed."""
    page = play.of(who, f"{address}entscheiden/")
    for number, change in words.items():
        verdict = "change" if change else "agree"
        page.check(f"[name=ziel-{number}-verdict][value={verdict}]")
        if change:
            page.fill(f"[name=ziel-{number}-reason]", change)
    press(page, "Entscheidungen festhalten")


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_centre_plans_is_advised_and_both_ministries_agree(
    browser: Browser, server: Server, side: Story, script: bool
) -> None:
    play = Play(browser, server, side, script)
    address = begin(play)
    for number, plan in enumerate(PLANS, start=1):
        write(play, address, number, plan)
    advise(play, address)
    put_forward(play, address)
    decide(play, side.integration, address, {1: "", 2: "", 3: ""})
    page = play.of(side.head, address)
    expect(page.locator("#ziel-1")).to_contain_text("Integration: zugestimmt · Schule: offen seit")
    decide(play, side.school, address, {1: "", 2: "Bitte den Kreissportbund nennen.", 3: ""})
    page = play.of(side.specialist, address)
    expect(page.locator("#ziel-1")).to_contain_text("Vereinbart")
    expect(page.locator("#ziel-2")).to_contain_text("Bitte den Kreissportbund nennen.")
    press(page, "Überarbeiten")
    page.fill("[id=measures-1-partners]", "Kreissportbund")
    press(page, "Speichern")
    page = play.of(side.head, address)
    press(page, "Ziel vorlegen")
    press(page, "Ziel vorlegen")
    page.goto(f"{address}2/fassungen/")
    expect(page.locator("ins")).to_contain_text("Kreissportbund")
    decide(play, side.school, address, {2: ""})
    decide(play, side.integration, address, {2: ""})
    page = play.of(side.specialist, address)
    expect(page.locator(".case-head")).to_contain_text("Vereinbart")
    assert GoalPeriod.objects.get().status == "agreed"


def test_the_form_saves_itself_and_shows_both_texts_to_the_second_editor(
    browser: Browser, server: Server, side: Story, noon: datetime
) -> None:
    period = side.draft(at=noon, goals=1, year=YEARS[0])
    play = Play(browser, server, side, script=True)
    address = f"{LIST}{period.pk}/1/bearbeiten/"
    first, second = play.of(side.specialist, address), play.of(side.head, address)
    first.fill("[id='indicators-1-target_2027']", "zwölf")
    first.locator("[id='indicators-1-target_2027']").blur()
    expect(first.locator("[id='error-indicators-1-target_2027']")).to_contain_text("ist keine Zahl")
    first.fill("[id='indicators-1-target_2027']", "0")
    first.locator("[id='indicators-1-target_2027']").blur()
    expect(first.locator("[id='note-indicators-1-target_2027']")).to_contain_text("mehr besser ist")
    first.fill("#text", "Von der Fachkraft")
    first.locator("#text").blur()
    expect(first.locator("#save-state")).to_contain_text("gespeichert")
    second.fill("#text", "Von der Leitung")
    second.locator("#text").blur()
    expect(second.locator("#save-state")).to_contain_text("inzwischen von anderen geändert")
    press(second, "Speichern")
    expect(second.locator("main")).to_contain_text("Inzwischen gespeichert: Von der Fachkraft")
    assert second.input_value("#text") == "Von der Leitung"
    first.reload()
    assert first.input_value("#text") == "Von der Fachkraft"


def test_what_was_typed_last_is_kept_when_the_page_is_left(
    browser: Browser, server: Server, side: Story, noon: datetime
) -> None:
    """Back, a closed tab, a link: the field still has the focus, so no change was told yet."""
    period = side.draft(at=noon, goals=1, year=YEARS[0])
    address = f"{LIST}{period.pk}/1/bearbeiten/"
    page = Play(browser, server, side, script=True).of(side.specialist, address)
    page.fill("#target_group", "Eltern im Kreis")
    page.goto("/datenschutz/")
    version = GoalVersion.objects.filter(goal__period=period)
    for _ in range(40):
        if version.get().target_group == "Eltern im Kreis":
            return
        page.wait_for_timeout(250)
    pytest.fail("the last words are lost")
