"""„Das stimmt nicht“: what visitors say is wrong with something public. Nobody is named."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.language.refused import Refused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system

LONGEST = 500
MOST_A_DAY = 20
"""So many hints a day come from one network; what is more is thanked and dropped."""


class Hint(models.Model):
    """Somebody says that a statement is wrong; the centre looks into it.

    The room adds what it is about and what can be wrong (`what`). `network` is a fingerprint.
    """

    text = models.CharField("In eigenen Worten", max_length=LONGEST, blank=True)
    at = models.DateTimeField("gemeldet")
    network = models.CharField("Netz", max_length=64, blank=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="geprüft von"
    )
    settled_at = models.DateTimeField("geprüft am", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """What is wrong."""
        said: Any = self
        return str(said.get_what_display())


def refuse_hint(what: str, text: str, kinds: list[str]) -> str:
    """The words of a hint in one line; raises `Refused` without a choice or for too many words."""
    if what not in kinds:
        raise Refused("Bitte wählen Sie, was nicht stimmt.", "was")
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > LONGEST:
        raise Refused(f"Bitte höchstens {LONGEST} Zeichen.", "text")
    return words


def keep_hint(
    hints: Any, said: Mapping[str, Any], *, visitor: Visitor, salt: str, at: datetime
) -> Any:
    """The hint among `hints` (a manager), or None: the same is known, or its network said enough.

    `said` is what it is about, `what` and `text`.
    """
    network = visitor.network_mark(salt, "hint")
    with acting_as_system():  # visitors read no hints
        known = hints.filter(network=network, at__gt=at - timedelta(days=1))
        if known.count() >= MOST_A_DAY or hints.filter(**said, settled_at=None).exists():
            return None
        return hints.create(**said, at=at, network=network)


def settle_hint(hint: Hint, *, by: Person, at: datetime) -> None:
    """Looked into; the first who did stays named."""
    rows = type(hint)._default_manager.filter(pk=hint.pk, settled_at=None)
    rows.update(settled_by=by, settled_at=at)
