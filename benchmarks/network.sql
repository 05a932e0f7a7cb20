-- The network after ten years: every centre five goal periods of eight agreed goals and 40 indicators of
-- the catalogue each, reported in four splits (the whole and three parts), ten signed reports, activities.
-- %(centres)s centres; those of the register first, then invented ones that copy them.
-- Run by the owner of the tables; triggers rest meanwhile (benchmarks/network.py).

CREATE TEMP TABLE many AS SELECT %(centres)s::int AS centres, %(activities)s::int AS activities;
CREATE TEMP TABLE by_whom AS SELECT
    (SELECT person_id FROM people_membership WHERE role = 'specialist' ORDER BY id LIMIT 1) AS specialist,
    (SELECT person_id FROM people_membership WHERE role = 'head' ORDER BY id LIMIT 1) AS head;

INSERT INTO organisations_organisation (code, name, kind)
SELECT 'netz-' || k || '-' || n, 'Zentrum ' || n || ' der Messung', k
FROM many, generate_series((SELECT count(*) + 1 FROM centres_centre), many.centres) AS n,
    unnest(ARRAY['carrier', 'centre']) AS k;

INSERT INTO centres_centre (key, slug, area_name, kind, government_district, district_seat, city, street, postcode,
    place, address_status, address_as_of, address_note, phone, email, opening_hours, website, languages,
    known_since, lat, lon, outline, path, sources, profile_edited, version, sort_key, carrier_id, district_id,
    organisation_id)
SELECT 'N' || n, 'netz-' || n, 'Messgebiet ' || n, c.kind, c.government_district, '', '', '', '', '', '', '', '',
    '', '', '', '', '', DATE '2013-01-01', 51, 7, '{}', '', '', false, 1, 'messgebiet ' || to_char(n, '0000'),
    carrier.id, c.district_id, unit.id
FROM many, generate_series((SELECT count(*) + 1 FROM centres_centre), many.centres) AS n
JOIN LATERAL (SELECT * FROM centres_centre ORDER BY id OFFSET n %% 54 LIMIT 1) c ON true
JOIN organisations_organisation carrier ON carrier.code = 'netz-carrier-' || n
JOIN organisations_organisation unit ON unit.code = 'netz-centre-' || n;

INSERT INTO centres_figure (label, value, as_of, definition, source, centre_id)
SELECT 'Bevölkerung', 120000 + (c.id * 7919) %% 500000, DATE '2024-12-31', 'Messung', 'Messung', c.id
FROM centres_centre c WHERE NOT EXISTS (SELECT 1 FROM centres_figure f WHERE f.centre_id = c.id AND f.label = 'Bevölkerung');

INSERT INTO controlling_catalogueentry (code, kind, over_time, over_places)
SELECT 'messung-' || n, CASE WHEN n %% 4 = 0 THEN 'share' ELSE 'count' END, 'sum',
    CASE WHEN n = 39 THEN 'highest' WHEN n = 38 THEN 'not' ELSE 'sum' END
FROM generate_series(1, 40) AS n ON CONFLICT DO NOTHING;

INSERT INTO controlling_catalogueversion (entry_id, number, valid_from, name, definition, unit, splits, breaks_series,
    reason, made_at)
SELECT e.id, v, make_date(CASE v WHEN 1 THEN 2012 ELSE 2019 END, 1, 1), 'Messung ' || e.code, 'Nur zum Messen.',
    CASE WHEN e.id %% 5 < 2 THEN 'Personen' ELSE 'Veranstaltungen' END, '{}', v = 2, CASE v WHEN 2 THEN 'Neu gefasst' ELSE '' END,
    now()
FROM controlling_catalogueentry e, generate_series(1, CASE WHEN e.id %% 9 = 0 THEN 2 ELSE 1 END) AS v
WHERE e.code LIKE 'messung-%%' AND NOT EXISTS (SELECT 1 FROM controlling_catalogueversion x WHERE x.entry_id = e.id AND x.number = v);

CREATE TEMP TABLE fresh AS
SELECT c.id, row_number() OVER (ORDER BY c.id) AS n FROM centres_centre c
WHERE NOT EXISTS (SELECT 1 FROM controlling_goalperiod p WHERE p.centre_id = c.id AND p.paper_number = 'Messung');

INSERT INTO controlling_goalperiod (starts_on, ends_on, deviation, status, body, decided_on, paper_number, version,
    created_at, centre_id, created_by_id)
SELECT make_date(y, 1, 1), make_date(y + 1, 12, 31), '', 'agreed', 'Rat', make_date(y - 1, 9, 1), 'Messung', 1,
    make_timestamptz(y - 1, 3, 1, 9, 0, 0), c.id, b.specialist
FROM fresh c, generate_series(2014, 2022, 2) AS y, by_whom b
WHERE NOT EXISTS (SELECT 1 FROM controlling_goalperiod p WHERE p.centre_id = c.id AND p.status <> 'discarded'
    AND daterange(p.starts_on, p.ends_on, '[]') && daterange(make_date(y, 1, 1), make_date(y + 1, 12, 31), '[]'));

-- One period still to be reported, for the measurement of signing.
INSERT INTO controlling_goalperiod (starts_on, ends_on, deviation, status, body, decided_on, paper_number, version,
    created_at, centre_id, created_by_id)
SELECT DATE '2030-01-01', DATE '2031-12-31', '', 'agreed', 'Rat', DATE '2029-09-01', 'Messung', 1,
    TIMESTAMPTZ '2029-03-01 09:00+00', c.id, b.specialist
FROM centres_centre c JOIN fresh f ON f.id = c.id, by_whom b WHERE c.key = '05570';

CREATE TEMP TABLE periods AS SELECT p.*, extract(year FROM p.starts_on)::int AS y FROM controlling_goalperiod p
JOIN fresh f ON f.id = p.centre_id WHERE p.paper_number = 'Messung';

INSERT INTO controlling_goal (number, status, centre_id, period_id)
SELECT g, 'agreed', p.centre_id, p.id FROM periods p, generate_series(1, 8) AS g;

INSERT INTO controlling_goalversion (number, strand, title, starting_point, text, target_group, source_in_concept,
    reason, edits, field_versions, kept_input, changed_at, submitted_at, agreed_at, changed_by_id, goal_id)
SELECT 1, (ARRAY['idb', 'iq', 'ehrenamt'])[1 + g.number %% 3], 'Ziel ' || g.number, 'Ausgangslage', 'Was erreicht werden soll.',
    'Vereine', 'Kapitel 3', '', 1, '{}', '{}', p.created_at, p.created_at, p.created_at, b.specialist, g.id
FROM periods p JOIN controlling_goal g ON g.period_id = p.id, by_whom b;

CREATE TEMP TABLE goals AS SELECT g.id, g.number, g.centre_id, p.id AS period_id, p.y, v.id AS version_id
FROM periods p JOIN controlling_goal g ON g.period_id = p.id JOIN controlling_goalversion v ON v.goal_id = g.id;

INSERT INTO controlling_goalversion_fields (goalversion_id, fieldofaction_id)
SELECT g.version_id, f.key FROM goals g JOIN LATERAL (
    SELECT key FROM centres_fieldofaction WHERE facet IN ('handlungsfeld', 'thema')
    ORDER BY position OFFSET (g.number * 3) %% 30 LIMIT 2) f ON true;

INSERT INTO controlling_measure (version_id, number, title, partners)
SELECT g.version_id, n, 'Maßnahme ' || n, '' FROM goals g, generate_series(1, 3) AS n;

INSERT INTO controlling_indicator (number, kind, over_time, over_places, centre_id, entry_id, goal_id)
SELECT n, e.kind, e.over_time, e.over_places, g.centre_id, e.id, g.id
FROM goals g, generate_series(1, 5) AS n, LATERAL (
    SELECT * FROM controlling_catalogueentry WHERE code = 'messung-' || ((g.number - 1) * 5 + n)) e;

INSERT INTO controlling_indicatorterms (name, definition, unit, direction, splits, source, baseline, baseline_of,
    indicator_id, version_id)
SELECT 'Indikator ' || i.number, 'Gezählt am Jahresende.', 'Personen', 'more', ARRAY['Frauen', 'Männer', 'ohne Angabe'], '', 4,
    CASE WHEN i.kind = 'share' THEN 400 END, i.id, g.version_id
FROM goals g JOIN controlling_indicator i ON i.goal_id = g.id;

INSERT INTO controlling_target (terms_id, year, amount, of)
SELECT t.id, g.y + n, 100, t.baseline_of FROM goals g JOIN controlling_indicatorterms t ON t.version_id = g.version_id,
    generate_series(0, 1) AS n;

INSERT INTO controlling_value (starts_on, ends_on, split, role, amount, of, comment, source, entered_at, centre_id,
    entered_by_id, indicator_id)
SELECT make_date(g.y + n, 1, 1), make_date(g.y + n, 12, 31), s.name,
    CASE WHEN r.role = 'reported' AND g.y > 2029 THEN 'actual' ELSE r.role END,
    CASE WHEN r.role = 'target' THEN 100 WHEN g.y > 2029 THEN (ARRAY[100, 40, 40, 20])[s.place + 1] ELSE (i.id * 31 + n * 17 + s.place * 7 + g.centre_id * 13) %% 300 + s.place / 4.0 END,
    CASE WHEN i.kind = 'share' THEN 400 END, '', '', now(), g.centre_id, b.specialist, i.id
FROM goals g JOIN controlling_indicator i ON i.goal_id = g.id, generate_series(0, 1) AS n,
    (VALUES ('reported', ''), ('target', '')) AS r(role, x),
    (VALUES ('', 0), ('Frauen', 1), ('Männer', 2), ('ohne Angabe', 3)) AS s(name, place), by_whom b
WHERE r.role = 'reported' OR s.name = '';

INSERT INTO controlling_annualreport (year, status, created_at, centre_id, created_by_id, period_id)
SELECT p.y + n, 'reviewed', p.created_at, p.centre_id, b.specialist, p.id
FROM periods p, generate_series(0, 1) AS n, by_whom b WHERE p.y < 2030;

INSERT INTO controlling_reportversion (number, reason, snapshot, sha256, one_hand, signed_at, report_id, signed_by_id,
    written_by_id)
SELECT 1, '', jsonb_build_object('staff', jsonb_build_object('total', '5.5')), repeat('0', 64), '', a.created_at, a.id, b.head,
    b.specialist
FROM controlling_annualreport a JOIN periods p ON p.id = a.period_id, by_whom b;

INSERT INTO controlling_signedjudgement (version_id, goal_id, goal_version_id, degree)
SELECT v.id, g.id, g.version_id, (ARRAY['reached', 'partly', 'reached', 'missed'])[1 + (g.id + a.year) %% 4]
FROM goals g JOIN controlling_annualreport a ON a.period_id = g.period_id
JOIN controlling_reportversion v ON v.report_id = a.id;

INSERT INTO controlling_activity (key, title, happened_on, place, audience, participants, partners, note, entered_at,
    version, withdrawal_reason, centre_id, entered_by_id, goal_id)
SELECT gen_random_uuid(), 'Aktivität', make_date(g.y, 1, 1) + (n * 37 + g.id) ::int %% 700, 'Rathaus', 'Vereine',
    (g.id * 7 + n) %% 40, '', '', now(), 1, '', g.centre_id, b.specialist, g.id
FROM goals g, by_whom b, many, LATERAL generate_series(1, greatest(1, many.activities / (SELECT count(*) FROM goals)::int)) AS n;
DROP TABLE many, by_whom, fresh, periods, goals;
