-- Qualification and exchange at size: 2,000 people of the centres, 5,000 events of all houses with 200,000
-- registrations, 40 groups of 50 members with a talk each, one survey of 80 questions answered by 54 centres.
-- Run by the owner of the tables; triggers rest meanwhile (benchmarks/exchange.py).

CREATE TEMP TABLE houses AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, id
FROM organisations_organisation WHERE kind = 'centre' ORDER BY id LIMIT 54;
CREATE TEMP TABLE by_whom AS SELECT
    (SELECT person_id FROM people_membership WHERE role = 'coordination' ORDER BY id LIMIT 1) AS writer,
    (SELECT organisation_id FROM people_membership WHERE role = 'coordination' ORDER BY id LIMIT 1) AS office;

CREATE TEMP TABLE folk (n int, id bigint);
WITH made AS (
    INSERT INTO people_person (given_name, family_name, email)
    SELECT 'Mia', 'Messung ' || n, 'messung' || n || '@example.org' FROM generate_series(1, 2000) n
    RETURNING id
)
INSERT INTO folk SELECT row_number() OVER (ORDER BY id), id FROM made;
INSERT INTO people_membership (person_id, organisation_id, role, valid_from)
SELECT f.id, h.id, 'specialist', DATE '2020-01-01' FROM folk f JOIN houses h ON h.place = f.n % 54;

-- Events: 3,000 to come over two years, 2,000 over; two in five public, one in ten of the house alone
INSERT INTO qualification_event (tier, named, internal, number, kind, format, title, description, audience, place,
    starts_at, ends_at, childcare, accessibility, certificate_percent, contact, status, created_at, changed_at,
    created_by_id, owner_id)
SELECT CASE WHEN n % 10 < 4 THEN 'public' WHEN n % 10 < 9 THEN 'network' ELSE 'organisation' END, '{}', false,
    'D-2030-' || to_char(n, 'FM00000'), (ARRAY['training', 'conference', 'talk', 'info'])[1 + n % 4],
    (ARRAY['onsite', 'online', 'hybrid'])[1 + n % 3], 'Messung ' || n || ': Sprachsensibel beraten',
    'Wie Beratung gelingt, wenn niemand dieselbe Sprache spricht.', 'Fachkräfte', 'Essen', at, at + interval '3 hours',
    '', '', 75, '', CASE WHEN n <= 3000 THEN 'published' ELSE 'done' END, now(), now(), b.writer,
    CASE WHEN n % 3 = 0 THEN b.office ELSE h.id END
FROM by_whom b CROSS JOIN generate_series(1, 5000) AS n JOIN houses h ON h.place = n % 54,
    LATERAL (SELECT date_trunc('hour', now()) + CASE WHEN n <= 3000 THEN n * interval '5 hours' + interval '1 day'
        ELSE (3000 - n) * interval '9 hours' - interval '2 days' END AS at) t;
CREATE TEMP TABLE held AS SELECT row_number() OVER (ORDER BY id) AS n, id, owner_id, starts_at, ends_at
FROM qualification_event WHERE number LIKE 'D-2030-%';
INSERT INTO qualification_session (uid, title, starts_at, ends_at, room, units, mandatory, sequence, changed_at, event_id)
SELECT gen_random_uuid(), '', starts_at, ends_at, '', 4, false, 0, now(), id FROM held;

CREATE TEMP TABLE seats (n bigint, pool bigint);
WITH made AS (
    INSERT INTO registration_pool (serves, host_id, capacity, mode, offer_hours, needs_approval, last_number)
    SELECT 'qualification.event', owner_id, 30, 'offer', 48, false, 10 FROM held ORDER BY n RETURNING id
)
INSERT INTO seats SELECT row_number() OVER (ORDER BY id), id FROM made;
INSERT INTO qualification_eventpool (part, title, event_id, pool_id)
SELECT 'onsite', '', h.id, s.pool FROM held h JOIN seats s USING (n);

-- 40 registrations each: 30 with a seat, ten waiting
INSERT INTO registration_registration (key, guest_name, guest_email, status, number, waits_for, registered_at,
    organisation_id, person_id, pool_id, registered_by_id)
SELECT gen_random_uuid(), '', '', CASE WHEN k < 30 THEN 'confirmed' ELSE 'waitlisted' END,
    CASE WHEN k < 30 THEN NULL ELSE k - 29 END, CASE WHEN k < 30 THEN '' ELSE 'full' END, now(),
    m.id, f.id, s.pool, f.id
FROM seats s, generate_series(0, 39) k
JOIN folk f ON true JOIN houses m ON m.place = f.n % 54
WHERE f.n = 1 + (s.n * 40 + k) % 2000;
INSERT INTO qualification_participation (link_salt, link_fingerprint, invited, language, event_id, registration_id)
SELECT '', md5(r.id::text) || md5('m' || r.id), true, 'de', e.event_id, r.id
FROM registration_registration r JOIN qualification_eventpool e ON e.pool_id = r.pool_id
WHERE r.person_id IN (SELECT id FROM folk);

-- Groups with a talk in which somebody wrote an hour ago
CREATE TEMP TABLE rounds (n bigint, id bigint);
WITH made AS (
    INSERT INTO groups_group (name, kind, mandate, starts_on, joining, tier, named, host_id)
    SELECT 'Messrunde ' || n, 'experts', '', DATE '2020-01-01', 'invite', 'network', '{}', b.office
    FROM by_whom b, generate_series(1, 40) n RETURNING id
)
INSERT INTO rounds SELECT row_number() OVER (ORDER BY id), id FROM made;
INSERT INTO groups_groupmembership (function, since, group_id, on_behalf_of_id, person_id)
SELECT 'member', DATE '2020-01-01', r.id, h.id, f.id
FROM rounds r JOIN folk f ON f.n % 40 = r.n % 40 JOIN houses h ON h.place = f.n % 54;
WITH made AS (
    INSERT INTO exchange_thread (tier, named, internal, title, opened_at, last_at, group_id, opened_by_id, owner_id)
    SELECT 'group', '{}', false, 'Wer macht es?', now() - interval '1 hour', now() - interval '1 hour', r.id, b.writer,
        b.office
    FROM rounds r, by_whom b RETURNING id
)
INSERT INTO exchange_post (text, at, message_id, by_mail, author_id, thread_id)
SELECT '<p>Bitte melden.</p>', now() - interval '1 hour', '', false, b.writer, t.id FROM made t, by_whom b;

-- The survey of 80 questions, every cell answered
WITH made AS (
    INSERT INTO surveys_survey (title, intro, closes_at, shows, status, created_at, created_by_id, owner_id)
    SELECT 'Messung', '', now() + interval '30 days', 'aggregate', 'open', now(), b.writer, b.office FROM by_whom b
    RETURNING id
), asked AS (
    INSERT INTO surveys_question (place, kind, text, help, required, unit, choices, lines, figure, asked_if_values, survey_id)
    SELECT n, (ARRAY['number', 'one', 'several', 'yesno', 'text'])[1 + n % 5], 'Frage ' || n, '', false,
        CASE WHEN n % 5 = 0 THEN 'Stellen' ELSE '' END, CASE WHEN n % 5 IN (1, 2) THEN ARRAY['viel', 'wenig', 'nichts']
        ELSE '{}' END, '{}', '', '{}', made.id
    FROM made, generate_series(1, 80) n RETURNING id, kind, survey_id
), given AS (
    INSERT INTO surveys_surveyresponse (status, edits, field_versions, kept_input, reason, taken_over, submitted_at,
        organisation_id, survey_id)
    SELECT 'submitted', 1, '{}', '{}', '', '', now(), h.id, made.id FROM made, houses h RETURNING id
)
INSERT INTO surveys_answer (value, question_id, response_id)
SELECT CASE q.kind WHEN 'number' THEN to_jsonb((g.id % 7)::text) WHEN 'one' THEN '"viel"'::jsonb
    WHEN 'several' THEN '["viel", "wenig"]'::jsonb WHEN 'yesno' THEN 'true'::jsonb ELSE '"ein Satz"'::jsonb END, q.id, g.id
FROM given g, asked q;
