-- A guide of 252 pages (12 × 4 × 4) in eight languages, two published wordings each; about 2.1 KB
-- of text on a page and language, in three sections. The shape integreat-cms was measured with.
CREATE TEMP TABLE words (number int, language text, word text);
INSERT INTO words
SELECT number, language,
       (CASE language WHEN 'ar' THEN ARRAY['ال','من','في','على','بيت','ماء','نور','باب']
                      WHEN 'fa' THEN ARRAY['می','خانه','آب','راه','نان','کار','روز','شب']
                      WHEN 'uk' THEN ARRAY['до','на','вод','хат','сві','ранк','ста','мов']
                      WHEN 'ru' THEN ARRAY['по','на','вод','дом','све','утр','ста','язы']
                      ELSE ARRAY['an','be','ver','hau','lich','stel','ung','mel'] END)[
           1 + abs(hashtext(language || number)) % 8]
       || (CASE WHEN language IN ('ar','fa') THEN ARRAY['ة','ان','ون','ات','ها','ين','تر','گر']
                WHEN language IN ('uk','ru') THEN ARRAY['ий','ого','ами','ість','ка','ти','ла','ми']
                ELSE ARRAY['den','gen','te','heit','keit','er','schaft','t'] END)[
           1 + abs(hashtext(number || language)) % 8]
       || (CASE WHEN number % 3 = 0 THEN chr(97 + number % 26) ELSE '' END)
  FROM generate_series(0, 399) number,
       unnest(ARRAY['de','en','tr','ar','uk','ru','fa','fr']) language;
CREATE INDEX ON words (language, number);
CREATE FUNCTION pg_temp.told(tag text, seed int, many int) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(word, ' ' ORDER BY place)
      FROM generate_series(1, many) place
      JOIN words ON words.language = tag
       AND words.number = (abs(hashtext(seed || '-' || place)) % 400)
$$;
INSERT INTO guide_page (public_id, centre_id, parent_id, position, verified_at, verified_by_id,
                        stale_after, created_at)
SELECT 'b' || lpad(translate(to_hex(9000 + number), '01', 'gh'), 7, 'k'), centre.id, NULL,
       1000 + number, now(), (SELECT min(id) FROM people_person), 180, now()
  FROM generate_series(0, 251) number, (SELECT id FROM centres_centre WHERE key = '05978') centre
 ORDER BY number;
CREATE TEMP TABLE grown AS
SELECT id, row_number() OVER (ORDER BY position) - 1 AS number
  FROM guide_page WHERE public_id LIKE 'b%' AND position >= 1000;
-- 12 chapters, then 48 below them, then 192 below those
UPDATE guide_page page SET
    parent_id = above.id,
    position = CASE WHEN own.number < 12 THEN 1000 + own.number ELSE (own.number - 12) % 4 END
  FROM grown own
  LEFT JOIN grown above ON above.number = CASE
       WHEN own.number < 12 THEN NULL
       WHEN own.number < 60 THEN (own.number - 12) / 4
       ELSE 12 + (own.number - 60) / 4 END
 WHERE page.id = own.id;
INSERT INTO guide_section (public_id, page_id, kind, position, replaced_meaning)
SELECT 's' || lpad(to_hex(own.number * 4 + place), 7, '0'), own.id,
       CASE place WHEN 0 THEN 'title' ELSE 'text' END, place, ''
  FROM grown own, generate_series(0, 3) place;
INSERT INTO guide_wording (section_id, language, number, body, meaning, translates, machine,
                           native, shown, choice, published_at)
SELECT section.id, language, version, body, md5(body),
       CASE language WHEN 'de' THEN '' ELSE md5(german) END, false, false, version = 2, '', now()
  FROM grown own
  JOIN guide_section section ON section.page_id = own.id,
       unnest(ARRAY['de','en','tr','ar','uk','ru','fa','fr']) language,
       generate_series(1, 2) version,
       LATERAL (SELECT own.number::int * 10 + section.position * 5000 + version AS seed) s,
       LATERAL (SELECT CASE section.kind
           WHEN 'title' THEN initcap(pg_temp.told(language, seed, 3))
           ELSE '<p>' || pg_temp.told(language, seed, 45) || '</p><ul><li>'
                || pg_temp.told(language, seed + 1, 20) || '</li></ul>' END AS body) b,
       LATERAL (SELECT CASE section.kind
           WHEN 'title' THEN initcap(pg_temp.told('de', seed, 3))
           ELSE '<p>' || pg_temp.told('de', seed, 45) || '</p><ul><li>'
                || pg_temp.told('de', seed + 1, 20) || '</li></ul>' END AS german) g;
