"""The authority's queue: every finding of 600 open proofs in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.funding.proof.selectors import QueueFilter, counts, open_proofs, queue
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.domain.funding.proof.many import many_proofs

pytestmark = pytest.mark.django_db
URL = "/mitarbeit/foerderung/nachweise/"
MOST_QUERIES = 12


def _authority(count: int) -> Person:
    authority = Organisation.objects.get(kind=Organisation.Kind.AUTHORITY)
    officer = factories.person("authority_officer", of=authority)
    approver = factories.person("authority_approver", of=authority)
    many_proofs(count, authority=authority, person=officer, other=approver)
    return officer


def test_600_open_proofs_take_as_many_queries_as_60_at_most_twelve(whole_register: None) -> None:
    officer = _authority(600)
    client = factories.client_of(officer)
    client.get(URL)
    asked = []
    for query in ("", "?jahr=2015", "?seite=3", "?jahr=2000"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{URL}{query}")
        assert page.status_code == 200
        # the test itself is one transaction more: its settings are read and put back
        own = [q for q in queries if "set_config" not in q["sql"] and " FROM " in q["sql"]]
        asked.append(len(own) + 1)
    assert max(asked) <= MOST_QUERIES, asked
    assert asked[0] == asked[1] == asked[2]


def test_findings_of_the_queue_carry_rule_severity_rows_and_message(whole_register: None) -> None:
    officer = _authority(60)
    standing = standing_of(officer, on=date(2026, 1, 1))
    rows = queue(open_proofs(standing), on=date(2026, 1, 1))
    assert len(rows) == 60
    found = {each.rule: each for row in rows for each in row.findings}
    assert {"F18", "F20", "P-PERIOD", "P-TWICE", "P-PLAN", "P-SUM"} <= found.keys()
    assert found["P-PERIOD"].rows == ("Beleg 10",)
    assert found["P-TWICE"].rows == ("Beleg 1", "Beleg 9")
    assert found["P-PLAN"].rows == ("Beleg 7",)
    assert not found["F20"].blocks
    numbers = counts(rows)
    assert (numbers.open, numbers.late, numbers.submitted) == (60, 0, 60)
    assert queue(open_proofs(standing, QueueFilter(words="nirgends")), on=date(2026, 1, 1)) == []
