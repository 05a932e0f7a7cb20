"""The language of one's mails is chosen on the page of the account."""

import pytest
from django.urls import reverse

from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Account
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_language_is_chosen_and_another_than_there_is_refused() -> None:
    person, other = factories.person(), factories.person()
    browser, page = factories.client_of(person), reverse("account_overview")
    assert '<option value="de" lang="de" selected>' in browser.get(page).content.decode()
    shown = browser.post(page, {"language": "ar"}, follow=True).content.decode()
    assert '<option value="ar" lang="ar" selected>' in shown
    assert "Die Sprache Ihrer Mails ist gespeichert." in shown
    for wrong in ("xx", "", "de\n"):
        refused = browser.post(page, {"language": wrong}, follow=True).content.decode()
        assert "Diese Sprache gibt es hier nicht." in refused
    chosen = dict(Account.objects.values_list("person", "language"))
    assert (chosen[person.pk], chosen[other.pk]) == ("ar", "de")
    assert Entry.objects.filter(act="people.account.choose_language").count() == 1
