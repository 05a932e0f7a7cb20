"""The authority's queue: every finding of 600 open proofs in a fixed number of queries."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof.facts import findings_of
from drehscheibe.domain.funding.proof.findings import findings, has_findings
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts, VoucherFacts
from drehscheibe.domain.funding.proof.queue import QueueFilter, counts, open_proofs, queue
from drehscheibe.domain.funding.staffing_grant import ZERO
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


def test_the_queue_finds_what_the_case_page_finds_and_counts_it(whole_register: None) -> None:
    """What is counted over all rows without a message, shown on a row and on the case is one."""
    officer = _authority(30)
    on = date(2026, 1, 1)
    rows = queue(open_proofs(standing_of(officer, on=on)), on=on)
    for row in rows:
        proof = ProofOfUse.objects.get(application__number=row.number)
        assert row.findings == findings_of(proof, on=on)
        assert row.is_conspicuous == bool(row.findings)
    assert counts(rows).with_findings == 30
    first, client = rows[0], factories.client_of(officer)
    shown = client.get(URL).content.decode()
    case = client.get(f"/mitarbeit/foerderung/antraege/{first.number}/nachweis/").content.decode()
    for each in first.findings:
        assert each.message in shown
        assert each.message in case


def test_a_proof_without_a_finding_is_not_counted(whole_register: None) -> None:
    officer = _authority(1)
    on = date(2013, 3, 30)
    (row,) = queue(open_proofs(standing_of(officer, on=on)), on=on)
    assert row.facts is not None
    clean = replace(row, facts=_without_fault(row.facts))
    assert clean.findings == ()
    assert counts([row, clean]).with_findings == 1


def test_each_fault_alone_is_counted(whole_register: None) -> None:
    """`has_findings` stops early and goes another way than `findings`; they never disagree."""
    officer = _authority(1)
    on = date(2013, 3, 30)
    (row,) = queue(open_proofs(standing_of(officer, on=on)), on=on)
    assert row.facts is not None
    clean, faulty = _without_fault(row.facts), row.facts
    for name in ("posts", "vouchers", "money", "has_certificate", "certificate_on"):
        one = replace(clean, **{name: getattr(faulty, name)})
        assert has_findings(one, on=on) == bool(findings(one, on=on)), name
    assert not has_findings(clean, on=on)
    assert has_findings(replace(clean, income=None), on=on)
    assert has_findings(replace(clean, submitted_on=date(2013, 6, 1)), on=on)


def _without_fault(facts: ProofFacts) -> ProofFacts:
    """The same proof as nobody would have to ask about it: costs at their caps, all of it paid."""
    posts = tuple(
        post._replace(actual=line.cap)
        for post, line in zip(facts.posts, facts.figures.posts, strict=True)
    )
    staff = sum((post.actual or ZERO for post in posts), ZERO)
    granted = {**facts.money.granted, **facts.spent, "staff": staff}
    spent = sum(granted.values(), ZERO)
    return replace(
        facts,
        posts=posts,
        has_certificate=True,
        certificate_on=_on_time(facts),
        submitted_on=_on_time(facts),
        vouchers=VoucherFacts(),
        money=replace(facts.money, granted=granted, paid=spent, called=spent, call_days=()),
        paid_as_proved=spent,
    )


def _on_time(facts: ProofFacts) -> date:
    """A month before the proof is due."""
    return facts.due_on.replace(day=1)
