"""Writing a report: typed text is kept, nobody overwrites another."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.controlling.models import AnnualReport, Goal, ReportDraft
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.inputs import slots_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import Kept, keep
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

DRAFT_COLUMNS = {"edits", "field_versions", "kept_input", "changed_by", "changed_at"}


@transaction.atomic
def save_report(
    *,
    report: AnnualReport,
    typed: Mapping[str, str],
    seen: int,
    by: Person,
    at: datetime,
    overwrite: bool = False,
) -> Kept:
    """Keep what was typed; see `kernel.drafts.keeping.keep`."""
    draft = writable(report, by=by, at=at)
    goals = Goal.objects.filter(period=report.period_id)
    kept = keep(draft, slots_of(draft, goals), typed, seen=seen, overwrite=overwrite)
    if kept.changed:
        for row, columns in kept.other_rows(draft):
            row.save(update_fields=columns if row.pk else None)
        draft.changed_by, draft.changed_at = by, at
        draft.save(update_fields=DRAFT_COLUMNS | kept.columns_of(draft))
        detail = {"edit": draft.edits, "n": len(kept.changed)}
        record("controlling.report.edit", about=report, by=by, at=at, detail=detail)
    return kept


def writable(report: AnnualReport, *, by: Person, at: datetime) -> ReportDraft:
    """The draft, its report locked first, or a refusal that says why it cannot be written."""
    locked = locked_for(by, may.EDIT, report, on=day_of(at))
    if not locked.is_writable:
        raise ControllingRefused(
            f"Der Bericht ist „{locked.get_status_display()}“ und lässt sich so nicht ändern. "
            "Ihre Eingaben stehen noch auf dieser Seite; die Leitung kann eine Berichtigung "
            "beginnen."
        )
    drafts = ReportDraft.objects.filter(report=locked).prefetch_related("judgements")
    return drafts.select_for_update(of=("self",), no_key=True).get()
