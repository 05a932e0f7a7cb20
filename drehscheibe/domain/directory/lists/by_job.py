"""What a job does with a long list: it takes it over, and asks for the permission anew.

Its transaction is the list's: a worker that dies leaves nothing, and the next one begins again.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from drehscheibe.domain.directory.lists.taking import take_list
from drehscheibe.domain.directory.models import ActorUpload
from drehscheibe.kernel.tables.refusals import RowError, TableRefused
from drehscheibe.kernel.tables.rows import Taken

IS = ActorUpload.Standing
MOST_NAMED = 200
CHANGED = (
    "Seit Sie die Liste übergeben haben, hat sich im Verzeichnis etwas geändert. Übernommen wurde"
    " nichts; bitte berichtigen Sie die Stellen unten und übernehmen Sie noch einmal."
)
NOT_ANY_MORE = "Übernommen wurde nichts: Ihnen fehlte zu diesem Zeitpunkt die Berechtigung dafür."


@transaction.atomic
def take_over(number: int, *, at: datetime) -> None:
    """Take it over, or say why not; of one that is done, taken back or gone, nothing."""
    rows = ActorUpload.objects.select_for_update(of=("self",)).select_related("centre", "made_by")
    upload = rows.filter(pk=number, standing=IS.TAKING).first()
    if upload is None:
        return
    try:
        taken = take_list(upload=upload, by=upload.made_by, at=at, dry=False)
    except PermissionDenied:
        told: dict[str, Any] = {"refused": NOT_ANY_MORE}
    except TableRefused as refused:
        told = {"refused": str(refused)}
    else:
        if taken.done:
            return
        told = _told(taken)
    upload.told, upload.standing = told, IS.OPEN
    upload.save(update_fields=["told", "standing"])


def mistakes_told(upload: ActorUpload) -> list[RowError]:
    """Why a job took nothing, cell by cell."""
    return [RowError(**each) for each in upload.told.get("mistakes", [])]


def _told(taken: Taken) -> dict[str, Any]:
    return {"refused": CHANGED, "mistakes": [asdict(each) for each in taken.mistakes[:MOST_NAMED]]}
