"""Hundreds of handed-in proofs at once, written past the triggers by the tables' owner."""

from itertools import islice, product
from typing import Any

from django.conf import settings
from django.db import connection

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

YEARS = range(2012, 2028)
KEYS = {
    2012: "2012-06-25", 2017: "2017-04-24", 2018: "2018-03-27", 2020: "2020-10-30",
    2023: "2023-03-10", 2025: "2025-04-03",
}  # fmt: skip
TABLES = ("application", "decision", "paymentcall", "proofofuse", "proofpost", "proofitem",
          "voucher")  # fmt: skip

CASES = """
WITH case_rows AS (
    INSERT INTO funding_application (number, centre_id, authority_id, fiscal_year, guideline,
        status, declarations, komm_an_posts, volunteering, kept_input, field_versions, requested,
        granted, version, created_by_id, created_at, changed_at, submitted_on)
    SELECT 'VIELE-' || n, centre, %(authority)s, year, key, 'final', '{}', 0, 0, '{}', '{}',
           307500, 307500, 1, %(person)s, now(), now(), make_date(year - 1, 10, 1)
      FROM unnest(%(centres)s::bigint[], %(years)s::int[], %(keys)s::text[])
           WITH ORDINALITY AS wanted(centre, year, key, n)
    RETURNING id, fiscal_year
), decisions AS (
    INSERT INTO funding_decision (application_id, outcome, staff, material, komm_an, volunteering,
        reason, prepared_by_id, prepared_at, decided_by_id, decided_on)
    SELECT id, 'grant', 287500, 20000, 0, 0, '', %(person)s, now(), %(other)s,
           make_date(fiscal_year, 3, 1) FROM case_rows
), calls AS (
    INSERT INTO funding_paymentcall (application_id, number, line_group, due_on, note, status,
        requested_by_id, requested_at, staff, material, komm_an, volunteering)
    SELECT id, half, 'G1', make_date(fiscal_year, 5, half), '', 'released', %(person)s, now(),
           143750, 10000, 0, 0
      FROM case_rows, generate_series(1, 2) AS half
)
INSERT INTO funding_proofofuse (application_id, status, due_on, due_shifted_on, use_text,
    result_text, survey_confirmed_on, income, net_prices, confirmed_necessary, kept_input,
    field_versions, version, changed_at, submitted_on, eligible, paid, difference, check_note,
    retain_until, legal_hold)
SELECT id, 'submitted', make_date(fiscal_year + 1, 3, 31), make_date(fiscal_year + 1, 3, 31),
       'Text', 'Text', make_date(fiscal_year + 1, 2, 1), 0, false, true, '{}', '{}', 2, now(),
       make_date(fiscal_year + 1, 3, 1) + (id %% 60)::int, 280000, 307500, 27500, '',
       make_date(fiscal_year + 6, 3, 1), false
  FROM case_rows
"""
ROWS = """
INSERT INTO funding_proofpost (proof_id, post_id, number, category, share, filled_from, filled_to,
    actual_cost)
SELECT p.id, NULL, n, CASE n WHEN 7 THEN 'ASSISTENZ' ELSE 'FACHKRAFT' END,
       CASE n WHEN 7 THEN 0.5 ELSE 1 END, make_date(a.fiscal_year, 1 + ((p.id + n) %% 4)::int, 1),
       make_date(a.fiscal_year, 12, 31), 40000 + 1000 * ((p.id + n) %% 30)
  FROM funding_proofofuse p JOIN funding_application a ON a.id = p.application_id,
       generate_series(1, 7) AS n
 WHERE a.number LIKE 'VIELE-%%';
INSERT INTO funding_proofitem (proof_id, number, part, kind, label, planned, actual)
SELECT p.id, n, 'material', 'TRANSLATION', 'Übersetzung ' || n, 10000, 9000
  FROM funding_proofofuse p JOIN funding_application a ON a.id = p.application_id,
       generate_series(1, 2) AS n
 WHERE a.number LIKE 'VIELE-%%';
INSERT INTO funding_voucher (proof_id, number, part, post_number, dated_on, payee, purpose, amount)
SELECT p.id, n, 'staff', 1 + (n %% 8), make_date(a.fiscal_year + (n %% 10 = 0)::int, 6, 1),
       'Amt ' || (n %% 8), 'Entgelt', 1000 + (n %% 8)
  FROM funding_proofofuse p JOIN funding_application a ON a.id = p.application_id,
       generate_series(1, 10) AS n
 WHERE a.number LIKE 'VIELE-%%';
"""


def many_proofs(count: int, *, authority: Organisation, person: Person, other: Person) -> None:
    """So many proofs, each with 7 posts, 2 items, 10 vouchers, 2 calls; over centres and years."""
    centres = list(Centre.objects.order_by("key").values_list("pk", flat=True))
    pairs = list(islice(product(YEARS, centres), count))
    assert len(pairs) == count
    facts: dict[str, Any] = {
        "authority": authority.pk,
        "person": person.pk,
        "other": other.pk,
        "centres": [centre for _, centre in pairs],
        "years": [year for year, _ in pairs],
        "keys": [max(key for first, key in KEYS.items() if first <= year) for year, _ in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE funding_{table} DISABLE TRIGGER USER")
        cursor.execute(CASES, facts)
        cursor.execute(ROWS.replace("%%", "%"))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE funding_{table} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE funding_{table}")
        cursor.execute(f"SET ROLE {settings.WEB_ROLE}")
