"""The voucher lists of many proofs in one query: sums by part, and rows that need a look."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import connection

from drehscheibe.domain.funding.proof.proof_facts import VoucherFacts

QUERY = """
WITH listed AS (
    SELECT v.proof_id, v.part, v.number, v.amount,
           v.amount IS NULL OR v.dated_on IS NULL OR v.payee = '' AS incomplete,
           extract(year FROM v.dated_on) <> a.fiscal_year AS outside,
           v.amount IS NOT NULL AND v.payee <> '' AND count(*) OVER (
               PARTITION BY v.proof_id, lower(v.payee), v.dated_on, v.amount) > 1 AS twice,
           v.post_number IS NOT NULL AND post.id IS NULL AS unplanned
      FROM funding_voucher v
      JOIN funding_proofofuse p ON p.id = v.proof_id
      JOIN funding_application a ON a.id = p.application_id
      LEFT JOIN funding_proofpost post
             ON post.proof_id = v.proof_id AND post.number = v.post_number
     WHERE v.proof_id = ANY(%s)
)
SELECT proof_id, part, count(*), coalesce(sum(amount), 0),
       array_agg(number) FILTER (WHERE incomplete), array_agg(number) FILTER (WHERE outside),
       array_agg(number) FILTER (WHERE twice), array_agg(number) FILTER (WHERE unplanned)
  FROM listed GROUP BY proof_id, part
"""
NO_VOUCHERS = VoucherFacts()


def voucher_facts(proofs: Sequence[int]) -> dict[int, VoucherFacts]:
    """What the lists of these proofs say; a proof without vouchers is absent."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [list(proofs)])
        rows = cursor.fetchall()
    sums: dict[int, dict[str, Decimal]] = {}
    counts: dict[int, int] = {}
    flagged: dict[int, list[list[int]]] = {}
    for proof, part, count, amount, *flags in rows:
        sums.setdefault(proof, {})[part] = amount
        counts[proof] = counts.get(proof, 0) + count
        kept = flagged.setdefault(proof, [[], [], [], []])
        for numbers, more in zip(kept, flags, strict=True):
            numbers.extend(more or [])
    return {
        proof: VoucherFacts(
            count=counts[proof],
            sums=sums[proof],
            incomplete=tuple(sorted(flagged[proof][0])),
            outside=tuple(sorted(flagged[proof][1])),
            twice=tuple(sorted(flagged[proof][2])),
            unplanned=tuple(sorted(flagged[proof][3])),
        )
        for proof in sums
    }
