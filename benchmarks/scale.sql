-- The platform after ten years: a final case a centre and year with posts, calls, payments, a proof
-- with vouchers; allocations, calls and 20,000 third-party cases with five items each.
-- Run by the owner of the tables; triggers rest meanwhile (benchmarks/scale.py).

CREATE TEMP TABLE who AS SELECT
    (SELECT person_id FROM people_membership WHERE role = 'authority_officer' ORDER BY id LIMIT 1) AS officer,
    (SELECT person_id FROM people_membership WHERE role = 'authority_approver' ORDER BY id LIMIT 1) AS approver,
    (SELECT person_id FROM people_membership WHERE role = 'carrier' ORDER BY id LIMIT 1) AS carrier,
    (SELECT id FROM organisations_organisation WHERE code = 'bewilligungsbehoerde') AS authority;

INSERT INTO funding_application (number, centre_id, authority_id, fiscal_year, guideline, status,
    declarations, komm_an_posts, volunteering, kept_input, field_versions, requested, granted, version,
    created_by_id, created_at, changed_at, submitted_on)
SELECT 'M-' || y || '-' || c.key, c.id, who.authority, y,
    CASE WHEN y < 2017 THEN '2012-06-25' WHEN y < 2018 THEN '2017-04-24' WHEN y < 2020 THEN '2018-03-27'
         WHEN y < 2023 THEN '2020-10-30' ELSE '2023-03-10' END,
    'final', ARRAY['a','b','c','d','e','f'], 0, 0, '{}', '{}', 300000, 300000, 1,
    who.carrier, make_timestamptz(y - 1, 9, 1, 12, 0, 0), make_timestamptz(y - 1, 9, 1, 12, 0, 0), make_date(y - 1, 10, 1)
FROM centres_centre c, generate_series(2012, 2023) AS y, who
WHERE NOT EXISTS (SELECT 1 FROM funding_application a WHERE a.centre_id = c.id AND a.fiscal_year = y);

INSERT INTO funding_decision (application_id, outcome, staff, material, komm_an, volunteering, reason,
    prepared_by_id, prepared_at, decided_by_id, decided_on, remedy_until, waived_on)
SELECT a.id, 'grant', 300000, 0, 0, 0, '', who.officer, a.created_at, who.approver,
    make_date(a.fiscal_year, 2, 1), make_date(a.fiscal_year, 3, 5), make_date(a.fiscal_year, 2, 10)
FROM funding_application a, who WHERE a.number LIKE 'M-%';

INSERT INTO funding_fundedpost (application_id, number, category, share, filled_from, qualification, expected_cost)
SELECT a.id, n, CASE WHEN n = 6 THEN 'ASSISTENZ' ELSE 'FACHKRAFT' END, CASE WHEN n = 6 THEN 0.5 ELSE 1 END,
    make_date(a.fiscal_year, 1, 1), CASE WHEN n = 6 THEN '' ELSE 'DEGREE' END, NULL
FROM funding_application a, generate_series(1, 6) AS n WHERE a.number LIKE 'M-%';

INSERT INTO payments_bankaccount (owner_id, kept_by_id, holder, iban_sealed, iban_mark, iban_country, iban_tail,
    bic, valid_from, status, entered_by_id, entered_at)
SELECT c.carrier_id, c.carrier_id, left(o.name, 70), '', md5(c.key) || md5(c.key), 'DE', '0000', '', DATE '2012-01-01',
    'confirmed', who.carrier, now()
FROM centres_centre c JOIN organisations_organisation o ON o.id = c.carrier_id, who
WHERE NOT EXISTS (SELECT 1 FROM payments_bankaccount b WHERE b.owner_id = c.carrier_id);

INSERT INTO documents_document (id, owner_id, series, version, title, kind, content_type, size, sha256,
    original_name, storage_key, frozen, created_at)
SELECT gen_random_uuid(), who.authority, 'bench:' || y, 1, 'Zahlungslauf', 'letter', 'application/xml', 1,
    repeat('0', 64), '', 'bench/' || y, true, now() FROM generate_series(2012, 2023) AS y, who;

INSERT INTO payments_paymentrun (payer_id, number, account_id, status, execution_on, total, count, file_id,
    started_by_id, started_at, prepared_by_id, released_by_id, executed_on)
SELECT who.authority, 'M-' || y, (SELECT min(id) FROM payments_bankaccount), 'confirmed', make_date(y, 10, 1), 1, 1,
    (SELECT id FROM documents_document WHERE series = 'bench:' || y), who.officer, now(), who.officer, who.approver,
    make_date(y, 10, 1)
FROM generate_series(2012, 2023) AS y, who;

INSERT INTO funding_paymentcall (staff, material, komm_an, volunteering, application_id, number, line_group, due_on,
    note, status, requested_by_id, requested_at)
SELECT 150000, 0, 0, 0, a.id, n, 'G1', make_date(a.fiscal_year, CASE n WHEN 1 THEN 5 ELSE 10 END, 1), '', 'released',
    who.carrier, now()
FROM funding_application a, generate_series(1, 2) AS n, who WHERE a.number LIKE 'M-%';

INSERT INTO payments_paymentorder (payer_id, account_id, amount, purpose, subject, attempt, wanted_on, status, run_id,
    paid_on, ordered_by_id, ordered_at)
SELECT who.authority, b.id, 150000, a.number, 'funding.call:' || k.id, 1, k.due_on, 'paid', r.id, k.due_on,
    who.approver, now()
FROM funding_paymentcall k
JOIN funding_application a ON a.id = k.application_id AND a.number LIKE 'M-%'
JOIN centres_centre c ON c.id = a.centre_id
JOIN LATERAL (SELECT id FROM payments_bankaccount WHERE owner_id = c.carrier_id ORDER BY id LIMIT 1) b ON true
JOIN payments_paymentrun r ON r.number = 'M-' || a.fiscal_year, who;

INSERT INTO funding_proofofuse (application_id, status, due_on, due_shifted_on, use_text, result_text,
    survey_confirmed_on, income, net_prices, confirmed_necessary, certificate_on, kept_input, field_versions, version,
    entered_by_id, changed_at, submitted_by_id, submitted_on, eligible, paid, difference, check_note, retain_until,
    legal_hold)
SELECT a.id, 'submitted', make_date(a.fiscal_year + 1, 3, 31), make_date(a.fiscal_year + 1, 4, 2), 'Beratung', 'Ergebnis',
    make_date(a.fiscal_year + 1, 2, 1), 0, false, true, make_date(a.fiscal_year + 1, 3, 1), '{}', '{}', 3,
    who.carrier, now(), who.carrier, make_date(a.fiscal_year + 1, 3, 20 + (a.id % 11)::int), 290000, 300000, 10000, '',
    make_date(a.fiscal_year + 6, 3, 31), false
FROM funding_application a, who
WHERE a.number LIKE 'M-%' AND NOT EXISTS (SELECT 1 FROM funding_proofofuse p WHERE p.application_id = a.id);

INSERT INTO funding_proofpost (proof_id, post_id, number, category, share, filled_from, actual_cost)
SELECT p.id, f.id, f.number, f.category, f.share, f.filled_from, 48000 + 1000 * f.number
FROM funding_proofofuse p JOIN funding_application a ON a.id = p.application_id AND a.number LIKE 'M-%'
JOIN funding_fundedpost f ON f.application_id = a.id;

INSERT INTO funding_voucher (proof_id, number, part, post_number, dated_on, paid_on, payee, purpose, amount)
SELECT p.id, n, 'staff', 1 + n % 6, make_date(a.fiscal_year, 1 + n % 12, 15), make_date(a.fiscal_year, 1 + n % 12, 28),
    'Personalamt', 'Gehalt', 14500
FROM funding_proofofuse p JOIN funding_application a ON a.id = p.application_id AND a.number LIKE 'M-%',
    generate_series(1, 20) AS n;

INSERT INTO forwarding_allocation (number, programme, version, fiscal_year, centre_id, authority_id, key_label, weight,
    amount, training_limit, training_items, status, prepared_by_id, prepared_at, decided_by_id, decided_on, due_on,
    due_shifted_on, created_at)
SELECT 'MZ-' || y || '-' || c.key, 'komm_an_2',
    CASE WHEN y < 2018 THEN 'komm_an_2-2016' WHEN y < 2020 THEN 'komm_an_2-2018' WHEN y < 2022 THEN 'komm_an_2-2020'
         WHEN y < 2023 THEN 'komm_an_2-2022' ELSE 'komm_an_2-2023' END,
    y, c.id, who.authority, 'gleich', 1, 500000, 150000, ARRAY['D1'], 'granted', who.officer, now(), who.approver,
    make_date(y, 2, 1), make_date(y + 1, 3, 31), make_date(y + 1, 4, 2), now()
FROM centres_centre c, generate_series(2016, 2024) AS y, who
WHERE NOT EXISTS (SELECT 1 FROM forwarding_allocation x WHERE x.programme = 'komm_an_2' AND x.fiscal_year = y AND x.centre_id = c.id);

INSERT INTO forwarding_forwardingcall (allocation_id, centre_id, version, fiscal_year, slug, title, text, opens_on,
    closes_on, proof_due_on, with_jury, contact, status, created_by_id, created_at)
SELECT z.id, z.centre_id, z.version, z.fiscal_year, 'm-' || z.id, 'Aufruf ' || z.fiscal_year, '', make_date(z.fiscal_year, 1, 1),
    make_date(z.fiscal_year, 12, 31), make_date(z.fiscal_year + 1, 2, 28), false, '', 'closed', who.officer, now()
FROM forwarding_allocation z, who WHERE z.number LIKE 'MZ-%';

INSERT INTO forwarding_forwardingcase (number, call_id, allocation_id, centre_id, status, name, kind, street, postal_code,
    town, contact_name, email, phone, applicant_key, title, description, starts_on, ends_on, place_street,
    place_postal_code, place_town, place_key, declarations, kept_input, version, field_versions, requested, promised,
    decision_reason, checked_by_id, decided_by_id, submitted_on, created_at, changed_at)
SELECT 'MD-' || n, k.id, k.allocation_id, k.centre_id,
    (ARRAY['submitted','checked','promised','contracted','paid','proof_submitted','closed','closed','refused','closed'])[1 + n % 10],
    'Verein ' || n % 3000, 'association', 'Musterweg ' || n % 90, '48231', 'Musterstadt', 'Ada Beispiel',
    'verein' || n || '@verein.example', '', 'verein ' || n % 3000, 'Treffpunkt ' || n % 500, '',
    make_date(k.fiscal_year, 1, 1), make_date(k.fiscal_year, 12, 31), 'Musterweg ' || n % 90, '48231', 'Musterstadt',
    k.centre_id || '|musterweg' || n % 20, '{}', '{}', 1, '{}', 5000,
    CASE WHEN n % 10 BETWEEN 2 AND 7 OR n % 10 = 9 THEN 4000 END, '', who.officer, who.approver,
    make_date(k.fiscal_year, 2, 1), now(), now()
FROM generate_series(1, 20000) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all_calls
        FROM forwarding_forwardingcall WHERE slug LIKE 'm-%') k ON k.place = 1 + n % k.all_calls, who;

INSERT INTO forwarding_caseitem (case_id, number, code, values, starts_on, ends_on, place_street, place_postal_code,
    place_town, place_key, amount, promised)
SELECT c.id, n, (ARRAY['A2','B1','B2','C1','D1'])[n], '{}', c.starts_on, c.ends_on, '', '', '', '', 1000,
    CASE WHEN c.promised IS NOT NULL THEN 800 END
FROM forwarding_forwardingcase c, generate_series(1, 5) AS n WHERE c.number LIKE 'MD-%';

-- five measures of its own a centre and year, two of them where third parties have theirs (K12)
INSERT INTO forwarding_centremeasure (centre_id, fiscal_year, line, programme, title, street, postal_code, town, place_key,
    starts_on, ends_on, entered_by_id, changed_at)
SELECT c.id, y, (ARRAY['material','other','forwarded','other','material'])[n],
    (ARRAY['','Stiftung','komm_an_2','Stiftung',''])[n], 'Treffpunkt ' || n, 'Musterweg ' || n, '48231', 'Musterstadt',
    c.id || '|musterweg' || CASE WHEN n < 3 THEN n ELSE 100 + n END, make_date(y, 1, 1), make_date(y, 12, 31), who.officer, now()
FROM centres_centre c, generate_series(2016, 2024) AS y, generate_series(1, 5) AS n, who;
