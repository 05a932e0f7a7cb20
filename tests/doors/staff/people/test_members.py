"""Who gives and takes roles, and what happens at once when one is taken."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from drehscheibe.kernel.access.models import Session
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.mail.bounces import return_address, take_report
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Invitation, Membership, Person
from tests import factories
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/personen/"
INVITE = "/mitarbeit/personen/einladen/"
REPORT = b"""Content-Type: multipart/report; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Action: failed
Status: 5.1.1

--x--
"""


@pytest.fixture
def carrier(db: None) -> Organisation:
    """A carrier."""
    return factories.organisation("Kreis Musterau", kind="carrier")


@pytest.fixture
def centre(carrier: Organisation) -> Organisation:
    """Its centre."""
    return factories.organisation("KI Musterau", kind="centre", parent=carrier)


@pytest.fixture
def elsewhere(db: None) -> Organisation:
    """Another centre."""
    return factories.organisation("KI Anderswo", kind="centre")


def wanted(
    place: Organisation, role: str, email: str = "neu@example.org", **more: str
) -> dict[str, str]:
    """What is typed into the form."""
    data = {"given_name": "Ayla", "family_name": "Brunnen", "email": email}
    return {**data, "place": f"{place.pk}:{role}", "valid_from": "01.01.2026", **more}


def test_the_head_sees_the_own_centre_only(centre: Organisation, elsewhere: Organisation) -> None:
    head = factories.person("head", of=centre, name="Leitung")
    factories.person("specialist", of=centre, name="Fachkraft")
    factories.person("specialist", of=elsewhere, name="Fremde")
    page = factories.client_of(head).get(LIST)
    assert_sound(page)
    text = page.content.decode()
    assert "Fachkraft" in text
    assert "Fremde" not in text


@pytest.mark.parametrize(
    ("role", "kind"),
    [("specialist", "centre"), ("centre_admin", "centre"), ("coordination", "coordinating_office"),
     ("ministry_integration", "ministry"), ("authority_approver", "authority")],
)  # fmt: skip
def test_who_gives_no_roles_has_no_such_page(role: str, kind: str) -> None:
    person = factories.person(role, of=factories.organisation("Haus", kind=kind))
    browser = factories.client_of(person)
    for page in (LIST, INVITE, f"{LIST}liste.csv"):
        assert browser.get(page).status_code == 403
    assert browser.post(INVITE, {}).status_code == 403


def test_inviting_sends_a_link_and_nothing_else(centre: Organisation) -> None:
    head = factories.person("head", of=centre)
    answer = factories.client_of(head).post(INVITE, wanted(centre, "specialist"))
    assert answer["Location"] == LIST
    invitation = Invitation.objects.get()
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)
    mail = OutboxMail.objects.get()
    assert mail.to == "neu@example.org"
    assert "http://testserver/mitarbeit/konto/einladung/" in mail.text
    assert "Brunnen" not in mail.subject + mail.text
    assert not Person.objects.filter(family_name="Brunnen").exists()
    assert Entry.objects.filter(act="access.invitation.create", by=head).count() == 1


def test_attack_15_inviting_a_known_and_an_unknown_address_looks_the_same(
    centre: Organisation,
) -> None:
    known = factories.person("carrier", of=factories.organisation("Kreis Fern")).account.email
    head = factories.person("head", of=centre)
    browser = factories.client_of(head)
    pages = []
    for email in (known, "niemand@example.org"):
        browser.post(INVITE, wanted(centre, "specialist", email))
        text = browser.get(LIST).content.decode().split("<main")[1]
        pages.append(text.split("zuruecknehmen")[0].split("einladungen/")[0])
        Invitation.objects.all().delete()
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("giver", "place", "role"),
    [
        ("head", "elsewhere", "specialist"),
        ("head", "carrier", "carrier"),
        ("head", "centre", "carrier"),
        ("head", "centre", "operator"),
        ("carrier", "elsewhere", "head"),
        ("carrier", "carrier", "authority_approver"),
    ],
)
def test_nobody_gives_more_than_the_own_organisation_has(
    request: pytest.FixtureRequest, giver: str, place: str, role: str
) -> None:
    home = request.getfixturevalue("centre" if giver == "head" else "carrier")
    request.getfixturevalue("centre")
    person = factories.person(giver, of=home)
    target = request.getfixturevalue(place)
    answer = factories.client_of(person).post(INVITE, wanted(target, role))
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("place", "role"), [("carrier", "carrier"), ("centre", "head")])
def test_the_carrier_also_cares_for_its_centre(
    request: pytest.FixtureRequest, carrier: Organisation, place: str, role: str
) -> None:
    request.getfixturevalue("centre")
    person = factories.person("carrier", of=carrier)
    target = request.getfixturevalue(place)
    factories.client_of(person).post(INVITE, wanted(target, role))
    assert Invitation.objects.get().role == role


def test_the_operator_cares_for_all(elsewhere: Organisation) -> None:
    operator = factories.person("operator", of=factories.organisation("Betrieb", kind="operator"))
    factories.client_of(operator).post(INVITE, wanted(elsewhere, "head"))
    assert Invitation.objects.get().organisation == elsewhere


def test_nobody_gives_themselves_a_role(centre: Organisation) -> None:
    head = factories.person("head", of=centre)
    data = wanted(centre, "centre_admin", head.account.email.upper())
    page = factories.client_of(head).post(INVITE, data)
    assert "Sich selbst" in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\u0308yla", "Äyla"),
        ("İnci ı", "İnci ı"),
        ("K\u035fhan", "K\u035fhan"),
        ("نرگس\u200cزاده", "نرگس\u200cزاده"),
        ("X", "X"),
        ("Ayla\u202enennurB", "Ayla nennurB"),
    ],
)
def test_attack_34_names_are_kept_as_they_are_written(
    centre: Organisation, typed: str, kept: str
) -> None:
    head = factories.person("head", of=centre)
    data = wanted(centre, "specialist", given_name="", family_name=typed)
    factories.client_of(head).post(INVITE, data)
    assert Invitation.objects.get().family_name == kept


def test_an_impossible_day_is_told_at_its_field(centre: Organisation) -> None:
    head = factories.person("head", of=centre)
    browser = factories.client_of(head)
    page = browser.post(INVITE, wanted(centre, "head", valid_from="31.02.2026"))
    assert_sound(page)
    assert 'href="#id_valid_from"' in page.content.decode()
    page = browser.post(INVITE, wanted(centre, "head", valid_to="31.12.2025"))
    assert "Das Ende liegt vor dem Beginn" in page.content.decode()


def test_attack_17_a_withdrawn_role_ends_all_sessions_at_once(centre: Organisation) -> None:
    head = factories.person("head", of=centre)
    leaver = factories.person("specialist", of=centre)
    tabs = [factories.client_of(leaver), factories.client_of(leaver)]
    assert [tab.get("/mitarbeit/").status_code for tab in tabs] == [200, 200]
    role = Membership.objects.get(person=leaver)
    browser = factories.client_of(head)
    page = f"{LIST}rollen/{role.pk}/entziehen/"
    assert_sound(browser.get(page))
    begin = timezone.now()
    assert browser.post(page)["Location"] == LIST
    for tab in tabs:
        answer = tab.get("/mitarbeit/")
        assert answer.status_code == 302
        assert "anmelden" in answer["Location"]
    assert timezone.now() - begin < timedelta(seconds=60)
    assert not Session.objects.filter(account=leaver.account).exists()
    entry = Entry.objects.get(act="access.membership.withdraw")
    assert entry.detail["sessions"] == 2


def test_attack_17_the_day_after_the_last_day_nothing_opens(centre: Organisation) -> None:
    leaver = factories.person("specialist", of=centre)
    browser = factories.client_of(leaver)
    Membership.objects.filter(person=leaver).update(
        valid_to=timezone.localdate() - timedelta(days=1)
    )
    assert browser.get("/mitarbeit/").status_code == 403


def test_attack_17_an_account_switched_off_opens_nothing(centre: Organisation) -> None:
    leaver = factories.person("specialist", of=centre)
    browser = factories.client_of(leaver)
    Account.objects.filter(person=leaver).update(is_active=False)
    assert browser.get("/mitarbeit/").status_code == 302


def test_what_was_done_before_a_withdrawal_still_held_then(centre: Organisation) -> None:
    head, leaver = factories.person("head", of=centre), factories.person("specialist", of=centre)
    role = Membership.objects.get(person=leaver)
    factories.client_of(head).post(f"{LIST}rollen/{role.pk}/entziehen/")
    live = Membership.objects.live
    assert not live(timezone.localdate()).filter(pk=role.pk).exists()
    assert live(date(2020, 1, 1)).filter(pk=role.pk).exists()


def test_one_does_not_withdraw_the_own_role(centre: Organisation) -> None:
    head = factories.person("head", of=centre)
    role = Membership.objects.get(person=head)
    page = factories.client_of(head).post(f"{LIST}rollen/{role.pk}/entziehen/")
    assert "Ihre eigene Rolle" in page.content.decode()


def test_a_role_elsewhere_is_not_found(centre: Organisation, elsewhere: Organisation) -> None:
    head = factories.person("head", of=centre)
    role = Membership.objects.get(person=factories.person("specialist", of=elsewhere))
    browser = factories.client_of(head)
    assert browser.get(f"{LIST}rollen/{role.pk}/entziehen/").status_code == 404
    assert browser.post(f"{LIST}rollen/{role.pk}/entziehen/").status_code == 404
    assert Membership.objects.get(pk=role.pk).withdrawn_at is None


def test_an_invitation_is_taken_back(centre: Organisation, client: Client) -> None:
    head = factories.person("head", of=centre)
    browser = factories.client_of(head)
    browser.post(INVITE, wanted(centre, "specialist"))
    link = OutboxMail.objects.get().text.split("http://testserver")[1].split()[0]
    page = f"{LIST}einladungen/{Invitation.objects.get().pk}/zuruecknehmen/"
    assert_sound(browser.get(page))
    assert browser.post(page)["Location"] == LIST
    assert client.get(link).status_code == 404


def test_the_list_leaves_as_a_table(centre: Organisation) -> None:
    head = factories.person("head", of=centre, name="Leitung")
    answer = factories.client_of(head).get(f"{LIST}liste.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["Nachname", "Vorname", "Organisation", "Rolle", "von", "bis"]
    assert rows[1][:4] == ["Leitung", "Mia", "KI Musterau", "KI-Leitung"]
    assert factories.client_of(head).get(f"{LIST}liste.pdf").status_code == 404


@pytest.mark.parametrize("people", [20, 60])
def test_the_list_asks_as_little_for_many_as_for_few(
    centre: Organisation, people: int, django_assert_max_num_queries: object
) -> None:
    head = factories.person("head", of=centre)
    for _ in range(people):
        factories.person("specialist", of=centre)
    browser = factories.client_of(head)
    browser.get(LIST)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page = browser.get(LIST)
    assert len(page.content) < 60_000


def test_whoever_cannot_be_written_to_is_marked(centre: Organisation, noon: datetime) -> None:
    """The latest mail came back from the person's mail server."""
    head = factories.person("head", of=centre)
    lost = factories.person("specialist", of=centre)
    page = factories.client_of(head).get(LIST)
    assert "E-Mail kam zurück" not in page.content.decode()
    mail = enqueue(to=lost.email, subject="Neuer Termin", text="x", key="k", at=noon)
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=noon)
    take_report(to=return_address(mail.pk), raw=REPORT, at=noon)
    page = factories.client_of(head).get(LIST)
    assert page.content.decode().count("E-Mail kam zurück") == 1
