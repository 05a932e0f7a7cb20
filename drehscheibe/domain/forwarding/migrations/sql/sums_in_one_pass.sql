-- sums only: whoever may read the allocation may read them, nobody's application shows through.
-- A view reads as its owner, past the policies of the cases. Each sum is computed for the rows
-- A view reads as its owner, past the policies of the cases.
-- Grouped in one pass a table: a list of 25 and the total of all cost the same.
CREATE OR REPLACE VIEW forwarding_sums AS
SELECT a.id AS allocation_id,
    coalesce(c.cases, 0)::integer AS cases,
    coalesce(c.applied, 0)::numeric(14, 2) AS applied,
    coalesce(c.promised, 0)::numeric(14, 2) AS promised,
    coalesce(k.contracted, 0)::numeric(14, 2) AS contracted,
    coalesce(p.ordered, 0)::numeric(14, 2) AS ordered,
    coalesce(p.paid, 0)::numeric(14, 2) AS paid,
    coalesce(v.proved, 0)::numeric(14, 2) AS proved,
    coalesce(r.returned, 0)::numeric(14, 2) AS returned,
    (SELECT coalesce(sum(i.promised), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_caseitem i ON i.case_id = c.id AND i.code = ANY (a.training_items)
        WHERE c.allocation_id = a.id
          AND c.status NOT IN ('refused', 'withdrawn'))::numeric(14, 2) AS training
FROM forwarding_allocation a
LEFT JOIN (
    SELECT allocation_id,
        count(*) FILTER (WHERE submitted_on IS NOT NULL) AS cases,
        sum(requested) FILTER (
            WHERE submitted_on IS NOT NULL AND status <> 'withdrawn') AS applied,
        sum(promised) FILTER (WHERE status NOT IN ('refused', 'withdrawn')) AS promised
    FROM forwarding_forwardingcase GROUP BY allocation_id
) c ON c.allocation_id = a.id
LEFT JOIN (
    SELECT c.allocation_id, sum(k.amount) AS contracted FROM forwarding_forwardingcontract k
    JOIN forwarding_forwardingcase c ON c.id = k.case_id
    WHERE k.cancelled_on IS NULL GROUP BY c.allocation_id
) k ON k.allocation_id = a.id
LEFT JOIN (
    SELECT c.allocation_id,
        sum(p.amount) FILTER (WHERE p.cancelled_on IS NULL) AS ordered,
        sum(p.amount) FILTER (WHERE o.status = 'paid') AS paid
    FROM forwarding_forwardingpayment p
    JOIN forwarding_forwardingcase c ON c.id = p.case_id
    LEFT JOIN payments_paymentorder o ON o.id = p.order_id
    GROUP BY c.allocation_id
) p ON p.allocation_id = a.id
LEFT JOIN (
    SELECT c.allocation_id, sum(v.eligible) AS proved FROM forwarding_forwardingproof v
    JOIN forwarding_forwardingcase c ON c.id = v.case_id GROUP BY c.allocation_id
) v ON v.allocation_id = a.id
LEFT JOIN (
    SELECT c.allocation_id, sum(r.returned) AS returned FROM forwarding_forwardingrepayment r
    JOIN forwarding_forwardingcase c ON c.id = r.case_id GROUP BY c.allocation_id
) r ON r.allocation_id = a.id;
