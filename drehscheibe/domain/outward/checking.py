"""Which addresses are asked when, and what becomes of the answers.

What is kept follows the texts by night: a new address is asked first, one that stands nowhere any
more is forgotten. While somebody elsewhere thinks, no transaction is open.
"""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from drehscheibe.domain.outward.asking import Told, ask
from drehscheibe.domain.outward.models import Answer, OutwardLink
from drehscheibe.domain.outward.stands import addresses, dead_ends
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_for
from drehscheibe.kernel.permissions.second_wall import acting_as_system

AGAIN = timedelta(days=7)
NEXT_NIGHT = timedelta(hours=20)
"""What failed is asked again the night after; the job does not begin at the same second."""
AT_ONCE = 200
SIDE_BY_SIDE = 8
PAUSE = 1.0
"""Seconds between two questions to the same host."""
FEW_HOSTS = 5
FAILING = frozenset({Answer.GONE, Answer.SILENT})
log = logging.getLogger(__name__)
Ask = Callable[[str], Told]


class NotADeadEnd(Exception):
    """The address is none of those that lead this person nowhere."""


@transaction.atomic
def collect() -> None:
    """Keep the addresses that stand somewhere, forget the others."""
    standing = addresses()
    known = set(OutwardLink.objects.values_list("url", flat=True))
    OutwardLink.objects.filter(url__in=known - standing).delete()
    new = [OutwardLink(url=each) for each in sorted(standing - known)]
    OutwardLink.objects.bulk_create(new, ignore_conflicts=True)


def check_some(*, at: datetime, how: Ask = ask, pause: float = PAUSE) -> bool:
    """Ask those whose turn it is; whether there may be more. Twice is once.

    When hardly any host answers it is we who are cut off: then nothing is noted, so that no text
    is blamed for it.
    """
    with acting_as_system():
        rows = list(due(at)[:AT_ONCE])
    if not rows:
        return False
    answers = _asked([each.url for each in rows], how, pause)
    if _cut_off(answers):
        log.warning("outward: hardly any host answers, nothing is noted", extra={"n": len(rows)})
        return False
    with acting_as_system():
        _note(rows, answers, at)
    return len(rows) == AT_ONCE


def due(at: datetime) -> Any:
    """Addresses never asked first, then those asked longest ago."""
    again = Q(asked_at__lte=at - AGAIN) | Q(failures__gt=0, asked_at__lte=at - NEXT_NIGHT)
    rows = OutwardLink.objects.filter(Q(asked_at=None) | again)
    return rows.order_by(F("asked_at").asc(nulls_first=True), "pk")


@transaction.atomic
def hold_good(*, link: OutwardLink, by: Person, at: datetime) -> None:
    """Somebody opened the address and says it is right. Raises `NotADeadEnd` for any other."""
    held = OutwardLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    own = dead_ends(standing_for(by, on=day_of(at)), at=at)
    if held.pk not in {each.link.pk for each in own}:
        raise NotADeadEnd
    held.held_good_at, held.held_good_by = at, by
    held.save(update_fields=["held_good_at", "held_good_by"])
    record("outward.link.hold_good", about=held, by=by, at=at)


def _asked(urls: Iterable[str], how: Ask, pause: float) -> dict[str, Told]:
    """One question after another to a host, several hosts side by side."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)

    def in_turn(theirs: list[str]) -> dict[str, Told]:
        answers = {theirs[0]: how(theirs[0])}
        for url in theirs[1:]:
            sleep(pause)
            answers[url] = how(url)
        return answers

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return {url: told for found in pool.map(in_turn, hosts.values())
                for url, told in found.items()}  # fmt: skip


def _host(url: str) -> str:
    """For the pause alone; what is no address is asked like one and refused there."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _cut_off(answers: dict[str, Told]) -> bool:
    silent: dict[str, bool] = {}
    for url, told in answers.items():
        if told.answer != Answer.REFUSED:
            silent[_host(url)] = silent.get(_host(url), True) and told.answer == Answer.SILENT
    return len(silent) >= FEW_HOSTS and sum(silent.values()) > 0.8 * len(silent)


@transaction.atomic
def _note(rows: list[OutwardLink], answers: dict[str, Told], at: datetime) -> None:
    """Rows that were forgotten meanwhile stay so; one asked by somebody else meanwhile, too."""
    asked = {each.pk: each.asked_at for each in rows}
    held = OutwardLink.objects.select_for_update(no_key=True).filter(pk__in=asked).order_by("pk")
    current = [each for each in held if each.asked_at == asked[each.pk]]
    for each in current:
        told = answers[each.url]
        fails = told.answer in FAILING
        each.failing_since = (each.failing_since or at) if fails else None
        each.failures = min(each.failures + 1, 1000) if fails else 0
        each.answer, each.told, each.asked_at = told.answer, told.words, at
    OutwardLink.objects.bulk_update(
        current, ["answer", "told", "asked_at", "failures", "failing_since"]
    )
