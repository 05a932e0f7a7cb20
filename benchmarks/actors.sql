-- The network of actors at size: 2,000 actors of one centre in all its towns, 10,000 relations among them, a tenth
-- derived, a fifth waiting. Run by the owner of the tables. Nothing here names a person.

CREATE TEMP TABLE own_towns AS SELECT row_number() OVER (ORDER BY municipality_id) - 1 AS place, municipality_id AS ags
FROM centres_servedarea WHERE centre_id = %(centre)s;
CREATE TEMP TABLE own_kinds AS SELECT row_number() OVER (ORDER BY key) - 1 AS place, key
FROM centres_fieldofaction WHERE facet = 'partnertyp';
CREATE TEMP TABLE nodes (k int, id bigint);
WITH made AS (
    INSERT INTO directory_actor (public_id, centre_id, kind_id, municipality_id, at_risk, stale_after, created_at)
    SELECT gen_random_uuid(), %(centre)s, k.key, t.ags, n %% 50 = 0, 365, now() - interval '4 years'
    FROM generate_series(1, 2000) n
        JOIN own_towns t ON t.place = (n * 7) %% (SELECT count(*) FROM own_towns)
        JOIN own_kinds k ON k.place = (n * 11) %% (SELECT count(*) FROM own_kinds)
    RETURNING id
)
INSERT INTO nodes SELECT row_number() OVER (ORDER BY id) - 1, id FROM made;
INSERT INTO directory_actorrevision (actor_id, number, standing, shown, name, short_name, description, phone, email,
    website, languages, services, written_at, decided_at, reason, source)
SELECT id, 1, 'cleared', true, 'Messung Verein ' || k, '', '', '', '', '', '{de}', '[]', now(), now(), '', '' FROM nodes;

INSERT INTO network_relation (from_actor_id, to_actor_id, kind, mutual, strength, since, source, origin, note,
    asserted_at, confirmed_at, end_reason, rejection)
SELECT one.id, other.id, 'refers', false, 1 + n %% 3, current_date - 400,
    CASE WHEN n %% 10 = 0 THEN 'derived' ELSE 'asserted' END, CASE WHEN n %% 10 = 0 THEN 'Messung' ELSE '' END, '',
    now(), CASE WHEN n %% 5 = 0 THEN NULL ELSE now() END, '', ''
FROM generate_series(0, 9999) n
    JOIN nodes one ON one.k = (n * 7) %% 1900  -- a hundred hang on one relation each, so that some are cut off
    JOIN nodes other ON other.k = CASE WHEN n < 100 THEN 1900 + n ELSE ((n * 7) %% 1900 + 1 + n / 1900 * 37) %% 1900 END;
