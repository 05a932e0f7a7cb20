-- K12: every measure that counts, one row per address. A view reads as its owner, past the policies
-- of the cases: programme, title, place, days and file number show, nothing about a person.
-- Filtered by place_key (the indexes case_place, item_place, own_measure_place) or by days.
CREATE VIEW forwarding_measureplace AS
SELECT 'case-' || c.id AS id, 'case-' || c.id AS measure, false AS own, c.centre_id,
    c.number AS reference, 'forwarded'::varchar AS line, k.version AS programme, c.title,
    CASE WHEN c.place_street <> ''
        THEN c.place_street || ', ' || c.place_postal_code || ' ' || c.place_town
        ELSE c.street || ', ' || c.postal_code || ' ' || c.town END AS place,
    c.place_key, c.starts_on, c.ends_on
FROM forwarding_forwardingcase c
JOIN forwarding_forwardingcall k ON k.id = c.call_id
WHERE c.place_key <> '' AND c.status NOT IN ('draft', 'refused', 'withdrawn')
    AND c.starts_on IS NOT NULL AND c.ends_on IS NOT NULL
UNION ALL
SELECT 'item-' || i.id, 'case-' || c.id, false, c.centre_id, c.number, 'forwarded', k.version,
    c.title, i.place_street || ', ' || i.place_postal_code || ' ' || i.place_town, i.place_key,
    coalesce(i.starts_on, c.starts_on), coalesce(i.ends_on, c.ends_on)
FROM forwarding_caseitem i
JOIN forwarding_forwardingcase c ON c.id = i.case_id
JOIN forwarding_forwardingcall k ON k.id = c.call_id
WHERE i.place_key <> '' AND i.place_key <> c.place_key
    AND c.status NOT IN ('draft', 'refused', 'withdrawn')
    AND c.starts_on IS NOT NULL AND c.ends_on IS NOT NULL
UNION ALL
-- a line of the yearly application counts unless every application of that year ended without money
SELECT 'own-' || m.id, 'own-' || m.id, true, m.centre_id, '', m.line, m.programme, m.title,
    m.street || ', ' || m.postal_code || ' ' || m.town, m.place_key, m.starts_on, m.ends_on
FROM forwarding_centremeasure m
WHERE m.withdrawn_on IS NULL AND NOT (
    m.line IN ('material', 'volunteering')
    AND EXISTS (
        SELECT 1 FROM funding_application a
        WHERE a.centre_id = m.centre_id AND a.fiscal_year = m.fiscal_year)
    AND NOT EXISTS (
        SELECT 1 FROM funding_application a
        WHERE a.centre_id = m.centre_id AND a.fiscal_year = m.fiscal_year
            AND a.status NOT IN ('rejected', 'withdrawn'))
);
