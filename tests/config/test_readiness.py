"""A process has read what every language needs before it answers anybody."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import clear_url_caches, get_resolver
from django.utils.translation import trans_real

from drehscheibe.config.readiness import every_language_ready
from drehscheibe.kernel.language.catalogues import all_missing

LANGUAGES = {code for code, _ in settings.LANGUAGES}


@pytest.fixture
def just_started() -> Iterator[None]:
    """As a process that has answered nobody."""
    clear_url_caches()
    trans_real._translations.clear()  # type: ignore[attr-defined]
    all_missing.cache_clear()
    yield
    all_missing.cache_clear()


def test_the_first_page_in_a_language_need_not_read_what_the_second_finds(
    just_started: None,
) -> None:
    tables = get_resolver()._reverse_dict
    assert not tables
    every_language_ready()
    assert tables.keys() == LANGUAGES
    read = trans_real._translations  # type: ignore[attr-defined]
    assert read.keys() >= LANGUAGES - {settings.LANGUAGE_CODE}
    assert all_missing.cache_info().currsize == 1


def test_every_catalogue_is_read_once_for_all_languages(just_started: None) -> None:
    assert all_missing() == dict.fromkeys(LANGUAGES - {settings.LANGUAGE_CODE}, 0)
