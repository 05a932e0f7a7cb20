-- What the region of benchmarks/guide.sql has beside its pages: 200 places with opening hours in two blocks, and
-- 60 events, 20 of them weekly (130 dates to come). Run by the owner of the tables; triggers rest meanwhile.
CREATE TEMP TABLE region AS
SELECT id, organisation_id FROM centres_centre WHERE key = '05978';
INSERT INTO centres_fieldofaction (key, facet, label, position, aliases)
SELECT 'pt.messung', 'partnertyp', 'Beratungsstelle', 999, '{}'
 WHERE NOT EXISTS (SELECT 1 FROM centres_fieldofaction WHERE facet = 'partnertyp');
CREATE TEMP TABLE placed (n bigint, id bigint);
WITH made AS (
    INSERT INTO directory_actor (public_id, centre_id, kind_id, at_risk, verified_at, stale_after, created_at)
    SELECT gen_random_uuid(), region.id,
           (SELECT min(key) FROM centres_fieldofaction WHERE facet = 'partnertyp'), n % 50 = 0, now(), 365, now()
      FROM region, generate_series(1, 200) n
    RETURNING id
)
INSERT INTO placed SELECT row_number() OVER (ORDER BY id), id FROM made;
CREATE TEMP TABLE said (n bigint, id bigint);
WITH made AS (
    INSERT INTO directory_actorrevision (actor_id, number, standing, shown, name, short_name, description, phone,
        email, website, languages, services, written_at, decided_at, reason, source)
    SELECT id, 1, 'cleared', true, 'Beratungsstelle ' || n, '',
           'Hilft bei Anträgen, Briefen und Fragen zum Aufenthalt, ' || md5(n::text) || '. ' || repeat('Kommen Sie vorbei. ', 20),
           '02303 ' || n, 'stelle' || n || '@example.org', 'https://stelle' || n || '.example/', '{de,ar,uk}', '[]',
           now(), now(), '', 'Messung'
      FROM placed ORDER BY n
    RETURNING id
)
INSERT INTO said SELECT row_number() OVER (ORDER BY id), id FROM made;
CREATE TEMP TABLE doorways (n bigint, id bigint);
WITH made AS (
    INSERT INTO directory_actorplace (revision_id, kind, street, postcode, town, latitude, longitude, step_free, note)
    SELECT id, 'visit', 'Musterstraße ' || n, '59423', 'Unna', 51.5 + n * 0.0005, 7.6 + n * 0.0005, n % 2 = 0, ''
      FROM said ORDER BY n
    RETURNING id
)
INSERT INTO doorways SELECT row_number() OVER (ORDER BY id), id FROM made;
INSERT INTO directory_openingblock (place_id, weekday, block, opens, closes, by_appointment)
SELECT id, day, block, (ARRAY['09:00', '14:00'])[block]::time, (ARRAY['12:00', '17:00'])[block]::time, day = 5
  FROM doorways, generate_series(1, 5) day, generate_series(1, 2) block;
INSERT INTO qualification_event (tier, named, internal, number, kind, format, title, description, audience, place,
    starts_at, ends_at, childcare, accessibility, certificate_percent, contact, status, created_at, changed_at,
    created_by_id, owner_id)
SELECT 'public', '{}', false, 'I-2030-' || to_char(n, 'FM0000'), 'info', CASE WHEN n % 10 = 0 THEN 'online' ELSE 'onsite' END,
    'Sprechstunde ' || n, 'Fragen zu ' || md5(n::text) || '. ' || repeat('Ohne Anmeldung. ', 20), 'alle', 'Unna, Rathaus',
    date_trunc('hour', now()) + n * interval '7 hours', date_trunc('hour', now()) + n * interval '7 hours' + interval '40 days',
    '', '', 75, '', 'published', now(), now(), (SELECT min(id) FROM people_person), region.organisation_id
  FROM region, generate_series(1, 60) n;
-- the first twenty come again every week: ten of them five times, ten four times
INSERT INTO qualification_session (uid, title, starts_at, ends_at, room, units, mandatory, sequence, changed_at, event_id)
SELECT gen_random_uuid(), '', e.starts_at + week * interval '7 days', e.starts_at + week * interval '7 days' + interval '2 hours',
       '', 2, false, 0, now(), e.id
  FROM (SELECT *, row_number() OVER (ORDER BY number) AS n FROM qualification_event WHERE number LIKE 'I-2030-%') e,
       generate_series(0, CASE WHEN e.n <= 10 THEN 4 WHEN e.n <= 20 THEN 3 ELSE 0 END) week;
