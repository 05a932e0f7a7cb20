"""A real OpenID provider (package oidc-provider-mock) in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import requests


class OpenIdProvider:
    """Runs until `kill`; its users are whoever one says to be."""

    def __init__(self) -> None:
        """Start on a free port and wait until it answers."""
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            port = probe.getsockname()[1]
        self.issuer = f"http://localhost:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
            env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(150):
            try:
                requests.get(f"{self.issuer}/jwks", timeout=1)
            except requests.ConnectionError:
                time.sleep(0.1)
            else:
                return
        self.kill()
        raise RuntimeError("the OpenID provider did not start")

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        self.process.wait()

    def knows(self, subject: str, **claims: str) -> None:
        """What the provider asserts about somebody."""
        answer = requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5)
        answer.raise_for_status()

    def agree(self, address: str, subject: str) -> str:
        """Sign in there; the path and query of the way back."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def asked(address: str) -> dict[str, str]:
    """What our request to the provider says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
