"""Which pages the public still knows, asked for some of many: one query, however many guides."""

from collections.abc import Collection

from django.db import connection

GERMAN_TITLE = """EXISTS (
    SELECT FROM guide_section s JOIN guide_wording w ON w.section_id = s.id
    WHERE s.page_id = {page} AND s.kind = 'title' AND w.shown AND w.language = 'de')"""
STANDING = f"""
    WITH RECURSIVE up AS (
        SELECT id AS leaf, id, parent_id, source_id FROM guide_page WHERE public_id = ANY(%s)
        UNION ALL
        SELECT up.leaf, p.id, p.parent_id, p.source_id
        FROM up JOIN guide_page p ON p.id = up.parent_id
    ), standing AS (
        SELECT leaf FROM up GROUP BY leaf
        HAVING bool_and({GERMAN_TITLE.format(page="coalesce(up.source_id, up.id)")})
    )
    SELECT g.public_id, w.language FROM standing JOIN guide_page g ON g.id = standing.leaf
    JOIN guide_section s ON s.kind = 'title' AND s.page_id = CASE
        WHEN g.source_id IS NULL OR {GERMAN_TITLE.format(page="g.id")} THEN g.id
        ELSE g.source_id END
    JOIN guide_wording w ON w.section_id = s.id AND w.shown
"""  # noqa: S608 – constants of this file


def titles_standing(identities: Collection[str]) -> dict[str, set[str]]:
    """Of each public page the languages of its title, as `reading.tree_of` sees it: a page stands
    while its German title (of an adopted page, the shared one's) and all pages above it do."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [sorted(identities)])
        for identity, language in cursor.fetchall():
            found.setdefault(identity, set()).add(language)
    return found
