"""Circulars and feedback of the demonstration: all but two confirmed, one topic answered."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.circulars.feeding_back import (
    Experience,
    answer,
    ask_ministry,
    bundle,
    give_feedback,
)
from drehscheibe.domain.circulars.models import Circular, CircularAddress, PracticeFeedback
from drehscheibe.domain.circulars.receiving import acknowledge
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import (
    ADVISER,
    BIELEFELD,
    BOCHUM,
    BORKEN,
    ESSEN,
    HOCHSAUERLAND,
    INTEGRATION,
    UNNA,
    side_of,
)
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.kernel.organisations.models import Organisation

CHOSEN = (WARENDORF, COLOGNE, DUESSELDORF, BIELEFELD, BOCHUM, BORKEN, ESSEN, HOCHSAUERLAND, UNNA)
STILL_OWE = (WARENDORF, BORKEN)
"""All but two have confirmed."""
RECEIPTS = "Digitale Belege im Verwendungsnachweis"
CONTACTS = "Ansprechpersonen im Ministerium"
TASK = "Umfrage bei den Schulen weiterleiten"
RULES = "Fristen für weitergeleitete Mittel"
FORMS = "Merkblatt in einfacher Sprache"
WORRIES = {
    WARENDORF: (RULES, "Vereine ohne Hauptamt schaffen den Nachweis in acht Wochen nicht."),
    COLOGNE: (RULES, "Die Frist fällt in die Sommerferien; im letzten Jahr kamen 14 zu spät."),
    DUESSELDORF: (FORMS, "Das Merkblatt hilft, aber es fehlt die arabische Fassung."),
}


def circulars(cast: People, days: Days) -> None:
    """What is there stays."""
    with transaction.atomic():
        if not Circular.objects.filter(title=RECEIPTS).exists():
            _letters(cast, days)
    with transaction.atomic():
        if not PracticeFeedback.objects.exists():
            _feedback(cast, days)


def _letters(cast: People, days: Days) -> None:
    everywhere = list(Organisation.objects.filter(kind=Organisation.Kind.CENTRE))
    contacts = Letter(
        CONTACTS, "Für Fragen zum Landesprogramm ist das Referat 513 zuständig.\n\n"
        "Bitte schreiben Sie an integration@ministerium.example.",
    )  # fmt: skip
    old = _sent(cast, INTEGRATION, contacts, everywhere, days.ago(90))
    changed = replace(contacts, text=contacts.text.replace("513", "517"), replaces=old)
    _sent(cast, INTEGRATION, changed, everywhere, days.ago(30))
    receipts = Letter(
        RECEIPTS, "Belege von Vereinen können als Foto eingereicht werden.\n\n"
        "Das Original bleibt fünf Jahre beim Verein. Bitte sagen Sie es Ihren Partnern.",
        "acknowledging", due_on=days.ahead(2),
    )  # fmt: skip
    chosen = list(Organisation.objects.filter(code__in=[f"ki-{key}" for key in CHOSEN]))
    letter = _sent(cast, INTEGRATION, receipts, chosen, days.ago(9))
    for key in (each for each in CHOSEN if each not in STILL_OWE):
        address = CircularAddress.objects.get(circular=letter, organisation__code=f"ki-{key}")
        acknowledge(address=address, by=side_of(cast, key).head, at=days.ago(6))
    task = Letter(
        TASK, "Eine Hochschule befragt Schulen zur Mehrsprachigkeit; die Teilnahme ist freiwillig.",
        "task", "Bitte an die Grundschulen weitergeben.", days.ahead(14), roles=("head",),
    )  # fmt: skip
    _sent(cast, ADVISER, task, everywhere, days.ago(3))


def _sent(
    cast: People, email: str, letter: Letter, to: list[Organisation], at: datetime
) -> Circular:
    by = cast[email]
    sender = by.memberships.get().organisation
    circular = write_circular(sender=sender, letter=letter, by=by, at=at)
    return publish(circular=circular, to=to, by=by, at=at)


def _feedback(cast: People, days: Days) -> None:
    """One topic lies before the ministry, one is answered, one waits to be bundled."""
    given = {
        key: give_feedback(
            organisation=side_of(cast, key).centre.organisation, by=side_of(cast, key).specialist,
            experience=Experience(*words), at=days.ago(40),
        )
        for key, words in WORRIES.items()
    }  # fmt: skip
    by = cast[ADVISER]
    office = by.memberships.get().organisation
    ministry = cast[INTEGRATION].memberships.get().organisation
    forms = bundle(
        keeper=office, topic=FORMS, feedback=[given[DUESSELDORF]], by=by, at=days.ago(35)
    )
    wish = "Das Merkblatt wird gern genutzt. Gewünscht ist eine arabische Fassung."
    ask_ministry(bundle=forms, ministry=ministry, summary=wish, by=by, at=days.ago(34))
    promised = "Die arabische Fassung ist in Auftrag gegeben und erscheint im Frühjahr."
    answer(bundle=forms, text=promised, by=cast[INTEGRATION], at=days.ago(10))
    rules = bundle(
        keeper=office, topic=RULES, feedback=[given[WARENDORF], given[COLOGNE]], by=by,
        at=days.ago(7),
    )  # fmt: skip
    summary = "Kleine Vereine schaffen den Nachweis in der Frist nicht, besonders im Sommer."
    ask_ministry(bundle=rules, ministry=ministry, summary=summary, by=by, at=days.ago(6))
    unna = side_of(cast, UNNA)
    give_feedback(
        organisation=unna.centre.organisation, by=unna.head, at=days.ago(2),
        experience=Experience("Dolmetschen am Telefon", "In Randzeiten ist niemand erreichbar."),
    )  # fmt: skip
