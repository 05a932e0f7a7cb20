"""A survey from the first question to what everybody reads, by the people who do it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.surveys.models import Survey, SurveyResponse
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.journeys.conftest import Server, sent, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIST = "/mitarbeit/abfragen/"
TITLE = "Rolle im Programm KOMM-AN"


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_survey_from_its_draft_to_its_result(
    browser: Browser, server: Server, demonstrated: None, script: bool
) -> None:
    """Sc 2.1 and 2.2 as people meet them: drafted, answered by two, signed off, given back."""

    def come(email: str) -> Page:
        return signed_in(visit(browser, server, script=script), server, f"{email}.example")

    office = come("beratung@koordinierung")
    _drafted(office)
    survey = Survey.objects.get(title=TITLE)
    specialist, head = come("fachkraft@warendorf"), come("leitung@warendorf")
    _written_by_two(specialist, head, survey, script=script)
    _given_back(office, head, survey)
    _reminded(office, survey)
    _over(office, specialist)


def _press(page: Page, label: str) -> None:
    sent(page.locator("main").get_by_role("button", name=label, exact=False).first)


def _drafted(page: Page) -> None:
    """Two questions and one that follows the first; a forgotten unit is asked for."""
    page.goto(LIST)
    page.click("text=Abfrage entwerfen")
    page.fill("[name=title]", TITLE)
    page.fill("[name=closes_on]", "31.02.2027")
    _press(page, "Weiter zu den Fragen")
    expect(page.locator("#fehler")).to_be_visible()
    assert page.input_value("[name=title]") == TITLE
    page.fill("[name=closes_on]", f"{timezone.localdate().year + 1}-03-31")
    _press(page, "Weiter zu den Fragen")
    _questions(page)
    page.click("text=Vorschau")
    expect(page.locator("main")).to_contain_text("Wie viele Stellen?")
    page.click("main .actions >> text=Zu den Fragen")
    page.click("main .kern-btn:has-text('Starten')")
    _press(page, "Starten")
    expect(page.locator("main")).to_contain_text("0 von 54 abgegeben")


def _questions(page: Page) -> None:
    _asked(page, "one", text="Welche Rolle hat Ihr Zentrum?", choices="koordiniert\nberät\nkeine")
    page.get_by_label("Was wird geantwortet?").select_option("long")
    _press(page, "Frage schreiben")
    page.fill("[name=text]", "Wie genau?")
    page.click("summary:has-text('Nur unter einer Bedingung')")
    page.get_by_label("Welche Rolle hat Ihr Zentrum? – koordiniert").check()
    _press(page, "Speichern")
    page.get_by_label("Was wird geantwortet?").select_option("number")
    _press(page, "Frage schreiben")
    page.fill("[name=text]", "Wie viele Stellen?")
    _press(page, "Speichern")
    expect(page.locator("#fehler")).to_contain_text("Einheit")
    page.fill("[name=unit]", "Stellen")
    page.get_by_label("Ohne Antwort kann nicht abgegeben werden").check()
    _press(page, "Speichern")


def _asked(page: Page, kind: str, **texts: str) -> None:
    page.get_by_label("Was wird geantwortet?").select_option(kind)
    _press(page, "Frage schreiben")
    for name, text in texts.items():
        page.fill(f"[name={name}]", text)
    _press(page, "Speichern")


def _written_by_two(specialist: Page, head: Page, survey: Survey, *, script: bool) -> None:
    """The specialist writes; what the head types meanwhile is kept, shown beside, and taken."""
    posts = survey.questions.get(place=3).pk
    address = f"{LIST}antwort/{_response(survey).pk}/"
    _typed(specialist, survey, script=script)
    head.goto(address)
    expect(head.locator("main")).to_contain_text("Gesperrt durch Samira Talweg")
    head.fill(f"#frage_{posts}", "3")
    _saved(head, posts, script=script)
    expect(head.locator("main")).to_contain_text("beiseite gelegt")
    specialist.goto(address)
    assert specialist.input_value(f"#frage_{posts}") == "2,5"
    _press(specialist, "Speichern und andere schreiben lassen")
    head.goto(address)
    expect(head.locator(f"#platz-{posts}")).to_contain_text("Inzwischen gespeichert: 2,5")
    assert head.input_value(f"#frage_{posts}") == "3"
    expect(specialist.get_by_role("button", name="abgeben")).to_have_count(0)
    _press(head, "Speichern und abgeben")
    expect(head.locator("main")).to_contain_text("Abgegeben")


def _typed(page: Page, survey: Survey, *, script: bool) -> None:
    """From the first screen; the question that follows shows when it is asked, errors stay put."""
    follow, posts = (survey.questions.get(place=place).pk for place in (2, 3))
    page.goto("/mitarbeit/")
    page.click(f".task:has-text('{TITLE}') >> text=Antworten")
    if script:
        expect(page.locator(f"#platz-{follow}")).to_be_hidden()
    page.get_by_label("koordiniert", exact=True).check()
    expect(page.locator(f"#platz-{follow}")).to_be_visible()
    page.fill(f"#frage_{posts}", "viele")
    _saved(page, posts, script=script)
    expect(page.locator(f"#error-frage_{posts}")).not_to_be_empty()
    assert page.input_value(f"#frage_{posts}") == "viele"
    page.fill(f"#frage_{posts}", "2,5")
    _press(page, "Speichern")


def _saved(page: Page, question: int, *, script: bool) -> None:
    """By itself where there are scripts, else by the button."""
    if script:
        page.locator(f"#frage_{question}").blur()
        expect(page.locator("#save-state")).not_to_have_attribute("data-state", "saved")
    else:
        _press(page, "Speichern")


def _given_back(office: Page, head: Page, survey: Survey) -> None:
    """Returned with a reason, answered again: both versions stay."""
    office.reload()
    expect(office.locator("main")).to_contain_text("1 von 54 abgegeben")
    office.click("main table >> text=Warendorf")
    _press(office, "Mit Begründung zurückgeben")
    expect(office.locator("#fehler")).to_be_visible()
    office.fill("[name=reason]", "Zählen Sie bitte auch die Leitung?")
    _press(office, "Mit Begründung zurückgeben")
    head.goto(f"{LIST}antwort/{_response(survey).pk}/")
    expect(head.locator("main")).to_contain_text("Zählen Sie bitte auch die Leitung?")
    posts = survey.questions.get(place=3)
    head.fill(f"#frage_{posts.pk}", "4")
    _press(head, "Speichern und abgeben")
    office.reload()
    expect(office.locator("main")).to_contain_text("Fassung 2")
    expect(office.locator("main")).to_contain_text("Fassung 1")


def _reminded(office: Page, survey: Survey) -> None:
    """Those who owe are named before anything leaves; a second press sends nothing."""
    office.goto(f"{LIST}{survey.pk}/")
    office.click("text=53 erinnern")
    expect(office.locator("main")).to_contain_text("53 Zentren schulden ihre Antwort")
    with acting_as_system():
        assert not OutboxMail.objects.filter(key__contains=":remind:").exists()
    _press(office, "Jetzt erinnern")
    office.goto(f"{LIST}{survey.pk}/erinnern/")
    expect(office.locator("main")).to_contain_text("heute schon erinnert")
    _press(office, "Jetzt erinnern")
    with acting_as_system():
        found = OutboxMail.objects.filter(key__contains=":remind:")
        # of those who owe only two have anybody to write to
        assert {each.to for each in found} == {
            "leitung@koeln.example",
            "leitung@duesseldorf.example",
        }
        assert found.count() == 2


def _over(office: Page, specialist: Page) -> None:
    """Ended by hand; a single answer is not told to the others."""
    survey = Survey.objects.get(title=TITLE)
    office.goto(f"{LIST}{survey.pk}/")
    office.click("text=Jetzt beenden")
    _press(office, "Jetzt beenden")
    expect(office.locator("main svg[role=img]")).to_have_count(1)
    expect(office.locator("main")).to_contain_text("zusammen 4 Stellen")
    specialist.goto(f"{LIST}{survey.pk}/")
    expect(specialist.locator("main")).to_contain_text("Weniger als fünf")
    expect(specialist.locator("main")).not_to_contain_text("zusammen 4")


def _response(survey: Survey) -> SurveyResponse:
    with acting_as_system():
        return SurveyResponse.objects.get(survey=survey, organisation__code="ki-05570")
