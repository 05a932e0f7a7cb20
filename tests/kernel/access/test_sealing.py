"""What is sealed opens here, for its purpose, unchanged – and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from drehscheibe.kernel.access.sealing import SealBroken, fingerprint, seal, unseal


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text, purpose="a"), purpose="a") == text


def test_a_seal_opens_for_its_purpose_only() -> None:
    with pytest.raises(SealBroken):
        unseal(seal("geheim", purpose="a"), purpose="b")


def test_a_changed_seal_does_not_open() -> None:
    sealed = seal("geheim", purpose="a")
    with pytest.raises(SealBroken):
        unseal(sealed[:-4] + "AAA=", purpose="a")


def test_after_a_change_of_the_key_older_seals_still_open(settings: Settings) -> None:
    sealed, before = seal("geheim", purpose="a"), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-the-installation"
    with pytest.raises(SealBroken):
        unseal(sealed, purpose="a")
    settings.SECRET_KEY_FALLBACKS = [before]
    assert unseal(sealed, purpose="a") == "geheim"


def test_a_fingerprint_recognises_and_does_not_tell() -> None:
    assert fingerprint("a@example.org", purpose="x") == fingerprint("a@example.org", purpose="x")
    assert fingerprint("a@example.org", purpose="x") != fingerprint("a@example.org", purpose="y")
    assert len(fingerprint("", purpose="x")) == 64
