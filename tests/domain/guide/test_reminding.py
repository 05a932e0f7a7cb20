"""Reminders of the guide: once a stretch, one mail a day, to those who still keep it, until they
say no."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from drehscheibe.domain.guide.freshness import confirm
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.reminding import remind, set_reminders
from drehscheibe.kernel.mail.digests import as_one
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Membership, Person
from tests.domain.guide.stories import AT, LATER, house, page, release, texts, write

pytestmark = pytest.mark.django_db
STALE = AT + timedelta(days=181)


def lines() -> list[str]:
    """What waits, without the words about stopping."""
    rows = OutboxMail.objects.order_by("key").values_list("line", flat=True)
    return [each.split("\n")[0] for each in rows]


def test_owners_hear_of_stale_pages_once_and_again_after_a_fortnight() -> None:
    of = house()
    made = [page(of, f"Seite {number}") for number in range(5)]
    Page.objects.filter(pk=made[4].pk).update(owner=None)
    assert remind(at=AT + timedelta(days=179)) == 0
    assert remind(at=STALE) == 1
    (line,) = lines()
    assert line.endswith("hier steht: „Seite 0“, „Seite 1“, „Seite 2“ und 1 weitere.")
    assert remind(at=STALE + timedelta(hours=1)) == 0
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.bundle) == (of.writer.email, f"reminders:{of.writer.pk}")
    assert remind(at=STALE + timedelta(days=14)) == 1
    for each in made:
        confirm(page=each, by=of.checker, at=STALE + timedelta(days=15))
    assert remind(at=STALE + timedelta(days=29)) == 0


def test_translators_hear_of_their_outdated_texts_in_the_same_mail() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.", "Zwei.")
    for section in texts(made):
        write(of, section, "Bir.", "tr")
    release(of, made, "tr")
    assert remind(at=LATER) == 0
    write(of, texts(made)[0], "Neu.", at=LATER)
    release(of, made, at=LATER)
    assert remind(at=LATER) == 1
    (line,) = lines()
    assert line.startswith("Kreis Soest: 1 Abschnitt ist auf Türkisch veraltet, weil")
    assert remind(at=LATER + timedelta(days=181)) == 2
    whole = as_one(list(OutboxMail.objects.order_by("pk")))
    assert whole.subject == "Erinnerung: 2 offene Punkte"
    assert "Aktualität" in whole.text


def test_whoever_left_or_wants_none_is_left_in_peace(
    as_person: Callable[[Person], Client],
) -> None:
    of = house()
    page(of, "Wohnen")
    client = as_person(of.writer)
    assert remind(at=STALE) == 1
    here = "/mitarbeit/wegweiser/aktualitaet/"
    assert "Nicht mehr erinnern" in client.get(here).content.decode()
    client.post(f"{here}mails/", {"wanted": "nein"})
    assert "Wieder erinnern" in client.get(here).content.decode()
    assert not OutboxMail.objects.exists()
    assert remind(at=STALE) == 0
    set_reminders(wanted=True, by=of.writer, at=STALE)
    Membership.objects.filter(person=of.writer).update(valid_to=STALE.date() - timedelta(days=1))
    assert remind(at=STALE) == 0
