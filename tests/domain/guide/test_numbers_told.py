"""Numbers that differ between a text and its translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.guide.numbers_told import Differing, differing

SAME = Differing((), ())


@pytest.mark.parametrize(
    ("german", "other"),
    [
        ("Tel. 0211 123-45", "Tel. 0211 12 345"),  # grouped otherwise
        ("Am 03.05.2026", "3/5/2026"),
        ("1.200 Euro", "1200 €"),
        ("8:30 bis 12 Uhr", "من ٨:٣٠ إلى ١٢"),
        ("8:30 bis 12 Uhr", "از ۸:۳۰ تا ۱۲"),
        ("[Wohnen](seite:k7qw2mzx)", "[Konut](seite:p3bw9dzx)"),
        ("Ohne Zahl.", "Sans chiffre."),
        ("Zuerst 5, dann 7.", "7 after 5."),
    ],
)
def test_the_same_numbers_written_otherwise(german: str, other: str) -> None:
    assert differing(german, other) == SAME
    assert not differing(german, other)


@pytest.mark.parametrize(
    ("german", "other", "missing", "added"),
    [
        ("Tel. 0211 12345", "Tel. 0211 12354", ("12345",), ("12354",)),
        ("10 Euro", "100 Euro", ("10",), ("100",)),
        ("Bus 5 und Bus 5", "Bus 5", ("5",), ()),
        ("Gratis.", "Ab 3 Euro.", (), ("3",)),
        ("14 Uhr", "2 pm", ("14",), ("2",)),
        ("Am 12.", "Am 21.", ("12",), ("21",)),
    ],
)
def test_other_numbers_are_named(
    german: str, other: str, missing: tuple[str, ...], added: tuple[str, ...]
) -> None:
    assert differing(german, other) == Differing(missing, added)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_compared_both_ways(one: str, two: str) -> None:
    """Every sign of every script; a text has the numbers it has itself."""
    there, back = differing(one, two), differing(two, one)
    assert (there.missing, there.added) == (back.added, back.missing)
    assert differing(one, one) == SAME
