"""What is forgotten, by the rules of `data/retention.toml`; each purge is recorded."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from drehscheibe.domain.courses.models import (
    CourseDemand,
    CourseHint,
    CourseUpload,
    ProviderLink,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.retention import Rule, rules_of

FILE = Path(__file__).parent / "data" / "retention.toml"


def rule(key: str) -> Rule:
    """One of this room's rules."""
    return rules_of(FILE)[key]


@transaction.atomic
def forget(*, at: datetime) -> dict[str, int]:
    """Everything of this room that is due; twice is once."""
    marked = CourseDemand.objects.filter(
        on_day__lte=day_of(rule("demand_marks").limit(at)), device__isnull=False
    )
    old = CourseDemand.objects.filter(on_day__lte=day_of(rule("demand").limit(at)))
    gone = {
        "demand": old.delete()[0],
        "marks": marked.update(device=None, network=""),
        "hints": CourseHint.objects.filter(at__lte=rule("hints").limit(at)).delete()[0],
        "links": ProviderLink.objects.filter(ends_at__lte=rule("links").limit(at)).delete()[0],
        "uploads": CourseUpload.objects.filter(made_at__lte=rule("uploads").limit(at)).delete()[0],
    }
    if any(gone.values()):
        record("courses.visitor.purge", about=None, by=None, at=at, detail=gone)
    return gone
