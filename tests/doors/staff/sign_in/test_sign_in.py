"""Signing in: the way in, and the ways that stay closed."""

import statistics
from time import perf_counter

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.kernel.access.models import Session
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Account, Person
from tests import factories
from tests.pages import assert_sound

LOGIN = "/mitarbeit/konto/anmelden/"
FORGOTTEN = "/mitarbeit/konto/kennwort/vergessen/"

pytestmark = pytest.mark.django_db


def sign_in(
    client: Client, account: Account, password: str = factories.PASSWORD, **more: str
) -> HttpResponse:
    """Send the sign-in form."""
    data = {"login": account.email, "password": password, **more}
    return client.post(LOGIN, data)  # type: ignore[return-value]


def acts() -> list[str]:
    """What the record says, oldest first."""
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_address_and_password_lead_to_the_first_screen(client: Client, specialist: Person) -> None:
    answer = sign_in(client, specialist.account)
    assert (answer.status_code, answer["Location"]) == (302, "/mitarbeit/")
    assert client.get("/mitarbeit/").status_code == 200
    assert acts() == ["people.account.sign_in"]
    assert Entry.objects.get().detail == {"methods": ["password"]}


def test_the_case_of_the_address_does_not_matter(client: Client, specialist: Person) -> None:
    data = {"login": specialist.account.email.upper(), "password": factories.PASSWORD}
    assert client.post(LOGIN, data).status_code == 302


def test_the_password_is_kept_with_argon2(specialist: Person) -> None:
    assert specialist.account.password.startswith("argon2")


def test_after_signing_in_one_is_where_one_wanted_to_go(client: Client, specialist: Person) -> None:
    asked = client.get("/mitarbeit/berechtigungen/")
    assert asked["Location"] == f"{LOGIN}?next=%2Fmitarbeit%2Fberechtigungen%2F"
    page = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/mitarbeit/berechtigungen/"' in page
    answer = sign_in(client, specialist.account, next="/mitarbeit/berechtigungen/")
    assert answer["Location"] == "/mitarbeit/berechtigungen/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http://testserver.evil.example/",
        "http://localhost/mitarbeit/",
        "/\r\nLocation: //evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "///evil.example",
        "",
    ],
)
def test_attack_22_only_own_paths_are_followed(
    client: Client, specialist: Person, elsewhere: str
) -> None:
    answer = sign_in(client, specialist.account, next=elsewhere)
    assert answer["Location"] == "/mitarbeit/"


def test_attack_16_a_session_from_before_is_dead_after_signing_in(
    client: Client, specialist: Person
) -> None:
    client.get(f"{LOGIN}?next=/mitarbeit/")
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    before = session.session_key
    client.cookies["sitzung"] = before or ""
    sign_in(client, specialist.account)
    assert client.cookies["sitzung"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_attack_18_a_form_without_its_token_is_refused(specialist: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, specialist.account).status_code == 403
    wrong = {"Origin": "https://evil.example", "HX-Request": "true"}
    data = {"login": specialist.account.email, "password": factories.PASSWORD}
    assert strict.post(LOGIN, data, headers=wrong).status_code == 403


def test_attack_18_looking_at_the_sign_out_page_changes_nothing(
    client: Client, specialist: Person
) -> None:
    sign_in(client, specialist.account)
    assert client.get("/mitarbeit/konto/abmelden/").status_code == 200
    assert client.get("/mitarbeit/").status_code == 200
    answer = client.post("/mitarbeit/konto/abmelden/")
    assert answer["Location"] == "/"
    assert client.get("/mitarbeit/").status_code == 302
    assert not Session.objects.filter(account=specialist.account).exists()
    assert acts()[-1] == "people.account.sign_out"


@pytest.mark.parametrize(
    "page", ["signup/", "registrieren/", "email/", "confirm-email/", "login/code/", "3rdparty/"]
)
def test_what_we_do_not_offer_does_not_exist(client: Client, page: str) -> None:
    assert client.get(f"/mitarbeit/konto/{page}").status_code == 404


def test_attack_14_guessing_one_password_is_stopped(client: Client, specialist: Person) -> None:
    answers = [sign_in(client, specialist.account, "falsch") for _ in range(12)]
    assert [answer.status_code for answer in answers[:8]] == [200] * 7 + [429]
    assert "Zu viele Versuche" in answers[-1].content.decode()
    late = sign_in(client, specialist.account)
    assert "Zu viele Versuche" in late.content.decode(), "also with the right one"
    assert acts().count("people.account.lock") == 1, "the record is not flooded"


def test_attack_14_the_same_account_gets_in_from_another_address(specialist: Person) -> None:
    attacker, owner = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _ in range(9):
        sign_in(attacker, specialist.account, "falsch")
    assert sign_in(owner, specialist.account).status_code == 302


def test_attack_14_spraying_many_accounts_is_slowed(client: Client) -> None:
    data = [{"login": f"niemand{n}@example.org", "password": "Sommer2026!"} for n in range(100)]
    pages = [client.post(LOGIN, each).content.decode() for each in data]
    refused = [page for page in pages if "Zu viele Versuche" in page]
    assert len(refused) == 40, "sixty failures a minute from one address"


@pytest.mark.slow
def test_attack_14_three_hundred_behind_one_address_get_in() -> None:
    centre = factories.organisation("KI Musterau", kind="centre")
    people = [factories.person("specialist", of=centre) for _ in range(300)]
    shared = factories.person("specialist", of=centre, password=True).account.password
    Account.objects.update(password=shared)
    for number, person in enumerate(people):
        behind = Client(REMOTE_ADDR="192.0.2.77")
        if number % 10 == 0:
            sign_in(behind, person.account, "vertippt")
        assert sign_in(behind, person.account).status_code == 302


def test_attack_15_unknown_and_known_addresses_read_the_same(
    client: Client, specialist: Person
) -> None:
    stranger = Account(email="niemand@example.org")
    pages = []
    for account in (specialist.account, stranger):
        page = sign_in(client, account, "falsch").content.decode()
        pages.append(page.replace(account.email, "x").split("<main")[1].split("csrf")[0])
    assert pages[0] == pages[1]
    assert "passen nicht zusammen" in pages[0]
    known, unknown = Entry.objects.order_by("id")
    assert known.act == unknown.act == "people.account.sign_in_refused"
    assert known.about_id == str(specialist.account.pk)
    assert unknown.about_id == ""


def test_attack_15_unknown_and_known_addresses_take_the_same_time(specialist: Person) -> None:
    def seconds(account: Account, number: int) -> float:
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        begin = perf_counter()
        sign_in(client, account, "falsch")
        return perf_counter() - begin

    stranger = Account(email="niemand@example.org")
    known = statistics.median(seconds(specialist.account, n) for n in range(7))
    unknown = statistics.median(seconds(stranger, n + 100) for n in range(7))
    assert 0.5 < known / unknown < 2


def test_attack_15_a_forgotten_password_is_answered_alike(
    client: Client, specialist: Person
) -> None:
    answers = [
        client.post(FORGOTTEN, {"email": email})
        for email in (specialist.account.email, "niemand@example.org")
    ]
    assert {answer["Location"] for answer in answers} == {f"{FORGOTTEN}gesendet/"}
    page = client.get(f"{FORGOTTEN}gesendet/").content.decode()
    assert "Gibt es zu der Adresse ein Konto" in page


def test_attack_15_a_forgotten_password_costs_the_same_work(
    client: Client, specialist: Person
) -> None:
    """Counted instead of timed: the same statements to the database."""
    work = []
    for email in (specialist.account.email, "niemand@example.org"):
        with CaptureQueriesContext(connection) as asked:
            client.post(FORGOTTEN, {"email": email})
        work.append([query["sql"].split('"')[0] for query in asked])
    assert [each for each in work[0] if "SAVEPOINT" not in each] == [
        each for each in work[1] if "SAVEPOINT" not in each
    ]
    assert OutboxMail.objects.count() == 1, "nobody is mailed because a stranger typed"


def test_a_link_sets_a_new_password_once(client: Client, specialist: Person) -> None:
    elsewhere = factories.client_of(specialist)
    client.post(FORGOTTEN, {"email": specialist.account.email})
    link = OutboxMail.objects.get().text.split("http://testserver")[1].split()[0]
    form = client.get(link, follow=True)
    assert_sound(form)
    address = form.redirect_chain[-1][0]
    said = {"password1": "Zug fährt abends nach Soest", "password2": "Zug fährt abends nach Soest"}
    assert client.post(address, said)["Location"].endswith("/kennwort/neu/fertig/")
    assert_sound(client.get("/mitarbeit/konto/kennwort/neu/fertig/"))
    assert "gilt nicht mehr" in Client().get(link, follow=True).content.decode()
    assert sign_in(client, specialist.account, said["password1"]).status_code == 302
    assert elsewhere.get("/mitarbeit/").status_code == 302, "other browsers are signed out"
    assert "people.account.reset_password" in acts()


def test_an_inactive_account_waits(client: Client, specialist: Person) -> None:
    Account.objects.update(is_active=False)
    answer = sign_in(client, specialist.account)
    assert answer["Location"] == "/mitarbeit/konto/wartet/"
    assert client.get("/mitarbeit/").status_code == 302
    assert "Freischaltung" in client.get(answer["Location"]).content.decode()


def test_the_record_of_sign_ins_holds_no_typed_text(client: Client) -> None:
    client.post(LOGIN, {"login": "Kanarie.Vogel@example.org", "password": "Kanarie-Kennwort"})
    told = " ".join(str(entry.__dict__) for entry in Entry.objects.all())
    assert "anarie" not in told


def test_what_slows_guessing_keeps_no_typed_text(client: Client) -> None:
    from axes.models import AccessAttempt

    client.post(LOGIN, {"login": "Kanarie.Vogel@example.org", "password": "Kanarie-Kennwort"})
    attempt = AccessAttempt.objects.get()
    assert "anarie" not in str(attempt.__dict__)
