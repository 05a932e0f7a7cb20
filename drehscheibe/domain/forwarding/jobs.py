"""What runs by itself: notices of a grant, those a crash left out, forgotten drafts, deadlines."""

from datetime import datetime

from drehscheibe.domain.forwarding.models import Allocation
from drehscheibe.domain.forwarding.notices import write_missing_notices
from drehscheibe.domain.forwarding.reminders import remind
from drehscheibe.domain.forwarding.third_party.beginning import remove_never_opened
from drehscheibe.kernel.jobs.declarations import every, job
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@job
def write_notices(*, at: datetime, programme: str, fiscal_year: int) -> None:
    """All notices of a programme and year in one go."""
    with acting_as_system():
        write_missing_notices(programme, fiscal_year, at=at)


@every("40 2 * * *")
def catch_up_notices(*, at: datetime) -> None:
    """Granted allocations that still lack their notice."""
    with acting_as_system():
        left = Allocation.objects.filter(decided_on__isnull=False, notice=None)
        for programme, year in set(left.values_list("programme", "fiscal_year")):
            write_missing_notices(programme, year, at=at)


@every("50 2 * * *")
def forget_never_opened(*, at: datetime) -> None:
    """Drafts whose link nobody opened in 14 days; their addresses are kept no longer."""
    remove_never_opened(at=at)


@every("20 3 * * *")
def look_over_deadlines(*, at: datetime) -> None:
    """Remind third parties and centres; a second run of the night changes nothing."""
    with acting_as_system():
        remind(at=at)
