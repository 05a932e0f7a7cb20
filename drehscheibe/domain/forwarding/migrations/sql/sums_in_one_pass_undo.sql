-- sums only: whoever may read the allocation may read them, nobody's application shows through.
-- A view reads as its owner, past the policies of the cases. Each sum is computed for the rows
-- that are asked for.
CREATE OR REPLACE VIEW forwarding_sums AS
SELECT a.id AS allocation_id,
    (SELECT count(*) FROM forwarding_forwardingcase c
        WHERE c.allocation_id = a.id AND c.submitted_on IS NOT NULL)::integer AS cases,
    (SELECT coalesce(sum(c.requested), 0) FROM forwarding_forwardingcase c
        WHERE c.allocation_id = a.id AND c.submitted_on IS NOT NULL
          AND c.status <> 'withdrawn')::numeric(14, 2) AS applied,
    (SELECT coalesce(sum(c.promised), 0) FROM forwarding_forwardingcase c
        WHERE c.allocation_id = a.id
          AND c.status NOT IN ('refused', 'withdrawn'))::numeric(14, 2) AS promised,
    (SELECT coalesce(sum(k.amount), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_forwardingcontract k ON k.case_id = c.id AND k.cancelled_on IS NULL
        WHERE c.allocation_id = a.id)::numeric(14, 2) AS contracted,
    (SELECT coalesce(sum(p.amount), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_forwardingpayment p ON p.case_id = c.id AND p.cancelled_on IS NULL
        WHERE c.allocation_id = a.id)::numeric(14, 2) AS ordered,
    (SELECT coalesce(sum(p.amount), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_forwardingpayment p ON p.case_id = c.id
        JOIN payments_paymentorder o ON o.id = p.order_id AND o.status = 'paid'
        WHERE c.allocation_id = a.id)::numeric(14, 2) AS paid,
    (SELECT coalesce(sum(v.eligible), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_forwardingproof v ON v.case_id = c.id
        WHERE c.allocation_id = a.id)::numeric(14, 2) AS proved,
    (SELECT coalesce(sum(r.returned), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_forwardingrepayment r ON r.case_id = c.id
        WHERE c.allocation_id = a.id)::numeric(14, 2) AS returned,
    (SELECT coalesce(sum(i.promised), 0) FROM forwarding_forwardingcase c
        JOIN forwarding_caseitem i ON i.case_id = c.id AND i.code = ANY (a.training_items)
        WHERE c.allocation_id = a.id
          AND c.status NOT IN ('refused', 'withdrawn'))::numeric(14, 2) AS training
FROM forwarding_allocation a;
