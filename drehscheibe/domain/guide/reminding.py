"""Mails to those who keep pages up to date, and to those whose translations have become outdated.

A line in the person's one mail of the day; not more often than `data/reminders_*.toml` says, twice
a night is once, and who wants none gets none.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.freshness import due_on
from drehscheibe.domain.guide.models import Page, ReminderStop, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.tree import guide_of_page, houses_of
from drehscheibe.domain.guide.working import titles_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.tongues import tongue
from drehscheibe.kernel.mail.digests import CLOSING, this_morning
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.declarations import Permission, roles

FILE = Path(__file__).parent / "data" / "reminders_2026-11-22.toml"
STOP = "Diese Mails stellen Sie in der Drehscheibe ab: Wegweiser, Aktualität."
Pages = list[Page]


@dataclass(frozen=True)
class Told:
    """A person and what is said to them; `what` makes the key with the stretch of days."""

    person: int
    what: str
    subject: str
    line: str


@cache
def intervals() -> dict[str, Any]:
    """The dated file."""
    return tomllib.loads(FILE.read_text("utf-8"))


def remind(*, at: datetime) -> int:
    """Both kinds; how many were told something new."""
    told = [*_of_pages(day_of(at)), *_of_translations(at)]
    stopped = set(ReminderStop.objects.values_list("person", flat=True))
    people = Person.objects.in_bulk({each.person for each in told} - stopped)
    mails = [
        _mail(each, people[each.person], at)
        for each in told
        if each.person in people and people[each.person].email
    ]
    return keep_new(mails)


@transaction.atomic
def set_reminders(*, wanted: bool, by: Person, at: datetime) -> None:
    """On or off, for oneself; what waits already does not leave either."""
    if wanted:
        ReminderStop.objects.filter(person=by).delete()
    else:
        ReminderStop.objects.get_or_create(person=by, defaults={"since": at})
        OutboxMail.objects.waiting().filter(
            key__startswith="guide.", bundle=f"reminders:{by.pk}"
        ).delete()
    record("guide.reminders.set", about=by, by=by, at=at, detail={"wanted": wanted})


def _of_pages(today: date) -> Iterator[Told]:
    """By owner and guide: pages whose day has come, the oldest first."""
    rows = (
        Page.objects.filter(owner__isnull=False, verified_at__isnull=False)
        .filter(sections__kind=Section.Kind.TITLE, sections__wordings__shown=True,
                sections__wordings__language=GERMAN)
        .select_related("centre", "keeper").order_by("verified_at", "pk")
    )  # fmt: skip
    ahead = timedelta(days=intervals()["freshness"]["ahead"])
    by_owner: dict[tuple[int, int], Pages] = {}
    for page in rows:
        due = due_on(page)
        if due is not None and due <= today + ahead and page.owner_id is not None:
            by_owner.setdefault((page.owner_id, page.centre_id or 0), []).append(page)
    held = _keepers({owner for owner, _ in by_owner}, may.KEEP, today)
    for (owner, centre), pages in by_owner.items():
        if houses_of(guide_of_page(pages[0])) & held.get(owner, set()):
            yield Told(
                owner, f"guide.freshness:{centre}:{_stretch('freshness', today)}",
                "Stimmen diese Seiten des Wegweisers noch?",
                f"{_name(pages[0])}: bitte prüfen, ob noch stimmt, was hier steht: "
                f"{_named(pages)}",
            )  # fmt: skip


def _of_translations(at: datetime) -> Iterator[Told]:
    """By translator, guide and language: how many of their texts the German has overtaken."""
    today = day_of(at)
    german = Wording.objects.filter(section=OuterRef("section"), language=GERMAN, shown=True)
    since = at - timedelta(days=intervals()["translation"]["window"])
    drafts = SectionDraft.objects.filter(section=OuterRef("section"), language=OuterRef("language"))
    rows = (
        Wording.objects.filter(shown=True, machine=False, published_at__gte=since)
        .exclude(language=GERMAN).exclude(written_by=None)
        .annotate(now=Subquery(german.values("meaning")[:1]))
        .annotate(drafted=Subquery(drafts.values("pk")[:1]))
        .filter(now__isnull=False, drafted=None).exclude(translates=F("now"))
        .select_related("section__page__centre", "section__page__keeper")
    )  # fmt: skip
    found: dict[tuple[int, int, str], Pages] = {}
    for row in rows:
        if row.written_by_id is not None:
            place = (row.written_by_id, row.section.page.centre_id or 0, row.language)
            found.setdefault(place, []).append(row.section.page)
    held = _keepers({person for person, _, _ in found}, may.WRITE, today)
    for (person, centre, language), pages in found.items():
        if houses_of(guide_of_page(pages[0])) & held.get(person, set()):
            known = tongue(language)
            count = "1 Abschnitt ist" if len(pages) == 1 else f"{len(pages)} Abschnitte sind"
            yield Told(
                person,
                f"guide.translation:{centre}:{language}:{_stretch('translation', today)}",
                "Übersetzungen des Wegweisers sind veraltet",
                f"{_name(pages[0])}: {count} auf {known.german_name if known else language} "
                "veraltet, weil sich der deutsche Text geändert hat",
            )  # fmt: skip


def _mail(told: Told, person: Person, at: datetime) -> OutboxMail:
    return OutboxMail(
        key=f"{told.what}:{person.pk}", to=person.email, subject=told.subject, language="de",
        text=f"Guten Tag,\n\n{told.line}.\n\nBitte melden Sie sich in der Drehscheibe an und "
        f"öffnen Sie „Wegweiser“.\n\n{STOP}\n\n{CLOSING}",
        created_at=at, send_after=this_morning(at), bundle=f"reminders:{person.pk}",
        line=f"{told.line}.\n{STOP}",
    )  # fmt: skip


def _stretch(kind: str, today: date) -> int:
    """Days are counted in stretches of one reminder each, the same for everybody."""
    every: int = intervals()[kind]["every"]
    return today.toordinal() // every


def _keepers(people: Iterable[int], permission: Permission, on: date) -> Mapping[int, set[int]]:
    """Where these people hold the permission today: one query."""
    holding = [code for code, role in roles().items() if permission in role.permissions]
    rows = Membership.objects.live(on).filter(person__in=list(people), role__in=holding)
    found: dict[int, set[int]] = {}
    for person, organisation in rows.values_list("person", "organisation"):
        found.setdefault(person, set()).add(organisation)
    return found


def _name(page: Page) -> str:
    return page.centre.area_name if page.centre else "Gemeinsamer Wegweiser"


def _named(pages: Pages) -> str:
    """The first three by title, the others counted."""
    titles = titles_of(pages[:3])
    named = ", ".join(f"„{titles[each.pk]}“" for each in pages[:3])
    left = len(pages) - 3
    return f"{named} und {left} weitere" if left > 0 else named
