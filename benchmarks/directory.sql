-- The directory at size: 8,000 actors in all towns, 5,000 of them schools, each with a place, ten stretches of opening
-- hours and an offer. Run by the owner of the tables. Nothing here names a person.

CREATE TEMP TABLE towns AS SELECT row_number() OVER (ORDER BY municipality_id) - 1 AS place, municipality_id AS ags,
    centre_id FROM centres_servedarea;
CREATE TEMP TABLE kinds AS SELECT row_number() OVER (ORDER BY key) - 1 AS place, key
FROM centres_fieldofaction WHERE facet = 'partnertyp' AND key <> 'pt.schule';
CREATE TEMP TABLE topics AS SELECT row_number() OVER (ORDER BY key) - 1 AS place, key
FROM centres_fieldofaction WHERE facet = 'thema';
CREATE TEMP TABLE made (k int, id bigint, ags text);
WITH rows AS (
    INSERT INTO directory_actor (public_id, centre_id, kind_id, municipality_id, at_risk, stale_after, created_at,
        verified_at)
    SELECT gen_random_uuid(), t.centre_id, CASE WHEN n > 3000 THEN 'pt.schule' ELSE k.key END, t.ags, n % 50 = 0, 365,
        now() - interval '4 years', now() - (n % 500) * interval '1 day'
    FROM generate_series(1, 8000) n
        JOIN towns t ON t.place = (n * 7) % (SELECT count(*) FROM towns)
        JOIN kinds k ON k.place = (n * 11) % (SELECT count(*) FROM kinds)
    RETURNING id, municipality_id
)
INSERT INTO made SELECT row_number() OVER (ORDER BY id) - 1, id, municipality_id FROM rows;
INSERT INTO directory_actorrevision (actor_id, number, standing, shown, name, short_name, description, phone, email,
    website, languages, services, written_at, decided_at, reason, source)
SELECT id, 1, 'cleared', true, 'Messung Verein ' || k, '', 'Messung', '0200 0000000', '', '',
    CASE WHEN k % 3 = 0 THEN '{de,ar}'::varchar[] ELSE '{de}' END, '[]', now(), now(), '', '' FROM made;
INSERT INTO directory_actorplace (revision_id, kind, street, postcode, town, municipality_id, step_free, note)
SELECT r.id, 'visit', 'Musterweg ' || m.k, '44137', 'Musterort', m.ags, m.k % 2 = 0, ''
FROM made m JOIN directory_actorrevision r ON r.actor_id = m.id;
INSERT INTO directory_openingblock (place_id, weekday, block, opens, closes, by_appointment)
SELECT p.id, day, block, CASE block WHEN 1 THEN time '08:00' ELSE time '14:00' END,
    CASE block WHEN 1 THEN time '12:00' ELSE time '18:00' END, false
FROM directory_actorplace p JOIN directory_actorrevision r ON r.id = p.revision_id JOIN made m ON m.id = r.actor_id,
    generate_series(1, 5) day, generate_series(1, 2) block;
INSERT INTO directory_service (public_id, actor_id, name, description, topic_id, languages, audience, fee, application,
    status)
SELECT gen_random_uuid(), m.id, 'Messung Angebot', '', t.key, '{}', '', '', '', 'active'
FROM made m JOIN topics t ON t.place = m.k % (SELECT count(*) FROM topics);
