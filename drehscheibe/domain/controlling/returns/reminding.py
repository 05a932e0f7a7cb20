"""Reminding those who owe, by one click: each person gets one mail, whoever else clicks as well.

A preview has a key; sent twice it is one reminder. Two officers with two previews come one after
the other: the second finds that today's reminder is out. Who returned meanwhile is left out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import connection, transaction

from drehscheibe.domain.centres import permissions as of_centres
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling import permissions as of_goals
from drehscheibe.domain.controlling.goals.mails import CLOSING
from drehscheibe.domain.controlling.models import ReturnReminder
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns.obligations import CONCEPT, GOALS, PROOF, REPORT
from drehscheibe.domain.controlling.returns.owing import Owed, owed, reminded_on_day
from drehscheibe.domain.funding.proof import permissions as of_proofs
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.digests import GATHERING
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import check

TOLD: dict[str, Permission] = {
    CONCEPT: of_centres.CONCEPT_EDIT,
    GOALS: of_goals.EDIT,
    REPORT: of_goals.EDIT,
    PROOF: of_proofs.EDIT,
}
"""Whoever may write it at the centre or its carrier is reminded of it."""
MOST_WORDS = 2000


@dataclass(frozen=True)
class Reminding:
    """What an officer saw in the preview and sends: of what, to whom, with which own words."""

    obligation: str
    year: int
    centres: Collection[int]
    words: str = ""


@transaction.atomic
def send_reminder(*, key: UUID, reminding: Reminding, by: Person, at: datetime) -> ReturnReminder:
    """Remind the chosen centres that still owe it; the same `key` again changes nothing.

    Raises `ControllingRefused` when nobody is left: all have returned or were reminded today.
    """
    check(by, may.REMIND, on=day_of(at))
    _one_at_a_time(f"{reminding.obligation}:{reminding.year}")
    sent = ReturnReminder.objects.filter(key=key).first()
    if sent is not None:
        return sent
    what = owed(_centres(reminding), reminding.obligation, reminding.year, day_of(at))
    if what is None or reminding.obligation not in TOLD:
        raise ControllingRefused("Daran kann nicht erinnert werden.")
    told = reminded_on_day(reminding.obligation, reminding.year, _midnight(at))
    left = [centre for centre, _ in what.missing if centre.pk not in told]
    if not left:
        raise ControllingRefused(_nobody(bool(what.missing)))
    sent = ReturnReminder.objects.create(
        key=key, obligation=reminding.obligation, year=reminding.year,
        text=reminding.words.strip(), sent_by=by, sent_at=at,
    )  # fmt: skip
    sent.centres.set(left)
    mails = [_mail(what, centre, reminding.words, at) for centre in left]
    send_reminders(mails, at=at, leaving=at + GATHERING)
    detail = {"obligation": reminding.obligation, "year": reminding.year, "centres": len(left)}
    record("controlling.return.remind", about=sent, by=by, at=at, detail=detail)
    return sent


def mail_text(what: Owed, words: str) -> str:
    """What everybody gets who has to be reminded of nothing else that day: no name, no centre."""
    own = f"{words.strip()}\n\n" if words.strip() else ""
    return (
        f"Guten Tag,\n\nfür Ihr Zentrum steht noch aus: {what.title}, fällig am "
        f"{german_day(what.nominal)}. Begann Ihr Zentrum später, gilt die Frist, die in der "
        f"Drehscheibe steht.\n\n{own}Bitte melden Sie sich an und öffnen Sie „Rücklauf“. Dort "
        f"steht, was fehlt.\n\n{CLOSING}"
    )


def mail_subject(what: Owed) -> str:
    """What and which year, nobody's name."""
    return f"Erinnerung: {what.title}"


def _mail(what: Owed, centre: Centre, words: str, at: datetime) -> Reminder:
    """The key names the day, so that a person is told once a day however many officers click."""
    about = f"{what.obligation.key}:{what.year}:{centre.pk}"
    return Reminder(
        key=f"controlling.return:{about}:{day_of(at).isoformat()}",
        places=(centre.organisation_id, centre.carrier_id),
        permission=TOLD[what.obligation.key],
        subject=mail_subject(what),
        text=mail_text(what, words),
        line=(
            f"{centre.area_name}: {what.title}, fällig am {german_day(what.nominal)}\n"
            f"{words.strip()}"
        ).strip(),
    )


def _centres(reminding: Reminding) -> list[Centre]:
    return list(Centre.objects.filter(pk__in=reminding.centres).defer("outline", "path"))


def _midnight(at: datetime) -> datetime:
    return datetime.combine(day_of(at), time(), BERLIN)


def _nobody(somebody_owes: bool) -> str:
    if somebody_owes:
        return "An diese Zentren ist heute schon erinnert worden. Es ging keine zweite Mail hinaus."
    return "Inzwischen schuldet das niemand mehr. Es ging keine Mail hinaus."


def _one_at_a_time(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7303))", [what])
