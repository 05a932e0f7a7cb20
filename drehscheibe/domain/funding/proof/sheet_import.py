"""Taking a filled workbook in: after a dry run, all of it or nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.funding.models import ProofItem, ProofOfUse, ProofPost, Voucher
from drehscheibe.domain.funding.proof.drafting import MOST_ROWS, count_up, editable
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.sheet_reading import SheetPlan, plan_import
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.documents.selectors import document_bytes, versions
from drehscheibe.kernel.people.models import Person


def workbook_series(proof: ProofOfUse) -> str:
    """Under which name the workbooks that were read in are kept."""
    return f"funding.proof:{proof.pk}:sheet"


def kept_workbook(proof: ProofOfUse, key: str) -> bytes:
    """A workbook uploaded for this proof; raises `ProofRefused` for any other file."""
    for document in versions(workbook_series(proof)):
        if str(document.pk) == key:
            return document_bytes(document)
    raise ProofRefused("Bitte laden Sie die Datei noch einmal hoch.")


MODELS: dict[str, Any] = {"posts": ProofPost, "items": ProofItem, "vouchers": Voucher}


@transaction.atomic
def import_workbook(
    *, proof: ProofOfUse, content: bytes, by: Person, at: datetime, overwrite: bool = False
) -> SheetPlan:
    """Write every difference of a workbook; with one mistake, or an unseen change of somebody else,
    nothing is written and `ProofRefused` says so. The plan tells what was done.

    Read twice, the second time changes nothing. Raises `TableRefused` for a wrong file.
    """
    locked = editable(proof, by=by, at=at)
    plan = plan_import(locked, content)
    if plan.errors:
        raise ProofRefused(
            f"Nichts übernommen: {len(plan.errors)} Angaben der Datei sind nicht lesbar."
        )
    if plan.conflicts and not overwrite:
        raise ProofRefused(
            f"Nichts übernommen: {len(plan.conflicts)} Angaben hat jemand nach dem Export "
            "geändert. Bitte vergleichen Sie beide und bestätigen Sie dann."
        )
    if plan.changes_nothing:
        return plan
    for name, value in plan.case.items():
        setattr(locked, name, value)
        locked.kept_input.pop(name, None)
    touched = [name for table in MODELS for name in _write(locked, table, plan)]
    count_up(locked, [*plan.case, *touched], {*plan.case, "kept_input"}, by=by, at=at)
    detail = {"fields": len(plan.differences), "rows": plan.row_count, "file_version": plan.version}
    record("funding.proof.import", about=locked, by=by, at=at, detail=detail)
    return plan


def _write(proof: ProofOfUse, table: str, plan: SheetPlan) -> list[str]:
    """Change and create the rows of one table in two statements; their ids for the versions."""
    model = MODELS[table]
    changed, new = plan.rows.get(table, {}), plan.new.get(table, {})
    rows = list(model.objects.filter(proof=proof, number__in=changed)) if changed else []
    for row in rows:
        for name, value in changed[row.number].items():
            setattr(row, name, value)
            proof.kept_input.pop(f"{table}-{row.number}-{name}", None)
    if rows:
        columns = {name for values in changed.values() for name in values}
        model.objects.bulk_update(rows, columns, batch_size=500)
    if new:
        count = model.objects.filter(proof=proof).count() + len(new)
        if count > MOST_ROWS[table]:
            raise ProofRefused(f"Mehr als {MOST_ROWS[table]} Zeilen sind nicht möglich.")
        model.objects.bulk_create(
            model(proof=proof, number=number, **values) for number, values in new.items()
        )
    return [f"{table}-{number}" for number in (*changed, *new)]
