"""Which pages the public still knows, asked for some of many: one query, however many guides."""

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

UP = """
    WITH RECURSIVE up AS (
        SELECT public_id AS leaf, id, parent_id, source_id, true AS asked
        FROM guide_page WHERE public_id = ANY(%s)
        UNION ALL
        SELECT up.leaf, p.id, p.parent_id, p.source_id, false
        FROM up CROSS JOIN LATERAL (
            SELECT id, parent_id, source_id FROM guide_page WHERE id = up.parent_id OFFSET 0) p
    )
    SELECT up.leaf, up.id, up.source_id, up.asked, title.page_id, title.language
    FROM up LEFT JOIN LATERAL (
        SELECT s.page_id, w.language FROM guide_section s
        JOIN guide_wording w ON w.section_id = s.id AND w.shown
        WHERE s.kind = 'title' AND s.page_id = ANY(ARRAY[up.id, up.source_id])
          AND (up.asked OR w.language = 'de') OFFSET 0
    ) title ON true
"""
"""Each page asked for and those above it, with the languages of its title and of its source's.

`OFFSET 0` keeps the planner from joining all pages and all wordings for the few that are asked.
"""


def titles_standing(identities: Collection[str]) -> dict[str, set[str]]:
    """Of each public page the languages of its title, as `reading.tree_of` sees it: a page stands
    while its German title (of an adopted page, the shared one's) and all pages above it do."""
    with connection.cursor() as cursor:
        cursor.execute(UP, [sorted(identities)])
        rows = cursor.fetchall()
    titles: dict[int, set[str]] = defaultdict(set)
    for *_, page, language in rows:
        titles[page].add(language)
    found: dict[str, set[str]] = {}
    hidden: set[str] = set()
    for leaf, page, source, asked, *_ in rows:
        if "de" not in titles[source or page]:
            hidden.add(leaf)
        if asked:
            own = source is None or "de" in titles[page]
            found[leaf] = titles[page if own else source]
    return {leaf: each for leaf, each in found.items() if leaf not in hidden}
