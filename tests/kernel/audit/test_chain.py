"""The chain of the record costs the same for each entry."""

from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection

from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.audit.selectors import broken_links

pytestmark = pytest.mark.django_db
READ_WHOLE = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relid = 'audit_entry'::regclass"


def read_whole() -> int:
    """How often the table was read from its beginning in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(READ_WHOLE)
        return int(cursor.fetchone()[0])


def test_the_entry_before_is_found_by_its_index_in_a_table_believed_to_be_empty(
    noon: datetime,
) -> None:
    """As on a fresh database: each act would read and sort all that stands there already."""
    with connection.cursor() as cursor:
        cursor.execute(f"RESET ROLE; ANALYZE audit_entry; SET ROLE {settings.WEB_ROLE}")
    before = read_whole()
    for number in range(5):
        record("test.entry.next", about=None, by=None, at=noon, detail={"n": number})
    assert read_whole() == before
    first, *others = Entry.objects.order_by("id")
    assert not broken_links()
    assert [each.previous_hash for each in others] == [
        each.entry_hash for each in (first, *others[:-1])
    ]
