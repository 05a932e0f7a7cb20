"""Events, groups and surveys at size: 5,000 events, 200,000 registrations, 2,000 people to tell."""

import importlib
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import database, exchange_pages, exchange_rush
from benchmarks.figures import Sheet
from benchmarks.server import serving

SQL = Path(__file__).with_suffix(".sql")
PLATFORM = "drehscheibe.config.wsgi:application"
TABLES = (
    "people_person", "people_membership", "qualification_event", "qualification_session",
    "registration_pool", "qualification_eventpool", "registration_registration",
    "qualification_participation", "groups_group", "groups_groupmembership", "exchange_thread",
    "exchange_post", "surveys_survey", "surveys_question", "surveys_surveyresponse",
    "surveys_answer",
)  # fmt: skip
"""Filled with their own triggers at rest; foreign keys and checks stay on."""
PEOPLE = 2_000


def measure(sheet: Sheet, env: dict[str, str], url: str, platform: str) -> None:
    """Everything of issue 5's list, in the database at hand."""
    grow(sheet, url)
    sheet.try_to("Veranstaltungen in Django", lambda: exchange_pages.inside_django(sheet))
    sheet.try_to("Sammelmail", lambda: digests(sheet))
    with serving(platform, env, probe="/health/live") as server:
        exchange_pages.over_http(sheet, server, env)
    with serving(platform, env, workers=2, probe="/health/live") as server:  # as `make run`
        sheet.try_to("50 auf 10 Plätze", lambda: exchange_rush.measure(sheet, server))


def grow(sheet: Sheet, url: str) -> None:
    """Rows, not acts."""
    began = time.perf_counter()
    with psycopg.connect(url) as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(SQL.read_text("utf-8"))
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")
    sheet.plain(
        "5.000 Veranstaltungen, 200.000 Anmeldungen einspielen", time.perf_counter() - began, "s"
    )


def digests(sheet: Sheet) -> None:
    """Two thousand people have something new in their groups; a second run tells nobody."""
    digest: Any = importlib.import_module("drehscheibe.domain.exchange.digest")
    sending: Any = importlib.import_module("drehscheibe.kernel.mail.actions")
    wall: Any = importlib.import_module("drehscheibe.kernel.permissions.second_wall")
    at = datetime.now(UTC)
    with wall.acting_as_system():
        began = time.perf_counter()
        written = digest.send_digests(at=at)
        taken = time.perf_counter() - began
        again = digest.send_digests(at=at)
    if written < PEOPLE or again:
        raise LookupError(f"{written} Mails, beim zweiten Mal {again}")
    sheet.at_most("Sammelmail an 2.000 Personen schreiben", taken, "s", 60, note=f"{written} Mails")
    smtp: Any = importlib.import_module("tests.mail_server")
    with smtp.running() as postbox:
        began = time.perf_counter()
        while sending.send_due(at=at, most=500):
            pass
        taken = time.perf_counter() - began
        arrived = len(postbox.received)
    if arrived < PEOPLE:
        raise LookupError(f"{arrived} Mails angekommen")
    sheet.at_most(
        "Sammelmail an 2.000 Personen verschicken", taken, "s", 60, note=f"{arrived} über SMTP"
    )


def main() -> int:
    """`python -m benchmarks.exchange`: this part alone."""
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
