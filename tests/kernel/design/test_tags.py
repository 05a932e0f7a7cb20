"""Words and figures, written the same way everywhere."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from drehscheibe.kernel.design.templatetags import design


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load design %}" + source).render(context)


def test_a_status_is_word_icon_and_class_and_escaped() -> None:
    html = design.status("danger", "<b>fehlt</b>")

    assert "kern-badge--danger" in html
    assert "kern-icon--danger" in html
    assert "&lt;b&gt;fehlt&lt;/b&gt;" in html


def test_an_unknown_kind_of_status_is_a_fault_of_the_page() -> None:
    with pytest.raises(KeyError):
        design.status("purple", "lila")


@pytest.mark.parametrize(
    ("amount", "text"),
    [(Decimal("57000"), "57.000,00"), (Decimal("-0.5"), "−0,50"), (0, "0,00"), (None, "–")],
)
def test_money_reads_german(amount: Decimal | None, text: str) -> None:
    assert text in design.money(amount)


def test_a_moment_is_a_day_and_a_time_of_germany() -> None:
    late = datetime(2026, 10, 30, 23, 30, tzinfo=UTC)

    assert "31.10.2026" in design.day(late)
    assert "31.10.2026, 00:30" in design.moment(late)


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (date(2026, 10, 30), "noch 12 Tage"),
        (date(2026, 10, 18), "heute"),
        (date(2026, 10, 15), "seit 3 Tagen überfällig"),
        (None, "–"),
    ],
)
def test_time_left_is_told_in_words(due: date | None, text: str) -> None:
    assert design.days_left(due, date(2026, 10, 18)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "1.234.567"),
        ("de-simple", "1.234.567"),
        ("en", "1,234,567"),
        ("ar", "1.234.567"),
        ("fa", "1,234,567"),
        ("ku", "1.234.567"),
        ("ru", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"),
    ],
)
def test_counts_follow_the_language(language: str, text: str) -> None:
    with translation.override(language):
        assert design.whole(1234567) == text


@pytest.mark.parametrize("name", ["money", "day", "moment", "share", "whole"])
def test_what_is_missing_is_a_dash(name: str) -> None:
    assert rendered("{{ nothing|" + name + " }}") == "–"


def test_paging_keeps_the_question() -> None:
    request = RequestFactory().get("/", {"ort": "Bad Oeynhausen", "seite": "2"})

    html = (
        engines["django"]
        .from_string("{% load design %}{% same_page seite=3 %}")
        .render({"request": request})
    )

    assert html == "?ort=Bad+Oeynhausen&amp;seite=3"
