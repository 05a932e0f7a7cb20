"""A project group from survey to decision to paper, with and without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, expect

from drehscheibe.domain.exchange.models import Decision, Meeting, Minutes, Paper
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.surveys.asking import Outline, add_question, draft_survey, open_survey
from drehscheibe.domain.surveys.models import Survey
from drehscheibe.domain.surveys.provenance import link
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.journeys.axe import findings
from tests.journeys.conftest import Server, sent, signed_in, visit
from tests.stage_groups_at_work import pdf_bytes

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ADVISER, HEAD = "beratung@koordinierung.example", "leitung@warendorf.example"
QUESTION = "Wie arbeiten Sie mit Sportvereinen?"
MOTION = "Die Handreichung Sport wird gedruckt."


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_project_group_decides_and_publishes(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    survey = asked()
    chair = signed_in(visit(browser, server, script=script, width=360), server, ADVISER)
    head = signed_in(visit(browser, server, script=script), server, HEAD)
    group = founded(chair)
    with acting_as_system():
        link(source=survey, target=group, by=person(ADVISER), at=timezone.now())
    meeting = planned(chair, group)
    decided(chair, head, meeting)
    recorded(chair, head, meeting, script=script)
    released(chair, head, group)
    if script:
        assert not findings(head), findings(head)


def asked() -> Survey:
    """The survey that the group comes of."""
    now = timezone.now()
    with acting_as_system():
        owner = Organisation.objects.get(code="koordinierungsstelle")
        outline = Outline(QUESTION, now + timedelta(days=30), "<p>Bitte kurz.</p>")
        survey = draft_survey(owner=owner, outline=outline, by=person(ADVISER), at=now)
        houses = list(Organisation.objects.filter(code__in=["ki-05570", "ki-05315"]))
        return opened(survey, houses)


def opened(survey: Survey, houses: list[Organisation]) -> Survey:
    """With one question, at a few centres."""
    by, now = person(ADVISER), timezone.now()
    add_question(survey=survey, columns={"kind": "long", "text": QUESTION}, by=by, at=now)
    open_survey(survey=survey, to=houses, by=by, at=now)
    return survey


def founded(page: Page) -> Group:
    """Set up on the page, a head taken in by her address."""
    page.goto("/mitarbeit/gruppen/")
    page.click("text=Gruppe einrichten")
    page.fill("[name=name]", "Sport")
    page.select_option("[name=kind]", "project")
    page.fill("[name=mandate]", "Eine Handreichung schreiben.")
    press(page, "Einrichten")
    page.fill("[name=email]", "niemand@example.org")
    press(page, "Aufnehmen")
    expect(page.locator("#fehler")).to_contain_text("gehört zu keinem Konto")
    page.fill("[name=email]", HEAD)
    press(page, "Aufnehmen")
    expect(page.locator("main")).to_contain_text("Jannis Birkhorst")
    return Group.objects.get(name="Sport")


def planned(page: Page, group: Group) -> Meeting:
    """This morning's meeting with an agenda, one point of it internal, one moved up."""
    page.goto(f"/mitarbeit/gruppen/{group.pk}/")
    page.click("text=Sitzung planen")
    page.fill("[name=title]", "Auftakt")
    page.fill("[name=day]", german_day(timezone.localdate() - timedelta(days=1)))
    page.fill("[name=begins]", "10:00")
    page.fill("[name=ends]", "9:00")
    page.fill("[name=place]", "Kreishaus")
    press(page, "Planen")  # ends the next morning: over midnight
    for title, internal in (("Kosten", True), ("Handreichung", False)):
        page.fill("[name=title]", title)
        if internal:
            page.check("[name=internal]")
        press(page, "Hinzufügen")
    expect(page.locator("main")).to_contain_text("TOP 2 Handreichung")
    page.locator("tr", has_text="TOP 2 Handreichung").locator("button[value=up]").click()
    expect(page.locator("main")).to_contain_text("TOP 1 Handreichung")
    page.click("text=Zur Sitzung")
    press(page, "Einladen")
    expect(page.locator("main")).to_contain_text("Eingeladen")
    return Meeting.objects.get(group=group)


def decided(chair: Page, head: Page, meeting: Meeting) -> None:
    """Proposed, voted on by the centre, stated."""
    chair.goto(f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/")
    chair.locator("tr", has_text="TOP 1 Handreichung").locator("text=Beschluss vorlegen").click()
    chair.fill("[name=text]", MOTION)
    chair.select_option("[name=way]", "vote")
    press(chair, "Vorlegen")
    decision = Decision.objects.get(group=meeting.group)
    head.goto("/mitarbeit/")
    expect(head.locator("main")).to_contain_text(f"Abstimmen: {MOTION}")
    head.goto(f"/mitarbeit/gruppen/beschluesse/{decision.pk}/")
    head.check("[name=choice][value=yes]")
    press(head, "Abstimmen")
    expect(head.locator("main")).to_contain_text("Eingetragen: Ja")
    chair.goto(f"/mitarbeit/gruppen/beschluesse/{decision.pk}/")
    chair.click("text=Ergebnis feststellen")
    press(chair, "Feststellen")
    expect(chair.locator("main")).to_contain_text("1 Ja, 0 Nein, 0 Enthaltungen")
    expect(chair.locator("main")).to_contain_text("in Kraft")


def recorded(chair: Page, head: Page, meeting: Meeting, *, script: bool) -> None:
    """Held, written, commented on, approved, published."""
    chair.goto(f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/abschliessen/")
    first = meeting.items.get(number=1)
    chair.fill(f"[name=result-{first.pk}]", "Der Entwurf liegt vor.")
    press(chair, "Sitzung abschließen")
    text = chair.locator("[name=text]")
    expect(text).to_have_value("## TOP 1 Handreichung\n\nDer Entwurf liegt vor.")
    text.fill("## TOP 1 Handreichung\n\nBeschlossen.\n\n- drucken\n- verteilen")
    if script:
        chair.locator("[name=internal]").click()  # leaving an input saves it
        expect(chair.locator("#version")).to_have_value("1")
    else:
        press(chair, "Speichern")
    assert "<li>drucken</li>" in Minutes.objects.get(meeting=meeting).text
    chair.goto(f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/protokoll/abstimmung/")
    chair.fill("[name=until]", german_day(timezone.localdate()))
    press(chair, "Zur Abstimmung geben")
    head.goto(f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/")
    head.fill("main [name=text]", "Bitte auch verschicken.")
    press(head, "Anmerkung senden")
    expect(head.locator("main")).to_contain_text("Bitte auch verschicken.")
    Meeting.objects.filter(pk=meeting.pk).update(
        comments_until=timezone.localdate() - timedelta(days=1)
    )
    for step, told in (
        ("Genehmigen", "Protokoll genehmigt"),
        ("Veröffentlichen", "veröffentlicht"),
    ):
        chair.goto(f"/mitarbeit/gruppen/sitzungen/{meeting.pk}/")
        press(chair, step)
        expect(chair.locator("main")).to_contain_text(told)


def released(chair: Page, head: Page, group: Group) -> None:
    """Uploaded, shown to the network, in the chain from the survey on."""
    chair.goto(f"/mitarbeit/gruppen/{group.pk}/papiere/neu/")
    chair.fill("[name=title]", "Handreichung Sport")
    file = FilePayload(name="x.pdf", mimeType="application/pdf", buffer=pdf_bytes())
    chair.set_input_files("[name=file]", file)
    press(chair, "Hochladen")
    paper = Paper.objects.get(group=group)
    with acting_as_system():
        link(source=group, target=paper, by=person(ADVISER), at=timezone.now())
    chair.click("text=Sichtbarkeit ändern")
    chair.select_option("[name=tier]", "network")
    press(chair, "Speichern")
    head.goto(f"/mitarbeit/gruppen/papiere/{paper.pk}/")
    chain = head.locator("section", has_text="Was daraus wurde")
    expect(chain).to_contain_text(QUESTION)
    expect(chain).to_contain_text("Sport")
    with head.expect_download() as loading:
        head.click("text=Herunterladen")
    assert loading.value.path().read_bytes().startswith(b"%PDF-")


def press(page: Page, label: str) -> None:
    """The button of the page that says so."""
    sent(page.locator("main button, aside button", has_text=label).first)


def person(email: str) -> Person:
    """Somebody of the demonstration."""
    return Person.objects.get(email=email)
