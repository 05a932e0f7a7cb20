"""Pools held by one transaction: locked, and their registrations within reach of it.

Seats are counted over everybody, also over people of other organisations whom the reader never
sees. So whoever changes seats reaches the registrations of the pools it holds, for as long as it
holds them and through this module only; the row-level policy asks `registration_held()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from drehscheibe.domain.registration.models import Pool
from drehscheibe.kernel.permissions.transaction_settings import tell, told

SETTING = "app.registration_pools"


@contextmanager
def holding(*pools: Pool) -> Iterator[dict[int, Pool]]:
    """The pools as they stand, by id, locked until the transaction ends.

    Always locked in one order, so that two who switch the other way round do not wait for each
    other.
    """
    keys = sorted({pool.pk for pool in pools})
    with transaction.atomic():
        rows = Pool.objects.filter(pk__in=keys).order_by("pk")
        held = {pool.pk: pool for pool in rows.select_for_update(of=("self",), no_key=True)}
        before = told([SETTING])
        tell({SETTING: "{" + ",".join(map(str, keys)) + "}"})
        yield held
        tell(before)  # a refusal rolls it back; a setting outlives a released savepoint
