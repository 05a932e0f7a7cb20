"""Languages carry their own names and run the right way (data/README.md, 8)."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from drehscheibe.kernel.design.context import page_frame
from drehscheibe.kernel.language.tongues import direction, tongue, tongues

EASY = "de-simple"


def test_the_table_holds_43_languages_with_names_and_directions() -> None:
    assert len(tongues()) == 43
    for each in tongues().values():
        assert each.autonym
        assert each.german_name
        assert each.direction in {"ltr", "rtl"}


@pytest.mark.parametrize("tag", ["ar", "fa", "prs", "ps", "ckb", "ur", "aii"])
def test_these_run_from_right_to_left_even_where_django_errs(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["de", "tr", "uk", "az", "kmr", "ti", "am", "rom"])
def test_these_run_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


def test_a_script_in_the_tag_decides() -> None:
    assert [direction(tag) for tag in ("tru-Syrc", "tru", "pa-Arab", "sr-Latn")] == [
        "rtl", "ltr", "rtl", "ltr",
    ]  # fmt: skip


def test_the_interface_names_its_languages_as_the_table_does() -> None:
    known = {code: tongue(code) for code, _ in settings.LANGUAGES if code != EASY}
    assert {code for code, each in known.items() if each and each.direction == "rtl"} == {
        "ar",
        "fa",
    }
    assert {code: each.autonym.casefold() for code, each in known.items() if each} == {
        code: str(name).casefold() for code, name in settings.LANGUAGES if code != EASY
    }


def test_easy_german_is_german() -> None:
    """`simple` is a registered variant (BCP 47), so browsers and readers take it for German."""
    assert tongue(EASY) == tongue("de")
    assert dict(settings.LANGUAGES)[EASY] == "Leichte Sprache"


@pytest.mark.parametrize("code", ["de", "ar"])
def test_a_page_takes_its_direction_from_the_table(code: str) -> None:
    with translation.override(code):
        frame = page_frame(RequestFactory().get("/"))
    assert frame["direction"] == direction(code)
