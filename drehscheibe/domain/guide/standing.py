"""Which pages the public still knows, asked for some of many: one query, however many guides."""

from collections.abc import Collection

from django.db import connection

STANDING = """
    WITH RECURSIVE title AS (
        SELECT s.page_id, w.language FROM guide_section s
        JOIN guide_wording w ON w.section_id = s.id AND w.shown WHERE s.kind = 'title'
    ), up AS (
        SELECT id AS leaf, id, parent_id, source_id FROM guide_page WHERE public_id = ANY(%s)
        UNION ALL
        SELECT up.leaf, p.id, p.parent_id, p.source_id
        FROM up JOIN guide_page p ON p.id = up.parent_id
    )
    SELECT g.public_id, title.language FROM guide_page g
    JOIN title ON title.page_id = CASE
        WHEN EXISTS (SELECT FROM title t WHERE t.page_id = g.id AND t.language = 'de') THEN g.id
        ELSE coalesce(g.source_id, g.id) END
    WHERE g.public_id = ANY(%s) AND NOT EXISTS (
        SELECT FROM up WHERE up.leaf = g.id AND NOT EXISTS (
            SELECT FROM title t
            WHERE t.page_id = coalesce(up.source_id, up.id) AND t.language = 'de'))
"""


def titles_standing(identities: Collection[str]) -> dict[str, set[str]]:
    """Of each public page the languages of its title, as `reading.tree_of` sees it: a page stands
    while its German title (of an adopted page, the shared one's) and all pages above it do."""
    asked = sorted(identities)
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [asked, asked])
        for identity, language in cursor.fetchall():
            found.setdefault(identity, set()).add(language)
    return found
