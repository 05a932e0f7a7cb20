"""Effectiveness dialogues on the pages: both sides write, everybody else finds nothing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from drehscheibe.domain.controlling.dialogues import acting
from drehscheibe.domain.controlling.models import AgreedStep, Dialogue
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.controlling.report_stories import AFTER_THE_YEAR, BERLIN, judged, seen, signed
from tests.domain.controlling.stories import Story, story
from tests.doors.staff.controlling.test_report_pages import page_of, text_of

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/dialoge/"
MOST_QUERIES = 12
OF_THE_TEST = 2
MEETING = {"day": "12.03.2024", "clock": "10.30", "place": "Kreishaus, Raum 4"}
EVERY = ("", "bearbeiten/", "termin/", "termin.ics", "schritt/cancel/", "vereinbaren/",
         "vereinbart/1/")  # fmt: skip


class Clock:
    """What the pages take for now."""

    now = AFTER_THE_YEAR


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The year after the reported one; a test moves it on."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def people() -> Story:
    return story()


@pytest.fixture
def dialogue(people: Story, noon: datetime) -> Dialogue:
    """Prepared by the centre on its signed report."""
    report = signed(people, noon=noon).report
    return acting.prepare_dialogue(report=report, by=people.head, at=AFTER_THE_YEAR)


def at(dialogue: Dialogue, rest: str = "") -> str:
    """The address of a page of the dialogue."""
    return f"{LIST}{dialogue.pk}/{rest}"


def client(person: Person) -> Client:
    """The person, signed in."""
    return factories.client_of(person)


def appointed(people: Story, dialogue: Dialogue) -> Client:
    """The coordinating office, having set the day."""
    office = client(people.adviser)
    assert office.post(at(dialogue, "termin/"), MEETING).status_code == 302
    return office


def ended(people: Story, dialogue: Dialogue, clock: Clock) -> Client:
    """Held, with one step; the office goes on."""
    office = appointed(people, dialogue)
    dialogue.refresh_from_db()
    based_on = str(dialogue.edits)
    office.post(at(dialogue, "bearbeiten/"), {"seen": based_on, "minutes": "Über Vereine."})
    office.post(at(dialogue, "vereinbaren/"), agreement(people))
    clock.now = datetime(2024, 3, 12, 13, 0, tzinfo=BERLIN)
    office = client(people.adviser)  # the session of weeks ago is over
    assert office.post(at(dialogue, "schritt/conclude/"))["Location"] == at(dialogue)
    return office


def agreement(people: Story, **other: str) -> dict[str, str]:
    """The form of a step."""
    owner = str(people.centre.organisation_id)
    return {"text": "Fünf Vereine ansprechen", "owner": owner, "due_on": "1.6.2024"} | other


def test_it_is_prepared_on_a_signed_report_once(people: Story, noon: datetime) -> None:
    report = judged(people, noon=noon)
    head = client(people.head)
    prepare = page_of(report, "dialog/")
    early = head.post(prepare, follow=True)
    assert "Der Bericht ist noch nicht gezeichnet." in text_of(early)
    sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)
    first = head.post(prepare)
    assert first["Location"] == client(people.adviser).post(prepare)["Location"]
    dialogue = Dialogue.objects.get()
    assert first["Location"] == at(dialogue)
    said = text_of(head.get(at(dialogue)))
    assert "Jahresbericht 2023, Fassung 1" in said
    assert "In Vorbereitung" in said
    assert head.get(prepare).status_code == 405


def test_two_who_write_see_both_texts(people: Story, dialogue: Dialogue) -> None:
    office, centre = client(people.adviser), client(people.specialist)
    page, based_on = at(dialogue, "bearbeiten/"), {"seen": str(dialogue.edits)}
    assert office.post(page, based_on | {"topics": "Ehrenamt"}).status_code == 302
    clash = centre.post(page, based_on | {"topics": "Sport", "circle": "KI, LaKI"})
    assert clash.status_code == 422
    said = text_of(clash)
    assert "Jemand anderes hat inzwischen gespeichert" in said
    assert "Inzwischen gespeichert: Ehrenamt" in said
    assert "Sport" in said
    dialogue.refresh_from_db()
    assert (dialogue.topics, dialogue.circle) == ("Ehrenamt", "")
    again = {"seen": str(dialogue.edits), "topics": "Ehrenamt und Sport"}
    assert centre.post(page, again).status_code == 302
    assert "Ehrenamt und Sport" in text_of(office.get(at(dialogue)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"clock": "halb elf"}, "Bitte eine Uhrzeit, zum Beispiel 10:30."),
        ({"clock": ""}, "Uhrzeit"),
        ({"day": "30.02.2024"}, "Der Februar 2024 hat 29 Tage"),
        ({"day": "31.03.2024", "clock": "2:30"}, "gibt es 02:30 Uhr nicht"),
        ({"place": "x" * 201}, "200"),
    ],
)
def test_an_odd_appointment_is_refused_at_its_field_and_nothing_is_lost(
    typed: dict[str, str], said: str, people: Story, dialogue: Dialogue
) -> None:
    sent = MEETING | typed
    answer = client(people.adviser).post(at(dialogue, "termin/"), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    html = answer.content.decode()
    assert all(f'value="{text}"' in html for text in sent.values() if text)
    dialogue.refresh_from_db()
    assert (dialogue.status, dialogue.starts_at) == ("preparing", None)
    assert not OutboxMail.objects.filter(subject__startswith="Wirksamkeitsdialog").exists()


def test_a_day_is_set_moved_and_told_to_both_sides(people: Story, dialogue: Dialogue) -> None:
    office = appointed(people, dialogue)
    assert "12.03.2024, 10:30 Uhr" in text_of(office.get(at(dialogue)))
    html = office.get(at(dialogue, "termin/")).content.decode()
    assert 'value="10:30"' in html
    client(people.head).post(at(dialogue, "termin/"), MEETING | {"day": "14.03.2024"})
    assert "14.03.2024, 10:30 Uhr" in text_of(office.get(at(dialogue)))
    told = OutboxMail.objects.filter(subject__startswith="Wirksamkeitsdialog 2023")
    for person in (people.adviser, people.head, people.specialist):
        assert told.filter(to=person.email).count() == 2
    assert not told.filter(to=people.school.email).exists()


def event_of(answer: Any) -> Any:
    """The entry of a calendar file."""
    assert answer["Content-Type"].startswith("text/calendar")
    assert "attachment" in answer["Content-Disposition"]
    return next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))


def test_the_appointment_goes_into_a_calendar_and_moves_there(
    people: Story, dialogue: Dialogue
) -> None:
    head = client(people.head)
    assert head.get(at(dialogue, "termin.ics")).status_code == 404  # no day yet
    office = appointed(people, dialogue)
    one = event_of(head.get(at(dialogue, "termin.ics")))
    assert one["SUMMARY"] == "Wirksamkeitsdialog 2023, Kreis Musterau"
    assert one["LOCATION"] == "Kreishaus, Raum 4"
    assert one["DTSTART"].dt == datetime(2024, 3, 12, 10, 30, tzinfo=BERLIN)
    assert at(dialogue) in one["DESCRIPTION"]
    office.post(at(dialogue, "termin/"), MEETING | {"clock": "14 Uhr"})
    two = event_of(head.get(at(dialogue, "termin.ics")))
    assert (two["UID"], two["SEQUENCE"] > one["SEQUENCE"]) == (one["UID"], True)
    assert two["DTSTART"].dt.hour == 14
    office.post(at(dialogue, "schritt/cancel/"), {"reason": "Krank."})
    assert event_of(head.get(at(dialogue, "termin.ics")))["STATUS"] == "CANCELLED"


def test_it_is_concluded_after_the_talk_with_minutes(
    people: Story, dialogue: Dialogue, clock: Clock
) -> None:
    office = appointed(people, dialogue)
    conclude = at(dialogue, "schritt/conclude/")
    early = office.post(conclude)
    assert early.status_code == 422
    assert "Der Termin liegt noch vor Ihnen" in text_of(early)
    clock.now += timedelta(days=60)
    office = client(people.adviser)
    assert "zuerst die Niederschrift" in text_of(office.post(conclude))
    dialogue.refresh_from_db()
    office.post(at(dialogue, "bearbeiten/"), {"seen": str(dialogue.edits), "minutes": "Gut."})
    assert office.post(conclude).status_code == 302
    said = text_of(client(people.specialist).get(at(dialogue)))
    assert "Geführt" in said
    late = {"seen": str(dialogue.edits + 1), "minutes": "Anders."}
    refused = office.post(at(dialogue, "bearbeiten/"), late)
    assert "ändert sich nicht mehr" in text_of(refused)
    assert "Anders." in refused.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " "}, "Was ist vereinbart?"),
        ({"owner": "999999"}, "Wer kümmert sich?"),
        ({"due_on": "29.02.2025"}, "Der Februar 2025 hat 28 Tage"),
        ({"text": "x" * 501}, "500"),
    ],
)
def test_an_odd_step_is_refused(
    typed: dict[str, str], said: str, people: Story, dialogue: Dialogue
) -> None:
    answer = client(people.head).post(at(dialogue, "vereinbaren/"), agreement(people, **typed))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not AgreedStep.objects.exists()


def test_a_step_is_agreed_and_taken_out_again_before_the_talk(
    people: Story, dialogue: Dialogue
) -> None:
    head = client(people.head)
    head.post(at(dialogue, "vereinbaren/"), agreement(people, function="Leitung"))
    said = text_of(head.get(at(dialogue)))
    assert "1. Fünf Vereine ansprechen" in said
    assert "Leitung" in said
    office = client(people.adviser)
    early = {"done_on": "1.2.2024", "outcome": "Schon getan."}
    answer = office.post(at(dialogue, "vereinbart/1/"), early)
    assert "erst nach dem Gespräch" in text_of(answer)
    office.post(at(dialogue, "vereinbart/1/"), {"drop": "1"})
    assert not AgreedStep.objects.exists()
    assert office.post(at(dialogue, "vereinbart/1/"), {"drop": "1"}).status_code == 404


def test_what_became_of_a_step_is_noted_by_either_side(
    people: Story, dialogue: Dialogue, clock: Clock
) -> None:
    office = ended(people, dialogue, clock)
    page = at(dialogue, "vereinbart/1/")
    for typed, said in (
        ({"done_on": "1.1.2030", "outcome": "x"}, "liegt in der Zukunft"),
        ({"done_on": "12.3.2024", "outcome": ""}, "Was wurde daraus?"),
    ):
        refused = office.post(page, typed)
        assert refused.status_code == 422
        assert said in text_of(refused)
    assert AgreedStep.objects.get().done_on is None
    dropped = office.post(page, {"drop": "1"}, follow=True)
    assert "ändert sich nicht mehr" in text_of(dropped)
    centre = client(people.specialist)
    centre.post(page, {"done_on": "12.3.2024", "outcome": "Vier sagten zu."})
    assert AgreedStep.objects.get().done_on == date(2024, 3, 12)
    assert "Vier sagten zu." in text_of(office.get(at(dialogue)))


def test_calling_off_asks_why_and_leaves_room_for_another(
    people: Story, dialogue: Dialogue
) -> None:
    head = client(people.head)
    assert head.post(at(dialogue, "schritt/cancel/"), {"reason": ""}).status_code == 422
    head.post(at(dialogue, "schritt/cancel/"), {"reason": "Hochwasser."})
    assert "Hochwasser." in text_of(head.get(at(dialogue)))
    other = head.post(page_of(dialogue.report, "dialog/"))
    assert other["Location"] != at(dialogue)
    assert head.get(at(dialogue, "schritt/appoint/")).status_code == 404  # no step of its own page


def test_another_centre_finds_nothing(people: Story, dialogue: Dialogue) -> None:
    """Attack 2: the number of a dialogue out of reach; written nothing, told nothing."""
    appointed(people, dialogue)
    stranger = client(story("Stadt Fern").head)
    assert {stranger.get(at(dialogue, each)).status_code for each in EVERY} == {404}
    assert stranger.post(at(dialogue, "bearbeiten/"), {"minutes": "x"}).status_code == 404
    assert stranger.post(page_of(dialogue.report, "dialog/")).status_code == 404
    assert "Kreis Musterau" not in text_of(stranger.get(LIST))
    before = dialogue.edits + 1  # the appointment
    dialogue.refresh_from_db()
    assert (dialogue.edits, dialogue.minutes) == (before, "")


@pytest.mark.parametrize("ministry", ["integration", "school"])
def test_ministries_have_no_seat(ministry: str, people: Story, dialogue: Dialogue) -> None:
    """The talk is the coordinating office's with the centre (source 002): before and after it."""
    appointed(people, dialogue)
    browser = client(getattr(people, ministry))
    assert {browser.get(at(dialogue, each)).status_code for each in EVERY} == {403}
    assert browser.get(LIST).status_code == 403
    assert browser.post(page_of(dialogue.report, "dialog/")).status_code == 403


def test_the_carrier_reads_and_does_not_write(people: Story, dialogue: Dialogue) -> None:
    carrier = factories.person("carrier", of=people.centre.carrier)
    appointed(people, dialogue)
    browser = client(carrier)
    assert "Für Sie ist hier gerade nichts zu tun." in text_of(browser.get(at(dialogue)))
    assert browser.get(at(dialogue, "termin.ics")).status_code == 200
    for rest in ("bearbeiten/", "termin/", "vereinbaren/"):
        assert browser.get(at(dialogue, rest)).status_code == 403


def test_the_list_is_filtered_and_asks_little(people: Story, dialogue: Dialogue) -> None:
    office = appointed(people, dialogue)
    assert "Kreis Musterau" in text_of(office.get(f"{LIST}?jahr=2023&stand=appointed"))
    assert "Kein Dialog" in text_of(office.get(f"{LIST}?jahr=2023&stand=held"))
    for address in (LIST, at(dialogue)):
        with CaptureQueriesContext(connection) as asked:
            office.get(address)
        assert len(asked) <= MOST_QUERIES + OF_THE_TEST, address
