-- Language courses at size: 300 providers the public knows, 50,000 published courses in all towns, three times a week
-- each. Run by the owner of the tables. Nothing here names a person.

CREATE TEMP TABLE towns AS SELECT row_number() OVER (ORDER BY m.ags) - 1 AS place, m.ags, m.lat::float8 AS lat,
    m.lon::float8 AS lon, a.centre_id
FROM territory_municipality m JOIN centres_servedarea a ON a.municipality_id = m.ags;
CREATE TEMP TABLE whose (k int, id bigint);
WITH made AS (
    INSERT INTO directory_actor (public_id, centre_id, kind_id, municipality_id, at_risk, stale_after, created_at)
    SELECT gen_random_uuid(), t.centre_id, k.id, t.ags, n % 50 = 0, 365, now()
    FROM generate_series(1, 300) n JOIN towns t ON t.place = n % (SELECT count(*) FROM towns),
        (SELECT key AS id FROM centres_fieldofaction WHERE key = 'pt.wohlfahrt') k
    RETURNING id
)
INSERT INTO whose SELECT row_number() OVER (ORDER BY id), id FROM made;
INSERT INTO directory_actorrevision (actor_id, number, standing, shown, name, short_name, description, phone, email,
    website, languages, services, written_at, decided_at, reason, source)
SELECT id, 1, 'cleared', true, 'Messung Träger ' || k, '', '', '0200 000', 'kurse@example.org', '', '{de,ar,uk}', '[]', now(),
    now(), '', '' FROM whose;

CREATE TEMP TABLE made_offers (id bigint, n bigint);
WITH made AS (
    INSERT INTO courses_courseoffer (public_id, actor_id, number, standing, title, kind, funding, level_from, level_to,
        script, mode, women_only, starts_on, ends_on, entry, apply_by, units, units_a_week, days_off, weekly, childcare,
        childcare_from, childcare_to, street, postcode, municipality_id, latitude, longitude, step_free, fee,
        eligibility, exam, phone, email, seats_max, seats_booked, counted_at, created_at, changed_at)
    SELECT gen_random_uuid(), w.id, 'M-' || n, 'published', 'Messung ' || n || ': Deutsch im Alltag',
        (ARRAY['general', 'parents', 'women', 'vocational', 'municipal'])[1 + n % 5],
        (ARRAY['federal', 'land', 'municipal', 'self'])[1 + n % 4], n % 5, n % 5 + 1,
        (ARRAY['none', 'none', 'none', 'latin', 'second'])[1 + n % 5],
        (ARRAY['onsite', 'onsite', 'onsite', 'online', 'hybrid'])[1 + (n / 7) % 5], n % 9 = 0,
        current_date + (n % 180)::int, current_date + (n % 180 + 120)::int,
        (ARRAY['fixed', 'rolling'])[1 + (n / 3) % 2], NULL, 400, 20, '{}',
        -- the three times of the week below, a bit for each day and time of day (times.py)
        (1 << ((n % 5) * 3 + (n % 3))::int) | (1 << (((n + 1) % 5) * 3 + (n % 3))::int)
            | (1 << (((n + 3) % 5) * 3 + (n % 3))::int),
        (ARRAY['none', 'onsite', 'arranged'])[1 + (n / 11) % 3], 1, 6, 'Beispielweg ' || n % 90, '44137', t.ags,
        t.lat + (n % 17 - 8) * 0.004, t.lon + (n % 13 - 6) * 0.006, n % 3 <> 0, '2,29 Euro je Stunde', '', '', '', '',
        20, n % 21, now() - (n % 12) * interval '1 day', now(), now()
    FROM generate_series(1, 50000) n JOIN whose w ON w.k = 1 + n % 300
        JOIN towns t ON t.place = n % (SELECT count(*) FROM towns)
    RETURNING id, number
)
INSERT INTO made_offers SELECT id, substr(number, 3)::bigint FROM made;
INSERT INTO courses_courseslot (offer_id, weekday, begins, ends)
SELECT id, (n + step) % 5 + 1, (ARRAY['09:00', '13:30', '18:00'])[1 + n % 3]::time,
    (ARRAY['12:15', '16:00', '20:15'])[1 + n % 3]::time
FROM made_offers, unnest(ARRAY[0, 1, 3]) AS step;
