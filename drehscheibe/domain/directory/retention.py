"""What is forgotten, by the rules of `data/retention.toml`; each purge is recorded."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from drehscheibe.domain.directory.models import ActorHint, ActorLink, ActorUpload
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.retention import rules_of

FILE = Path(__file__).parent / "data" / "retention.toml"


@transaction.atomic
def forget(*, at: datetime) -> dict[str, int]:
    """Everything of this room that is due; twice is once."""
    rules = rules_of(FILE)
    gone = {
        "hints": ActorHint.objects.filter(at__lte=rules["hints"].limit(at)).delete()[0],
        "links": ActorLink.objects.filter(ends_at__lte=rules["links"].limit(at)).delete()[0],
        "uploads": ActorUpload.objects.filter(made_at__lte=rules["uploads"].limit(at)).delete()[0],
    }
    if any(gone.values()):
        record("directory.visitor.purge", about=None, by=None, at=at, detail=gone)
    return gone
