"""Files without a document are swept away each night."""

from datetime import datetime

from drehscheibe.kernel.documents import retention
from drehscheibe.kernel.jobs.declarations import every


@every("45 1 * * *")
def sweep_orphans(*, at: datetime) -> None:
    """See `retention.sweep_orphans`."""
    retention.sweep_orphans(at=at)
