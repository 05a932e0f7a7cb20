"""The rows that `make bench` writes past our code still fit the tables; nothing here is timed."""

import re
from pathlib import Path

import pytest
from django.db import connection

from drehscheibe.config.settings import BASE_DIR

pytestmark = pytest.mark.django_db
INSERT = re.compile(r"INSERT INTO ([a-z_]+)\s*\(([^)]*)\)")
FILES = [
    each for each in sorted(Path(BASE_DIR, "benchmarks").iterdir())
    if each.suffix in {".sql", ".py"} and INSERT.search(each.read_text("utf-8"))
]  # fmt: skip
COLUMNS = """
SELECT column_name, is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
       AND is_generated = 'NEVER'
  FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s
"""


def test_benchmarks_that_write_rows_are_found() -> None:
    """Python or SQL, whoever writes rows."""
    assert {"guide.sql", "finding.py", "allocations.py"} <= {each.name for each in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rows_of_the_benchmark_fit_the_tables(file: Path) -> None:
    """A column that a migration moved or demands would stop the whole measurement."""
    wrong = []
    for table, listed in INSERT.findall(file.read_text("utf-8")):
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS, [table])
            needed = dict(cursor.fetchall())
        given = {each.strip(' "\n') for each in listed.split(",")}
        wrong += [f"{table}.{each} is not there" for each in given - set(needed)]
        wrong += [
            f"{table}.{each} is missing"
            for each, must in needed.items() if must and each not in given
        ]  # fmt: skip
    assert not wrong, "\n".join(wrong)
