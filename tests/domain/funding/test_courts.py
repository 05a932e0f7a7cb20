"""Every centre's notice names a court."""

import csv
from pathlib import Path

from drehscheibe.domain.centres import models
from drehscheibe.domain.funding.courts import court_for

REGISTER = Path(models.__file__).parents[1] / "data" / "ki_register.csv"


def test_every_centre_has_a_court() -> None:
    with REGISTER.open(encoding="utf-8-sig", newline="") as lines:
        keys = [row["ki_key"] for row in csv.DictReader(lines)]
    assert len(keys) == 54
    assert [key for key in keys if not court_for(key)] == []


def test_a_foreign_key_has_none() -> None:
    assert court_for("06411") == ""
