"""Mails about coming and going: subjects and texts name neither group nor person."""

from datetime import datetime

from drehscheibe.domain.groups.models import LEADING, GroupMembership, JoinRequest
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.people.models import Person

CLOSING = "Freundliche Grüße\nIhre Drehscheibe"


def tell_of_membership(member: GroupMembership, *, at: datetime) -> None:
    """Whoever was taken in learns it, and how to leave again."""
    _tell(
        member.person, f"groups.membership:{member.pk}:begin", "Sie gehören jetzt zu einer Gruppe",
        "Sie wurden in eine Gruppe auf der Drehscheibe aufgenommen. Bitte melden Sie sich an und "
        "öffnen Sie „Gruppen“. Dort können Sie die Gruppe jederzeit wieder verlassen.", at,
    )  # fmt: skip


def tell_of_request(asked: JoinRequest, *, at: datetime) -> None:
    """Whoever leads the group learns that somebody wants to join."""
    leading = GroupMembership.objects.live(day_of(at)).filter(
        group=asked.group, function__in=LEADING
    )
    for each in leading.select_related("person"):
        _tell(
            each.person, f"groups.join:{asked.pk}:ask:{each.person_id}",
            "Jemand möchte in Ihre Gruppe",
            "für eine Ihrer Gruppen liegt eine Beitrittsanfrage vor. Bitte melden Sie sich an und "
            "beantworten Sie sie unter „Gruppen“.", at,
        )  # fmt: skip


def tell_of_refusal(asked: JoinRequest, *, at: datetime) -> None:
    """Whoever asked and was not let in learns it; a yes is told by `tell_of_membership`."""
    _tell(
        asked.person, f"groups.join:{asked.pk}:refused", "Ihre Beitrittsanfrage",
        "Ihre Anfrage, einer Gruppe beizutreten, wurde nicht angenommen. Bei Fragen wenden Sie "
        "sich bitte an die Leitung der Gruppe.", at,
    )  # fmt: skip


def _tell(person: Person, key: str, subject: str, text: str, at: datetime) -> None:
    if person.email:
        body = f"Guten Tag,\n\n{text}\n\n{CLOSING}\n"
        enqueue(to=person.email, subject=subject, text=body, key=key, at=at)
