"""Pools held by one transaction: locked, and their registrations within reach of it.

Seats are counted over everybody, also over people of other organisations whom the reader never
sees. So whoever changes seats reaches the registrations of the pools it holds, for as long as it
holds them and through this module only; the row-level policy asks `registration_held()`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.registration.models import Pool
from drehscheibe.kernel.permissions.transaction_settings import tell

SETTING = "app.registration_pools"
_HELD: ContextVar[Mapping[int, Pool]] = ContextVar("held_pools")


@contextmanager
def holding(*pools: Pool) -> Iterator[dict[int, Pool]]:
    """The pools as they stand, by id, locked until the transaction ends.

    What an act around this one holds already is neither locked nor read again: it is the same row
    in hand, and a refusal undoes the whole act.
    """
    keys, around = {pool.pk for pool in pools}, _HELD.get({})
    if keys and keys <= around.keys():
        yield {key: around[key] for key in keys}
        return
    with holding_rows(Pool.objects.filter(pk__in=keys)) as held:
        yield held


@contextmanager
def holding_rows(rows: QuerySet[Pool]) -> Iterator[dict[int, Pool]]:
    """Those of a query, all in one question.

    Always locked in one order, so that two who switch the other way round do not wait for each
    other.
    """
    around = _HELD.get({})
    with transaction.atomic():
        locked = rows.order_by("pk").select_for_update(of=("self",), no_key=True)
        held = {pool.pk: pool for pool in locked}
        tell({SETTING: _listed(held)})
        _HELD.set(held)
        try:
            yield held
        finally:
            _HELD.set(around)
        # A refusal rolls it back; a setting outlives a released savepoint.
        tell({SETTING: _listed(around) if around else ""})


def _listed(keys: Iterable[int]) -> str:
    return "{" + ",".join(map(str, keys)) + "}"
