"""What a language lacks is counted from the compiled catalogues; Kurmancî has days and numbers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import to_locale
from pytest_django.fixtures import Settings

from drehscheibe.kernel.language.catalogues import all_missing, missing_texts

DAY = date(2026, 3, 1)


@pytest.fixture
def shelf(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty folder of catalogues in place of the house's."""
    settings.LOCALE_PATHS = [tmp_path]
    all_missing.cache_clear()
    yield tmp_path
    all_missing.cache_clear()


def compiled(shelf: Path, code: str, *entries: polib.POEntry) -> None:
    """A catalogue as set-up compiles it; untranslated entries are left out there."""
    folder = shelf / to_locale(code) / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.extend(entries)
    catalogue.save_as_mofile(str(folder / "django.mo"))


def test_untranslated_and_absent_texts_are_missing(shelf: Path) -> None:
    several = {0: "%(n)s place", 1: "%(n)s places"}
    whole = (
        polib.POEntry(msgid="Suche", msgstr="Search"),
        polib.POEntry(msgid="Platz", msgid_plural="Plätze", msgstr_plural=several),
    )
    compiled(shelf, "en", *whole)
    compiled(shelf, "de-simple", *whole)
    compiled(shelf, "fr", polib.POEntry(msgid="Suche", msgstr=""), *whole[1:])

    assert [missing_texts(code) for code in ("de", "en", "de-simple")] == [0, 0, 0]
    assert [missing_texts(code) for code in ("fr", "ku")] == [1, 2]


def test_the_house_lacks_nothing() -> None:
    assert {
        code: missing_texts(code) for code, _ in settings.LANGUAGES if missing_texts(code)
    } == {}


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [
        ("de", "1. März 2026", "12,5"),
        ("de-simple", "1. März 2026", "12,5"),
        ("ku", "1 Adar 2026", "12,5"),
        ("fa", "1 مارس 2026", "12.5"),
        ("ru", "1 марта 2026 г.", "12,5"),
    ],
)
def test_every_language_writes_days_and_numbers_its_way(code: str, day: str, number: str) -> None:
    with translation.override(code):
        assert formats.date_format(DAY, "DATE_FORMAT").replace("\xa0", " ") == day
        assert formats.number_format(Decimal("12.5")) == number


def test_kurmanci_says_what_django_itself_says() -> None:
    with translation.override("ku"):
        assert translation.gettext("This field is required.") == "Ji kerema xwe vê qadê tije bikin."
        assert formats.date_format(DAY, "l") == "Yekşem"
