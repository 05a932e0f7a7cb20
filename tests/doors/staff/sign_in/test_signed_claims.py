"""Attack 19: tokens that were not signed by the provider for us and for now are refused."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from drehscheibe.doors.staff.sign_in.provider import CLOCKS_DIFFER, signed_claims

ISSUER, CLIENT = "https://sso.kreis-b.example", "drehscheibe"
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set(key: RSAPrivateKey, name: str = "k1") -> dict[str, Any]:
    """The provider's published keys."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**public, "kid": name, "alg": "RS256", "use": "sig"}]}


def claims(**other: Any) -> dict[str, Any]:
    """A good token's content."""
    now = int(time.time())
    good = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 60, "nonce": "n"}
    return {name: value for name, value in {**good, **other}.items() if value is not None}


def token(key: Any = OURS, algorithm: str = "RS256", kid: str = "k1", **other: Any) -> str:
    """A signed token."""
    return jwt.encode(claims(**other), key, algorithm=algorithm, headers={"kid": kid})


def read(text: str) -> Any:
    """What we make of it."""
    return signed_claims(text, keys=key_set(OURS), issuer=ISSUER, client_id=CLIENT)


def test_a_good_token_is_read() -> None:
    assert read(token())["sub"] == "s-1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://sso.kreis-c.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"nbf": 4_000_000_000},
        {"key": FOREIGN},
        {"kid": "k2"},
    ],
    ids=[
        "foreign issuer",
        "longer issuer",
        "no issuer",
        "foreign audience",
        "no audience",
        "two audiences",
        "expired in 2001",
        "no end",
        "no issue date",
        "no subject",
        "not before 2096",
        "foreign key",
        "unknown key",
    ],
)
def test_a_token_that_is_not_for_us_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(OAuth2Error):
        read(token(**wrong))


def test_a_token_without_signature_is_refused() -> None:
    with pytest.raises(OAuth2Error):
        read(jwt.encode(claims(), "", algorithm="none", headers={"kid": "k1"}))


def test_a_public_key_does_not_pass_as_a_shared_secret() -> None:
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"k1"}').rstrip(b"=").decode()
    body = base64.urlsafe_b64encode(json.dumps(claims()).encode()).rstrip(b"=").decode()
    with pytest.raises(OAuth2Error):
        read(f"{head}.{body}.AAAA")


@pytest.mark.parametrize("text", ["", "a.b.c", "....", "kein Token"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(OAuth2Error):
        read(text)


def test_a_token_that_names_no_key_is_read_when_there_is_one_only() -> None:
    silent = jwt.encode(claims(), OURS, algorithm="RS256")
    assert read(silent)["sub"] == "s-1"
    two = {"keys": key_set(OURS)["keys"] + key_set(FOREIGN, "k2")["keys"]}
    with pytest.raises(OAuth2Error):
        signed_claims(silent, keys=two, issuer=ISSUER, client_id=CLIENT)


def test_clocks_may_differ_by_five_minutes() -> None:
    """Attack 40: one stated rule for the skew of tokens."""
    assert read(token(exp=int(time.time()) - CLOCKS_DIFFER + 30))["sub"] == "s-1"
