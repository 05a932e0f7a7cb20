"""Search over 20,000 texts in eight languages: mixed questions, typing errors, nothing found.

Beside it, in the same run, what a search without any of this would ask: `ILIKE` over the same rows.
"""

import importlib
import os
import random
import sys
import time
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

import polib
import psycopg

from benchmarks import database
from benchmarks.figures import Sheet
from benchmarks.load import Wire, get
from benchmarks.server import ROOT, Server, serving

PLATFORM = "drehscheibe.config.wsgi:application"
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "fa", "fr")
GUIDES, PAGES = 10, 250
WORDS = 90
"""Of one text, drawn from the house's own catalogues: few words often, many seldom."""
ASKED = 24
"""Questions of each sort."""
WARM = 5
"""Questions asked before it counts: the first answers of a process read templates."""
LIMIT = 60.0
PLAIN = """
    SELECT title, text FROM finding_searchdocument
    WHERE title ILIKE %(like)s OR text ILIKE %(like)s LIMIT 15
"""


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Rows, the refresh that finds them, then what is asked of them."""
    draw = random.Random(6)
    words = {language: vocabulary(language) for language in LANGUAGES}
    began = time.perf_counter()
    grow(url, draw, words)
    sheet.plain("20.000 Texte einspielen", time.perf_counter() - began, "s")
    refreshed(sheet, url)
    sorts = dict(questions(random.Random(7), words))
    with serving(platform, env, probe="/health/live") as server:
        for name, asked in sorts.items():
            sheet.try_to(name, partial(waited, sheet, server, url, name, asked))
        mixed = [each for asked in sorts.values() for each in asked]
        sheet.try_to("gemischt", partial(waited, sheet, server, url, "gemischt", mixed))


def vocabulary(language: str) -> list[str]:
    """The words of a catalogue of the interface; of German the texts that it translates."""
    entries = polib.pofile(
        str(ROOT / f"locale/{'en' if language == 'de' else language}/LC_MESSAGES/django.po")
    )
    texts = (each.msgid if language == "de" else each.msgstr for each in entries)
    found = {word.strip('.,:;!?()„“«»"') for text in texts for word in text.split()}
    return sorted(word for word in found if word.isalpha())


def told(draw: random.Random, words: list[str], many: int) -> str:
    """So many words; a word at place n comes about once in n."""
    return " ".join(words[int(len(words) ** draw.random()) - 1] for _ in range(many))


def grow(url: str, draw: random.Random, words: dict[str, list[str]]) -> None:
    """Rows, not acts: pages of ten centres, their titles and texts in eight languages."""
    for each in words.values():
        draw.shuffle(each)
    with psycopg.connect(url) as owner, owner.cursor() as cursor:
        cursor.execute("""
            CREATE TEMP TABLE told (number int, language text, title text, body text);
            CREATE TEMP TABLE of_pages AS SELECT id, row_number() OVER (ORDER BY key) - 1 AS place
            FROM centres_centre ORDER BY key DESC LIMIT 10
        """)
        with cursor.copy("COPY told FROM STDIN") as rows:
            for number in range(GUIDES * PAGES):
                for language in LANGUAGES:
                    known = words[language]
                    title = told(draw, known, 3).capitalize()
                    rows.write_row((number, language, title, f"<p>{told(draw, known, WORDS)}</p>"))
        cursor.execute(f"""
            INSERT INTO guide_page (public_id, centre_id, position, verified_at, verified_by_id,
                stale_after, created_at)
            SELECT 'f' || lpad(number::text, 7, 'k'), c.id, 3000 + number, now(),
                (SELECT min(id) FROM people_person), 180, now()
            FROM generate_series(0, {GUIDES * PAGES - 1}) number
            JOIN (SELECT id, row_number() OVER () - 1 AS place FROM of_pages) c
              ON c.place = number % {GUIDES};
            INSERT INTO guide_section (public_id, page_id, kind, position, replaced_meaning)
            SELECT k || right(public_id, 7), id, CASE k WHEN 'q' THEN 'title' ELSE 'text' END,
                CASE k WHEN 'q' THEN 0 ELSE 1 END, ''
            FROM guide_page, unnest(ARRAY['q', 'r']) k
            WHERE public_id LIKE 'f%' AND position >= 3000;
            INSERT INTO guide_wording (section_id, language, number, body, meaning, translates,
                machine, native, shown, choice, published_at)
            SELECT s.id, t.language, 1, said, md5(said),
                CASE t.language WHEN 'de' THEN '' ELSE md5(t.title) END, false, false, true, '',
                now()
            FROM told t
            JOIN guide_page p ON p.public_id = 'f' || lpad(t.number::text, 7, 'k')
            JOIN guide_section s ON s.page_id = p.id,
            LATERAL (SELECT CASE s.kind WHEN 'title' THEN t.title ELSE t.body END AS said) x
        """)


def refreshed(sheet: Sheet, url: str) -> None:
    """The first time all, the second time nothing."""
    refreshing: Any = importlib.import_module("drehscheibe.domain.finding.refreshing")
    clock: Any = importlib.import_module("django.utils.timezone")
    wall: Any = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    with wall.acting_as_system():
        for name in ("Suche nachführen, alles neu", "Suche nachführen, nichts neu"):
            began = time.perf_counter()
            many = refreshing.refresh(at=clock.now())
            sheet.plain(name, time.perf_counter() - began, "s", note=f"{many} geschrieben")
        began = time.perf_counter()
        refreshing.count_words(at=clock.now())
        sheet.plain("Wörter zählen", time.perf_counter() - began, "s")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def questions(
    draw: random.Random, words: dict[str, list[str]]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Language of the page and what is typed there."""
    often = {tag: [each for each in known[:60] if len(each) > 3] for tag, known in words.items()}
    seldom = {tag: [each for each in known[400:] if len(each) > 5] for tag, known in words.items()}
    tags = [LANGUAGES[place % len(LANGUAGES)] for place in range(ASKED)]
    yield "häufige Wörter", [(tag, draw.choice(often[tag])) for tag in tags]
    yield "seltene Wörter", [(tag, draw.choice(seldom[tag])) for tag in tags]
    yield (
        "zwei Wörter",
        [(tag, f"{draw.choice(often[tag])} {draw.choice(seldom[tag])}") for tag in tags],
    )
    yield "angefangene Wörter", [(tag, draw.choice(seldom[tag])[:4]) for tag in tags]
    yield "Tippfehler", [(tag, wrong(draw, draw.choice(seldom[tag]))) for tag in tags]
    yield "nichts zu finden", [(tag, "".join(draw.sample("qxyzjvw" * 2, 9))) for tag in tags]
    nobody = "".join(draw.sample("qxyzjvw" * 2, 9))
    yield (
        "ein Wort zu viel",
        [(tag, f"{draw.choice(often[tag])} {draw.choice(often[tag])} {nobody}") for tag in tags],
    )
    yield "Ämter", [(tag, draw.choice(["Arbeitsamt", "مكتب العمل", "iş kurumu"])) for tag in tags]


def wrong(draw: random.Random, word: str) -> str:
    """A letter in the middle missing."""
    place = draw.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def waited(sheet: Sheet, server: Server, url: str, name: str, asked: list[tuple[str, str]]) -> None:
    """19 of 20 answers, past the edge; the same words asked of PostgreSQL with `ILIKE`."""
    wire, times, empty = Wire(server.port), [], 0
    before = server.cpu()
    for tag, question in [*asked[:WARM], *asked]:
        prefix = "" if tag == "de" else f"/{tag}"
        path = f"{prefix}/finden/?frage={quote(question)}"
        answer = wire.ask(get(path, Authorization="none"))
        if answer.status != 200:
            raise LookupError(f"{answer.status} für {path}")
        times.append(1000 * answer.seconds)
        empty += b'class="plain-list found"' not in answer.body
    wire.socket.close()
    cpu = 1000 * (server.cpu() - before) / len(times)
    ours = sorted(times[WARM:])
    plain = sorted(like(url, [question for _, question in asked]))
    sheet.at_most(
        f"Suche, {name}: p95", ours[int(0.95 * len(ours))], "ms", LIMIT,
        reference=plain[int(0.95 * len(plain))], against="ILIKE allein, ohne Seite",
        note=f"Median {ours[len(ours) // 2]:.0f} ms, {cpu:.0f} ms CPU, "
        f"ohne Treffer {empty} von {len(times)}",
    )  # fmt: skip


PLAINLY: dict[str, float] = {}
"""Milliseconds of a plain question, asked once."""


def like(url: str, asked: list[str]) -> list[float]:
    """Milliseconds of the plain question, which knows neither order nor inflection."""
    with psycopg.connect(url) as owner:
        for question in set(asked) - PLAINLY.keys():
            began = time.perf_counter()
            owner.execute(PLAIN, {"like": f"%{question}%"}).fetchall()
            PLAINLY[question] = 1000 * (time.perf_counter() - began)
    return [PLAINLY[question] for question in asked]


def main() -> int:
    """`python -m benchmarks.finding`: this part alone."""
    django: Any = importlib.import_module("django")
    sheet = Sheet()
    with database.own_database(os.environ["DATABASE_URL"]) as url:
        env = database.environment(url)
        database.fill(sheet, env)
        os.environ.update(env)
        django.setup()
        measure(sheet, env, url, PLATFORM)
        importlib.import_module("django.db").connections.close_all()
    print(f"\nLast {os.getloadavg()[0]:.1f}\n\n{sheet.table()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
