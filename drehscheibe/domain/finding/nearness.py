"""„Meinten Sie“: for each word that nobody writes, the nearest one that somebody does."""

from django.db import connection

from drehscheibe.domain.finding.refreshing import SHORTEST

LOOKED_AT = 20
"""Words with the most common trigrams, of which the one with the fewest slips is taken."""
SIMILAR = 0.6
"""Share of common trigrams from which a word is offered, however many slips lie between."""
LIKE_IT = """
    SELECT asked, near.word, near.alike FROM unnest(%s::text[]) asked
    JOIN LATERAL (
        SELECT w.word, similarity(w.word, asked) AS alike, w.times FROM finding_searchword w
        WHERE w.word %% asked AND abs(length(w.word) - length(asked)) <= 4
        ORDER BY alike DESC, w.times DESC, w.word LIMIT %s
    ) near ON true
    WHERE length(asked) >= %s
      AND NOT EXISTS (SELECT FROM finding_searchword k WHERE k.word LIKE asked || '%%')
    ORDER BY asked, alike DESC, near.times DESC, near.word
"""


def nearer(words: list[str]) -> dict[str, str]:
    """Of folded words; those that stand in a text, or that nothing resembles, are left out."""
    with connection.cursor() as cursor:
        cursor.execute(LIKE_IT, [words, LOOKED_AT, SHORTEST])
        rows: list[tuple[str, str, float]] = cursor.fetchall()
    found: dict[str, tuple[int, str]] = {}
    for asked, word, alike in rows:
        away = slips(asked, word)
        if away > allowed(asked) and alike < SIMILAR:
            continue
        if asked not in found or away < found[asked][0]:  # rows come by likeness
            found[asked] = (away, word)
    return {asked: word for asked, (_, word) in found.items()}


def allowed(word: str) -> int:
    """Slips that a word of this length may have.

    >>> allowed("amt"), allowed("abend"), allowed("wohnung"), allowed("auslanderbehorde")
    (1, 1, 2, 3)
    """
    return 1 + (len(word) > 5) + (len(word) > 9)


def slips(one: str, other: str) -> int:
    """Letters left out, added, mistaken, or two swapped, that lie between two words.

    >>> slips("aband", "abend"), slips("wonung", "wohnung"), slips("duetsch", "deutsch")
    (1, 1, 1)
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, above = above, row
    return above[-1]
