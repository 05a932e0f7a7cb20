"""Names of files, in and out (attack 33)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.kernel.documents.file_names import PDF, cleaned_name, file_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../x", "x"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("Beschluss\u202efdp.exe", "Beschlussfdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("Plan \N{PARTY POPPER}.pdf", "Plan \N{PARTY POPPER}.pdf"),
        ('Kreis: "Entwurf" <1>?.pdf', "Kreis_ _Entwurf_ _1__.pdf"),
        ("Ko\u0308ln.pdf", "Köln.pdf"),
        ("نموذج.pdf", "نموذج.pdf"),
        ("...", "Datei"),
        ("", "Datei"),
    ],
)
def test_attack_33_names_are_shown_safely(name: str, shown: str) -> None:
    assert cleaned_name(name) == shown


def test_attack_33_three_hundred_characters_keep_their_ending() -> None:
    shown = cleaned_name("ä" * 300 + ".pdf")
    assert len(shown) == 100
    assert shown.endswith("….pdf")


@given(st.text(max_size=400))
def test_attack_33_no_name_is_dangerous(name: str) -> None:
    shown = cleaned_name(name)
    assert 0 < len(shown) <= 101
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e\u2066-\u2069]', shown)
    assert not shown.startswith(".")


@given(st.text(max_size=400), st.integers(1, 10_000))
def test_names_on_the_way_out_are_plain(title: str, version: int) -> None:
    assert re.fullmatch(
        r"[a-z0-9][a-z0-9-]*-v[0-9]+\.pdf", file_name(title, version=version, content_type=PDF)
    )
